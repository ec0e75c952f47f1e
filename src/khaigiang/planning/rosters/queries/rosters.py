"""Lists as a whole: where each stands, what it would change, how its columns are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from khaigiang.planning.rosters.models import Roster, RosterDoubt, RosterRow, SenderHabit
from khaigiang.planning.rosters.reading import notice_in_words
from khaigiang.planning.rosters.rules.layouts import layout_of, understood
from khaigiang.planning.rosters.states import Outcome, RosterState


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """One list in the list of lists."""

    id: int
    title: str
    sender: str
    plan: str
    holds_on: date
    letter: str
    waits_for_letter: bool
    state: str
    is_staged: bool
    rows: int
    doubtful: int
    staged_by: str
    staged_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What taking a list over would do, in figures."""

    rows: int
    new: int
    changed: int
    same: int
    open: int
    left_out: int
    named: int
    asked: int
    doubtful: int
    appointed: int

    @property
    def taken(self) -> int:
        """Rows that are taken over or found to be known already."""
        return self.rows - self.left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a sheet: where it stands, what its heading says, what it is taken for."""

    letters: str
    heading: str
    fact: str

    @property
    def name(self) -> str:
        """How a form calls it."""
        return self.letters


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSheet:
    """The columns of one sheet."""

    name: str
    heading_rows: str
    columns: tuple[Column, ...]


def roster_lines(rosters: QuerySet[Roster]) -> Sequence[RosterLine]:
    """Lists, the latest first."""
    doubtful = Exists(RosterDoubt.objects.still_open().filter(row=OuterRef("rows")))
    found = rosters.select_related("sender", "plan__document", "staged_by").annotate(
        count=Count("rows"), doubtful=Count("rows", filter=Q(doubtful, rows__is_left_out=False))
    )
    return [
        RosterLine(
            id=roster.pk,
            title=roster.title,
            sender=roster.sender.name,
            plan=str(roster.plan.document) if roster.plan else "",
            holds_on=roster.holds_on,
            letter=roster.letter_number,
            waits_for_letter=roster.waits_for_letter,
            state=roster.state_in_words,
            is_staged=roster.state == RosterState.STAGED,
            rows=roster.count,
            doubtful=roster.doubtful,
            staged_by=str(roster.staged_by),
            staged_at=roster.staged_at,
        )
        for roster in found.order_by("-staged_at", "-pk")
    ]


def tally(roster: Roster) -> Tally:
    """The figures of a list in two statements."""
    of = {outcome: Count("pk", filter=Q(outcome=outcome)) for outcome in Outcome.values}
    appointed = Count("pk", filter=Q(appoints=True, is_left_out=False))
    found = RosterRow.objects.filter(roster=roster).aggregate(rows=Count("pk"), appointed=appointed, **of)
    return Tally(**found, doubtful=roster.rows.with_doubts().count())


def columns_to_explain(roster: Roster) -> list[ColumnSheet]:
    """How each column of each sheet was understood, for a person to say otherwise."""
    meaning = understood(roster.columns)
    return [
        ColumnSheet(
            name=sheet["sheet"] or "",
            heading_rows=", ".join(str(row) for row in sheet["heading_rows"]),
            columns=tuple(
                Column(letters=letters, heading=sheet["headings"].get(letters, ""), fact=fact)
                for letters, fact in sorted(meaning[sheet["sheet"] or ""].items(), key=_place)
            ),
        )
        for sheet in roster.columns
        if meaning[sheet["sheet"] or ""]
    ]


def habit_used(roster: Roster) -> SenderHabit | None:
    """What a person once said of this layout of the sender, where the list was read by it."""
    if not roster.explained:
        return None
    return SenderHabit.objects.filter(sender=roster.sender, layout=layout_of(roster.columns)).exclude(layout="").first()


def notices_of(roster: Roster) -> list[str]:
    """What is to be known of the whole list, in the user's language."""
    return [notice_in_words(notice) for notice in roster.notices]


def _place(column: tuple[str, str]) -> tuple[int, str]:
    return (len(column[0]), column[0])
