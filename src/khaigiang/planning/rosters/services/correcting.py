"""A correction workbook that came back: kept as it came, and what it says taken in after a person has looked at it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.files import services as files
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.rosters.errors import AlreadyApplied, AnsweredMeanwhile, ReadOtherwiseMeanwhile
from khaigiang.planning.rosters.models import ReturnedWorkbook, Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.queries.came_back import came_back
from khaigiang.planning.rosters.queries.returned import Change, Returned
from khaigiang.planning.rosters.services.locking import locked
from khaigiang.planning.rosters.services.proposing import Proposer
from khaigiang.planning.rosters.services.settling import AT_A_TIME, CORRECTED, settle


def keep_returned(
    roster: Roster, content: bytes, *, name: str, content_type: str, by: User, at: datetime
) -> ReturnedWorkbook:
    """Keep a correction workbook that came back, to be looked at; nothing of the list changes yet.

    Raises NoLongerChecked, NotRead, NotACorrection, OfAnotherList, KeyNotOurs, KeyTwice or RowsMixedUp, and then keeps
    nothing.
    """
    with NamedTemporaryFile() as copy:
        copy.write(content)
        copy.flush()
        came_back(roster, Path(copy.name))
    return _keep(roster, content, name=name, content_type=content_type, by=by, at=at)


@transaction.atomic
def _keep(roster: Roster, content: bytes, *, name: str, content_type: str, by: User, at: datetime) -> ReturnedWorkbook:
    roster = locked(roster)
    file = files.store(content, name=name, content_type=content_type, by=by, at=at)
    came = ReturnedWorkbook.objects.create(roster=roster, file=file, came_by=by, came_at=at)
    audit.record("keep_returned_workbook", roster, by=by, at=at, after={"file": file.name})
    return came


@transaction.atomic
def apply_returned(came: ReturnedWorkbook, found: Returned, *, seen: str, by: User, at: datetime) -> int:
    """Take in all changes of a workbook that came back; returns how many. `seen` is the digest a person looked at.

    Raises NoLongerChecked, AlreadyApplied, ReadOtherwiseMeanwhile, AnsweredMeanwhile or NotAnAnswer.
    """
    roster = locked(came.roster)
    came = ReturnedWorkbook.objects.select_for_update(of=("self",)).select_related("file").get(pk=came.pk)
    if came.applied_at:
        raise AlreadyApplied
    if seen != found.digest:
        raise ReadOtherwiseMeanwhile
    proposer = Proposer(roster, local_day(at))
    for batch in _batches(found.changes):
        settle(_answers(roster, batch), proposer, by=by, at=at)
    came.applied_by, came.applied_at = by, at
    came.save(update_fields=["applied_by", "applied_at"])
    after = {"file": came.file.name, "changes": len(found.changes), "rows": len({one.row for one in found.changes})}
    audit.record("apply_returned_workbook", roster, by=by, at=at, after=after)
    return len(found.changes)


def _batches(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The changes of so many rows at a time: those of one row are settled together."""
    by_row: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        by_row[change.row].append(change)
    rows = list(by_row.values())
    for first in range(0, len(rows), AT_A_TIME):
        yield [change for row in rows[first : first + AT_A_TIME] for change in row]


def _answers(roster: Roster, changes: Sequence[Change]) -> list[tuple[RosterDoubt, str]]:
    """Each change with the doubt it settles, or with a correction of what nobody doubted."""
    rows = roster.rows.in_bulk({change.row for change in changes})
    doubts = {(doubt.row_id, doubt.field, doubt.code): doubt for doubt in RosterDoubt.objects.filter(row__in=rows)}
    places = [(change.row, change.field, change.code or CORRECTED) for change in changes]
    if any(code != CORRECTED and _is_answered(doubts, (row, field, code)) for row, field, code in places):
        raise AnsweredMeanwhile
    doubts |= _corrections(rows, [place for place in places if place not in doubts])
    for place in places:
        doubts[place].row = rows[place[0]]
    return [(doubts[place], change.answer) for place, change in zip(places, changes, strict=True)]


def _is_answered(doubts: Mapping[tuple[int, str, str], RosterDoubt], place: tuple[int, str, str]) -> bool:
    return place not in doubts or doubts[place].settled_at is not None


def _corrections(
    rows: Mapping[int, RosterRow], places: Sequence[tuple[int, str, str]]
) -> dict[tuple[int, str, str], RosterDoubt]:
    made = RosterDoubt.objects.bulk_create(
        RosterDoubt(row=rows[row], field=field, code=code) for row, field, code in places
    )
    return dict(zip(places, made, strict=True))
