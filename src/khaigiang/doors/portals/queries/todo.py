"""What needs this person today."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khaigiang.ground.notices.queries import unread_count
from khaigiang.oversight.deadlines.access import reliefs_to_answer, whose_people
from khaigiang.oversight.deadlines.models import Proof
from khaigiang.oversight.deadlines.queries import counts_by_state, figures
from khaigiang.oversight.deadlines.states import DueState, ProofState
from khaigiang.planning.nominations.models import Nomination, NominationRequest
from khaigiang.planning.nominations.queries import asked_plans
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Plan, Submission
from khaigiang.planning.plans.states import PlanState
from khaigiang.recognition.assessment.models import ResultDecision, ResultSheet
from khaigiang.recognition.assessment.states import SheetState
from khaigiang.recognition.dossiers.queries import open_items
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Office
from khaigiang.teaching.answers.queries import not_coming, own_unanswered
from khaigiang.teaching.attendance.access import people_of_committees
from khaigiang.teaching.attendance.models import Attendance, LeaveRequest
from khaigiang.teaching.attendance.queries.missing import missing_people
from khaigiang.teaching.attendance.states import LeaveState, Presence
from khaigiang.teaching.changes.queries import small_classes, waiting_changes
from khaigiang.teaching.cohorts.models import ClassDecision, Summons, TrainingClass
from khaigiang.teaching.cohorts.states import IS_OVER
from khaigiang.teaching.timetable.models import Session

HORIZON: Final = timedelta(days=14)
MANY: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One thing to do, where it is done, and by when."""

    title: str
    url: str
    icon: str
    note: str = ""
    due_on: date | None = None
    tone: str = "info"

    @property
    def due(self) -> str:
        """The due day as it stands beside the thing to do."""
        if self.due_on is None:
            return ""
        words = {"danger": _("overdue since %(day)s"), "warning": _("today")}.get(self.tone, _("due %(day)s"))
        return words % {"day": f"{self.due_on.day}/{self.due_on.month}"}


def todo_of(actor: Actor) -> list[Todo]:
    """Everything that waits for this person, most urgent first."""
    found = [
        one for role, sources in SOURCES.items() if role in actor.roles for source in sources for one in source(actor)
    ]
    found += messages_to_read(actor)
    distinct = {(one.title, one.url): one for one in found}
    return sorted(distinct.values(), key=lambda one: (one.due_on or date.max, one.title))[:MANY]


def checklist_items(actor: Actor) -> Iterator[Todo]:
    """What the checklists of running classes ask of the actor's roles within two weeks."""
    classes = TrainingClass.objects.exclude(state__in=IS_OVER)
    if not actor.is_any(Role.OFFICE, Role.HEAD, Role.ORGANISER):
        classes = classes.filter(teacher=actor.user)
    for item in open_items(classes, actor.roles, actor.on, until=actor.on + HORIZON):
        yield Todo(
            title=item.title,
            url=reverse("dossiers:dossier", args=[item.class_id]),
            icon="clipboard-list",
            note=item.class_name,
            due_on=item.due_on,
            tone="danger" if item.is_late else "warning" if item.due_on == actor.on else "info",
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


def papers_to_sign(_actor: Actor) -> Iterator[Todo]:
    """Decisions that are drawn up and wait for signature and number."""
    for decision in ClassDecision.objects.filter(effective_on__isnull=True).select_related("training_class"):
        yield Todo(
            title=_("Sign the class decision"),
            url=reverse("cohorts:decision", args=[decision.pk]),
            icon="file-pen",
            note=str(decision.training_class),
            tone="warning",
        )
    for result in ResultDecision.objects.filter(effective_on__isnull=True).select_related("training_class"):
        yield Todo(
            title=_("Sign the decision on results"),
            url=reverse("assessment:decision", args=[result.pk]),
            icon="file-pen",
            note=str(result.training_class),
            tone="warning",
        )


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


def changes_to_approve(actor: Actor) -> Iterator[Todo]:
    """Changes of decided classes that another person proposed."""
    waiting = waiting_changes().filter(needs_another=True).exclude(proposed_by=actor.user)
    for change in waiting.select_related("training_class").order_by("proposed_at"):
        yield Todo(
            title=_("Answer a change of a class: %(change)s") % {"change": change.get_kind_display()},
            url=reverse("changes:change", args=[change.pk]),
            icon="stamp",
            note=str(change.training_class),
            tone="warning",
        )


def classes_too_small(actor: Actor) -> Iterator[Todo]:
    """Classes that begin soon with fewer people than their smallest size."""
    for row in small_classes(TrainingClass.objects.all(), actor.on):
        values = {"class": row.name, "people": row.people, "smallest": row.smallest}
        yield Todo(
            title=_("%(class)s has %(people)s people, at least %(smallest)s are needed") % values,
            url=reverse("cohorts:class", args=[row.class_id]),
            icon="users",
            note=_("merge, postpone, cancel, or hold it all the same"),
            due_on=row.first_day,
            tone="danger",
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


def results_to_confirm(actor: Actor) -> Iterator[Todo]:
    """Locked marks that a second person confirms."""
    locked = ResultSheet.objects.filter(state=SheetState.LOCKED).exclude(locked_by=actor.user)
    for sheet in locked.select_related("training_class"):
        yield Todo(
            title=_("Confirm the results"),
            url=reverse("assessment:results", args=[sheet.training_class_id]),
            icon="check-check",
            note=str(sheet.training_class),
            tone="warning",
        )


def requests_to_send(_actor: Actor) -> Iterator[Todo]:
    """Requests and summonses that are drawn up and not sent."""
    for request in NominationRequest.objects.filter(document__issued_on__isnull=True).select_related("plan"):
        yield Todo(
            title=_("Send the request to nominate"),
            url=reverse("nominations:request", args=[request.plan_id]),
            icon="send",
            note=str(request.plan),
            tone="warning",
        )
    for summons in Summons.objects.filter(document__issued_on__isnull=True).select_related("training_class"):
        yield Todo(
            title=_("Sign and send the summons"),
            url=reverse("cohorts:summons", args=[summons.pk]),
            icon="send",
            note=str(summons.training_class),
            tone="warning",
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


def leave_to_decide(actor: Actor) -> Iterator[Todo]:
    """Leave asked in the own classes."""
    asked = LeaveRequest.objects.filter(state=LeaveState.ASKED, enrolment__training_class__teacher=actor.user)
    for leave in asked.select_related("enrolment__official", "enrolment__training_class"):
        yield Todo(
            title=_("Decide on leave: %(name)s") % {"name": leave.enrolment.official},
            url=reverse("attendance:leaves", args=[leave.enrolment.training_class_id]),
            icon="calendar-off",
            note=leave.reason,
            tone="warning",
        )


def attendance_to_record(actor: Actor) -> Iterator[Todo]:
    """Half-days up to today without any attendance."""
    sessions = Session.objects.filter(training_class__teacher=actor.user, on__lte=actor.on, attendances__isnull=True)
    for session in sessions.exclude(training_class__state__in=IS_OVER).select_related("training_class").order_by("on"):
        half_day, day = session.get_half_day_display(), f"{session.on:%d/%m}"
        yield Todo(
            title=_("Record attendance: %(half_day)s of %(day)s") % {"half_day": half_day, "day": day},
            url=reverse("attendance:session", args=[session.pk]),
            icon="clipboard-check",
            note=str(session.training_class),
            due_on=session.on,
            tone="danger" if session.on < actor.on else "warning",
        )


def messages_to_read(actor: Actor) -> Iterator[Todo]:
    """Messages that the person has not read."""
    unread = unread_count(actor.user)
    if unread:
        title = ngettext("Read %(count)s new message", "Read %(count)s new messages", unread)
        yield Todo(title=title % {"count": unread}, url=reverse("notices:list"), icon="bell")


def absent_people(actor: Actor) -> Iterator[Todo]:
    """People who are missing without leave today, by class, for those who call their units."""
    missing = Attendance.objects.filter(session__on=actor.on, presence=Presence.WITHOUT_LEAVE)
    if not actor.is_any(Role.OFFICE):
        missing = missing.filter(session__training_class__teacher=actor.user)
    last = missing.order_by("session__training_class", "-session__starts_at")
    by_session = last.values_list("session", "session__training_class", "session__training_class__name")
    classes: set[int] = set()
    for session_id, class_id, name, absent in by_session.annotate(absent=Count("pk")):
        if class_id in classes:
            continue
        classes.add(class_id)
        title = ngettext(
            "%(count)s person missing: call the unit", "%(count)s people missing: call their units", absent
        )
        yield Todo(
            title=title % {"count": absent},
            url=reverse("attendance:session", args=[session_id]),
            icon="phone",
            note=name,
            due_on=actor.on,
            tone="warning",
        )


def own_people_absent(actor: Actor) -> Iterator[Todo]:
    """People of the own committee who are missing without leave today."""
    absent = len(missing_people(people_of_committees(actor), actor.on))
    if absent:
        title = ngettext(
            "%(count)s of your people missing without leave today: call them",
            "%(count)s of your people missing without leave today: call them",
            absent,
        )
        yield Todo(
            title=title % {"count": absent},
            url=reverse("attendance:missing"),
            icon="phone",
            due_on=actor.on,
            tone="warning",
        )


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


def people_not_coming(actor: Actor) -> Iterator[Todo]:
    """People called who do not come: the own committee says what follows, the office sees that nobody has."""
    waiting = not_coming(None if actor.is_any(Role.OFFICE) else actor.committee_ids)
    for class_id, name, count in waiting:
        title = ngettext(
            "%(count)s person called does not come: say what follows",
            "%(count)s people called do not come: say what follows",
            count,
        )
        yield Todo(
            title=title % {"count": count},
            url=f"{reverse('answers:class', args=[class_id])}?state=waits",
            icon="user-x",
            note=name,
            tone="danger",
        )


def summonses_to_answer(actor: Actor) -> Iterator[Todo]:
    """Summonses that this trainee has not answered."""
    for answer in own_unanswered(actor.official_id, actor.on):
        yield Todo(
            title=_("Answer the summons"),
            url=reverse("answers:answer", args=[answer.pk]),
            icon="mail-open",
            note=str(answer.summons.training_class),
            tone="warning",
        )


def chain_to_check(_actor: Actor) -> Iterator[Todo]:
    """The audit log's chain, which the auditor checks."""
    yield Todo(
        title=_("Check that nothing in the audit log was altered"), url=reverse("audit:chain"), icon="shield-check"
    )


def offices_to_complete(_actor: Actor) -> Iterator[Todo]:
    """Committees without a telephone number."""
    silent = Office.objects.filter(is_active=True, phone="").count()
    if silent:
        title = ngettext(
            "%(count)s office has no telephone number", "%(count)s offices have no telephone number", silent
        )
        yield Todo(title=title % {"count": silent}, url=reverse("units:offices"), icon="phone")


Source = Callable[[Actor], Iterator[Todo]]
SOURCES: Final[dict[Role, tuple[Source, ...]]] = {
    Role.LEADER: (plans_to_approve, who_has_not_sent, exemptions_to_answer),
    Role.OFFICE: (
        classes_too_small,
        plans_sent_back,
        lists_to_vet,
        papers_to_sign,
        people_not_coming,
        absent_people,
        checklist_items,
        who_has_not_sent,
        people_due,
        proofs_to_look_at,
        exemptions_to_answer,
    ),
    Role.HEAD: (
        plans_to_approve,
        changes_to_approve,
        papers_to_sign,
        results_to_confirm,
        checklist_items,
        exemptions_to_answer,
    ),
    Role.ORGANISER: (
        plans_sent_back,
        requests_to_send,
        who_has_not_sent,
        checklist_items,
        people_due,
        exemptions_to_answer,
    ),
    Role.COMMITTEE: (lists_to_send, people_not_coming, own_people_absent, people_due),
    Role.TEACHER: (attendance_to_record, absent_people, leave_to_decide, checklist_items),
    Role.TRAINEE: (summonses_to_answer,),
    Role.AUDITOR: (chain_to_check,),
    Role.ADMIN: (offices_to_complete,),
}


def _open_plans() -> QuerySet[Plan]:
    return Plan.objects.filter(state=PlanState.OPEN)
