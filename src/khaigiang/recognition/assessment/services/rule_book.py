"""Dated grading rules, and the parts of a programme's mark."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.recognition.assessment.errors import (
    BandsMissing,
    BandsOutOfOrder,
    BandTwice,
    ComponentsAreInUse,
    PartWithoutWeight,
    RuleOfThatDay,
    WeightsDoNotAddUp,
)
from khaigiang.recognition.assessment.models import Band, Component, GradingRule, Mark
from khaigiang.teaching.curriculum.models import ProgrammeVersion

WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBand:
    """A band as it is typed: code, name, the least mean and the least part, and whether it passes."""

    code: str
    name: str
    min_mean: Decimal
    min_part: Decimal
    passes: bool = True


@transaction.atomic
def save_rule(
    *,
    name: str,
    citation: str,
    valid_from: date,
    absence_limit_percent: int,
    bands: Sequence[NewBand],
    by: User,
    at: datetime,
) -> GradingRule:
    """Put a dated rule into force with its bands, best first; the rule before it ends on that day.

    A rule entered for days before another one ends where that one begins.
    Raises BandsMissing, BandTwice, BandsOutOfOrder (a lower band that asks for more than the one above it) or
    RuleOfThatDay.
    """
    _refuse_disorder(bands)
    same_day = GradingRule.objects.filter(valid_from=valid_from).first()
    if same_day is not None:
        raise RuleOfThatDay(name=same_day)
    later = GradingRule.objects.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    before = GradingRule.objects.filter(valid_from__lt=valid_from)
    before.exclude(valid_until__lte=valid_from).update(valid_until=valid_from)
    rule = GradingRule.objects.create(
        name=name,
        citation=citation,
        valid_from=valid_from,
        valid_until=later.valid_from if later else None,
        absence_limit_percent=absence_limit_percent,
    )
    Band.objects.bulk_create(
        Band(
            rule=rule,
            ordinal=ordinal,
            code=band.code,
            name=band.name,
            min_mean=band.min_mean,
            min_part=band.min_part,
            passes=band.passes,
        )
        for ordinal, band in enumerate(bands, start=1)
    )
    audit.record("save_grading_rule", rule, by=by, at=at, after={"name": name, "bands": [band.code for band in bands]})
    return rule


@transaction.atomic
def set_components(
    version: ProgrammeVersion, components: Sequence[tuple[str, int]], *, by: User, at: datetime
) -> list[Component]:
    """Set the parts of the mark of a programme version as (name, weight in percent), in order.

    Raises PartWithoutWeight, WeightsDoNotAddUp, and ComponentsAreInUse once a mark has been entered.
    """
    for name, weight in components:
        if not 1 <= weight <= WHOLE:
            raise PartWithoutWeight(name=name)
    total = sum(weight for _, weight in components)
    if total != WHOLE:
        raise WeightsDoNotAddUp(total=total)
    if Mark.objects.filter(component__version=version).exists():
        raise ComponentsAreInUse
    version.components.all().delete()
    made = Component.objects.bulk_create(
        Component(version=version, ordinal=ordinal, name=name, weight=weight)
        for ordinal, (name, weight) in enumerate(components, start=1)
    )
    audit.record("set_components", version, by=by, at=at, after=dict(components))
    return made


def _refuse_disorder(bands: Sequence[NewBand]) -> None:
    if not any(band.passes for band in bands):
        raise BandsMissing
    codes = Counter(band.code for band in bands)
    for band in bands:
        if codes[band.code] > 1:
            raise BandTwice(name=band.name)
    for upper, lower in pairwise(bands):
        if lower.min_mean > upper.min_mean or lower.min_part > upper.min_part:
            raise BandsOutOfOrder(lower=lower.name, upper=upper.name)


def copy_components_in_transaction(old: ProgrammeVersion, new: ProgrammeVersion) -> None:
    """Give a new version the parts of the mark of the one it was made from, within a service that records it."""
    Component.objects.bulk_create(
        Component(version=new, ordinal=one.ordinal, name=one.name, weight=one.weight)
        for one in old.components.order_by("ordinal")
    )
