"""Waiting for answers: the lecturer is reminded, then who asked is told, then the head of the school; each once."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.teaching.requests import letters, notices
from khaigiang.teaching.requests.errors import NobodyWaits
from khaigiang.teaching.requests.models import RequestReminder, TeachingRequest
from khaigiang.teaching.requests.queries.rule import waiting_of
from khaigiang.teaching.requests.services.linking import links_for_guests
from khaigiang.teaching.requests.states import AskedState, ReminderStep

TO_LECTURER = frozenset({ReminderStep.BEFORE, ReminderStep.DUE})


@transaction.atomic
def remind_of_request(request: TeachingRequest, *, by: User | None, at: datetime) -> RequestReminder:
    """Tell whoever is to be told today that a request waits; raises NobodyWaits where nobody is, or it was done."""
    # The request is the lock: of two who remind at one time the second finds it done.
    TeachingRequest.objects.select_for_update().get(pk=request.pk)
    together = ("lecturer__user", "asking__asked_by", "asking__training_class__plan__school")
    request = TeachingRequest.objects.select_related(*together).get(pk=request.pk)
    rows = list(request.sessions.filter(state=AskedState.SENT).select_related("item__block").order_by("on", "pk"))
    waiting = waiting_of(request.asking.training_class.plan)
    done = request.reminders.filter(due_on=request.due_on).values_list("step", flat=True)
    step = waiting.step_on(local_day(at), request.due_on, set(done)) if rows else None
    if step is None:
        raise NobodyWaits
    reminder = RequestReminder.objects.create(request=request, step=step, due_on=request.due_on, at=at)
    notices.waits(request, rows, step, at=at)
    if step in TO_LECTURER:
        guests = links_for_guests([request.lecturer], by=by, at=at)
        letters.write_reminder(request, rows, step, guests, by=by, at=at)
    audit.record("remind_of_request", request, by=by, at=at, after={"step": step.value, "sessions": len(rows)})
    return reminder
