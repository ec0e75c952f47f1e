"""Asking lecturers to teach sessions of a class, and the rule by which their answers are waited for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.queries import is_pending
from khaigiang.ground.jobs.services import ask
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.requests import letters, notices
from khaigiang.teaching.requests.errors import AskedAlready, DueTooLate, NothingToAsk
from khaigiang.teaching.requests.models import AskedSession, Asking, RequestRule, TeachingRequest
from khaigiang.teaching.requests.queries.rule import described
from khaigiang.teaching.requests.services.linking import links_for_guests
from khaigiang.teaching.requests.services.locking import hold_classes, refuse_begun
from khaigiang.teaching.requests.states import AGAIN_AFTER, REMIND_LECTURERS, STANDS
from khaigiang.teaching.timetable.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A lecturer, and the sessions they are asked to teach."""

    lecturer: Lecturer
    session_ids: tuple[int, ...]


@transaction.atomic
def ask_lecturers(
    training_class: TrainingClass,
    wanted: Sequence[Wanted],
    *,
    due_on: date,
    note: str = "",
    by: User,
    at: datetime,
) -> Asking:
    """Ask lecturers to teach sessions of a class until a day; each is told, and by e-mail where an address is known.

    Raises NothingToAsk, SessionBegun, DueTooLate or AskedAlready; then nobody is asked.
    """
    hold_classes([training_class.pk])
    found = Session.objects.filter(training_class=training_class).select_related("item", "training_class")
    sessions = found.in_bulk([pk for one in wanted for pk in one.session_ids])
    if not sessions:
        raise NothingToAsk
    _refuse(list(sessions.values()), due_on, at)
    asking = Asking.objects.create(training_class=training_class, asked_by=by, asked_at=at)
    for one in wanted:
        own = [sessions[pk] for pk in one.session_ids if pk in sessions]
        if own:
            _request(asking, one.lecturer, own, due_on, note)
    requests = list(asking.requests.select_related("lecturer__user", "asking__training_class__plan__school"))
    for request in requests:
        notices.asked(request, at=at)
    guests = links_for_guests([one.lecturer for one in requests], by=by, at=at)
    letters.write_of_asking(asking, requests, guests, by=by, at=at)
    keep_waiting(training_class.plan, by=by, at=at)
    after = {"lecturers": len(requests), "sessions": len(sessions), "due_on": due_on}
    audit.record("ask_lecturers", asking, by=by, at=at, after=after)
    return asking


@transaction.atomic
def set_request_rule(
    plan: Plan, *, days_to_answer: int, remind_before: int, escalate_after: int, by: User, at: datetime
) -> RequestRule:
    """Say by when lecturers of a plan answer, when they are reminded, and when the head of the school is told."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    before = described(RequestRule.objects.filter(plan=plan).first())
    rule, _made = RequestRule.objects.update_or_create(
        plan=plan,
        defaults={
            "days_to_answer": days_to_answer,
            "remind_before": remind_before,
            "escalate_after": escalate_after,
            "set_by": by,
            "set_at": at,
        },
    )
    audit.record("set_request_rule", plan, by=by, at=at, before=before, after=described(rule))
    return rule


def keep_waiting(plan: Plan, *, by: User | None, at: datetime) -> None:
    """Let the daily work of a plan's requests go on while any waits; within the act that asks."""
    if not is_pending(REMIND_LECTURERS, plan=plan.pk):
        ids = {"plan": plan.pk, "turn": 0}
        ask(REMIND_LECTURERS, by=by, at=at, ids=ids, not_before=machine_now() + AGAIN_AFTER)


def _refuse(sessions: Sequence[Session], due_on: date, at: datetime) -> None:
    for session in sessions:
        refuse_begun(session, at)
    first, today = min(session.on for session in sessions), local_day(at)
    if due_on < today or (due_on >= first and due_on > today):
        raise DueTooLate(day=day_in_words(first))


def _request(asking: Asking, lecturer: Lecturer, sessions: Sequence[Session], due_on: date, note: str) -> None:
    standing = AskedSession.objects.filter(
        training_class=asking.training_class_id,
        lecturer=lecturer,
        item__in=[one.item_id for one in sessions],
        state__in=STANDS,
    )
    twice = standing.select_related("item").first()
    if twice is not None:
        raise AskedAlready(lecturer=lecturer, item=twice.item)
    request = TeachingRequest.objects.create(asking=asking, lecturer=lecturer, due_on=due_on, note=note.strip())
    AskedSession.objects.bulk_create(
        AskedSession(
            request=request,
            training_class_id=asking.training_class_id,
            item_id=one.item_id,
            lecturer=lecturer,
            taught_by_id=one.lecturer_id,
            on=one.on,
            half_day=one.half_day,
        )
        for one in sessions
    )
