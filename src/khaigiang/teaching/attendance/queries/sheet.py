"""One session to be recorded: everybody in the class that day, what stands, what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khaigiang.ground.shared.cells import Saved, Typed
from khaigiang.teaching.attendance.limits import absence_limit
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.queries.shares import absence_shares
from khaigiang.teaching.attendance.rules import AbsenceShare
from khaigiang.teaching.attendance.states import ABSENT, ATTENDED, LETTER_OF, Presence
from khaigiang.teaching.cohorts.queries.people import ListRow, people_on
from khaigiang.teaching.timetable.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One trainee in one session."""

    person: ListRow
    letter: str
    stands: str
    seen: str | None
    share: AbsenceShare
    still_free: int | None
    is_above_limit: bool
    refusal: str = ""
    other: str = ""

    @property
    def field(self) -> str:
        return field_of(self.person.enrolment_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How many people have one presence."""

    presence: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The session's page of the attendance book."""

    session: Session
    rows: tuple[SheetRow, ...]
    totals: tuple[Total, ...]
    limit_percent: int | None

    @property
    def here(self) -> int:
        return sum(total.count for total in self.totals if total.presence in ATTENDED)

    @property
    def missing(self) -> int:
        return sum(total.count for total in self.totals if total.presence in ABSENT)

    @property
    def open(self) -> int:
        return sum(1 for row in self.rows if not row.stands)


def session_sheet(
    session: Session, *, typed: Mapping[int, Typed] | None = None, saved: Saved[int, Attendance] | None = None
) -> Sheet:
    """The sheet as it stands, with what a person typed put back where it could not be saved; 6 statements."""
    entries = {entry.enrolment_id: entry for entry in session.attendances.all()}
    shares, limit = absence_shares(session.training_class), absence_limit(session.training_class)
    rows = tuple(
        _row(person, entries.get(person.enrolment_id), shares[person.enrolment_id], limit, typed or {}, saved)
        for person in people_on(session.training_class, session.on)
    )
    return Sheet(session=session, rows=rows, totals=_totals(entries), limit_percent=limit)


def with_everybody_present(sheet: Sheet) -> dict[int, Typed]:
    """Everybody without a letter typed as present: exceptions are then marked by hand."""
    letter = LETTER_OF[Presence.PRESENT]
    return {row.person.enrolment_id: Typed(text=letter, seen=None) for row in sheet.rows if not row.stands}


def field_of(enrolment_id: int) -> str:
    """The name of a trainee's field in the form."""
    return f"p-{enrolment_id}"


def _row(
    person: ListRow,
    entry: Attendance | None,
    share: AbsenceShare,
    limit: int | None,
    typed: Mapping[int, Typed],
    saved: Saved[int, Attendance] | None,
) -> SheetRow:
    key = person.enrolment_id
    stands = LETTER_OF[Presence(entry.presence)] if entry else ""
    return SheetRow(
        person=person,
        letter=typed[key].text if key in typed else stands,
        stands=stands,
        seen=entry.stamp if entry else None,
        share=share,
        still_free=share.still_free(limit),
        is_above_limit=share.is_above(limit),
        refusal=saved.refused.get(key, "") if saved else "",
        other=_entered_meanwhile(saved.conflicts[key]) if saved and key in saved.conflicts else "",
    )


def _entered_meanwhile(entry: Attendance | None) -> str:
    return str(entry.get_presence_display()) if entry else _("no entry")


def _totals(entries: Mapping[int, Attendance]) -> tuple[Total, ...]:
    found = [entry.presence for entry in entries.values()]
    return tuple(
        Total(presence=presence.value, label=str(presence.label), count=found.count(presence.value))
        for presence in Presence
    )
