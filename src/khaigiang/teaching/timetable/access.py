"""The only door to a session, a proposal, a release or a calendar address."""

from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.ground.accounts.models import User
from khaigiang.planning.plans.access import get_plan, visible_plans
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts.access import visible_classes
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.access import get_version as get_visible_version
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.lecturers.access import visible_lecturers
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.timetable.models import Feed, MoveOver, ReleasedSession, Session, TimetableRun
from khaigiang.teaching.timetable.queries.feeds import Owner
from khaigiang.teaching.timetable.queries.released import released_sessions
from khaigiang.teaching.timetable.queries.situation import with_people
from khaigiang.teaching.venues.access import visible_halls
from khaigiang.teaching.venues.models import Hall

READ_EVERYTHING: Final = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR)
TOGETHER: Final = ("plan__school", "version__programme", "hall", "teacher")


def may_write(actor: Actor) -> bool:
    """May the actor make timetables?"""
    return actor.is_any(Role.OFFICE)


def timetabled_classes(actor: Actor) -> QuerySet[TrainingClass]:
    """Classes whose timetable the actor sees before it is public: all for the office, their own for a teacher."""
    if actor.is_any(*READ_EVERYTHING):
        return visible_classes(actor)
    if actor.is_any(Role.TEACHER):
        return visible_classes(actor).filter(teacher=actor.user)
    return TrainingClass.objects.none()


def get_class(actor: Actor, class_id: int) -> TrainingClass:
    """One class whose timetable the actor sees, `with_people`, its plan, programme, hall and teacher, or 404."""
    return get_object_or_404(with_people(timetabled_classes(actor)).select_related(*TOGETHER), pk=class_id)


def get_version(actor: Actor, version_id: int) -> ProgrammeVersion:
    """One version that the actor may let classes follow, or 404."""
    _refuse_readers(actor)
    return get_visible_version(actor, version_id)


def get_move_over(actor: Actor, move_over_id: int) -> MoveOver:
    """One move of classes to another version, for those who may undo it, or 404."""
    _refuse_readers(actor)
    return get_object_or_404(MoveOver.objects.select_related("version__programme"), pk=move_over_id)


def get_class_to_write(actor: Actor, class_id: int) -> TrainingClass:
    """One class whose timetable the actor makes, or 404."""
    _refuse_readers(actor)
    return get_class(actor, class_id)


def get_session_to_write(actor: Actor, session_id: int) -> Session:
    """One session that the actor may change, or 404."""
    _refuse_readers(actor)
    return get_session(actor, session_id)


def get_session(actor: Actor, session_id: int) -> Session:
    """One session of a class whose timetable the actor sees, or 404."""
    sessions = Session.objects.filter(training_class__in=timetabled_classes(actor))
    together = ("training_class__plan", "training_class__version", "item", "lecturer", "hall")
    return get_object_or_404(sessions.select_related(*together), pk=session_id)


def classes_of_plan(actor: Actor, plan: Plan, *, class_id: int | None = None) -> QuerySet[TrainingClass]:
    """The classes of a plan (or the one named) whose timetable the actor sees, by number."""
    found = timetabled_classes(actor).filter(plan=plan).order_by("number")
    return found if class_id is None else found.filter(pk=class_id)


def get_class_of_plan(actor: Actor, plan: Plan, class_id: int) -> TrainingClass:
    """One class of a plan whose timetable the actor sees, or 404."""
    return get_object_or_404(classes_of_plan(actor, plan), pk=class_id)


def classes_with_a_timetable(actor: Actor, plan: Plan) -> list[TrainingClass]:
    """The classes of a plan of which something is set already, by number, or 404 where nothing is."""
    set_already = Session.objects.filter(training_class=OuterRef("pk"))
    found = (
        classes_of_plan(actor, plan).filter(Exists(set_already)).select_related("plan__school", "version__programme")
    )
    if not found:
        raise Http404
    return list(found)


def classes_to_propose_for(actor: Actor, plan: Plan) -> QuerySet[TrainingClass]:
    """The classes of a plan that have not been held yet, so that they may be given a timetable anew."""
    held = Session.objects.filter(training_class=OuterRef("pk"), attendances__isnull=False)
    return classes_of_plan(actor, plan).filter(~Exists(held))


def get_plan_to_read(actor: Actor, plan_id: int) -> Plan:
    """One plan whose proposals the actor reads, or 404."""
    if not actor.is_any(*READ_EVERYTHING):
        raise Http404
    return get_plan(actor, plan_id)


def get_plan_to_write(actor: Actor, plan_id: int) -> Plan:
    """One plan whose timetables the actor makes, or 404."""
    _refuse_readers(actor)
    return get_plan_to_read(actor, plan_id)


def get_run(actor: Actor, run_id: int) -> TimetableRun:
    """One proposal for a visible plan, or 404; only those who account for the whole see any."""
    if not actor.is_any(*READ_EVERYTHING):
        raise Http404
    runs = TimetableRun.objects.filter(plan__in=visible_plans(actor)).select_related("plan", "made_by")
    return get_object_or_404(runs, pk=run_id)


def run_of_job(run_id: int) -> TimetableRun:
    """The run that a job was asked for, whoever asked."""
    return TimetableRun.objects.select_related("plan").get(pk=run_id)


def get_run_to_decide(actor: Actor, run_id: int) -> TimetableRun:
    """One proposal that the actor may apply, undo or lay aside, or 404."""
    _refuse_readers(actor)
    return get_run(actor, run_id)


def lecturers_to_ask(actor: Actor) -> QuerySet[Lecturer]:
    """Lecturers whom the actor may put into a timetable."""
    return visible_lecturers(actor) if may_write(actor) else Lecturer.objects.none()


def halls_to_use(actor: Actor) -> QuerySet[Hall]:
    """Halls that the actor may book."""
    return visible_halls(actor) if may_write(actor) else Hall.objects.none()


def own_sessions(actor: Actor) -> QuerySet[ReleasedSession]:
    """Public sessions that a lecturer teaches or a trainee attends."""
    mine = released_sessions().none()
    if actor.is_any(Role.LECTURER):
        mine |= released_sessions().filter(lecturer__user=actor.user)
    if actor.is_any(Role.TRAINEE) and actor.official_id is not None:
        attended = TrainingClass.objects.filter(
            enrolments__official=actor.official_id,
            enrolments__is_current=True,
        )
        mine |= released_sessions().filter(release__training_class__in=attended)
    return mine


def own_calendars(actor: Actor) -> "list[Lecturer | TrainingClass]":
    """Whose calendar the actor may have for themselves: their own as lecturer, that of their class as trainee."""
    found: list[Lecturer | TrainingClass] = []
    if actor.is_any(Role.LECTURER):
        found += Lecturer.objects.filter(user=actor.user)
    if actor.is_any(Role.TRAINEE) and actor.official_id is not None:
        listed = TrainingClass.objects.filter(enrolments__official=actor.official_id, enrolments__is_current=True)
        found += listed.distinct().order_by("pk")
    return found


def lecturers_seen(actor: Actor) -> QuerySet[Lecturer]:
    """Lecturers whose bookings the actor sees."""
    return visible_lecturers(actor)


def halls_seen(actor: Actor) -> QuerySet[Hall]:
    """Halls whose bookings the actor sees."""
    return visible_halls(actor)


def get_lecturer(actor: Actor, lecturer_id: int) -> Lecturer:
    """One lecturer whose bookings the actor sees, or 404."""
    return get_object_or_404(visible_lecturers(actor), pk=lecturer_id)


def get_hall(actor: Actor, hall_id: int) -> Hall:
    """One hall whose bookings the actor sees, or 404."""
    return get_object_or_404(visible_halls(actor), pk=hall_id)


def has_a_calendar(actor: Actor) -> bool:
    """Does the actor teach or attend anything, so that a calendar of their own is of use?"""
    return actor.is_any(Role.LECTURER, Role.TRAINEE)


def get_feed_owner(actor: Actor, kind: str, owner_id: int) -> Owner:
    """Whose calendar address the actor may have, or 404."""
    owner: Owner
    match kind:
        case "person" if owner_id == actor.user.pk:
            owner = actor.user
        case "training_class":
            owner = get_object_or_404(TrainingClass, pk=owner_id)
        case "lecturer":
            owner = get_object_or_404(Lecturer, pk=owner_id)
        case "hall":
            owner = get_object_or_404(Hall, pk=owner_id)
        case _:
            raise Http404
    if not may_have_feed(actor, owner):
        raise Http404
    return owner


def may_have_feed(actor: Actor, owner: Owner) -> bool:
    """Any calendar for the office but other people's; for everybody their own, as lecturer, trainee or class teacher."""
    if isinstance(owner, User):
        return has_a_calendar(actor) and owner == actor.user
    if may_write(actor):
        return True
    if isinstance(owner, TrainingClass):
        is_teacher = actor.is_any(Role.TEACHER) and owner.teacher_id == actor.user.pk
        return is_teacher or owner in own_calendars(actor)
    return isinstance(owner, Lecturer) and owner in own_calendars(actor)


def get_feed_to_renew(actor: Actor, feed_id: int) -> Feed:
    """A calendar address that the actor may renew: their own, any but a person's for the office, or 404."""
    feed = get_object_or_404(Feed.objects.select_related("training_class", "lecturer", "hall", "person"), pk=feed_id)
    is_own = actor.is_any(Role.LECTURER) and feed.lecturer is not None and feed.lecturer.user_id == actor.user.pk
    if not (is_own or (feed.person_id == actor.user.pk if feed.person_id else may_write(actor))):
        raise Http404
    return feed


def get_public_feed(secret: str) -> Feed:
    """The calendar under a secret address, or 404; whoever knows the address may read it."""
    return get_object_or_404(Feed.objects.select_related("training_class", "lecturer", "hall", "person"), secret=secret)


def _refuse_readers(actor: Actor) -> None:
    if not may_write(actor):
        raise Http404
