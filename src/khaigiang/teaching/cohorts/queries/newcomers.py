"""Who may stand at the door: people who hold a post in a unit of the plan and are not in the class."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.plans.models import TargetPost
from khaigiang.registry.officials.models import Appointment
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.vietnamese.names import fold

SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody found by name, the post of the plan they would sit for, and who is listed for it now."""

    official_id: int
    target_post_id: int
    name: str
    born_on: str
    holds: str
    unit: str
    district: str
    committee: str
    phone: str
    listed: str
    listed_in: str


def newcomers(training_class: TrainingClass, text: str, on: date) -> list[Newcomer]:
    """The first twenty people whose name fits, by name; none for an empty text. Three statements."""
    words = fold(text).split()
    if not words:
        return []
    here = Enrolment.objects.filter(official=OuterRef("official"), training_class=training_class).in_class_on(on)
    found = Appointment.objects.filter(valid_on(on), ~Exists(here), unit__in=_posts(training_class).values("unit"))
    for word in words:
        found = found.filter(official__folded__contains=word)
    together = found.select_related("official", "post", "unit__parent").order_by("official__sort_key", "pk")
    return _rows(training_class, list(together[:SHOWN]))


def _posts(training_class: TrainingClass) -> QuerySet[TargetPost]:
    return TargetPost.objects.standing().filter(plan=training_class.plan_id)


def _rows(training_class: TrainingClass, appointments: list[Appointment]) -> list[Newcomer]:
    units = [appointment.unit_id for appointment in appointments]
    posts = _posts(training_class).filter(unit__in=units).select_related("committee")
    # The post that they hold where the plan has it, else another of their unit.
    of_the_unit = {post.unit_id: post for post in posts}
    of_the_title = {(post.unit_id, post.post_id): post for post in posts}
    post_of = {one.pk: of_the_title.get((one.unit_id, one.post_id), of_the_unit[one.unit_id]) for one in appointments}
    seats = Enrolment.objects.filter(target_post__in=post_of.values(), is_current=True)
    seat_of = {seat.target_post_id: seat for seat in seats.select_related("official", "training_class")}
    return [_row(one, post_of[one.pk], seat_of.get(post_of[one.pk].pk)) for one in appointments]


def _row(appointment: Appointment, post: TargetPost, seat: Enrolment | None) -> Newcomer:
    official, unit = appointment.official, appointment.unit
    return Newcomer(
        official_id=official.pk,
        target_post_id=post.pk,
        name=official.full_name,
        born_on=official.born_on,
        holds=appointment.post.short_title,
        unit=unit.name,
        district=unit.parent.name if unit.parent else "",
        committee=post.committee.name,
        phone=official.phone,
        listed=seat.official.full_name if seat else "",
        listed_in=seat.training_class.name if seat else "",
    )
