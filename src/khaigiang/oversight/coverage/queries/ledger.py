"""The coverage ledger: every post of a plan in exactly one state at the end of a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from khaigiang.ground.shared.dates import quarter_of
from khaigiang.oversight.coverage.rules import Facts, Judged, Listed, Named, state_of
from khaigiang.oversight.coverage.states import Division, PostState, Reached
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.queries.states import PostState as NominationOnDay
from khaigiang.planning.nominations.queries.states import posts_ever_sent, states_on
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Excuse, Plan, TargetPost
from khaigiang.planning.plans.queries import Place
from khaigiang.recognition.assessment.queries.recognised import Recognised, recognised_by_post
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.teaching.attendance.queries import attended_seats
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.queries import Seat, seats_on, summoned_posts

NAMED: Final = {
    NominationState.DRAFT: Named.DRAFTED,
    NominationState.SUBMITTED: Named.SENT,
    NominationState.RETURNED: Named.RETURNED,
    NominationState.ACCEPTED: Named.ACCEPTED,
    NominationState.DEFERRED: Named.DEFERRED,
}


COLUMNS: Final = (
    "pk",
    "post_id",
    "unit_id",
    "unit__name",
    "unit__kind",
    "unit__parent_id",
    "unit__parent__name",
    "committee_id",
    "committee__name",
)


class LedgerRow(NamedTuple):
    """One post at the end of a day: its state, whom it stands for, and how far it has come once and for all.

    Who came without having been called counts as called and as named, so no column exceeds the one before it.
    """

    target_post_id: int
    # With the title of the post before it where the plan has posts of several titles.
    unit: str
    area: str
    district_id: int | None
    district: str
    committee_id: int
    committee: str
    state: PostState
    official_id: int | None
    official: str
    nomination_id: int | None
    class_id: int | None
    class_name: str
    class_begins_on: date | None
    was_named: bool
    was_summoned: bool
    has_attended: bool
    has_attended_class: bool
    is_completed: bool
    band_code: str
    band_name: str

    def has_reached(self, column: str) -> bool:
        """Does a column of sums count this post?"""
        reached = {
            Reached.NAMED: self.was_named,
            Reached.SUMMONED: self.was_summoned,
            Reached.ATTENDED: self.has_attended,
            Reached.COMPLETED: self.is_completed,
        }
        return reached.get(Reached(column), True)

    def share_of(self, division: str) -> str:
        """The key of the share to which a division gives this post; empty when it knows none."""
        begins_on = self.class_begins_on
        keys = {
            Division.COMMITTEE: str(self.committee_id),
            Division.DISTRICT: str(self.district_id or ""),
            Division.QUARTER: f"{begins_on.year}-{quarter_of(begins_on)}" if begins_on else "",
            Division.AREA: self.area,
        }
        return keys[Division(division)]


class _Post(NamedTuple):
    """A post of the plan, in the columns that its row needs: a plan may have tens of thousands."""

    pk: int
    post_id: int
    unit_id: int
    unit: str
    area: str
    district_id: int | None
    district: str | None
    committee_id: int
    committee: str


class _Class(NamedTuple):
    """A class of the plan, and its first day once it has days."""

    name: str
    begins_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Everything known of a plan's posts at the end of a day, each by the post's id."""

    named: Mapping[int, NominationOnDay]
    sent: frozenset[int]
    seats: Mapping[int, Seat]
    guests: Mapping[int, Enrolment]
    attended: frozenset[tuple[int, int]]
    came: frozenset[int]
    summoned: frozenset[int]
    recognised: Mapping[int, Recognised]
    holders: Mapping[Place, int]
    titles: Mapping[int, str]
    excused: frozenset[int]
    names: Mapping[int, str]
    classes: Mapping[int, _Class]


def read_ledger(plan: Plan, on: date) -> list[LedgerRow]:
    """Every post of a plan at the end of a day, by committee and unit; 13 statements for any number of posts."""
    posts = (
        TargetPost.objects.on(on)
        .filter(plan=plan)
        .order_by("committee__sort_key", "unit__sort_key", "post__title", "pk")
        .values_list(*COLUMNS)
    )
    known = _known(plan, on)
    return [_row(_Post(*columns), known) for columns in posts]


def excuses_on(plan: Plan, on: date) -> QuerySet[Excuse]:
    """Excuses of a plan's posts that stand at the end of a day."""
    accepted = Excuse.objects.filter(target_post__plan=plan, excused_on__lte=on)
    return accepted.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))


def _known(plan: Plan, on: date) -> _Known:
    attended = attended_seats(plan, on)
    titles = dict(_of_the_plan(plan).values_list("pk", "title"))
    held = Appointment.objects.on(on).filter(post__in=titles).holders_last()
    holders = {
        (post_id, unit_id): official_id
        for post_id, unit_id, official_id in held.values_list("post_id", "unit_id", "official_id")
    }
    return _Known(
        named=states_on(plan, on),
        sent=posts_ever_sent(plan, on),
        seats=seats_on(plan, on),
        guests=_guests(plan, on),
        attended=attended,
        came=frozenset(post_id for post_id, _class_id in attended),
        summoned=summoned_posts(plan, on),
        recognised=recognised_by_post(plan, on),
        holders=holders,
        titles=titles,
        excused=frozenset(excuses_on(plan, on).values_list("target_post_id", flat=True)),
        names=_names(plan, titles),
        classes=_classes(plan),
    )


def _guests(plan: Plan, on: date) -> dict[int, Enrolment]:
    """Who sits in a class on the day without being listed yet, by post."""
    sitting = Enrolment.objects.filter(training_class__plan=plan, let_in_on__isnull=False).in_class_on(on)
    unlisted = sitting.filter(Q(valid_from__isnull=True) | Q(valid_from__gt=on))
    return {enrolment.target_post_id: enrolment for enrolment in unlisted}


def _classes(plan: Plan) -> dict[int, _Class]:
    found = TrainingClass.objects.filter(plan=plan).annotate(begins_on=Min("days__on"))
    return {pk: _Class(name, begins_on) for pk, name, begins_on in found.values_list("pk", "name", "begins_on")}


def _of_the_plan(plan: Plan) -> QuerySet[Post]:
    """The posts of which a plan's group has at least one; those too that were removed since."""
    return Post.with_removed.filter(Exists(TargetPost.objects.filter(plan=plan, post=OuterRef("pk"))))


def _names(plan: Plan, posts: Collection[int]) -> dict[int, str]:
    concerned = Nomination.objects.filter(plan=plan).values("official")
    holding = Appointment.objects.filter(post__in=posts).values("official")
    sitting = Enrolment.objects.filter(training_class__plan=plan).values("official")
    found = Official.objects.filter(Q(pk__in=concerned) | Q(pk__in=holding) | Q(pk__in=sitting))
    return dict(found.values_list("pk", "full_name"))


def _row(post: _Post, known: _Known) -> LedgerRow:
    named, seat, guest = known.named.get(post.pk), known.seats.get(post.pk), known.guests.get(post.pk)
    result = known.recognised.get(post.pk)
    class_id = _class_of(seat, guest, result)
    official_id = _official_of(post, known)
    state = _state_of(_facts(post, known))
    has_attended = state == PostState.COMPLETED or post.pk in known.came
    was_summoned = has_attended or post.pk in known.summoned
    its_class = known.classes.get(class_id) if class_id else None
    return LedgerRow(
        target_post_id=post.pk,
        unit=post.unit if len(known.titles) == 1 else f"{known.titles[post.post_id]}, {post.unit}",
        area=post.area,
        district_id=post.district_id,
        district=post.district or "",
        committee_id=post.committee_id,
        committee=post.committee,
        state=state,
        official_id=official_id,
        official=known.names.get(official_id, "") if official_id else "",
        nomination_id=named.nomination_id if named else None,
        class_id=class_id,
        class_name=its_class.name if its_class else "",
        class_begins_on=its_class.begins_on if its_class else None,
        was_named=was_summoned or post.pk in known.sent,
        was_summoned=was_summoned,
        has_attended=has_attended,
        has_attended_class=(post.pk, class_id) in known.attended,
        is_completed=state == PostState.COMPLETED,
        band_code=result.band_code if result and result.passed else "",
        band_name=result.band_name if result and result.passed else "",
    )


@cache
def _state_of(facts: Facts) -> PostState:
    # Tens of thousands of posts share a few dozen sets of facts.
    return PostState(state_of(facts))


def _facts(post: _Post, known: _Known) -> Facts:
    named, result = known.named.get(post.pk), known.recognised.get(post.pk)
    judged = Judged.NOT_YET
    if result is not None:
        judged = Judged.PASSED if result.passed else Judged.FAILED
    return Facts(
        is_held=(post.post_id, post.unit_id) in known.holders,
        is_excused=post.pk in known.excused,
        named=NAMED.get(named.state, Named.NOBODY) if named else Named.NOBODY,
        listed=_listed(post, known),
        judged=judged,
    )


def _listed(post: _Post, known: _Known) -> Listed:
    seat, guest, result = known.seats.get(post.pk), known.guests.get(post.pk), known.recognised.get(post.pk)
    if seat is not None and result is not None and result.enrolment_id == seat.enrolment_id:
        # Its class has been judged: the seat says nothing more.
        return Listed.NOWHERE
    for class_id in (seat.class_id if seat else None, guest.training_class_id if guest else None):
        if class_id is not None and (post.pk, class_id) in known.attended:
            return Listed.ATTENDING
    if seat is None:
        return Listed.NOWHERE
    return Listed.SUMMONED if seat.is_summoned else Listed.DECIDED


def _class_of(seat: Seat | None, guest: Enrolment | None, result: Recognised | None) -> int | None:
    if result is not None and result.passed:
        return result.training_class_id
    if seat is not None:
        return seat.class_id
    latest = guest or result
    return latest.training_class_id if latest is not None else None


def _official_of(post: _Post, known: _Known) -> int | None:
    result, seat, named = known.recognised.get(post.pk), known.seats.get(post.pk), known.named.get(post.pk)
    if result is not None and result.passed:
        return result.official_id
    if seat is not None:
        return seat.official_id
    if named is not None and named.state in NAMED:
        return named.official_id
    return known.holders.get((post.post_id, post.unit_id))
