"""Open doubts of a list, together where one answer can settle them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Min, QuerySet

from khaigiang.planning.rosters.models import Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.own_fields import names_of_facts
from khaigiang.planning.rosters.rules.answers import choices_for, takes_value
from khaigiang.planning.rosters.states import Choice
from khaigiang.planning.rosters.words import DOUBTS, OF_MATCHING
from khaigiang.registry.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What one doubt, or several alike, ask: the sentence, and how it can be answered."""

    field: str
    code: str
    text: str
    detail: str
    sentence: str
    choices: tuple[tuple[str, str], ...]
    # Units that may be meant, as (uid, name).
    units: tuple[tuple[str, str], ...] = ()
    takes_value: bool = False
    # The field in words.
    label: str = ""
    # Asked of every row of the column with this doubt, whatever its cell holds.
    is_whole: bool = False

    @property
    def asks_for(self) -> str:
        """Which kind of field answers it."""
        if not self.takes_value:
            return ""
        return {"unit": "unit", "position": "post", "gender": "sex", "person": ""}.get(self.field, "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtGroup:
    """Doubts that one answer settles."""

    question: Question
    count: int
    first_row: int
    # Whose row it is, where it is one.
    name: str = ""


def doubt_groups(roster: Roster, labels: Mapping[str, str]) -> list[DoubtGroup]:
    """What has to be answered, the largest groups first. `labels` names the units of the day by their uid."""
    found = _open(roster).values("field", "code", "alike").annotate(count=Count("pk"), first=Min("row_id"))
    groups = sorted(found, key=lambda group: (-group["count"], group["code"], group["alike"]))
    firsts = {row.pk: row for row in RosterRow.objects.filter(pk__in=[group["first"] for group in groups])}
    details = _details(roster, groups)
    names = names_of_facts(roster)
    single = [
        DoubtGroup(
            question=question_of(
                group["field"],
                group["code"],
                group["alike"],
                details[group["field"], group["code"], group["alike"]],
                firsts[group["first"]],
                labels,
                names,
            ),
            count=group["count"],
            first_row=group["first"],
            name=str(firsts[group["first"]].values.get("full_name", "")) if group["count"] == 1 else "",
        )
        for group in groups
    ]
    return [*_whole_columns(single), *single]


def _whole_columns(groups: Sequence[DoubtGroup]) -> list[DoubtGroup]:
    """For a doubt that several texts of a column raise, all of them at once; no value fits them all, a choice may."""
    found: dict[tuple[str, str], list[DoubtGroup]] = defaultdict(list)
    for group in groups:
        found[group.question.field, group.question.code].append(group)
    return [
        DoubtGroup(
            question=replace(alike[0].question, text="", detail="", units=(), takes_value=False, is_whole=True),
            count=sum(group.count for group in alike),
            first_row=min(group.first_row for group in alike),
        )
        for alike in found.values()
        if len(alike) > 1
    ]


def question_of(
    of: str, code: str, text: str, detail: str, row: RosterRow, labels: Mapping[str, str], names: Mapping[str, str]
) -> Question:
    """One doubt in words, with what may be answered."""
    choices = choices_for(of, code, has_value=bool(row.values.get(of)))
    return Question(
        field=of,
        code=code,
        text=text,
        detail="" if code == "person_unsure" else detail,
        sentence=str({**DOUBTS, **OF_MATCHING}.get(code, code)),
        choices=tuple((choice.value, str(Choice(choice).label)) for choice in choices),
        units=tuple(_units_named(detail, labels)) if of == "unit" else (),
        takes_value=takes_value(of, code),
        label=names.get(of, ""),
    )


def next_row(roster: Roster, after: int = 0) -> RosterRow | None:
    """The next row that waits for an answer after one, then from the top."""
    waiting = roster.rows.with_doubts().order_by("pk")
    return waiting.filter(pk__gt=after).first() or waiting.exclude(pk=after).first()


def unit_labels(units: Iterable[Unit]) -> dict[str, str]:
    """Units by their uid, each named with the district it lies in."""
    return {unit.uid: _label(unit) for unit in units}


def _label(unit: Unit) -> str:
    inside = unit.parent if unit.parent and unit.parent.level == "district" else None
    return f"{unit.name} – {inside.name}" if inside else unit.name


def _units_named(detail: str, labels: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    names = {name.strip() for name in detail.split(",")}
    return [(uid, label) for uid, label in labels.items() if label in names or label.partition(" – ")[0] in names][:8]


def _details(roster: Roster, groups: Sequence[Mapping[str, object]]) -> dict[tuple[str, str, str], str]:
    """What each group's sentence may name: the same for all rows whose cells hold the same text."""
    asked = {group["code"] for group in groups}
    found = _open(roster).filter(code__in=asked).order_by("-pk")
    return {
        (of, code, alike): detail for of, code, alike, detail in found.values_list("field", "code", "alike", "detail")
    }


def _open(roster: Roster) -> QuerySet[RosterDoubt]:
    return RosterDoubt.objects.still_open().filter(row__roster=roster, row__is_left_out=False)
