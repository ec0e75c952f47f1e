"""What plans, lists of committees and requests ask of a person."""

from collections.abc import Iterator

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khaigiang.doors.portals.queries.todo.item import Todo
from khaigiang.planning.nominations.models import Nomination, NominationRequest
from khaigiang.planning.nominations.queries import asked_plans, committees_by_quarter
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Plan, Quota, Submission
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.rosters.queries import OpenList, asked_rows, open_lists
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


def lists_begun(actor: Actor) -> Iterator[Todo]:
    """Office lists of the own committee with rows to answer, people to name, or questions that wait for the office."""
    quotas = Quota.objects.filter(plan__state=PlanState.OPEN, committee__in=actor.committee_ids)
    for quota in quotas.select_related("committee").order_by("pk"):
        for one in open_lists(quota.plan_id, quota.committee):
            yield Todo(
                title=_told_of_list(one),
                url=reverse("rosters:roster", args=[one.id]),
                icon="file-spreadsheet",
                note=one.title,
                tone="warning" if one.doubtful or one.is_staged else "info",
            )


def _told_of_list(one: OpenList) -> str:
    if one.doubtful:
        words = ngettext("Answer %(count)s row of a list", "Answer %(count)s rows of a list", one.doubtful)
        return words % {"count": one.doubtful}
    if one.is_staged:
        return _("Name the people of a list")
    words = ngettext(
        "%(count)s row of a list waits for the office", "%(count)s rows of a list wait for the office", one.waiting
    )
    return words % {"count": one.waiting}


def rows_asked(_actor: Actor) -> Iterator[Todo]:
    """People of whom committees ask by their lists, for the register does not know them there."""
    asked = asked_rows().count()
    if asked:
        title = ngettext("Answer %(count)s row asked by committees", "Answer %(count)s rows asked by committees", asked)
        yield Todo(title=title % {"count": asked}, url=reverse("rosters:asked"), icon="file-spreadsheet")


def above_quarters(_actor: Actor) -> Iterator[Todo]:
    """Plans under which committees are above their places of a quarter."""
    for plan in _open_plans().select_related("document").order_by("pk"):
        above = sum(bool(one.above) for one in committees_by_quarter(plan).values())
        if above:
            title = ngettext(
                "%(count)s committee is above its places of a quarter",
                "%(count)s committees are above their places of a quarter",
                above,
            )
            yield Todo(
                title=title % {"count": above},
                url=f"{reverse('nominations:overview', args=[plan.pk])}?show=above",
                icon="calendar-range",
                note=plan.title,
            )


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
