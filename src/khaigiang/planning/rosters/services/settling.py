"""Answering doubts: of one row, or of all rows that are alike in them; and correcting what nobody doubted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.rosters import notices
from khaigiang.planning.rosters.beside import Place, Said, place_of
from khaigiang.planning.rosters.errors import AnsweredMeanwhile, NotAnAnswer
from khaigiang.planning.rosters.models import Roster, RosterDoubt, RosterRow, SenderHabit
from khaigiang.planning.rosters.own_fields import is_own, readable
from khaigiang.planning.rosters.rules.answers import CHOSEN, choices_for, takes_value, typed
from khaigiang.planning.rosters.services.locking import locked
from khaigiang.planning.rosters.services.proposing import Proposer
from khaigiang.planning.rosters.states import Choice
from khaigiang.registry.units.models import Unit
from khaigiang.vietnamese.names import fold

AT_A_TIME: Final = 1_000
CORRECTED: Final = "corrected"
POST_MEANT: Final = frozenset({"post_unknown", "post_unread"})
PROPOSED: Final = (
    "values", "is_left_out", "official", "proof", "score", "reasons", "unit", "post", "target_post", "changes",
    "appoints", "ends", "displaces", "outcome",
)  # fmt: skip


@transaction.atomic
def answer_doubts(doubts: QuerySet[RosterDoubt], answer: str, *, roster: Roster, by: User, at: datetime) -> int:
    """Answer these doubts of a list in one way; returns how many rows it concerned.

    `answer` is a Choice, a typed value, the uid of a unit, the key of a post or of an official, as the doubt asks.
    Raises NoLongerChecked, AnsweredMeanwhile or NotAnAnswer, and then changes nothing.
    """
    roster = locked(roster)
    found = list(doubts.filter(row__roster=roster).select_related("row").order_by("row_id", "pk"))
    if not found or any(doubt.settled_at for doubt in found):
        raise AnsweredMeanwhile
    proposer = Proposer(roster, local_day(at))
    waiting = iter(found)
    while batch := list(islice(waiting, AT_A_TIME)):
        settle([(doubt, answer) for doubt in batch], proposer, by=by, at=at)
    _remember_post(roster, found, answer, by=by, at=at)
    if answer == Choice.ASK:
        notices.office_is_asked(roster, len(found), at=at)
    after = {"count": len(found), "answer": answer, "doubts": sorted({doubt.code for doubt in found})}
    audit.record("answer_doubts", roster, by=by, at=at, after=after)
    return len(found)


@transaction.atomic
def correct_row(row: RosterRow, field: str, text: str, *, by: User, at: datetime) -> RosterRow:
    """Put a typed value in place of what was read; raises NoLongerChecked or NotAnAnswer."""
    roster = locked(row.roster)
    row = RosterRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
    before = row.values.get(field, "")
    doubt, _ = RosterDoubt.objects.get_or_create(row=row, field=field, code=CORRECTED)
    doubt.row = row
    settle([(doubt, text)], Proposer(roster, local_day(at)), by=by, at=at)
    audit.record(
        "correct_row", row, by=by, at=at, before={field: before}, after={field: row.values.get(field, "")}
    )  # fmt: skip
    return row


@transaction.atomic
def leave_out(rows: QuerySet[RosterRow], *, roster: Roster, by: User, at: datetime) -> int:
    """Leave rows out of what is taken over; returns how many. Raises NoLongerChecked."""
    return _set_left_out(rows, locked(roster), left_out=True, by=by, at=at)


@transaction.atomic
def take_in(rows: QuerySet[RosterRow], *, roster: Roster, by: User, at: datetime) -> int:
    """Take rows that were left out in again; their doubts are asked as before. Raises NoLongerChecked."""
    return _set_left_out(rows, locked(roster), left_out=False, by=by, at=at)


def _set_left_out(rows: QuerySet[RosterRow], roster: Roster, *, left_out: bool, by: User, at: datetime) -> int:
    found = list(rows.filter(roster=roster, is_left_out=not left_out).order_by("pk"))
    for row in found:
        row.is_left_out = left_out
    if not left_out:
        RosterDoubt.objects.filter(row__in=found, answer=Choice.LEAVE_OUT).update(
            answer="", settled_at=None, settled_by=None
        )
    propose_anew(found, Proposer(roster, local_day(at)))
    act = "leave_rows_out" if left_out else "take_rows_in"
    audit.record(act, roster, by=by, at=at, after={"rows": [str(row) for row in found[:100]], "count": len(found)})
    return len(found)


def propose_anew(rows: Sequence[RosterRow], proposer: Proposer) -> None:
    """Say anew what rows are about and change, after something of them was answered."""
    for batch in _batches(proposer.beside(rows)):
        RosterDoubt.objects.still_open().filter(row__in=batch, is_of_matching=True).delete()
        raised = proposer.propose(batch, _said(batch))
        RosterRow.objects.bulk_update(batch, PROPOSED, batch_size=200)
        _ask(raised)


def _ask(raised: Sequence[RosterDoubt]) -> None:
    """Keep doubts; what was answered once and stands in the way again is asked again."""
    rows = {doubt.row_id for doubt in raised}
    before = RosterDoubt.objects.filter(row__in=rows, is_of_matching=True, settled_at__isnull=False)
    settled = {(doubt.row_id, doubt.field, doubt.code): doubt.pk for doubt in before}
    again = [doubt for doubt in raised if (doubt.row_id, doubt.field, doubt.code) in settled]
    RosterDoubt.objects.filter(pk__in=[settled[one.row_id, one.field, one.code] for one in again]).delete()
    RosterDoubt.objects.bulk_create(raised)


def settle(answers: Sequence[tuple[RosterDoubt, str]], proposer: Proposer, *, by: User, at: datetime) -> None:
    """Write answers down, each to its doubt, and say anew what the rows change; raises NotAnAnswer."""
    rows: dict[int, RosterRow] = {}
    doubts = [doubt for doubt, _ in answers]
    for doubt, answer in answers:
        doubt.row = rows.setdefault(doubt.row_id, doubt.row)
        value = _value(doubt, answer, proposer, at)
        _write(doubt.row, doubt.field, value)
        doubt.answer, doubt.settled_by, doubt.settled_at = value, by, at
    RosterDoubt.objects.bulk_update(doubts, ["answer", "settled_by", "settled_at"], batch_size=200)
    _answer_others([doubt for doubt, answer in answers if answer not in {Choice.RIGHT, Choice.YES}], by=by, at=at)
    propose_anew(list(rows.values()), proposer)


def _answer_others(doubts: Sequence[RosterDoubt], *, by: User, at: datetime) -> None:
    """A value answers whatever else the reader doubted of the same field."""
    others = RosterDoubt.objects.still_open().filter(row__in={doubt.row_id for doubt in doubts}, is_of_matching=False)
    given = {(doubt.row_id, doubt.field): doubt.answer for doubt in doubts if doubt.field}
    answered = [other for other in others if (other.row_id, other.field) in given]
    for other in answered:
        other.answer, other.settled_by, other.settled_at = given[other.row_id, other.field], by, at
    RosterDoubt.objects.bulk_update(answered, ["answer", "settled_by", "settled_at"], batch_size=200)


def _value(doubt: RosterDoubt, answer: str, proposer: Proposer, at: datetime) -> str:
    """The answer in the form in which it is kept; raises NotAnAnswer."""
    choices = choices_for(doubt.field, doubt.code, has_value=bool(doubt.row.values.get(doubt.field)))
    if answer in choices:
        return answer
    value = None
    if takes_value(doubt.field, doubt.code) and answer not in set(Choice.values):
        if doubt.field in CHOSEN:
            value = answer if proposer.may_be_chosen(doubt.field, answer) else None
        else:
            value = _typed(doubt.field, answer, proposer, at)
    if not value:
        raise NotAnAnswer(answer=answer)
    return value


def _typed(field: str, answer: str, proposer: Proposer, at: datetime) -> str | None:
    return readable(field, answer, proposer.own) if is_own(field) else typed(field, answer, today=local_day(at))


def _write(row: RosterRow, field: str, value: str) -> None:
    """Set what the answer changes of a row."""
    if value == Choice.LEAVE_OUT:
        row.is_left_out = True
    elif value == Choice.EMPTY:
        row.values.pop(field, None)
    elif field == "unit" and value not in set(Choice.values):
        _write_unit(row, Unit.objects.select_related("parent").get(uid=value))
    elif field and field not in CHOSEN and value not in set(Choice.values):
        row.values[field] = value


def _write_unit(row: RosterRow, unit: Unit) -> None:
    row.values |= {"unit": unit.name, "unit_code": unit.code}
    if unit.parent and unit.parent.level == "district":
        row.values["district"] = unit.parent.name


def _said(rows: Iterable[RosterRow]) -> dict[Place, Said]:
    by_key = {row.pk: row for row in rows}
    answers: dict[Place, dict[tuple[str, str], str]] = defaultdict(dict)
    waiting: dict[Place, set[str]] = defaultdict(set)
    for doubt in RosterDoubt.objects.filter(row__in=by_key).order_by("settled_at", "pk"):
        place = place_of(by_key[doubt.row_id])
        if doubt.settled_at:
            answers[place][doubt.field, doubt.code] = doubt.answer
        else:
            waiting[place].add(doubt.field)
    return {place: Said(answers[place], frozenset(waiting[place])) for place in {*answers, *waiting}}


def _remember_post(roster: Roster, doubts: Sequence[RosterDoubt], answer: str, *, by: User, at: datetime) -> None:
    """The next list of this sender knows which post is meant by a word."""
    for words in {fold(doubt.row.values.get("position", "")) for doubt in doubts if doubt.code in POST_MEANT}:
        if words and answer.isdecimal():
            SenderHabit.objects.update_or_create(
                sender=roster.sender,
                position=words[:200],
                defaults={"post_id": int(answer), "said_by": by, "said_at": at},
            )


def _batches(rows: Sequence[RosterRow]) -> Iterator[Sequence[RosterRow]]:
    for first in range(0, len(rows), AT_A_TIME):
        yield rows[first : first + AT_A_TIME]
