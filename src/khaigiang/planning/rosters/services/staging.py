"""Taking a list in: read by the child, laid beside the register, kept for a person to check. Nothing else changes."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.files import services as files
from khaigiang.ground.files.models import StoredFile
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.nominations.services.naming import refuse_unless_asked
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.rosters.beside import LONGEST_DETAIL, Said, like_of, place_of
from khaigiang.planning.rosters.errors import AlreadyStaged, IsAScan, LetterIncomplete, NotANewerVersion
from khaigiang.planning.rosters.models import Roster, RosterDoubt, RosterRow, SenderHabit
from khaigiang.planning.rosters.own_fields import OwnColumns, without_own
from khaigiang.planning.rosters.reading import Reading, reading_of
from khaigiang.planning.rosters.rules.layouts import Explained, explanations, layout_of
from khaigiang.planning.rosters.services.ending import may_be_older, replace_older
from khaigiang.planning.rosters.services.locking import locked
from khaigiang.planning.rosters.services.proposing import Proposer
from khaigiang.planning.rosters.states import ENDED
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.models import Office
from khaigiang.vietnamese.names import tidy

AT_A_TIME: Final = 1_000
LONGEST_TITLE: Final = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What is said of a list when it is taken in: who sent it, the day it holds for, its letter, what it replaces."""

    sender: Office
    holds_on: date
    title: str = ""
    post: Post | None = None
    letter_number: str = ""
    letter_on: date | None = None
    newer_than: Roster | None = None
    # Names that the sender, a committee, puts forward under a plan.
    plan: Plan | None = None


def stage_roster(content: bytes, *, name: str, content_type: str, sending: Sending, by: User, at: datetime) -> Roster:
    """Read a list and keep it with its doubts until a person has checked it.

    A layout that a person explained for this sender before is read as explained then. A scan or a photo becomes a list
    that is typed off it. Raises NotRead with the reader's reason, AlreadyStaged, NotANewerVersion or LetterIncomplete,
    for a list of names also PlanIsNotOpen or NotAskedYet, and then keeps nothing.
    """
    _require_possible(sending)
    _require_unknown(content, sending)
    try:
        return _stage(content, name=name, content_type=content_type, sending=sending, by=by, at=at)
    except IsAScan:
        return _open_typed(content, name=name, content_type=content_type, sending=sending, by=by, at=at)


def _stage(content: bytes, *, name: str, content_type: str, sending: Sending, by: User, at: datetime) -> Roster:
    with NamedTemporaryFile() as copy:
        copy.write(content)
        copy.flush()
        with _read_as_explained(Path(copy.name), sending) as (reading, said), transaction.atomic():
            file = files.store(content, name=name, content_type=content_type, by=by, at=at)
            roster = _opened(file, sending, said, by=by, at=at)
            fill(roster, reading, local_day(at))
            _audit("stage_roster", roster, reading.count, by=by, at=at)
            return roster


@transaction.atomic
def _open_typed(content: bytes, *, name: str, content_type: str, sending: Sending, by: User, at: datetime) -> Roster:
    """A list without rows, beside the picture that is to be typed off."""
    file = files.store(content, name=name, content_type=content_type, by=by, at=at)
    roster = _opened(file, sending, {}, is_typed=True, by=by, at=at)
    _audit("stage_roster", roster, 0, by=by, at=at)
    return roster


def _opened(
    file: StoredFile, sending: Sending, said: Explained, *, is_typed: bool = False, by: User, at: datetime
) -> Roster:
    roster = _roster(sending, title=sending.title or file.name, by=by, at=at)
    roster.file, roster.explained, roster.is_typed = file, said, is_typed
    roster.save()
    if sending.newer_than:
        replace_older(Roster.objects.select_for_update().get(pk=sending.newer_than.pk), by=by, at=at)
    return roster


def read_anew(roster: Roster, said: Explained, *, by: User, at: datetime) -> Roster:
    """Read a staged list once more with its columns as a person explained them, and remember that for its sender.

    What was answered before is asked anew. Raises NoLongerChecked or NotRead.
    """
    assert roster.file, "a typed list has no columns to explain"
    with reading_of(files.path_of(roster.file.sha256), as_of=roster.holds_on, columns=without_own(said)) as reading:
        return _fill_anew(roster, reading, said, by=by, at=at)


@transaction.atomic
def _fill_anew(roster: Roster, reading: Reading, said: Explained, *, by: User, at: datetime) -> Roster:
    roster = locked(roster)
    before = {"rows": roster.rows.count(), "explained": roster.explained}
    roster.rows.all().delete()
    roster.explained = said
    fill(roster, reading, local_day(at))
    layout = layout_of(roster.columns)
    if layout:
        SenderHabit.objects.update_or_create(
            sender=roster.sender, layout=layout, defaults={"columns": said, "said_by": by, "said_at": at}
        )
    after = {"rows": reading.count, "explained": said}
    audit.record("read_roster_anew", roster, by=by, at=at, before=before, after=after)
    return roster


def fill(roster: Roster, reading: Reading, today: date) -> None:
    """Keep the rows of a reading with what they change and what is doubtful, a thousand at a time."""
    roster.columns, roster.notices = reading.end["columns"], reading.end["notices"]
    roster.save(update_fields=["columns", "notices", "explained"])
    proposer = Proposer(roster, today)
    twins = twins_of(reading.end["duplicates"])
    own = OwnColumns(roster.columns, roster.explained, proposer.own)
    told = reading.rows()
    while batch := list(islice(told, AT_A_TIME)):
        keep_rows(roster, batch, twins, proposer, own)


def keep_rows(
    roster: Roster,
    told: Sequence[Mapping[str, Any]],
    twins: Mapping[tuple[str, int], str],
    proposer: Proposer,
    own: OwnColumns,
) -> None:
    """Keep some rows as the reader told them."""
    rows = [_row(roster, row) for row in told]
    asked = [[*_doubts_of(row, one, twins), *_of_own_fields(row, own)] for row, one in zip(rows, told, strict=True)]
    waiting = {
        place_of(row): Said({}, frozenset(doubt.field for doubt in doubts))
        for row, doubts in zip(rows, asked, strict=True)
    }
    raised = proposer.propose(rows, waiting)
    RosterRow.objects.bulk_create(rows)
    RosterDoubt.objects.bulk_create([*(doubt for doubts in asked for doubt in doubts), *raised])


def _row(roster: Roster, told: Mapping[str, Any]) -> RosterRow:
    return RosterRow(
        roster=roster,
        sheet=told["sheet"] or "",
        number=told["row"],
        raw=told["raw"],
        values={**told["values"], **told["more"]},
        repairs=told["repairs"],
    )


def _doubts_of(row: RosterRow, told: Mapping[str, Any], twins: Mapping[tuple[str, int], str]) -> list[RosterDoubt]:
    doubts = {
        (flag["field"] or "", flag["code"]): _doubt(row, flag["field"] or "", flag["code"], flag["detail"])
        for flag in told["flags"]
    }
    if told["held"] and not told["flags"]:
        doubts["", "hidden_row"] = _doubt(row, "", "hidden_row", "")
    # In a list of names the plan itself tells what is named twice.
    if place_of(row) in twins and not row.roster.names_people:
        doubts["", "twice"] = _doubt(row, "", "twice", twins[place_of(row)])
    return list(doubts.values())


def _of_own_fields(row: RosterRow, own: OwnColumns) -> list[RosterDoubt]:
    """Set what the row says in own fields; a doubt for each that cannot be read."""
    values, refused = own.read(row.sheet, row.values.get("other", {}))
    row.values |= values
    return [_doubt(row, fact, "own_unreadable", sentence) for fact, sentence in refused.items()]


def _doubt(row: RosterRow, field: str, code: str, detail: str) -> RosterDoubt:
    alike = like_of(row, field)[:LONGEST_DETAIL]
    return RosterDoubt(row=row, field=field, code=code, detail=detail[:LONGEST_DETAIL], alike=alike)


def twins_of(pairs: Sequence[Sequence[Any]]) -> dict[tuple[str, int], str]:
    """For the later row of each pair, where the earlier one stands."""
    return {
        (later[0] or "", later[1]): " ".join(str(part) for part in earlier if part is not None)
        for earlier, later in pairs
    }


@contextmanager
def _read_as_explained(path: Path, sending: Sending) -> Iterator[tuple[Reading, dict[str, Any]]]:
    """The list, read once more where a person explained this layout of the sender before."""
    with reading_of(path, as_of=sending.holds_on) as reading:
        layout = layout_of(reading.end["columns"])
        habit = SenderHabit.objects.filter(sender=sending.sender, layout=layout).exclude(layout="").first()
        said = explanations(reading.end["columns"], habit.columns) if habit else {}
        if not said:
            yield reading, {}
            return
    with reading_of(path, as_of=sending.holds_on, columns=without_own(said)) as reading:
        yield reading, said


def _roster(sending: Sending, *, title: str, by: User, at: datetime) -> Roster:
    return Roster(
        title=tidy(title)[:LONGEST_TITLE],
        sender=sending.sender,
        holds_on=sending.holds_on,
        post=sending.post,
        letter_number=tidy(sending.letter_number),
        letter_on=sending.letter_on,
        newer_than=sending.newer_than,
        plan=sending.plan,
        staged_by=by,
        staged_at=at,
    )


def _require_possible(sending: Sending) -> None:
    if bool(sending.letter_number.strip()) != bool(sending.letter_on):
        raise LetterIncomplete
    if sending.plan:
        refuse_unless_asked(sending.plan)
    older = sending.newer_than
    if older and not may_be_older(older, sending.sender, sending.plan):
        raise NotANewerVersion(title=older.title)


def _require_unknown(content: bytes, sending: Sending) -> None:
    digest = hashlib.sha256(content).hexdigest()
    same = Roster.objects.filter(file__sha256=digest, sender=sending.sender, plan=sending.plan)
    known = same.exclude(state__in=ENDED).first()
    if known:
        raise AlreadyStaged(title=known.title)


def _audit(act: str, roster: Roster, rows: int, *, by: User, at: datetime) -> None:
    after = {"title": roster.title, "sender": str(roster.sender), "holds_on": roster.holds_on, "rows": rows}
    audit.record(act, roster, by=by, at=at, after=after)
