"""The office says how many of one unit may be away at once, and whether somebody must keep the office meanwhile."""

from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.nominations.errors import AwayNumberMissing, ShareOutOfRange
from khaigiang.planning.nominations.models import AwayRule
from khaigiang.planning.nominations.states import AwayMeasure
from khaigiang.registry.units.models import UnitKind

WHOLE = 100


@transaction.atomic
def set_away_rule(
    *,
    kind: UnitKind,
    measure: AwayMeasure,
    most: int | None = None,
    asks_cover: bool = False,
    valid_from: date,
    source: str = "",
    by: User,
    at: datetime,
) -> AwayRule:
    """Set the rule for units of a kind from a day on; said again for the same day it takes the place of the first.

    Raises AwayNumberMissing or ShareOutOfRange.
    """
    if measure != AwayMeasure.NONE and not most:
        raise AwayNumberMissing
    if measure == AwayMeasure.SHARE and most and most > WHOLE:
        raise ShareOutOfRange
    found = AwayRule.objects.select_for_update().filter(kind=kind, valid_from=valid_from).first()
    rule, before = found or AwayRule(kind=kind, valid_from=valid_from), _told(found) if found else None
    rule.measure, rule.most = measure, None if measure == AwayMeasure.NONE else most
    rule.asks_cover, rule.source, rule.set_by, rule.set_at = asks_cover, source.strip(), by, at
    rule.save()
    audit.record("set_away_rule", rule, by=by, at=at, before=before, after=_told(rule))
    return rule


def _told(rule: AwayRule) -> dict[str, object]:
    return {
        "kind": str(rule.kind),
        "measure": str(rule.measure),
        "most": rule.most,
        "asks_cover": rule.asks_cover,
        "valid_from": rule.valid_from,
        "source": rule.source,
    }
