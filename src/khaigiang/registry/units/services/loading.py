"""Loading the shipped units: what is missing is added, what differs is corrected, what is right stays."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.registry.units.hanoi import CITY_UID, UnitFact, succession_facts, unit_facts
from khaigiang.registry.units.models import COMMITTEES, Level, Office, OfficeKind, Succession, Unit
from khaigiang.registry.units.rules import committee_name, unit_sort_key
from khaigiang.vietnamese.names import fold, text_key

SUPERIOR_OF_COMMITTEES: Final = "THÀNH ỦY HÀ NỘI"
COMMITTEE_OF_LEVEL: Final = {
    Level.DISTRICT: OfficeKind.DISTRICT_COMMITTEE,
    Level.COMMUNE: OfficeKind.COMMUNE_COMMITTEE,
}
UNDER_THE_CITY: Final = Q(level=Level.DISTRICT) | Q(level=Level.COMMUNE, parent__level=Level.PROVINCE)
UNIT_FIELDS: Final = (
    "code", "name", "short_name", "kind", "level", "parent", "valid_from", "valid_until", "sort_key", "folded",
)  # fmt: skip
EDGE: Final = ("predecessor", "successor", "effective_on")
SUCCESSION_FIELDS: Final = ("extent", "resolution", "clause", "is_default", "confidence", "evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """How many rows a loading added."""

    units: int
    successions: int
    offices: int


@transaction.atomic
def load_units(*, by: User | None, at: datetime) -> LoadReport:
    """Bring in the shipped units, their successions, and the committees of districts and of communes without a district.

    Running it again changes nothing that is right, nor what a person corrected. Offices are only added, because people correct them by hand.
    `by` is None only where nobody is signed in: at the terminal.
    """
    before = (Unit.objects.count(), Succession.objects.count())
    _put_units(list(unit_facts()))
    _put_successions()
    offices = _add_committees(local_day(at))
    report = LoadReport(
        units=Unit.objects.count() - before[0],
        successions=Succession.objects.count() - before[1],
        offices=offices,
    )
    audit.record("load_units", Unit.objects.get(uid=CITY_UID), by=by, at=at, after=asdict(report))
    return report


def _put_units(facts: list[UnitFact]) -> None:
    # A parent stands one level higher: level by level, every parent has its id.
    for level in Level:
        ids = _unit_ids()
        ended = _ended_here()
        corrected = set(Unit.objects.filter(is_corrected=True).values_list("uid", flat=True))
        units = [_unit(fact, ids, ended) for fact in facts if fact.level == level and fact.uid not in corrected]
        Unit.objects.bulk_create(units, update_conflicts=True, unique_fields=["uid"], update_fields=UNIT_FIELDS)


def _ended_here() -> dict[str, date | None]:
    # What the file knows as lasting may have ended since by a reform entered here.
    return dict(Unit.objects.exclude(valid_until=None).values_list("uid", "valid_until"))


def _unit(fact: UnitFact, ids: dict[str, int], ended: dict[str, date | None]) -> Unit:
    return Unit(
        uid=fact.uid,
        code=fact.code,
        name=fact.name,
        short_name=fact.short_name,
        kind=fact.kind,
        level=fact.level,
        parent_id=ids[fact.parent_uid] if fact.parent_uid else None,
        valid_from=fact.valid_from,
        valid_until=fact.valid_until or ended.get(fact.uid),
        sort_key=unit_sort_key(fact.name, fact.short_name),
        folded=fold(fact.name),
    )


def _put_successions() -> None:
    ids = _unit_ids()
    edges = [
        Succession(
            predecessor_id=ids[fact.predecessor_uid],
            successor_id=ids[fact.successor_uid],
            effective_on=fact.effective_on,
            extent=fact.extent,
            resolution=fact.resolution,
            clause=fact.clause,
            is_default=fact.is_default,
            confidence=fact.confidence,
            evidence=fact.evidence,
        )
        for fact in succession_facts()
    ]
    Succession.objects.bulk_create(
        edges,
        update_conflicts=True,
        unique_fields=EDGE,
        update_fields=SUCCESSION_FIELDS,
    )


def _add_committees(today: date) -> int:
    # A committee comes to be with its unit; those of districts that are gone stay in papers of their time.
    units = Unit.objects.filter(UNDER_THE_CITY, valid_from__lte=today).exclude(offices__kind__in=COMMITTEES)
    return len(Office.objects.bulk_create(_committees(units)))


def _committees(units: Iterable[Unit]) -> list[Office]:
    names = [(unit, committee_name(unit.kind, unit.short_name)) for unit in units]
    return [
        Office(
            kind=COMMITTEE_OF_LEVEL[Level(unit.level)],
            unit=unit,
            name=committee.name,
            superior=SUPERIOR_OF_COMMITTEES,
            symbol=committee.symbol,
            skin=Office.Skin.PARTY,
            place=unit.short_name,
            sort_key=text_key(committee.name),
            folded=fold(committee.name),
        )
        for unit, committee in names
    ]


def _unit_ids() -> dict[str, int]:
    return dict(Unit.objects.values_list("uid", "pk"))
