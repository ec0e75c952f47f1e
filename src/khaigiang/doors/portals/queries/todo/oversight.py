"""What people who fall due ask of those who answer for them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from khaigiang.doors.portals.queries.todo.item import Todo
from khaigiang.oversight.deadlines.access import reliefs_to_answer, whose_people
from khaigiang.oversight.deadlines.models import Proof
from khaigiang.oversight.deadlines.queries import counts_by_state, figures
from khaigiang.oversight.deadlines.states import DueState, ProofState
from khaigiang.registry.mandates.actor import Actor


def people_due(actor: Actor) -> Iterator[Todo]:
    """People whose training is overdue or falls due in the next quarter; a committee reads of its own."""
    due = figures(actor.on, committees=whose_people(actor))
    counts = {one.state: one.count for one in counts_by_state(due)}
    overdue, soon = counts[DueState.OVERDUE], counts[DueState.NEXT_QUARTER]
    address = reverse("deadlines:due")
    if overdue:
        title = ngettext("%(count)s person overdue for training", "%(count)s people overdue for training", overdue)
        yield Todo(
            title=title % {"count": overdue},
            url=f"{address}?state={DueState.OVERDUE}",
            icon="calendar-clock",
            tone="danger",
        )
    if soon:
        title = ngettext("%(count)s person falls due next quarter", "%(count)s people fall due next quarter", soon)
        yield Todo(title=title % {"count": soon}, url=f"{address}?state={DueState.NEXT_QUARTER}", icon="calendar-clock")


def proofs_to_look_at(actor: Actor) -> Iterator[Todo]:
    """Certificates of other schools that wait, but for those the person handed in."""
    waiting = Proof.objects.filter(state=ProofState.HANDED_IN).exclude(handed_in_by=actor.user).count()
    if waiting:
        title = ngettext(
            "Look at %(count)s certificate of another school",
            "Look at %(count)s certificates of other schools",
            waiting,
        )
        yield Todo(title=title % {"count": waiting}, url=reverse("deadlines:proofs"), icon="file-check", tone="warning")


def exemptions_to_answer(actor: Actor) -> Iterator[Todo]:
    """Exemptions that another person asked for."""
    waiting = reliefs_to_answer(actor).count()
    if waiting:
        title = ngettext("Answer %(count)s exemption", "Answer %(count)s exemptions", waiting)
        yield Todo(
            title=title % {"count": waiting}, url=reverse("deadlines:reliefs"), icon="user-minus", tone="warning"
        )
