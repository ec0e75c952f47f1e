"""Whole lives of single posts: how each stands on every day, derived from what lies beneath.

The second derivation beside `afresh`, which asks the database for one day: here the days are told apart in memory.
Tests hold the two to the same answer after every act.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db.models import F, Min, OuterRef, QuerySet, Subquery

from khaigiang.ground.shared.dates import local_day
from khaigiang.oversight.coverage.queries.rows import Stood
from khaigiang.oversight.coverage.queries.standings import COLUMNS, Known, OnList, Post, stood
from khaigiang.planning.nominations.models import NominationMove
from khaigiang.planning.nominations.queries.states import STATES
from khaigiang.planning.nominations.queries.states import PostState as NominationOnDay
from khaigiang.planning.nominations.states import LIVE, SENT_ONCE
from khaigiang.planning.plans.models import Excuse, TargetPost
from khaigiang.recognition.assessment.models import Result
from khaigiang.recognition.assessment.queries.recognised import Recognised
from khaigiang.registry.officials.models import Appointment
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.states import ATTENDED
from khaigiang.teaching.cohorts.models import Enrolment, Summons

FIRST_DAY: Final = date.min
# No period ends later; a day itself lies before it.
NO_END: Final = date.max


class Stretch(NamedTuple):
    """The days, from the first until before another, on which a post stands in one way."""

    stood: Stood
    valid_from: date
    valid_until: date


class _Move(NamedTuple):
    at: datetime
    pk: int
    nomination_id: int
    official_id: int
    state: str
    day: date


class _Seat(NamedTuple):
    pk: int
    official_id: int
    class_id: int
    valid_from: date | None
    valid_until: date | None
    let_in_on: date | None
    called_on: date | None
    attended_on: date | None

    def is_listed(self, on: date) -> bool:
        return _holds(self.valid_from, self.valid_until, on)

    def is_guest(self, on: date) -> bool:
        unlisted = self.valid_from is None or self.valid_from > on
        return unlisted and _holds(self.let_in_on, self.valid_until, on)

    def was_called(self, on: date) -> bool:
        return _has_come(self.called_on, on) or (_has_come(self.let_in_on, on) and _has_come(self.valid_from, on))


class _Holder(NamedTuple):
    pk: int
    official_id: int
    stands_in: bool
    valid_from: date
    valid_until: date | None

    @property
    def rank(self) -> tuple[bool, date, int]:
        """Who holds a post comes before who stands in, the longest serving first."""
        return (self.stands_in, self.valid_from, self.pk)


class _Verdict(NamedTuple):
    on: date
    pk: int
    result: Recognised


@dataclass(slots=True)
class Life:
    """All that ever happened to one post."""

    post: Post
    moves: list[_Move] = field(default_factory=list)
    seats: list[_Seat] = field(default_factory=list)
    verdicts: list[_Verdict] = field(default_factory=list)
    excuses: list[tuple[date, date | None]] = field(default_factory=list)
    holders: list[_Holder] = field(default_factory=list)

    @property
    def begins_on(self) -> date:
        """The first day on which the post belongs to the group."""
        return self.post.valid_from or FIRST_DAY

    @property
    def ends_on(self) -> date:
        """The first day on which it no longer does."""
        return self.post.valid_until or NO_END

    def stood_on(self, on: date) -> Stood | None:
        """How the post stands at the end of a day; None where it does not belong to the group."""
        return self._stood(on) if self.begins_on <= on < self.ends_on else None

    def stretches(self) -> Iterator[Stretch]:
        """The whole life in the group without a gap; neighbours differ."""
        since, before = self.begins_on, self._stood(self.begins_on)
        for day in self._days():
            now = self._stood(day)
            if now != before:
                yield Stretch(before, since, day)
                since, before = day, now
        yield Stretch(before, since, self.ends_on)

    def _stood(self, on: date) -> Stood:
        return stood(self.post, self._known(on))

    def _days(self) -> list[date]:
        """The days, after the first, on which anything may have changed."""
        found: set[date | None] = {*(move.day for move in self.moves), *(one.on for one in self.verdicts)}
        for seat in self.seats:
            found |= {seat.valid_from, seat.valid_until, seat.let_in_on, seat.called_on, seat.attended_on}
        for first, end in self.excuses:
            found |= {first, end}
        for holder in self.holders:
            found |= {holder.valid_from, holder.valid_until}
        return sorted(day for day in found if day is not None and self.begins_on < day < self.ends_on)

    def _known(self, on: date) -> Known:
        listed = [seat for seat in self.seats if seat.is_listed(on)]
        guests = [seat for seat in self.seats if seat.is_guest(on)]
        held = [one for one in self.holders if _holds(one.valid_from, one.valid_until, on)]
        moves = [move for move in self.moves if move.day <= on]
        return Known(
            named=_named(moves),
            was_sent=any(move.state in SENT_ONCE for move in moves),
            seat=_on_list(max(listed, key=lambda seat: (seat.valid_from, seat.pk)), on) if listed else None,
            guest_of=guests[-1].class_id if guests else None,
            attended={seat.class_id for seat in self.seats if _has_come(seat.attended_on, on)},
            was_called=any(seat.was_called(on) for seat in self.seats),
            result=_recognised(one.result for one in self.verdicts if one.on <= on),
            holder=min(held, key=lambda one: one.rank).official_id if held else None,
            is_excused=any(_holds(first, end, on) for first, end in self.excuses),
        )


def lives_of(posts: Collection[int]) -> list[Life]:
    """The lives of these posts of any plans; 6 statements however many they are."""
    found = TargetPost.objects.filter(pk__in=posts)
    lives = {post.pk: Life(post) for post in (Post(*columns) for columns in found.values_list(*COLUMNS))}
    for post_id, at, pk, nomination_id, official_id, state in _moves(posts):
        lives[post_id].moves.append(_Move(at, pk, nomination_id, official_id, state, local_day(at)))
    for post_id, *seat in _seats(posts):
        lives[post_id].seats.append(_Seat(*seat))
    for post_id, on, pk, enrolment_id, official_id, class_id, passed, band_id in _results(posts):
        result = Recognised(post_id, enrolment_id, official_id, class_id, passed, band_id, "", "")
        lives[post_id].verdicts.append(_Verdict(on, pk, result))
    excuses = Excuse.objects.filter(target_post__in=posts)
    for post_id, first, end in excuses.values_list("target_post_id", "excused_on", "withdrawn_on"):
        lives[post_id].excuses.append((first, end))
    _tell_holders(lives.values())
    return list(lives.values())


def standing_on(on: date, lives: Iterable[Life]) -> list[Stood]:
    """How those of these posts stand that belong to their group on a day."""
    return [stands for life in lives if (stands := life.stood_on(on)) is not None]


def _tell_holders(lives: Collection[Life]) -> None:
    by_place: dict[tuple[int, int], list[_Holder]] = defaultdict(list)
    concerned = {life.post.post_id for life in lives}, {life.post.unit_id for life in lives}
    held = Appointment.objects.filter(post__in=concerned[0], unit__in=concerned[1])
    columns = ("post_id", "unit_id", "pk", "official_id", "way", "valid_from", "valid_until")
    for post_id, unit_id, pk, official_id, way, first, end in held.values_list(*columns):
        holder = _Holder(pk, official_id, way == Appointment.Way.ACTING, first, end)
        by_place[post_id, unit_id].append(holder)
    for life in lives:
        life.holders = by_place.get((life.post.post_id, life.post.unit_id), [])


def _moves(posts: Collection[int]) -> QuerySet[NominationMove, tuple[Any, ...]]:
    found = NominationMove.objects.filter(nomination__target_post__in=posts).order_by("at", "pk")
    return found.values_list(
        "nomination__target_post_id", "at", "pk", "nomination_id", "nomination__official_id", "state"
    )


def _seats(posts: Collection[int]) -> QuerySet[Enrolment, tuple[Any, ...]]:
    called = Summons.objects.filter(enrolments=OuterRef("pk"), document__issued_on__isnull=False)
    came = Attendance.objects.filter(enrolment=OuterRef("pk"), presence__in=sorted(ATTENDED))
    found = Enrolment.objects.filter(target_post__in=posts, training_class__plan=F("target_post__plan"))
    return (
        found.annotate(
            called_on=_first(called, "enrolments", "document__issued_on"),
            attended_on=_first(came, "enrolment", "session__on"),
        )
        .order_by("pk")
        .values_list(
            "target_post_id", "pk", "official_id", "training_class_id", "valid_from", "valid_until", "let_in_on",
            "called_on", "attended_on",
        )
    )  # fmt: skip


def _first(found: QuerySet[Any], by: str, day: str) -> Subquery:
    return Subquery(found.order_by().values(by).annotate(first=Min(day)).values("first"))


def _results(posts: Collection[int]) -> QuerySet[Result, tuple[Any, ...]]:
    found = Result.objects.filter(enrolment__target_post__in=posts, decision__effective_on__isnull=False)
    return found.order_by("decision__effective_on", "pk").values_list(
        "enrolment__target_post_id", "decision__effective_on", "pk", "enrolment_id", "enrolment__official_id",
        "enrolment__training_class_id", "passed", "band_id",
    )  # fmt: skip


def _named(moves: Iterable[_Move]) -> NominationOnDay | None:
    """The nomination that counts: a live one before those that are history."""
    last = {move.nomination_id: move for move in moves}
    counts: NominationOnDay | None = None
    for move in sorted(last.values()):
        if counts is None or move.state in LIVE or counts.state not in LIVE:
            counts = NominationOnDay(STATES[move.state], move.nomination_id, move.official_id)
    return counts


def _recognised(results: Iterable[Recognised]) -> Recognised | None:
    """The last result; a success stays whatever another enrolment brought later."""
    counts: Recognised | None = None
    for result in results:
        if counts is None or result.enrolment_id == counts.enrolment_id or not counts.passed:
            counts = result
    return counts


def _on_list(seat: _Seat, on: date) -> OnList:
    is_summoned = _has_come(seat.called_on, on) or seat.let_in_on is not None
    return OnList(seat.pk, seat.official_id, seat.class_id, is_summoned)


def _holds(first: date | None, end: date | None, on: date) -> bool:
    return first is not None and first <= on and (end is None or end > on)


def _has_come(day: date | None, on: date) -> bool:
    return day is not None and day <= on
