from datetime import date, timedelta
from typing import Any

import pytest

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.outbox.models import Mailing, Message
from khaigiang.ground.outbox.states import MailingState
from khaigiang.teaching.lecturers.tests.makers import make_absence, make_lecturer
from khaigiang.teaching.requests import services
from khaigiang.teaching.requests.errors import (
    AnswerNotPossible,
    AskedAlready,
    ChangedMeanwhile,
    DueTooLate,
    GivenToAnother,
    NothingChosen,
    NothingToAsk,
    NothingToWithdraw,
    ReasonMissing,
    SessionBegun,
)
from khaigiang.teaching.requests.models import AskedSession, Asking
from khaigiang.teaching.requests.queries import declined_without_another, instead_of, lecturers_to_ask
from khaigiang.teaching.requests.services import Wanted
from khaigiang.teaching.requests.states import Via
from khaigiang.teaching.requests.tests.makers import (
    AT,
    DUE,
    accepted,
    declined,
    give,
    make_office_user,
    make_request,
    make_sessions,
    make_teacher,
    move,
    seen,
    states,
)
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.services import remove_session
from khaigiang.teaching.timetable.tests.makers import MONDAY

pytestmark = pytest.mark.django_db


def titles(user: User | None) -> list[str]:
    return list(Notice.objects.filter(to=user).order_by("pk").values_list("title", flat=True))


def test_a_lecturer_is_asked_by_notice_and_email_with_the_sessions_the_day_and_the_note() -> None:
    sessions = make_sessions(2)
    lecturer = make_teacher("Bùi Xuân Hòa", email="hoa@truong.vn")

    request = make_request(sessions, lecturer, note="Lớp ở hội trường B")

    notice = Notice.objects.get(to=lecturer.user)
    assert notice.title == f"Đồng chí được mời giảng tại {sessions[0].training_class}: trả lời chậm nhất 10/3/2023"
    assert f"{sessions[1].item.full_name}, sáng 14/3/2023" in notice.body
    assert notice.body.endswith("Lớp ở hội trường B")
    message = Message.objects.get()
    assert message.to_address == "hoa@truong.vn"
    assert f"/requests/{request.pk}/" in message.values["link"]
    assert Mailing.objects.get().state == MailingState.RELEASED
    assert states(request) == ["sent", "sent"]


def test_everybody_who_stands_in_the_timetable_is_asked_in_one_act_which_is_taken_back_as_one() -> None:
    first, second = make_teacher(), make_teacher()
    sessions = make_sessions(3, first)
    Session.objects.filter(pk=sessions[2].pk).update(lecturer=second)
    by = make_office_user(sessions[0].training_class)
    wanted = [
        Wanted(lecturer=first, session_ids=(sessions[0].pk, sessions[1].pk)),
        Wanted(lecturer=second, session_ids=(sessions[2].pk,)),
    ]
    asking = services.ask_lecturers(sessions[0].training_class, wanted, due_on=DUE, by=by, at=AT)
    to_first, to_second = asking.requests.order_by("pk")
    accepted(to_second)

    taken_back = services.withdraw_asking(asking, by=by, at=AT)

    assert taken_back == 2
    assert (states(to_first), states(to_second)) == (["withdrawn", "withdrawn"], ["accepted"])
    assert titles(first.user)[-1] == f"Thôi mời đồng chí giảng tại {sessions[0].training_class}"
    with pytest.raises(NothingToWithdraw):
        services.withdraw_asking(asking, by=by, at=AT)


def test_nobody_is_asked_twice_for_a_session_while_the_request_stands() -> None:
    sessions, lecturer = make_sessions(2), make_teacher()
    request = make_request(sessions[:1], lecturer)

    with pytest.raises(AskedAlready):
        make_request(sessions, lecturer)

    assert Asking.objects.count() == 1
    services.withdraw_request(request, seen(request), by=make_office_user(sessions[0].training_class), at=AT)
    assert states(make_request(sessions, lecturer)) == ["sent", "sent"]


@pytest.mark.parametrize(
    ("due_on", "days_later", "refusal"),
    [
        (date(2023, 3, 5), 0, DueTooLate),
        (MONDAY, 0, DueTooLate),
        (MONDAY, 7, None),
        (MONDAY + timedelta(days=1), 8, SessionBegun),
    ],
)
def test_an_answer_is_due_before_the_first_session_and_not_before_today(
    due_on: date, days_later: int, refusal: type[Exception] | None
) -> None:
    sessions = make_sessions(1)
    by, wanted = (
        make_office_user(sessions[0].training_class),
        [Wanted(lecturer=make_teacher(), session_ids=(sessions[0].pk,))],
    )
    # Nine in the morning, Hà Nội; the session of Monday begins at eight.
    at = AT + timedelta(days=days_later) - timedelta(hours=2)

    if refusal is None:
        services.ask_lecturers(sessions[0].training_class, wanted, due_on=due_on, by=by, at=at)
    else:
        with pytest.raises(refusal):
            services.ask_lecturers(sessions[0].training_class, wanted, due_on=due_on, by=by, at=at)
    assert AskedSession.objects.count() == (refusal is None)


def test_asking_for_nothing_is_refused() -> None:
    sessions = make_sessions(1)

    with pytest.raises(NothingToAsk):
        services.ask_lecturers(
            sessions[0].training_class, [], due_on=DUE, by=make_office_user(sessions[0].training_class), at=AT
        )


def test_who_accepts_is_set_in_the_timetable_and_who_asked_is_told() -> None:
    sessions, lecturer = make_sessions(2), make_teacher("Bùi Xuân Hòa")
    by = make_office_user(sessions[0].training_class)
    request = make_request(sessions, lecturer, by=by)

    accepted(request)

    assert set(Session.objects.values_list("lecturer", flat=True)) == {lecturer.pk}
    assert titles(by) == [f"TS. Bùi Xuân Hòa nhận giảng tại {sessions[0].training_class}"]
    assert Entry.objects.filter(act="accept_request").count() == 1


def test_single_sessions_are_accepted_and_others_declined_with_a_reason() -> None:
    request = make_request(make_sessions(2))
    first, second = request.sessions.order_by("on")
    said: dict[str, Any] = {"via": Via.SIGNED_IN, "by": request.lecturer.user, "at": AT}

    services.accept_request(request, {first.pk: 1}, **said)
    with pytest.raises(ReasonMissing):
        services.decline_request(request, {second.pk: 1}, reason=" ", **said)
    services.decline_request(request, {second.pk: 1}, reason="Đi công tác", **said)

    assert states(request) == ["accepted", "declined"]
    assert Session.objects.filter(lecturer=None).count() == 1


def test_an_answer_to_no_session_says_so() -> None:
    request = make_request(make_sessions(1))

    with pytest.raises(NothingChosen):
        services.accept_request(request, {}, via=Via.SIGNED_IN, by=request.lecturer.user, at=AT)


def test_where_the_timetable_cannot_take_who_accepts_the_answer_stands_and_the_office_reads_why() -> None:
    sessions, lecturer = make_sessions(1), make_teacher()
    by = make_office_user(sessions[0].training_class)
    request = make_request(sessions, lecturer, by=by)
    make_sessions(1, lecturer)

    accepted(request)

    assert states(request) == ["accepted"]
    assert Session.objects.get(pk=sessions[0].pk).lecturer is None
    assert "đã có buổi" in Notice.objects.get(to=by).body or str(lecturer) in Notice.objects.get(to=by).body


def test_one_session_is_accepted_by_one_lecturer_and_the_request_to_the_other_lapses() -> None:
    sessions = make_sessions(1)
    first, second = make_request(sessions), make_request(sessions)

    accepted(first)

    assert states(second) == ["lapsed"]
    assert titles(second.lecturer.user)[-1] == f"Lời mời giảng tại {sessions[0].training_class} không còn hiệu lực"
    with pytest.raises(AnswerNotPossible):
        accepted(second)


def test_a_lecturer_who_is_late_is_told_that_another_has_accepted() -> None:
    sessions, other = make_sessions(1), make_teacher()
    first, second = make_request(sessions), make_request(sessions, other)
    # The timetable cannot take the first: so the second still waits.
    make_sessions(1, first.lecturer)
    accepted(first)

    with pytest.raises(GivenToAnother):
        accepted(second)


def test_an_answer_is_no_longer_taken_once_the_session_has_begun() -> None:
    request = make_request(make_sessions(1))

    with pytest.raises(SessionBegun):
        services.accept_request(
            request, seen(request), via=Via.SIGNED_IN, by=request.lecturer.user, at=AT + timedelta(days=7)
        )


def test_what_is_declined_after_it_was_accepted_keeps_its_place_and_the_office_is_told() -> None:
    sessions = make_sessions(1)
    by = make_office_user(sessions[0].training_class)
    request = make_request(sessions, by=by)
    accepted(request)

    declined(request)

    session = Session.objects.get()
    assert (session.on, session.lecturer) == (MONDAY, request.lecturer)
    assert list(declined_without_another(AskedSession.objects.all())) == list(request.sessions.all())
    assert titles(by)[-1] == f"{request.lecturer} từ chối giảng tại {sessions[0].training_class}: cần người khác"


def test_who_is_named_free_and_least_loaded_is_offered_instead_and_asked_with_one_click() -> None:
    sessions = make_sessions(1)
    item, training_class = sessions[0].item, sessions[0].training_class
    free, away, not_named = make_teacher("Nguyễn An"), make_teacher("Trần Bình"), make_lecturer("Lê Cường")
    request = make_request(sessions)
    for lecturer in (free, away, request.lecturer):
        item.lecturers.add(lecturer)
    make_absence(away, MONDAY)
    declined(request)

    (instead,) = instead_of(request, now=AT)
    assert [one.name for one in instead.substitutes] == [str(free)]
    assert str(not_named) not in [one.name for one in instead.substitutes]
    accepted(make_request(sessions, free))

    assert Session.objects.get(training_class=training_class).lecturer == free
    assert instead_of(request, now=AT) == []


def test_an_accepted_session_that_moves_is_asked_again_with_new_days_to_answer_and_stands_once_it_is_back() -> None:
    sessions, lecturer = make_sessions(1), make_teacher(email="a@truong.vn")
    by = make_office_user(sessions[0].training_class)
    request = make_request(sessions, lecturer, by=by)
    accepted(request)

    moved = move(sessions[0], on=MONDAY + timedelta(days=9), by=by)

    assert states(request) == ["sent"]
    request.refresh_from_db()
    assert request.due_on == date(2023, 3, 11)
    assert request.sessions.get().when == "sáng 22/3/2023"
    training_class = sessions[0].training_class
    assert (
        titles(lecturer.user)[-1] == f"Buổi đã nhận tại {training_class} đổi thời gian: trả lời lại chậm nhất 11/3/2023"
    )
    assert titles(by)[-1] == f"{lecturer} được mời lại vì buổi đã nhận của {training_class} đổi thời gian"
    # Nobody has read this letter: it waits for a person.
    assert Mailing.objects.order_by("-pk")[0].state == MailingState.DRAFT
    move(moved, on=MONDAY, by=by)
    assert states(request) == ["accepted"]


def test_what_is_not_answered_yet_follows_a_move_silently_and_an_old_page_is_told() -> None:
    sessions = make_sessions(1)
    by = make_office_user(sessions[0].training_class)
    request = make_request(sessions, by=by)
    old = seen(request)

    move(sessions[0], on=MONDAY + timedelta(days=1), by=by)

    assert len(titles(request.lecturer.user)) == 1
    with pytest.raises(ChangedMeanwhile, match="sáng 14/3/2023"):
        services.accept_request(request, old, via=Via.SIGNED_IN, by=request.lecturer.user, at=AT)
    accepted(request)
    assert states(request) == ["accepted"]


def test_a_session_given_to_somebody_else_lapses_for_who_accepted_it_and_comes_back_with_them() -> None:
    sessions = make_sessions(1)
    by = make_office_user(sessions[0].training_class)
    request = make_request(sessions, by=by)
    accepted(request)

    give(sessions[0], make_teacher(), by=by)
    assert states(request) == ["lapsed"]
    give(sessions[0], request.lecturer, by=by)

    assert states(request) == ["accepted"]


def test_a_session_taken_off_the_timetable_is_no_longer_asked_for() -> None:
    sessions = make_sessions(2)
    by = make_office_user(sessions[0].training_class)
    request = make_request(sessions, by=by)

    remove_session(sessions[0], by=by, at=AT)

    assert sorted(states(request)) == ["lapsed", "sent"]


def test_withdrawn_tells_the_lecturer_even_after_they_accepted() -> None:
    request = make_request(make_sessions(1), make_teacher(email="a@truong.vn"))
    accepted(request)

    services.withdraw_request(
        request, seen(request), by=make_office_user(request.asking.training_class), at=AT + timedelta(hours=1)
    )

    assert states(request) == ["withdrawn"]
    assert [one.mailing.subject[:8] for one in Message.objects.select_related("mailing").order_by("pk")] == [
        "Mời giản",
        "Thôi mời",
    ]


def test_lecturers_named_and_free_stand_first_with_what_speaks_against_the_others() -> None:
    sessions = make_sessions(2)
    named, away, other = make_lecturer("Nguyễn An"), make_lecturer("Trần Bình"), make_lecturer("Lê Cường")
    for session in sessions:
        session.item.lecturers.add(named, away)
    make_absence(away, MONDAY)
    make_sessions(1, other)

    rows = lecturers_to_ask(sessions, sessions[0].training_class.plan.school, now=AT)

    assert [(row.id, row.named, row.away, row.busy) for row in rows] == [
        (named.pk, 2, 0, 0),
        (away.pk, 2, 1, 0),
        (other.pk, 0, 0, 1),
    ]
