from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.audit.models import Entry
from khaigiang.ground.outbox.models import Mailing, Message
from khaigiang.ground.outbox.sealed import opened
from khaigiang.ground.web import clock
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.requests import queries, services
from khaigiang.teaching.requests.errors import LinkIsOver, TooManyLinks
from khaigiang.teaching.requests.links import digest_of, secret_of
from khaigiang.teaching.requests.models import GuestLink, TeachingRequest
from khaigiang.teaching.requests.tests.makers import (
    AT,
    make_office_user,
    make_request,
    make_sessions,
    make_teacher,
    states,
)
from khaigiang.teaching.timetable.services import release_timetable

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_week_before() -> Iterator[None]:
    clock.use(lambda: AT)
    yield
    clock.use(None)


def make_guest(name: str = "Phan Khách") -> Lecturer:
    """Somebody from outside, without an account."""
    lecturer = make_lecturer(name)
    lecturer.email = "khach@noi-khac.vn"
    lecturer.save()
    return lecturer


def asked_guest() -> tuple[TeachingRequest, GuestLink]:
    """A guest asked to teach one session, and the link that went with the letter."""
    request = make_request(make_sessions(1), make_guest())
    return request, GuestLink.objects.get()


def door(link: GuestLink) -> str:
    return reverse("requests:guest_door", args=[secret_of(link.number)])


def let_in(link: GuestLink) -> Client:
    """A telephone on which the link was opened."""
    phone = Client()
    assert phone.post(door(link)).status_code == 302
    return phone


def test_a_guest_is_written_a_link_that_stands_neither_in_the_outbox_nor_in_the_database() -> None:
    _request, link = asked_guest()
    message = Message.objects.get()

    secret = secret_of(link.number)

    assert "link" not in message.values
    assert opened(message.sealed)["link"].endswith(f"/requests/guest/{secret}/")
    assert (link.digest, secret in str(vars(link))) == (digest_of(secret), False)
    assert secret not in message.body


def test_a_guest_opens_the_link_by_a_press_sees_the_request_and_accepts_it_without_an_account() -> None:
    request, link = asked_guest()
    phone = Client()
    looked_at = phone.get(door(link)).content.decode()
    assert str(request.asking.training_class) not in looked_at

    phone = let_in(link)
    one = request.sessions.get()
    home = phone.get(reverse("requests:guest")).content.decode()
    url = reverse("requests:guest_request", args=[request.pk])
    assert url in home
    response = phone.post(url, {"asked": [f"{one.pk}.1"], "act": "accept"}, follow=True)

    one.refresh_from_db()
    assert (states(request), one.via, one.said_by) == (["accepted"], "link", str(request.lecturer))
    assert "Đã lưu câu trả lời" in response.content.decode()


def test_a_link_opens_once_and_then_says_what_to_do_and_sends_a_new_one() -> None:
    _request, link = asked_guest()
    let_in(link)
    second = Client()

    shown = second.get(door(link))
    assert second.post(door(link)).status_code == 410
    second.post(reverse("requests:guest_again", args=[secret_of(link.number)]))

    assert shown.status_code == 410
    assert "Hãy nhận liên kết mới" in shown.content.decode()
    newest = GuestLink.objects.latest("pk")
    assert (newest.made_by, newest.opens_at(AT)) == (None, True)
    assert Mailing.objects.filter(subject__startswith="Liên kết riêng").count() == 1
    acts = Entry.objects.order_by("-pk").values_list("act", "by_name")
    assert acts[0] == ("send_guest_link", "")
    assert let_in(newest).get(reverse("requests:guest")).status_code == 200


def test_new_links_are_sent_three_times_a_day_at_most() -> None:
    _request, link = asked_guest()

    for _ in range(3):
        services.send_guest_link(link.lecturer, by=None, at=AT)

    with pytest.raises(TooManyLinks):
        services.send_guest_link(link.lecturer, by=None, at=AT + timedelta(hours=23))
    services.send_guest_link(link.lecturer, by=None, at=AT + timedelta(hours=25))


@pytest.mark.parametrize("ended", ["used", "revoked", "expired"])
def test_an_ended_link_lets_nobody_in(ended: str) -> None:
    request, link = asked_guest()
    at = AT
    if ended == "used":
        services.open_guest_link(link, at=AT)
    elif ended == "revoked":
        services.revoke_guest_links(request.lecturer, by=make_office_user(request.asking.training_class), at=AT)
    else:
        at = link.expires_at

    with pytest.raises(LinkIsOver):
        services.open_guest_link(link, at=at)


def test_who_is_inside_is_out_after_half_a_day_or_when_the_link_is_revoked() -> None:
    request, link = asked_guest()
    phone = let_in(link)
    home = reverse("requests:guest")
    assert phone.get(home).status_code == 200

    clock.use(lambda: AT + timedelta(hours=12))
    assert phone.get(home).status_code == 302
    clock.use(lambda: AT + timedelta(hours=11))
    services.revoke_guest_links(request.lecturer, by=make_office_user(request.asking.training_class), at=AT)
    assert phone.get(home).status_code == 302


def test_whose_time_is_over_is_told_to_open_the_link_and_a_stranger_is_told_nothing() -> None:
    _request, link = asked_guest()
    phone = let_in(link)
    home = reverse("requests:guest")

    clock.use(lambda: AT + timedelta(hours=12))

    assert str(LinkIsOver()) in phone.get(home, follow=True).content.decode()
    assert "messages" not in Client().get(home).cookies


def test_a_guest_who_leaves_is_out_on_this_device() -> None:
    _request, link = asked_guest()
    phone = let_in(link)

    phone.post(reverse("requests:guest_leave"))

    assert phone.get(reverse("requests:guest")).status_code == 302


def test_a_guest_sees_the_own_requests_and_nothing_else() -> None:
    request, link = asked_guest()
    strange = make_request(make_sessions(1), make_teacher())
    phone = let_in(link)
    one = strange.sessions.get()

    assert phone.get(reverse("requests:guest_request", args=[strange.pk])).status_code == 404
    answer = phone.post(
        reverse("requests:guest_request", args=[strange.pk]), {"asked": [f"{one.pk}.1"], "act": "accept"}
    )
    assert answer.status_code == 404
    assert phone.get(reverse("requests:guest_material", args=[1])).status_code == 404
    for closed in ("requests:list", "requests:mine", "lecturers:list", "timetable:list", "timetable:mine"):
        assert phone.get(reverse(closed)).status_code == 302, closed
    assert Client().get(reverse("requests:guest_request", args=[request.pk])).status_code == 404


def test_the_home_shows_released_sessions_of_the_own_and_the_files_of_the_own_topics() -> None:
    lecturer, other = make_guest(), make_teacher()
    sessions = make_sessions(2, lecturer)
    sessions[1].lecturer = other
    sessions[1].save()
    training_class = sessions[0].training_class
    before = queries.home_of(lecturer, now=AT)
    release_timetable(training_class, by=make_office_user(training_class), at=AT)

    home = queries.home_of(lecturer, now=AT)

    assert before.sessions == ()
    assert [(one.on, one.class_name) for one in home.sessions] == [(date(2023, 3, 13), training_class.name)]
    assert (home.waiting, home.topics) == ((), ())


def test_the_office_sends_and_revokes_links(client: Client) -> None:
    request, link = asked_guest()
    sign_in(client, Role.OFFICE, office=request.asking.training_class.plan.school)

    page = client.get(reverse("requests:request", args=[request.pk])).content.decode()
    client.post(reverse("requests:send_link", args=[request.lecturer_id]))
    client.post(reverse("requests:revoke_links", args=[request.lecturer_id]))

    assert "Thu hồi liên kết cá nhân" in page
    assert GuestLink.objects.count() == 2
    assert not GuestLink.objects.filter(revoked_at=None).exists()
    assert Client().post(door(link)).status_code == 410
