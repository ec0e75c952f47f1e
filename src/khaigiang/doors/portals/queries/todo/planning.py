"""What plans, lists of committees and requests ask of a person."""

from collections.abc import Iterator

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khaigiang.doors.portals.queries.todo.item import Todo
from khaigiang.planning.nominations.models import Nomination, NominationRequest
from khaigiang.planning.nominations.queries import asked_plans
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Plan, Submission
from khaigiang.planning.plans.states import PlanState
from khaigiang.registry.mandates.actor import Actor


def plans_to_approve(actor: Actor) -> Iterator[Todo]:
    """Plans that another person sent up."""
    waiting = Submission.objects.filter(answer="").exclude(sent_up_by=actor.user).select_related("plan__document")
    for one in waiting.order_by("sent_up_at"):
        yield Todo(
            title=_("Approve the plan %(number)s") % {"number": one.plan.document.number},
            url=reverse("plans:plan", args=[one.plan_id]),
            icon="stamp",
            note=one.plan.title,
            tone="warning",
        )


def plans_sent_back(_actor: Actor) -> Iterator[Todo]:
    """Plans that came back with a reason."""
    for plan in Plan.objects.filter(state=PlanState.RETURNED).select_related("document").order_by("pk"):
        yield Todo(
            title=_("The plan %(number)s was sent back") % {"number": plan.document.number},
            url=reverse("plans:plan", args=[plan.pk]),
            icon="undo-2",
            note=plan.title,
            tone="danger",
        )


def requests_to_send(_actor: Actor) -> Iterator[Todo]:
    """Requests to name people that are drawn up and not sent."""
    for request in NominationRequest.objects.filter(document__issued_on__isnull=True).select_related("plan"):
        yield Todo(
            title=_("Send the request to nominate"),
            url=reverse("nominations:request", args=[request.plan_id]),
            icon="send",
            note=str(request.plan),
            tone="warning",
        )


def lists_to_vet(_actor: Actor) -> Iterator[Todo]:
    """People sent by committees who wait for the office."""
    sent = Nomination.objects.filter(plan__state=PlanState.OPEN, state=NominationState.SUBMITTED)
    for plan_id, title, waiting in sent.values_list("plan", "plan__title").annotate(Count("pk")).order_by("plan"):
        yield Todo(
            title=ngettext("Vet %(count)s person sent", "Vet %(count)s people sent", waiting) % {"count": waiting},
            url=reverse("nominations:vetting", args=[plan_id]),
            icon="clipboard-check",
            note=title,
            tone="warning",
        )


def lists_to_send(actor: Actor) -> Iterator[Todo]:
    """Places that the own committee has not filled, and people it got back."""
    for row in asked_plans(_open_plans(), committee_ids=actor.committee_ids):
        if not row.is_asked or row.committee_id is None:
            continue
        url = reverse("nominations:committee", args=[row.plan_id, row.committee_id])
        left = row.places - row.taken
        if row.returned:
            title = ngettext("%(count)s person came back", "%(count)s people came back", row.returned)
            yield Todo(
                title=title % {"count": row.returned},
                url=url,
                icon="undo-2",
                note=row.title,
                due_on=row.due_on,
                tone="danger",
            )
        if left > 0:
            title = ngettext("%(count)s place not filled", "%(count)s places not filled", left)
            yield Todo(title=title % {"count": left}, url=url, icon="user-plus", note=row.title, due_on=row.due_on)


def who_has_not_sent(actor: Actor) -> Iterator[Todo]:
    """Plans whose lists are due and not complete."""
    for row in asked_plans(_open_plans(), committee_ids=None):
        left = row.places - row.taken
        if row.is_asked and left > 0:
            title = ngettext(
                "%(count)s place still empty: who has not sent?",
                "%(count)s places still empty: who has not sent?",
                left,
            )
            yield Todo(
                title=title % {"count": left},
                url=reverse("nominations:overview", args=[row.plan_id]),
                icon="phone",
                note=row.title,
                due_on=row.due_on,
                tone="danger" if row.due_on and row.due_on < actor.on else "info",
            )


def _open_plans() -> QuerySet[Plan]:
    return Plan.objects.filter(state=PlanState.OPEN)
