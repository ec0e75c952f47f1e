"""Lecturers asked to teach: asked, answered, withdrawn, somebody else asked."""

from typing import Final

from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.requests import services
from khaigiang.teaching.requests.links import secret_of
from khaigiang.teaching.requests.models import AskedSession, GuestLink
from khaigiang.teaching.requests.services import Wanted
from khaigiang.teaching.requests.states import Via
from khaigiang.teaching.timetable.models import Session
from tests.on_the_story.scenarios.second_plan import TODAY, by, story
from tests.on_the_story.scenarios.sending import NOBODY, Sent, Table, post, when

WHY: Final = "Đi công tác"


def session() -> Session:
    """The last session of the story that somebody teaches; it is still to come."""
    taught = Session.objects.filter(on__gt=TODAY, lecturer__isnull=False)
    together = taught.select_related("lecturer", "training_class__plan")
    return together.order_by("-on", "-starts_at", "pk")[0]


def asked() -> AskedSession:
    """Whoever stands there is asked."""
    found = session()
    assert found.lecturer is not None
    wanted = [Wanted(lecturer=found.lecturer, session_ids=(found.pk,))]
    asking = services.ask_lecturers(found.training_class, wanted, due_on=TODAY, **by("demo-office"))
    return AskedSession.objects.select_related("request__asking").get(request__asking=asking)


def accepted() -> AskedSession:
    return services.accept_request(asked().request, {asked_id(): 1}, via=Via.OFFICE, **by("demo-office"))[0]


def declined() -> AskedSession:
    return services.decline_request(asked().request, {asked_id(): 1}, reason=WHY, via=Via.OFFICE, **by("demo-office"))[
        0
    ]


def withdrawn() -> AskedSession:
    return services.withdraw_request(asked().request, {asked_id(): 1}, **by("demo-office"))[0]


def asked_id() -> int:
    """The session asked for last."""
    return AskedSession.objects.order_by("-pk")[0].pk


def _ask() -> Sent:
    found = session()
    return post(found.training_class_id, session=[found.pk], lecturer="", due_on=f"{TODAY:%d/%m/%Y}", note="", send="1")


def _answer() -> Sent:
    one = asked()
    return post(one.request_id, asked=[f"{one.pk}.{one.version}"], act="accept", reason="")


def _withdraw() -> Sent:
    one = asked()
    return post(one.request_id, asked=[f"{one.pk}.{one.version}"])


def _instead() -> Sent:
    one = declined()
    return post(one.pk, lecturer=Lecturer.objects.filter(is_active=True).exclude(pk=one.lecturer_id)[0].pk)


def plan() -> Plan:
    """The plan of the story."""
    return story()


def guest() -> Lecturer:
    """Somebody who teaches and has an address but no account."""
    found = Lecturer.objects.filter(is_active=True, user=None).order_by("pk")[0]
    found.email = "khach@noi-khac.vn"
    found.save(update_fields=["email"])
    return found


def link() -> GuestLink:
    """The link that the office sent."""
    return services.send_guest_link(guest(), **by("demo-office"))


TABLE: Final[Table] = {
    # The act, and the work of waiting that it asks for.
    "requests:ask": when("demo-office", _ask, entries=2),
    "requests:answer": when("demo-office", _answer),
    "requests:withdraw": when("demo-office", _withdraw),
    "requests:withdraw_asking": when("demo-office", lambda: post(asked().request.asking_id)),
    "requests:ask_instead": when("demo-office", _instead),
    "requests:guest_door": when(NOBODY, lambda: post(secret_of(link().number))),
    # The letter, its release and the work of sending it.
    "requests:send_link": when("demo-office", lambda: post(guest().pk), entries=4),
    "requests:revoke_links": when("demo-office", lambda: post(link().lecturer_id)),
    "requests:rule": when(
        "demo-office", lambda: post(plan().pk, days_to_answer="5", remind_before="2", escalate_after="2")
    ),
}
