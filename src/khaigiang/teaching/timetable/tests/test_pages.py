from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.working import work_off
from khaigiang.ground.shared.dates import HANOI, HalfDay
from khaigiang.ground.web import clock
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_actor, sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class, make_listed
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.timetable.access import own_sessions, timetabled_classes
from khaigiang.teaching.timetable.models import Release, Session, TimetableRun
from khaigiang.teaching.timetable.queries import (
    bookings_of,
    class_rows,
    class_timetable,
    load_rows,
    occupancy_rows,
    run_page,
    sessions_on,
)
from khaigiang.teaching.timetable.services import propose_timetable, release_timetable
from khaigiang.teaching.timetable.tests.makers import (
    BEFORE,
    MONDAY,
    class_with_people,
    fill,
    hold,
    item_of,
    make_session,
)
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = pytest.mark.django_db


def office(client: Client, plan: Plan) -> None:
    sign_in(client, Role.OFFICE, office=plan.school)


def timetabled(plan: Plan | None = None, *, blocks: tuple[int, ...] = (2, 1)) -> TrainingClass:
    plan = plan or make_plan()
    lecturer = make_lecturer()
    version = make_version(blocks=blocks, lecturers=[lecturer])
    training_class = make_class(plan, version=version, hall=make_hall(office=plan.school))
    fill(training_class, [lecturer])
    return training_class


def test_the_office_goes_from_a_proposal_to_a_public_timetable(client: Client) -> None:
    plan = make_plan()
    office(client, plan)
    version = make_version(blocks=(2, 1), lecturers=[make_lecturer(), make_lecturer()])
    training_class = make_class(plan, version=version, hall=make_hall(office=plan.school))

    proposed = client.post(
        reverse("timetable:plan", args=[plan.pk]),
        {"classes": [str(training_class.pk)], "seconds": "10"},
    )
    run = TimetableRun.objects.get()
    under_way = client.get(reverse("timetable:search", args=[run.pk])).content.decode()
    assert client.get(reverse("timetable:run", args=[run.pk])).headers["Location"] == proposed["Location"]
    work_off(now=machine_now)
    preview = client.get(reverse("timetable:run", args=[run.pk])).content.decode()
    client.post(reverse("timetable:apply", args=[run.pk]))
    shown = client.get(reverse("timetable:class", args=[training_class.pk])).content.decode()
    read = client.get(reverse("timetable:release", args=[training_class.pk])).content.decode()
    client.post(reverse("timetable:release", args=[training_class.pk]), {"note": "Lịch chính thức"})

    assert proposed["Location"] == reverse("timetable:search", args=[run.pk])
    assert reverse("timetable:stop_run", args=[run.pk]) in under_way
    assert "Quá trình tìm" in preview
    assert "tối ưu, chứng minh trong" in preview
    assert "Chưa công bố" in shown
    assert "Thứ Hai" in shown
    assert "Nội dung được công bố" in read
    assert Release.objects.get().note == "Lịch chính thức"


def test_an_applied_proposal_is_undone_on_its_page(client: Client) -> None:
    plan = make_plan()
    office(client, plan)
    version = make_version(blocks=(1,), lecturers=[make_lecturer()])
    run = propose_timetable([make_class(plan, version=version)], seconds=10, by=make_user(), at=BEFORE)

    client.post(reverse("timetable:apply", args=[run.pk]))
    booked = Session.objects.count()
    client.post(reverse("timetable:undo", args=[run.pk]))
    again = client.post(reverse("timetable:undo", args=[run.pk]))

    run.refresh_from_db()
    assert (booked, Session.objects.count(), run.state) == (4, 0, RunState.UNDONE)
    assert again.status_code == 409
    assert "không có gì để hoàn tác" in again.content.decode()


def test_what_cannot_be_timetabled_is_told_on_the_page(client: Client) -> None:
    plan = make_plan()
    office(client, plan)
    training_class = make_class(plan, version=make_version(blocks=(1,)))

    response = client.post(
        reverse("timetable:plan", args=[plan.pk]),
        {"classes": [str(training_class.pk)], "seconds": "10"},
    )

    assert response.status_code == 422
    assert "Chưa có người giảng “Chuyên đề 1”" in response.content.decode()


def test_a_proposal_is_laid_aside(client: Client) -> None:
    plan = make_plan()
    office(client, plan)
    version = make_version(blocks=(1,), lecturers=[make_lecturer()])
    run = propose_timetable([make_class(plan, version=version)], seconds=10, by=make_user(), at=BEFORE)

    client.post(reverse("timetable:discard", args=[run.pk]))

    run.refresh_from_db()
    assert run.state == RunState.DISCARDED


def test_a_half_day_is_set_by_hand_from_the_free_cell(client: Client) -> None:
    plan = make_plan()
    office(client, plan)
    training_class = make_class(plan, hall=make_hall(office=plan.school))
    address = reverse("timetable:new_session", args=[training_class.pk])

    page = client.get(reverse("timetable:class", args=[training_class.pk])).content.decode()
    form = client.get(f"{address}?on=14/3/2023&half_day=afternoon").context["form"]
    client.post(
        address,
        {
            "item": str(item_of(training_class).pk), "on": "14/3/2023", "half_day": "afternoon",
            "hall": str(training_class.hall_id),
        },
    )  # fmt: skip

    assert f"{address}?on=14/3/2023&amp;half_day=afternoon" in page
    assert (form["on"].value(), form["half_day"].value()) == ("14/3/2023", "afternoon")
    session = Session.objects.get()
    assert (session.on, session.half_day, session.lecturer) == (MONDAY + timedelta(days=1), "afternoon", None)


def test_who_is_free_and_may_teach_is_offered_first(client: Client) -> None:
    plan = make_plan()
    office(client, plan)
    busy, free = make_lecturer("An Bận"), make_lecturer("Yên Rảnh")
    training_class = make_class(plan, version=make_version(blocks=(1,), lecturers=[busy, free]))
    stranger = make_lecturer("Bình Lạ")
    make_session(lecturer=busy)
    session = make_session(training_class, item=item_of(training_class))

    form = client.get(reverse("timetable:session", args=[session.pk])).context["form"]
    elsewhere = client.get(reverse("timetable:session", args=[session.pk]), {
        "item": str(session.item_id), "on": "13/3/2023", "half_day": "afternoon",
    }).context["form"]  # fmt: skip

    offered = [str(label) for _value, label in form.fields["lecturer"].choices]
    assert offered == [
        "không có",
        str(free),
        f"{busy} (đang giảng lớp khác)",
        f"{stranger} (chưa được phân công nội dung này)",
    ]
    assert str(busy) in [str(label) for _value, label in elsewhere.fields["lecturer"].choices]


def test_usual_hours_follow_the_half_day_and_others_are_shown(client: Client) -> None:
    plan = make_plan()
    office(client, plan)
    session = make_session(make_class(plan))
    address = reverse("timetable:session", args=[session.pk])

    usual = client.get(address).context["form"]
    Session.objects.filter(pk=session.pk).update(starts_at=time(9))
    own = client.get(address).context["form"]

    assert (usual["starts_at"].value(), usual["ends_at"].value()) == (None, None)
    assert (own["starts_at"].value(), own["ends_at"].value()) == (time(9), time(11, 30))


def test_a_clash_is_told_and_what_was_typed_stays(client: Client) -> None:
    plan = make_plan()
    office(client, plan)
    hall = make_hall("Hội trường A", office=plan.school)
    make_session(hall=hall)
    training_class = make_class(plan, hall=hall)
    session = make_session(training_class, half_day=HalfDay.AFTERNOON)

    response = client.post(
        reverse("timetable:session", args=[session.pk]),
        {"item": str(session.item_id), "on": "13/3/2023", "half_day": "morning", "hall": str(hall.pk), "seen": "1"},
    )

    assert response.status_code == 422
    assert "Hội trường A đã được" in response.content.decode()
    assert response.context["form"]["half_day"].value() == "morning"


def test_a_second_writer_is_told_and_loses_nothing(client: Client) -> None:
    plan = make_plan()
    office(client, plan)
    session = make_session(make_class(plan, hall=make_hall(office=plan.school)))
    typed = {
        "item": str(session.item_id), "on": "13/3/2023", "half_day": "morning", "hall": str(session.hall_id),
        "lecturer": str(make_lecturer().pk), "seen": "1",
    }  # fmt: skip
    address = reverse("timetable:session", args=[session.pk])

    first = client.post(address, typed)
    second = client.post(address, typed | {"lecturer": ""})

    assert (first.status_code, second.status_code) == (302, 422)
    assert "Có người khác đã sửa buổi học này" in second.content.decode()
    assert Session.objects.get().lecturer is not None


def test_who_wants_to_set_one_more_half_day_is_told_that_everything_is_set(client: Client) -> None:
    training_class = timetabled()
    office(client, training_class.plan)
    address = reverse("timetable:new_session", args=[training_class.pk])

    full = client.get(address).content.decode()
    training_class.sessions.all()[0].delete()
    lacking = client.get(address).content.decode()

    assert ("Đã xếp đủ" in full, "<select" in full) == (True, False)
    assert ("Đã xếp đủ" in lacking, "<select" in lacking) == (False, True)


def test_two_sessions_are_swapped_and_one_taken_off(client: Client) -> None:
    training_class = timetabled()
    office(client, training_class.plan)
    first, second = training_class.sessions.filter(item__kind="topic").order_by("on", "starts_at")[:2]

    client.post(reverse("timetable:swap", args=[first.pk]), {"other": str(second.pk)})
    asked = client.get(reverse("timetable:remove", args=[first.pk]))
    client.post(reverse("timetable:remove", args=[first.pk]))

    moved = Session.objects.get(pk=second.pk)
    assert (moved.on, moved.half_day) == (first.on, first.half_day)
    assert first.item.title in asked.content.decode()
    assert not Session.objects.filter(pk=first.pk).exists()


def test_a_session_of_another_class_is_not_swapped_with(client: Client) -> None:
    training_class = timetabled()
    office(client, training_class.plan)
    session, strange = training_class.sessions.first(), make_session()
    assert session is not None

    answer = client.post(reverse("timetable:swap", args=[session.pk]), {"other": str(strange.pk)})

    assert answer.status_code == 422
    assert answer.context["swap"].errors.keys() == {"other"}
    assert Session.objects.get(pk=strange.pk).on == strange.on


def test_a_swap_without_the_other_session_says_what_is_missing(client: Client) -> None:
    training_class = timetabled()
    office(client, training_class.plan)
    session = training_class.sessions.first()
    assert session is not None
    address = reverse("timetable:swap", args=[session.pk])

    answer = client.post(address, {"other": ""})

    assert answer.status_code == 422
    assert answer.context["swap"].errors["other"][0] in answer.content.decode()
    assert answer.context["form"].errors == {}
    assert client.get(address)["Location"] == reverse("timetable:session", args=[session.pk])


def test_a_session_that_was_held_says_so_where_it_was_to_be_swapped(client: Client) -> None:
    training_class = timetabled()
    office(client, training_class.plan)
    held, other = training_class.sessions.filter(item__kind="topic").order_by("on", "starts_at")[:2]
    hold(held)

    answer = client.post(reverse("timetable:swap", args=[held.pk]), {"other": str(other.pk)})

    assert answer.status_code == 422
    assert "đã điểm danh" in answer.content.decode()
    assert Session.objects.get(pk=other.pk).on == other.on


@pytest.mark.parametrize("role", [Role.LEADER, Role.ORGANISER, Role.HEAD, Role.AUDITOR])
def test_those_who_account_for_the_whole_read_and_do_not_write(client: Client, role: Role) -> None:
    training_class = timetabled()
    sign_in(client, role, office=training_class.plan.school)
    session = training_class.sessions.first()
    assert session is not None

    read = [("class", training_class.pk), ("plan", training_class.plan_id), ("lecturer", session.lecturer_id or 0)]
    closed = [("session", session.pk), ("new_session", training_class.pk), ("release", training_class.pk)]

    statuses = [client.get(reverse(f"timetable:{name}", args=[pk])).status_code for name, pk in read if pk]
    assert set(statuses) == {200}
    assert {client.get(reverse(f"timetable:{name}", args=[pk])).status_code for name, pk in closed} == {404}
    assert client.post(reverse("timetable:plan", args=[training_class.plan_id])).status_code == 404


def test_a_teacher_sees_their_own_class_only(client: Client) -> None:
    actor = sign_in(client, Role.TEACHER)
    own, other = make_class(teacher=actor.user), make_class()

    assert list(timetabled_classes(actor)) == [own]
    assert client.get(reverse("timetable:class", args=[own.pk])).status_code == 200
    assert client.get(reverse("timetable:class", args=[other.pk])).status_code == 404
    assert client.get(reverse("timetable:pdf", args=[other.pk])).status_code == 404


def test_a_lecturer_and_a_trainee_see_what_is_public_and_theirs(client: Client) -> None:
    actor = make_actor(Role.LECTURER)
    lecturer = make_lecturer(user=actor.user)
    training_class = make_class(version=make_version(blocks=(2,), lecturers=[lecturer]))
    fill(training_class, [lecturer])
    trainee = make_actor(Role.TRAINEE, official=make_listed(training_class).official)
    release_timetable(timetabled(), by=make_user(), at=BEFORE)
    unreleased = (own_sessions(actor).count(), own_sessions(trainee).count())

    release_timetable(training_class, by=make_user(), at=BEFORE)

    assert unreleased == (0, 0)
    assert (own_sessions(actor).count(), own_sessions(trainee).count()) == (2, 5)
    client.force_login(trainee.user)
    content = client.get(reverse("timetable:mine"), {"all": "1"}).content.decode()
    assert "5 buổi trước đây" in client.get(reverse("timetable:mine")).content.decode()
    assert "Khai giảng" in content
    assert str(lecturer) in content


def test_a_committee_sees_no_timetable() -> None:
    make_class()

    actor = make_actor(Role.COMMITTEE)

    assert not timetabled_classes(actor).exists()
    assert not own_sessions(actor).exists()


def test_an_own_timetable_that_is_still_empty_says_why(client: Client) -> None:
    sign_in(client, Role.LECTURER)

    assert "Chưa có lịch được công bố" in client.get(reverse("timetable:mine")).content.decode()


def test_bookings_show_this_week_and_offer_earlier_ones(client: Client) -> None:
    training_class = timetabled()
    office(client, training_class.plan)
    lecturer = training_class.sessions.exclude(lecturer=None)[0].lecturer
    assert lecturer is not None

    now = bookings_of(lecturer, since=MONDAY, today=MONDAY, now=BEFORE)
    later = bookings_of(lecturer, since=MONDAY + timedelta(days=30), today=MONDAY, now=BEFORE)
    everything = client.get(reverse("timetable:lecturer", args=[lecturer.pk]), {"all": "1"})

    assert (now.sessions, now.earlier, later.sessions, later.earlier) == (3, 0, 0, 3)
    assert "3 buổi" in everything.content.decode()


def test_load_and_occupancy_count_what_lies_ahead() -> None:
    training_class = timetabled()
    lecturer = training_class.sessions.exclude(lecturer=None)[0].lecturer
    assert lecturer is not None
    assert training_class.hall is not None

    tuesday = MONDAY + timedelta(days=1)
    (load,) = load_rows(Lecturer.objects.filter(pk=lecturer.pk), since=MONDAY, now=BEFORE)
    (hall,) = occupancy_rows(Hall.objects.filter(pk=training_class.hall.pk), since=tuesday, now=BEFORE)

    assert (load.half_days, [one.on for one in load.upcoming]) == (3, [MONDAY, tuesday])
    assert (hall.half_days, [one.on for one in hall.upcoming]) == (5, [tuesday, tuesday])


def test_a_session_of_today_that_has_ended_is_not_among_the_next() -> None:
    training_class = timetabled()
    assert training_class.hall is not None
    noon = datetime.combine(MONDAY, time(12), tzinfo=HANOI)

    (hall,) = occupancy_rows(Hall.objects.filter(pk=training_class.hall.pk), since=MONDAY, now=noon)

    assert [(one.on, one.half_day) for one in hall.upcoming] == [
        (MONDAY, "afternoon"), (MONDAY + timedelta(days=1), "morning"),
    ]  # fmt: skip


@pytest.mark.parametrize("index", ["lecturers", "halls"])
def test_who_looks_for_a_lecturer_or_a_hall_reads_what_comes_next(client: Client, index: str) -> None:
    training_class = timetabled()
    office(client, training_class.plan)
    topic = training_class.sessions.filter(item__kind="topic").order_by("on", "starts_at")[0]

    clock.use(lambda: datetime.combine(topic.on, time(7), tzinfo=HANOI))
    try:
        shown = client.get(reverse(f"timetable:{index}")).content.decode()
    finally:
        clock.use(None)

    assert topic.item.title in shown
    assert "Hôm nay" in shown


def test_a_lecturer_does_not_read_the_own_name_at_every_session(client: Client) -> None:
    training_class = timetabled()
    lecturer = training_class.sessions.exclude(lecturer=None)[0].lecturer
    assert lecturer is not None
    lecturer.user = sign_in(client, Role.LECTURER).user
    lecturer.save()
    release_timetable(training_class, note="", by=make_user(), at=BEFORE)

    shown = client.get(reverse("timetable:mine"), {"all": "1"}).content.decode()

    assert training_class.name in shown
    assert str(lecturer) not in shown


def test_the_day_of_some_classes_stands_in_the_order_of_time() -> None:
    training_class = timetabled()

    rows = sessions_on(TrainingClass.objects.all(), MONDAY, now=BEFORE)

    assert [(row.class_id, row.half_day) for row in rows] == [
        (training_class.pk, "morning"), (training_class.pk, "afternoon"),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 4])
def test_lists_cost_the_same_however_many_classes(
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = make_plan()
    for _ in range(count):
        timetabled(plan)

    with django_assert_num_queries(5):  # classes; halls, lecturers, and the sessions of each
        assert len(class_rows(TrainingClass.objects.all())) == count
        assert len(occupancy_rows(Hall.objects.all(), since=MONDAY, now=BEFORE)) == count
        assert len(load_rows(Lecturer.objects.all(), since=MONDAY, now=BEFORE)) == count


@pytest.mark.parametrize("blocks", [(1,), (5, 5, 7)])
def test_a_class_costs_the_same_however_many_sessions(
    blocks: tuple[int, ...],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    training_class = class_with_people(timetabled(blocks=blocks))

    # sessions, loads, days, when lecturers can (3), closures, who may teach, order and its rules, days for the grid,
    # items, released, release
    with django_assert_num_queries(16):
        class_timetable(training_class, today=MONDAY, now=BEFORE)


@pytest.mark.parametrize("count", [1, 2])
def test_a_proposal_costs_the_same_however_many_classes(
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan, version = make_plan(), make_version(blocks=(2, 1), lecturers=[make_lecturer(), make_lecturer()])
    classes = [make_class(plan, version=version) for _ in range(count)]
    run = propose_timetable(classes, seconds=10, by=make_user(), at=BEFORE)

    with django_assert_num_queries(6):  # classes, sessions, items, lecturers, halls, days
        run_page(run, today=MONDAY, now=BEFORE)


def test_a_grid_names_the_blocks_that_are_taught_in_it() -> None:
    training_class = make_class(version=make_version(blocks=(2, 1)))
    for kind, number, half_day in (("opening", 1, HalfDay.MORNING), ("topic", 3, HalfDay.AFTERNOON)):
        make_session(training_class, item=item_of(training_class, kind, number), half_day=half_day)

    assert class_timetable(training_class, today=MONDAY, now=BEFORE).grid.blocks == [2]


def test_a_class_numbered_beyond_every_database_is_no_choice(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    address = reverse("timetable:plan", args=[make_class().plan_id])

    assert client.post(address, {"classes": "9" * 20, "seconds": "5"}).status_code == 422
    assert not TimetableRun.objects.exists()
