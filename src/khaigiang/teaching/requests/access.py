"""The only door to requests: those of the classes whose timetable somebody sees, and a lecturer's own."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.ground.files.models import StoredFile
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.models import MaterialVersion
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.requests.links import digest_of
from khaigiang.teaching.requests.models import AskedSession, Asking, GuestLink, TeachingRequest
from khaigiang.teaching.requests.queries.home import topics_of
from khaigiang.teaching.requests.states import Via
from khaigiang.teaching.timetable import access as timetable

TOGETHER = ("lecturer__user", "asking__asked_by", "asking__training_class__plan__school")


def visible_requests(actor: Actor) -> QuerySet[TeachingRequest]:
    """Requests about the classes whose timetable the actor sees, and those to the actor as a lecturer."""
    mine = Q(asking__training_class__in=timetable.timetabled_classes(actor))
    if actor.is_any(Role.LECTURER):
        mine |= Q(lecturer__user=actor.user)
    return TeachingRequest.objects.filter(mine)


def requests_of_classes(actor: Actor) -> QuerySet[TeachingRequest]:
    """Requests about the classes whose timetable the actor sees."""
    return TeachingRequest.objects.filter(asking__training_class__in=timetable.timetabled_classes(actor))


def requests_of_class(actor: Actor, training_class: TrainingClass) -> QuerySet[TeachingRequest]:
    """Requests about one class, where the actor sees its timetable."""
    return requests_of_classes(actor).filter(asking__training_class=training_class)


def requests_of_plan(actor: Actor, plan: Plan) -> QuerySet[TeachingRequest]:
    """Requests about the classes of a plan whose timetable the actor sees."""
    return requests_of_classes(actor).filter(asking__training_class__plan=plan)


def get_request(actor: Actor, request_id: int) -> TeachingRequest:
    """One visible request with its lecturer, class and asker, or 404."""
    return get_object_or_404(visible_requests(actor).select_related(*TOGETHER), pk=request_id)


def via_of(actor: Actor, request: TeachingRequest) -> Via | None:
    """How the actor would answer: for themselves, or as the office that was told; None where they only read."""
    if actor.is_any(Role.LECTURER) and request.lecturer.user_id == actor.user.pk:
        return Via.SIGNED_IN
    return Via.OFFICE if may_ask(actor) else None


def get_request_to_answer(actor: Actor, request_id: int) -> tuple[TeachingRequest, Via]:
    """One request that the actor answers, and how the answer comes, or 404."""
    request = get_request(actor, request_id)
    via = via_of(actor, request)
    if via is None:
        raise Http404
    return request, via


def may_ask(actor: Actor) -> bool:
    """May the actor ask lecturers and take that back?"""
    return timetable.may_write(actor)


def get_request_to_withdraw(actor: Actor, request_id: int) -> TeachingRequest:
    """One request that the actor may withdraw, or 404."""
    _refuse_readers(actor)
    return get_request(actor, request_id)


def get_asking(actor: Actor, asking_id: int) -> Asking:
    """One act of asking that the actor may take back, or 404."""
    _refuse_readers(actor)
    found = Asking.objects.filter(training_class__in=timetable.timetabled_classes(actor))
    return get_object_or_404(found.select_related("training_class", "asked_by"), pk=asking_id)


def get_asked(actor: Actor, asked_id: int) -> AskedSession:
    """One session for which the actor may ask somebody else, or 404."""
    _refuse_readers(actor)
    found = AskedSession.objects.filter(training_class__in=timetable.timetabled_classes(actor))
    return get_object_or_404(found.select_related("training_class__plan", "item"), pk=asked_id)


def get_class(actor: Actor, class_id: int) -> TrainingClass:
    """One class whose timetable the actor sees, or 404."""
    return timetable.get_class(actor, class_id)


def get_class_to_ask_for(actor: Actor, class_id: int) -> TrainingClass:
    """One class whose lecturers the actor asks, or 404."""
    return timetable.get_class_to_write(actor, class_id)


def lecturers_to_ask(actor: Actor) -> QuerySet[Lecturer]:
    """Lecturers whom the actor may ask: everybody who teaches."""
    return timetable.lecturers_to_ask(actor).filter(is_active=True)


def get_plan(actor: Actor, plan_id: int) -> Plan:
    """One plan whose rule of waiting the actor reads, or 404."""
    return timetable.get_plan_to_read(actor, plan_id)


def get_plan_to_write(actor: Actor, plan_id: int) -> Plan:
    """One plan whose rule of waiting the actor sets, or 404."""
    return timetable.get_plan_to_write(actor, plan_id)


def own_lecturer(actor: Actor) -> Lecturer | None:
    """The lecturer that the actor is; None while no lecturer is linked to the account."""
    return Lecturer.objects.filter(user=actor.user).first() if actor.is_any(Role.LECTURER) else None


def get_link(secret: str) -> GuestLink:
    """The link with a secret, or 404; whether it still opens anything is for the services to say."""
    return get_object_or_404(GuestLink.objects.select_related("lecturer"), digest=digest_of(secret))


def guest_inside(link_id: object, at: datetime) -> Lecturer:
    """The lecturer whom a browser was let in as, or 404 once the hours are over or the link is revoked."""
    found = GuestLink.objects.filter(pk=link_id if isinstance(link_id, int) else 0, lecturer__is_active=True)
    link = get_object_or_404(found.select_related("lecturer"))
    if not link.is_inside_at(at):
        raise Http404
    return link.lecturer


def get_request_of_guest(lecturer: Lecturer, request_id: int) -> TeachingRequest:
    """One request to this lecturer and nobody else's, or 404."""
    found = TeachingRequest.objects.filter(lecturer=lecturer).select_related(*TOGETHER)
    return get_object_or_404(found, pk=request_id)


def get_material_of_guest(lecturer: Lecturer, material_version_id: int) -> StoredFile:
    """A file of a topic that this lecturer teaches, or 404."""
    found = MaterialVersion.objects.filter(material__topic__in=topics_of(lecturer)).select_related("file")
    return get_object_or_404(found, pk=material_version_id).file


def get_lecturer_to_link(actor: Actor, lecturer_id: int) -> Lecturer:
    """One lecturer to whom the actor may send a link, or 404."""
    return get_object_or_404(lecturers_to_ask(actor).filter(user=None), pk=lecturer_id)


def _refuse_readers(actor: Actor) -> None:
    if not may_ask(actor):
        raise Http404
