"""A whole plan at the end of one day, read from what lies beneath in a few statements and without anything kept."""

from collections.abc import Collection
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from khaigiang.oversight.coverage.queries.rows import Stood
from khaigiang.oversight.coverage.queries.standings import COLUMNS, Known, OnList, Post, stood
from khaigiang.planning.nominations.queries.states import posts_ever_sent, states_on
from khaigiang.planning.plans.models import Excuse, Plan, TargetPost
from khaigiang.recognition.assessment.queries.recognised import recognised_by_post
from khaigiang.registry.officials.models import Appointment
from khaigiang.teaching.attendance.queries import attended_seats
from khaigiang.teaching.cohorts.models import Enrolment
from khaigiang.teaching.cohorts.queries import seats_on, summoned_posts

NOWHERE: Final[Collection[int]] = frozenset()


def read_afresh(plan: Plan, on: date, *, committees: Collection[int] | None = None) -> list[Stood]:
    """Every post of a plan's group (or of these committees) at the end of a day; 9 statements for any number of posts."""
    sent, summoned = posts_ever_sent(plan, on), summoned_posts(plan, on)
    named, seats, results = states_on(plan, on), seats_on(plan, on), recognised_by_post(plan, on)
    guests, holders = _guests(plan, on), _holders(plan, on)
    excused = frozenset(excuses_on(plan, on).values_list("target_post_id", flat=True))
    attended: dict[int, set[int]] = {}
    for post_id, class_id in attended_seats(plan, on):
        attended.setdefault(post_id, set()).add(class_id)
    posts = TargetPost.objects.on(on).filter(plan=plan)
    if committees is not None:
        posts = posts.filter(committee__in=committees)

    def known(post: Post) -> Known:
        seat = seats.get(post.pk)
        return Known(
            named=named.get(post.pk),
            was_sent=post.pk in sent,
            seat=OnList(seat.enrolment_id, seat.official_id, seat.class_id, seat.is_summoned) if seat else None,
            guest_of=guests.get(post.pk),
            attended=attended.get(post.pk, NOWHERE),
            was_called=post.pk in summoned,
            result=results.get(post.pk),
            holder=holders.get((post.post_id, post.unit_id)),
            is_excused=post.pk in excused,
        )

    return [stood(post, known(post)) for post in (Post(*columns) for columns in posts.values_list(*COLUMNS))]


def excuses_on(plan: Plan, on: date) -> QuerySet[Excuse]:
    """Excuses of a plan's posts that stand at the end of a day."""
    accepted = Excuse.objects.filter(target_post__plan=plan, excused_on__lte=on)
    return accepted.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))


def _guests(plan: Plan, on: date) -> dict[int, int]:
    """In which class somebody sits for a post on the day without being listed yet, by post."""
    sitting = Enrolment.objects.filter(training_class__plan=plan, let_in_on__isnull=False).in_class_on(on)
    unlisted = sitting.filter(Q(valid_from__isnull=True) | Q(valid_from__gt=on)).order_by("pk")
    return dict(unlisted.values_list("target_post_id", "training_class_id"))


def _holders(plan: Plan, on: date) -> dict[tuple[int, int], int]:
    """Who holds the posts of the plan on a day, by post and unit."""
    held = Appointment.objects.on(on).filter(post__in=plan.target_posts.values("post")).holders_last()
    columns = held.values_list("post_id", "unit_id", "official_id")
    return {(post_id, unit_id): official_id for post_id, unit_id, official_id in columns}
