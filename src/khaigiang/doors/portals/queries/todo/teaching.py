"""What classes ask of those who run them, send people to them and attend them."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khaigiang.doors.portals.queries.todo.item import Todo
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.answers.queries import not_coming, own_unanswered
from khaigiang.teaching.attendance.access import people_of_committees
from khaigiang.teaching.attendance.models import Attendance, LeaveRequest
from khaigiang.teaching.attendance.queries.missing import missing_people
from khaigiang.teaching.attendance.states import LeaveState, Presence
from khaigiang.teaching.changes.queries import small_classes, waiting_changes
from khaigiang.teaching.cohorts.models import ClassDecision, Summons, TrainingClass
from khaigiang.teaching.cohorts.queries import unnamed_people
from khaigiang.teaching.cohorts.states import IS_OVER
from khaigiang.teaching.requests import access as request_access
from khaigiang.teaching.requests.queries import declined_by_class, overdue_count, own_waiting
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.venues import access as halls_access
from khaigiang.teaching.venues.states import ServiceState


def class_decisions_to_sign(_actor: Actor) -> Iterator[Todo]:
    """Class decisions that are drawn up and wait for signature and number."""
    for decision in ClassDecision.objects.filter(effective_on__isnull=True).select_related("training_class"):
        yield Todo(
            title=_("Sign the class decision"),
            url=reverse("cohorts:decision", args=[decision.pk]),
            icon="file-pen",
            note=str(decision.training_class),
            tone="warning",
        )


def summonses_to_send(_actor: Actor) -> Iterator[Todo]:
    """Summonses that are drawn up and not sent."""
    for summons in Summons.objects.filter(document__issued_on__isnull=True).select_related("training_class"):
        yield Todo(
            title=_("Sign and send the summons"),
            url=reverse("cohorts:summons", args=[summons.pk]),
            icon="send",
            note=str(summons.training_class),
            tone="warning",
        )


def people_to_name(actor: Actor) -> Iterator[Todo]:
    """People of the own committee who are named for none of its places by class, while it still names them."""
    for one in unnamed_people(actor.committee_ids):
        title = ngettext("Choose a class for %(count)s person", "Choose classes for %(count)s people", one.people)
        yield Todo(
            title=title % {"count": one.people},
            url=f"{reverse('cohorts:wishes', args=[one.plan_id])}?committee={one.committee_id}",
            icon="ticket",
            note=one.plan,
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


def bookings_to_answer(actor: Actor) -> Iterator[Todo]:
    """Meetings and events that ask for a hall for which this person answers."""
    for booking in halls_access.bookings_to_answer(actor):
        yield Todo(
            title=_("Answer who asks for %(hall)s") % {"hall": booking.hall},
            url=reverse("venues:booking", args=[booking.pk]),
            icon="warehouse",
            note=f"{booking.title}, {day_in_words(booking.on)}",
            due_on=booking.on,
            tone="danger" if booking.on < actor.on else "warning" if booking.on == actor.on else "info",
        )


def services_to_serve(actor: Actor) -> Iterator[Todo]:
    """Services that wait for this person's answer, are due today or were not done in time."""
    for one in halls_access.services_waiting(actor):
        if one.state == ServiceState.ASKED or one.on <= actor.on:
            yield Todo(
                title=_("Answer who asks for %(service)s") % {"service": one.kind}
                if one.state == ServiceState.ASKED
                else _("Serve: %(service)s") % {"service": one.kind},
                url=reverse("venues:services"),
                icon="bell",
                note=f"{one.about}, {one.at:%H:%M}, {day_in_words(one.on)}",
                due_on=one.on,
                tone="danger" if one.on < actor.on else "warning" if one.on == actor.on else "info",
            )


def requests_to_answer(actor: Actor) -> Iterator[Todo]:
    """What this lecturer is asked to teach and has not answered, by request."""
    for request, waits in own_waiting(actor.user):
        title = ngettext(
            "Answer whether you teach %(count)s session", "Answer whether you teach %(count)s sessions", waits
        )
        yield Todo(
            title=title % {"count": waits},
            url=reverse("requests:request", args=[request.pk]),
            icon="mail-open",
            note=str(request.asking.training_class),
            due_on=request.due_on,
            tone="danger" if request.due_on < actor.on else "warning",
        )


def declined_sessions(actor: Actor) -> Iterator[Todo]:
    """Sessions that a lecturer declined and nobody else is asked for, by class."""
    for class_id, name, count, first_day in declined_by_class(request_access.requests_of_classes(actor), actor.on):
        title = ngettext(
            "Name somebody else for %(count)s declined session",
            "Name somebody else for %(count)s declined sessions",
            count,
        )
        yield Todo(
            title=title % {"count": count},
            url=reverse("requests:class", args=[class_id]),
            icon="user-x",
            note=name,
            due_on=first_day,
            tone="danger",
        )


def overdue_requests(actor: Actor) -> Iterator[Todo]:
    """Requests that no lecturer answered in time."""
    count = overdue_count(request_access.requests_of_classes(actor), actor.on)
    if count:
        title = ngettext(
            "%(count)s request to a lecturer is overdue", "%(count)s requests to lecturers are overdue", count
        )
        yield Todo(
            title=title % {"count": count},
            url=f"{reverse('requests:list')}?state=overdue",
            icon="hourglass",
            due_on=actor.on,
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
            tone="warning" if row.first_day == actor.on else "info",
        )


def people_not_coming(actor: Actor) -> Iterator[Todo]:
    """People called who do not come: the own committee says what follows, the office sees that nobody has."""
    waiting = not_coming(None if actor.is_any(Role.OFFICE, Role.ORGANISER) else actor.committee_ids)
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
