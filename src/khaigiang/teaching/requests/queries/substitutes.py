"""What lecturers declined and nobody else is asked for, and who could teach it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from khaigiang.teaching.requests.models import AskedSession, TeachingRequest
from khaigiang.teaching.requests.queries.choosing import NOTHING, hours_of
from khaigiang.teaching.requests.states import STANDS, AskedState
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries import lecturer_choices

SUBSTITUTES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """Somebody named for a session who is free then, with the hours taught this year."""

    lecturer_id: int
    name: str
    hours: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """One declined session that nobody else is asked for, and who could teach it."""

    asked_id: int
    title: str
    when: str
    substitutes: tuple[Substitute, ...]


def declined_without_another(sessions: QuerySet[AskedSession]) -> QuerySet[AskedSession]:
    """Declined sessions to come that stand in the timetable with nobody else, and for which nobody else is asked."""
    others = AskedSession.objects.filter(
        training_class=OuterRef("training_class"), item=OuterRef("item"), state__in=STANDS
    )
    stands = Session.objects.filter(training_class=OuterRef("training_class"), item=OuterRef("item"))
    left = stands.filter(Q(lecturer=None) | Q(lecturer=OuterRef("lecturer")))
    return sessions.filter(~Exists(others), Exists(left), state=AskedState.DECLINED)


def declined_by_class(requests: QuerySet[TeachingRequest], on: date) -> list[tuple[int, str, int, date]]:
    """Classes with declined sessions from a day on that nobody else is asked for: id, name, how many, the first day."""
    left = declined_without_another(AskedSession.objects.filter(request__in=requests, on__gte=on))
    counted = left.values("training_class", "training_class__name").annotate(
        count=Count("item", distinct=True), first_day=Min("on")
    )
    return [
        (one["training_class"], one["training_class__name"], one["count"], one["first_day"])
        for one in counted.order_by("first_day", "training_class")
    ]


def session_to_ask_for(asked: AskedSession) -> list[Session]:
    """The session asked for as it stands in the timetable, as a list of one; empty where it stands no longer."""
    found = Session.objects.filter(training_class=asked.training_class_id, item=asked.item_id)
    return list(found.select_related("training_class__plan__school", "item", "lecturer"))


def instead_of(request: TeachingRequest, *, now: datetime) -> list[Instead]:
    """What a lecturer declined and nobody else is asked for, with those who could teach it."""
    declined = declined_without_another(request.sessions.all()).select_related("item__block").order_by("on", "pk")
    return [
        Instead(
            asked_id=one.pk,
            title=one.item.full_name,
            when=one.when,
            substitutes=tuple(_substitutes(session_to_ask_for(one), now=now)),
        )
        for one in declined
    ]


def _substitutes(sessions: Sequence[Session], *, now: datetime) -> list[Substitute]:
    """Who is named for a session, free then, not asked for it yet, and has taught least this year."""
    if not sessions:
        return []
    session = sessions[0]
    asked = AskedSession.objects.filter(training_class=session.training_class_id, item=session.item_id)
    besides = {*asked.exclude(state=AskedState.WITHDRAWN).values_list("lecturer", flat=True), session.lecturer_id}
    # A choice without a note is free, willing and named for the item.
    free = [one for one in lecturer_choices(session) if not one.notes and one.id not in besides]
    hours = hours_of(session.training_class.plan.school, now=now) if free else {}
    found = [Substitute(lecturer_id=one.id, name=one.name, hours=hours.get(one.id, NOTHING)) for one in free]
    return sorted(found, key=lambda one: (one.hours, one.name))[:SUBSTITUTES]
