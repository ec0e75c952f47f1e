"""The correction workbook of a list: the sender's own rows, what is doubtful in them marked, and what to do with it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils import formats, translation
from django.utils.translation import gettext as _

from khaigiang.papers.spreadsheet import Cell, Column, Marked, Sheet, xlsx
from khaigiang.planning.rosters.keys import row_key
from khaigiang.planning.rosters.models import ReturnedWorkbook, Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.own_fields import names_of_facts
from khaigiang.planning.rosters.queries.doubts import Question, question_of
from khaigiang.planning.rosters.rules.answers import WITHOUT_VALUE
from khaigiang.planning.rosters.rules.workbooks import OwnColumn, own_columns, text_in, without_column
from khaigiang.planning.rosters.states import Choice
from khaigiang.planning.rosters.words import DOUBTS, FIELDS, OF_MATCHING
from khaigiang.registry.officials.models import Appointment, Gender, Official, Post

WIDE: Final = 24
NARROW: Final = 12
# Offices write Vietnamese, whatever language the person reads who makes the workbook.
LANGUAGE: Final = "vi"
WHOLE_ROW: Final = (Choice.RIGHT, Choice.LEAVE_OUT)
# A doubt with a heading of its own in the workbook: field and code.
Asked = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Headings:
    """What the columns are called that the sender's list did not have."""

    key: str
    row: str
    whole: str
    added: Mapping[str, str]
    asked: Mapping[str, Asked]


def headings() -> Headings:
    """The same headings whenever a workbook is written or read."""
    with translation.override(LANGUAGE):
        asked = {(field, code) for code in (*WITHOUT_VALUE, "person_unsure") for field in _fields_of(code)}
        return Headings(
            key=_("Key of the row (do not change)"),
            row=_("Row"),
            whole=_("All else of this row"),
            added={field: _("%(fact)s (missing in your list)") % {"fact": label} for field, label in FIELDS.items()},
            asked={_asked_heading(field, code): (field, code) for field, code in sorted(asked)},
        )


def labels_of(choices: Iterable[Choice]) -> dict[str, Choice]:
    """Choices by what they are called in a workbook."""
    with translation.override(LANGUAGE):
        return {str(Choice(choice).label): choice for choice in choices}


def candidate_labels(roster: Roster, doubts: Iterable[RosterDoubt]) -> dict[int, str]:
    """People who may be meant, by key: names with posts alone, for the sender is not to learn more of them."""
    keys = {int(key) for doubt in doubts if doubt.code == "person_unsure" for key in _keys_in(doubt.detail)}
    held: dict[int, list[str]] = defaultdict(list)
    for one in Appointment.objects.on(roster.holds_on).filter(official__in=keys).select_related("post", "unit"):
        held[one.official_id].append(f"{one.post.short_title}, {one.unit.name}")
    names = dict(Official.objects.filter(pk__in=keys).values_list("pk", "full_name"))
    labels = {pk: " – ".join([name, *held[pk]]) for pk, name in names.items()}
    often = Counter(labels.values())
    return {pk: label if often[label] == 1 else f"{label} ({pk})" for pk, label in labels.items()}


def open_doubts_by_row(roster: Roster) -> dict[int, list[RosterDoubt]]:
    """What is still asked of each row that is taken."""
    found: dict[int, list[RosterDoubt]] = defaultdict(list)
    for doubt in RosterDoubt.objects.still_open().filter(row__roster=roster, row__is_left_out=False).order_by("pk"):
        found[doubt.row_id].append(doubt)
    return found


def sheet_columns(roster: Roster) -> dict[str, list[OwnColumn]]:
    """The sender's columns by the name of their sheet."""
    return {sheet["sheet"] or "": own_columns(sheet) for sheet in roster.columns}


def correction_workbook(roster: Roster, labels: Mapping[str, str]) -> bytes:
    """The workbook that goes back to the sender; `labels` names the units of the day by their uid."""
    with translation.override(LANGUAGE):
        writer = _Writer(roster, labels)
        return xlsx([_instructions(roster), *writer.sheets()])


def returned_workbooks(roster: Roster) -> QuerySet[ReturnedWorkbook]:
    """Correction workbooks that came back, the latest first."""
    return roster.returned.select_related("file", "came_by", "applied_by").order_by("-came_at", "-pk")


class _Writer:
    """The sheets of one workbook."""

    def __init__(self, roster: Roster, labels: Mapping[str, str]) -> None:
        self._roster, self._labels = roster, labels
        self._headings = headings()
        self._names = names_of_facts(roster)
        self._doubts = open_doubts_by_row(roster)
        self._candidates = candidate_labels(roster, (one for doubts in self._doubts.values() for one in doubts))
        self._rows: dict[str, list[RosterRow]] = defaultdict(list)
        for row in roster.rows.select_related("unit").order_by("pk"):
            self._rows[row.sheet].append(row)
        self._posts: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for title, level in Post.objects.order_by("title").values_list("title", "unit_level"):
            self._posts[level] = (*self._posts[level], title)

    def sheets(self) -> Iterable[Sheet]:
        """One for each of the sender's sheets that held rows."""
        for name, own in sheet_columns(self._roster).items():
            if self._rows[name]:
                yield self._sheet(name, own, self._rows[name])

    def _sheet(self, name: str, own: Sequence[OwnColumn], rows: Sequence[RosterRow]) -> Sheet:
        open_here = [doubt for row in rows for doubt in self._doubts.get(row.pk, ())]
        fields = [field for field in without_column(own) if any(_is_value(doubt, field) for doubt in open_here)]
        asked = [
            heading
            for heading, what in self._headings.asked.items()
            if any((doubt.field, doubt.code) == what for doubt in open_here)
        ]
        columns = (
            Column(
                heading=self._headings.key,
                width=NARROW,
                refusal=_("This column tells the rows apart. Leave it."),
                is_key=True,
            ),
            Column(heading=self._headings.row, width=6),
            *(Column(heading=column.heading, width=_width(column, rows)) for column in own),
            *(Column(heading=self._headings.added[field], width=WIDE) for field in fields),
            *(Column(heading=heading, width=WIDE) for heading in asked),
            Column(heading=self._headings.whole, width=WIDE),
        )
        lines = [self._line(row, own, fields, asked) for row in rows]
        return Sheet(name=name or _("List"), columns=columns, rows=lines, filters=True, typed_into=True, landscape=True)

    def _line(
        self, row: RosterRow, own: Iterable[OwnColumn], fields: Iterable[str], asked: Iterable[str]
    ) -> list[Cell]:
        doubts = self._doubts.get(row.pk, [])
        other = row.values.get("other", {})
        return [
            row_key(self._roster, (row.sheet, row.number)),
            str(row.number),
            *(self._own_cell(row, column, text_in(column, row.raw, other), doubts) for column in own),
            *(self._cell(row, "", [one for one in doubts if _is_value(one, field)], (field,)) for field in fields),
            *(self._asked_cell(row, self._headings.asked[heading], doubts) for heading in asked),
            self._whole_cell(doubts),
        ]

    def _own_cell(self, row: RosterRow, column: OwnColumn, text: str, doubts: Iterable[RosterDoubt]) -> Cell:
        here = [doubt for doubt in doubts for field in column.fields if _is_value(doubt, field)]
        return self._cell(row, text, here, column.fields)

    def _cell(self, row: RosterRow, text: str, doubts: Sequence[RosterDoubt], fields: tuple[str, ...]) -> Cell:
        if not doubts:
            return text
        questions = [self._question(row, doubt) for doubt in doubts]
        choices = self._values_of(row, fields[0], questions) if len(fields) == 1 else ()
        return Marked(text=text, note=_note(questions), choices=choices, is_open=True)

    def _values_of(self, row: RosterRow, field: str, questions: Iterable[Question]) -> tuple[str, ...]:
        """What may be chosen as the value of a field."""
        if field == "unit":
            return tuple(dict.fromkeys(label for question in questions for _, label in question.units))
        if field == "gender":
            return tuple(str(label).capitalize() for label in Gender.labels)
        return self._posts[row.unit.level] if field == "position" and row.unit else ()

    def _asked_cell(self, row: RosterRow, what: Asked, doubts: Iterable[RosterDoubt]) -> Cell:
        doubt = next((one for one in doubts if (one.field, one.code) == what), None)
        if doubt is None:
            return ""
        question = self._question(row, doubt)
        people = [self._candidates[key] for key in _keys_in(doubt.detail) if key in self._candidates]
        choices = (*(people if doubt.code == "person_unsure" else ()), *(label for _, label in question.choices))
        return Marked(note=_note([question]), choices=choices)

    def _whole_cell(self, doubts: Sequence[RosterDoubt]) -> Cell:
        if not doubts:
            return ""
        note = _("Choose this where the marked cells are right as they stand, or the row is not to be taken in.")
        return Marked(note=note, choices=tuple(labels_of(WHOLE_ROW)))

    def _question(self, row: RosterRow, doubt: RosterDoubt) -> Question:
        return question_of(doubt.field, doubt.code, doubt.alike, doubt.detail, row, self._labels, self._names)


def _instructions(roster: Roster) -> Sheet:
    letter = _("The official letter has not come yet.")
    if roster.letter_on:
        day = formats.date_format(roster.letter_on, "SHORT_DATE_FORMAT")
        letter = _("Official letter %(number)s of %(day)s") % {"number": roster.letter_number, "day": day}
    lines = [
        _("Sent by: %(sender)s") % {"sender": roster.sender},
        letter,
        _("The coloured cells are doubtful. Point at a cell to read what is asked."),
        _("Write what is right into the cell itself, or choose it from the list of the cell."),
        _("Where there is a column with a question, choose its answer."),
        _("In the last column a row can be said to be right as it stands, or to be left out."),
        _("Rows may be sorted or deleted and columns moved. Sort whole rows, and leave the column of keys as it is."),
        _("Rows that are added are not read: send them as a list of their own."),
        _("Save the file as an Excel workbook (.xlsx) and send it back."),
    ]
    return Sheet(
        name=_("What to do"),
        title=(roster.title,),
        columns=(Column(heading=_("Correction of a list"), width=100),),
        rows=[(line,) for line in lines],
        landscape=True,
    )


def _note(questions: Iterable[Question]) -> str:
    return "\n".join(
        f"{question.sentence} ({question.detail})" if question.detail else question.sentence for question in questions
    )


def _is_value(doubt: RosterDoubt, field: str) -> bool:
    return doubt.field == field and doubt.code not in WITHOUT_VALUE


def _asked_heading(field: str, code: str) -> str:
    sentence = str({**DOUBTS, **OF_MATCHING}[code]).rstrip(".")
    return f"{FIELDS[field]}: {sentence}" if code == "fact_differs" else sentence


def _fields_of(code: str) -> tuple[str, ...]:
    """The fields of which a question is asked."""
    if code in {"hidden_row", "twice"}:
        return ("",)
    return ("full_name", "gender", "dob", "cccd") if code == "fact_differs" else ("person",)


def _keys_in(detail: str) -> list[int]:
    return [int(key) for key in detail.split(", ") if key.isdecimal()]


def _width(column: OwnColumn, rows: Iterable[RosterRow]) -> int:
    texts = (text_in(column, row.raw, row.values.get("other", {})) for row in rows)
    return min(max(NARROW, *map(len, texts)) + 2, 40)
