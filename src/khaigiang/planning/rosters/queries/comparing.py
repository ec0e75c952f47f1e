"""A newer version of a list beside an older one: who is new, gone, changed or the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count

from khaigiang.planning.rosters.models import Roster, RosterRow
from khaigiang.planning.rosters.queries.rows import in_words
from khaigiang.planning.rosters.rules.versions import Listed, pairs_of
from khaigiang.planning.rosters.states import COMPARABLE, RosterState
from khaigiang.planning.rosters.words import FIELDS

# So many people of a list are looked for in others of its sender, and so many of them make it a likely version.
LOOKED_FOR: Final = 200
LARGE: Final = 1 / 2
FEWEST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """One person of a version: the row, whom of the register it is about, and where they serve."""

    row: int
    official: int | None
    name: str
    born: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One fact that the two versions tell differently."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A person of both versions with what is different."""

    person: Somebody
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions laid beside each other."""

    new: tuple[Somebody, ...]
    gone: tuple[Somebody, ...]
    changed: tuple[Changed, ...]
    same: int
    # Those who are gone are in the register all the same.
    was_taken_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyOlder:
    """A list of the same sender that holds many of the same people."""

    id: int
    title: str
    shared: int
    looked_for: int


def compare(newer: Roster, older: Roster) -> Comparison:
    """Who is new, gone, changed and the same; rows that were left out count as not listed."""
    before, now = _rows(older), _rows(newer)
    pairs = pairs_of(map(_listed, before.values()), map(_listed, now.values()))
    found = {new: _differences(before[old].values, now[new].values) for new, old in pairs.items()}
    known = set(pairs.values())
    return Comparison(
        new=tuple(_somebody(row) for key, row in now.items() if key not in pairs),
        gone=tuple(_somebody(row) for key, row in before.items() if key not in known),
        changed=tuple(
            Changed(person=_somebody(row), differences=found[key]) for key, row in now.items() if found.get(key)
        ),
        same=sum(1 for differences in found.values() if not differences),
        was_taken_over=older.state == RosterState.APPLIED,
    )


def likely_older(roster: Roster) -> LikelyOlder | None:
    """The list of which this one seems to be a newer version, although nobody said so; in two statements."""
    if roster.newer_than_id or roster.state != RosterState.STAGED:
        return None
    first = roster.rows.order_by("pk").values_list("values__full_name", flat=True)[:LOOKED_FOR]
    names = sorted({name for name in first if name})
    earlier = Roster.objects.filter(
        sender=roster.sender_id, plan=roster.plan_id, state__in=COMPARABLE, pk__lt=roster.pk
    )
    found = (
        RosterRow.objects.filter(roster__in=earlier, values__full_name__in=names)
        .values("roster", "roster__title")
        .annotate(shared=Count("values__full_name", distinct=True))
        .order_by("-shared", "-roster")
        .first()
    )
    if not found or found["shared"] < max(FEWEST, LARGE * len(names)):
        return None
    return LikelyOlder(id=found["roster"], title=found["roster__title"], shared=found["shared"], looked_for=len(names))


def _rows(roster: Roster) -> dict[int, RosterRow]:
    rows = roster.rows.taken().only("values", "official", "roster", "sheet", "number").order_by("pk")
    return {row.pk: row for row in rows}


def _listed(row: RosterRow) -> Listed:
    return Listed(row.pk, row.values, row.official_id)


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Difference, ...]:
    return tuple(_told(old, new))


def _told(old: Mapping[str, str], new: Mapping[str, str]) -> Iterable[Difference]:
    for field, label in FIELDS.items():
        before, now = old.get(field, ""), new.get(field, "")
        if before != now:
            yield Difference(label=str(label), old=in_words(field, before), new=in_words(field, now))


def _somebody(row: RosterRow) -> Somebody:
    values = row.values
    return Somebody(
        row=row.pk,
        official=row.official_id,
        name=values.get("full_name", ""),
        born=in_words("dob", values.get("dob", "")),
        place=", ".join(part for part in (values.get("position", ""), values.get("unit", "")) if part),
    )
