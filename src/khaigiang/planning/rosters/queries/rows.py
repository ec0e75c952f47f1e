"""Rows of a list: in a table, and one of them whole, cell by cell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import formats

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.planning.rosters.models import Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.own_fields import all_fields, names_of_facts, own_in_words
from khaigiang.planning.rosters.queries.doubts import Question, question_of
from khaigiang.planning.rosters.rules.facts import FACT_OF
from khaigiang.planning.rosters.states import Outcome, Proof
from khaigiang.planning.rosters.words import DOUBTS, FIELDS, OF_MATCHING, REPAIRS
from khaigiang.registry.duplicates.states import Reason
from khaigiang.registry.officials.models import Appointment, Gender, Official, TheoryLevel
from khaigiang.vietnamese.names import fold

SHOWN_IN_TABLE = ("dob", "gender", "unit", "position")
DAYS = frozenset({"dob", "party_date", "party_probationary"})
TONES = {
    Outcome.NEW: "info",
    Outcome.CHANGED: "warning",
    Outcome.SAME: "success",
    Outcome.OPEN: "warning",
    Outcome.LEFT_OUT: "neutral",
    Outcome.NAMED: "success",
    Outcome.ASKED: "info",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """One row of the table of a list."""

    id: int
    place: str
    full_name: str
    born: str
    sex: str
    unit: str
    district: str
    position: str
    outcome: str
    tone: str
    is_same: bool
    doubts: tuple[str, ...]
    repairs: int
    changes: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDoubt:
    """A doubt of a row that waits for its answer."""

    id: int
    question: Question
    alike: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLine:
    """One fact of a row: where it stood, as it stood, as it was read, and what the register says."""

    field: str
    label: str
    cells: tuple[str, ...]
    raw: str
    value: str
    repairs: tuple[str, ...]
    registered: str
    answers: tuple[str, ...]
    is_doubted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody of the register who may be meant."""

    id: int
    full_name: str
    born_on: str
    posts: tuple[str, ...]
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSheet:
    """One row whole."""

    cells: tuple[CellLine, ...]
    doubts: tuple[OpenDoubt, ...]
    candidates: tuple[Candidate, ...]
    reasons: tuple[str, ...]


def row_lines(roster: Roster, rows: Iterable[RosterRow], remarks: Mapping[int, Sequence[str]]) -> list[RowLine]:
    """Rows of a list as the table shows them, with their open doubts, in one more statement; `remarks` by their key."""
    rows = list(rows)
    names = names_of_facts(roster)
    asked: dict[int, list[str]] = defaultdict(list)
    for doubt in RosterDoubt.objects.still_open().filter(row__in=rows).order_by("pk"):
        asked[doubt.row_id].append(_sentence(doubt, names))
    return [_line(row, () if row.is_left_out else asked[row.pk], names, tuple(remarks.get(row.pk, ()))) for row in rows]


def rows_shown(roster: Roster, show: str) -> QuerySet[RosterRow]:
    """The rows of a list that somebody asks for: all, those with doubts, or those of one outcome."""
    rows = roster.rows.order_by("pk")
    if show == "doubts":
        return rows.with_doubts()
    return rows.filter(outcome=show) if show in Outcome.values else rows


def row_sheet(row: RosterRow, labels: Mapping[str, str], people: QuerySet[Official]) -> RowSheet:
    """One row cell by cell, with what is asked about it and who of these people may be meant."""
    doubts = list(row.doubts.order_by("pk"))
    names = names_of_facts(row.roster)
    waiting = [] if row.is_left_out else [doubt for doubt in doubts if not doubt.settled_at]
    return RowSheet(
        cells=(*_cells(row, doubts), *_own_cells(row, doubts)),
        doubts=tuple(_open_doubt(row, doubt, labels, names) for doubt in waiting),
        candidates=tuple(_candidates(row, waiting, people)),
        reasons=tuple(str(Reason(reason).label) for reason in row.reasons),
    )


def in_words(field: str, value: str) -> str:
    """A value as a person reads it."""
    if field in DAYS:
        return day_in_words(value)
    if field == "gender":
        return str(Gender(value).label) if value in Gender.values else value
    return str(TheoryLevel(value).label) if field == "theory_level" and value in TheoryLevel.values else value


def _line(row: RosterRow, asked: Sequence[str], names: Mapping[str, str], remarks: tuple[str, ...]) -> RowLine:
    return RowLine(
        id=row.pk,
        place=_place(row),
        full_name=row.values.get("full_name", ""),
        born=in_words("dob", row.values.get("dob", "")),
        sex=in_words("gender", row.values.get("gender", "")),
        unit=row.values.get("unit", ""),
        district=row.values.get("district", ""),
        position=row.values.get("position", ""),
        outcome=row.get_outcome_display(),
        tone=TONES[Outcome(row.outcome)],
        is_same=row.outcome == Outcome.SAME,
        doubts=tuple(asked),
        repairs=len(row.repairs),
        changes=tuple(names.get(FACT_OF.get(field, field), "") for field in row.changes),
        remarks=remarks,
    )


def _place(row: RosterRow) -> str:
    return f"{row.sheet} · {row.number}" if row.sheet else str(row.number)


def _sentence(doubt: RosterDoubt, names: Mapping[str, str]) -> str:
    label = names.get(doubt.field)
    said = str({**DOUBTS, **OF_MATCHING}.get(doubt.code, doubt.code))
    return f"{label}: {said}" if label else said


def _cells(row: RosterRow, doubts: Sequence[RosterDoubt]) -> Iterable[CellLine]:
    open_fields = {doubt.field for doubt in doubts if not doubt.settled_at}
    for field, label in FIELDS.items():
        stood = row.raw.get(field, [])
        value = row.values.get(field, "")
        registered = row.changes.get(_field_of(field), ["", ""])[0]
        if field == "person" or not (stood or value):
            continue
        yield CellLine(
            field=field,
            label=str(label),
            cells=tuple(f"{letters}{row.number}" for letters, _ in stood),
            raw=" | ".join(text for _, text in stood),
            value=in_words(field, value),
            repairs=tuple(
                str(REPAIRS.get(repair["rule"], repair["rule"])) for repair in row.repairs if repair["field"] == field
            ),
            registered=in_words(field, registered),
            answers=tuple(_answered(doubt) for doubt in doubts if doubt.settled_at and doubt.field == field),
            is_doubted=field in open_fields,
        )


def _own_cells(row: RosterRow, doubts: Sequence[RosterDoubt]) -> Iterable[CellLine]:
    """What the row says in fields that the office added."""
    open_fields = {doubt.field for doubt in doubts if not doubt.settled_at}
    for fact, field in all_fields(row.roster).items():
        value = row.values.get(fact, "")
        if not value and fact not in open_fields:
            continue
        yield CellLine(
            field=fact,
            label=field.label,
            cells=(),
            raw=next(
                (text for name, text in row.values.get("other", {}).items() if fold(name) == fold(field.label)), ""
            ),
            value=own_in_words(field, value),
            repairs=(),
            registered=own_in_words(field, row.changes.get(fact, ["", ""])[0]),
            answers=tuple(_answered(doubt) for doubt in doubts if doubt.settled_at and doubt.field == fact),
            is_doubted=fact in open_fields,
        )


def _field_of(fact: str) -> str:
    return next((field for field, of in FACT_OF.items() if of == fact), "")


def _answered(doubt: RosterDoubt) -> str:
    assert doubt.settled_at, "only answered doubts are told"
    return f"{doubt.settled_by}, {formats.date_format(doubt.settled_at, 'SHORT_DATETIME_FORMAT')}"


def _open_doubt(row: RosterRow, doubt: RosterDoubt, labels: Mapping[str, str], names: Mapping[str, str]) -> OpenDoubt:
    open_doubts = RosterDoubt.objects.still_open().filter(row__roster=row.roster_id, row__is_left_out=False)
    same = open_doubts.filter(field=doubt.field, code=doubt.code, alike=doubt.alike).count()
    question = question_of(doubt.field, doubt.code, doubt.alike, doubt.detail, row, labels, names)
    return OpenDoubt(id=doubt.pk, question=question, alike=same)


def _candidates(row: RosterRow, doubts: Sequence[RosterDoubt], people: QuerySet[Official]) -> Iterable[Candidate]:
    """Who may be meant: those of the doubt, or whom the row was found to be."""
    named = [doubt.detail.split(", ") for doubt in doubts if doubt.code == "person_unsure"]
    keys = [int(key) for keys in named for key in keys if key.isdecimal()]
    if row.official_id and row.proof in {Proof.SURE, Proof.SAID}:
        keys = [row.official_id]
    held = Appointment.objects.on(row.roster.holds_on).filter(official__in=keys).select_related("post", "unit")
    posts: dict[int, list[str]] = defaultdict(list)
    for appointment in held:
        posts[appointment.official_id].append(f"{appointment.post.short_title}, {appointment.unit.name}")
    for official in sorted(people.filter(pk__in=keys), key=lambda official: keys.index(official.pk)):
        yield Candidate(
            id=official.pk,
            full_name=official.full_name,
            born_on=official.born_on,
            posts=tuple(posts[official.pk]),
            is_chosen=official.pk == row.official_id,
        )
