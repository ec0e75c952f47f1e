"""Correcting what was entered wrongly about a unit: no reform, no succession, the unit stays the one it is."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.registry.units.errors import CorrectionNeedsReason, KindOfAnotherLevel, UnitCodeTaken
from khaigiang.registry.units.models import Unit, UnitKind
from khaigiang.registry.units.rules import KIND_IN_NAMES, LEVEL_OF_KIND, unit_sort_key
from khaigiang.vietnamese.names import fold, tidy

FACTS = ("name", "short_name", "kind", "code")


@transaction.atomic
def correct_unit(
    unit: Unit,
    *,
    short_name: str,
    kind: str,
    code: str,
    reason: str,
    by: User,
    at: datetime,
) -> Unit:
    """Put right the name, kind or code of a unit that was entered wrongly, with the reason.

    What a unit was renamed to by a resolution is a reform, not a correction. Raises CorrectionNeedsReason,
    KindOfAnotherLevel or UnitCodeTaken.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    before = {fact: getattr(unit, fact) for fact in FACTS}
    if not tidy(reason):
        raise CorrectionNeedsReason
    if LEVEL_OF_KIND[kind] != unit.level:
        raise KindOfAnotherLevel(kind=UnitKind(kind).label, unit=unit.name)
    unit.short_name, unit.kind, unit.code = tidy(short_name), kind, tidy(code)
    unit.name = f"{KIND_IN_NAMES[kind]} {unit.short_name}"
    unit.sort_key, unit.folded, unit.is_corrected = unit_sort_key(unit.name, unit.short_name), fold(unit.name), True
    other = Unit.objects.filter(code=unit.code, level=unit.level, valid_from=unit.valid_from).exclude(pk=unit.pk)
    if namesake := other.first():
        raise UnitCodeTaken(code=unit.code, unit=namesake.name)
    unit.save()
    after = {fact: getattr(unit, fact) for fact in FACTS} | {"reason": tidy(reason)}
    audit.record("correct_unit", unit, by=by, at=at, before=before, after=after)
    return unit
