"""Why a session stands where it stands, and what every other half-day, hall or lecturer would cost or break."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_absence, make_lecturer
from khaigiang.teaching.timetable.models import Session, TimetableRun
from khaigiang.teaching.timetable.services import propose_timetable, swap_sessions
from khaigiang.teaching.timetable.solver_bridge import Option, Reasons, compared, why_in_run, why_now
from khaigiang.teaching.timetable.solver_bridge.reasons import Choice
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, fill, item_of, make_session
from khaigiang.teaching.venues.tests.makers import make_closure, make_hall

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


def school_class(*, teacher: User | None = None) -> TrainingClass:
    """Three topics in two blocks, seven half-days in eight: An teaches topics 2 and 3, Bình topic 1; both may all.

    Monday opening and topic 1, Tuesday topic 2 and its discussion, Wednesday topic 3 and its discussion, then closing.
    """
    an, binh = make_lecturer("Trần An"), make_lecturer("Lê Bình")
    plan = make_plan()
    hall = make_hall("Hội trường A", office=plan.school)
    version = make_version(blocks=(2, 1), lecturers=[an, binh])
    training_class = make_class(plan, version=version, hall=hall, sizes=(0, 20, 20), teacher=teacher)
    fill(training_class, [an, binh])
    return training_class


def session_of(training_class: TrainingClass, number: int = 1, kind: str = "topic") -> Session:
    return Session.objects.select_related("training_class").get(
        training_class=training_class, item=item_of(training_class, kind, number)
    )


def why(session: Session) -> Reasons:
    found = why_now(session)
    assert found is not None
    return found


def option(choice: Choice, name: str) -> Option:
    return next(one for one in (*choice.possible, *choice.impossible) if one.name == name)


def test_a_half_day_tells_its_price_part_by_part_and_with_what_it_trades_places() -> None:
    found = option(why(session_of(school_class())).half_days, "sáng 14/3/2023")

    assert (found.price, found.trades_with) == (4, "Chuyên đề 2")
    assert [(str(part.label), part.price) for part in found.parts] == [("Chuyên đề trong khối đảo thứ tự", 4)]


def test_the_price_of_a_half_day_is_what_the_whole_costs_more_once_it_is_chosen() -> None:
    training_class = school_class()
    first, second = session_of(training_class, 1), session_of(training_class, 2)
    told = option(why(first).half_days, "sáng 14/3/2023").price

    swap_sessions(first, second, by=make_user(), at=BEFORE)

    back = option(why(session_of(training_class, 1)).half_days, "chiều 13/3/2023").price
    assert (told, back) == (4, -4)


def test_the_price_in_a_run_that_is_to_change_little_counts_what_changes() -> None:
    training_class = school_class()
    run = propose_timetable([training_class], seconds=10, asked=("moved", "spread"), by=make_user(), at=BEFORE)
    first, second = (item_of(training_class, "topic", number).pk for number in (1, 2))

    found = why_in_run(run, training_class.pk, first)

    assert found is not None
    trade = option(found.half_days, "sáng 14/3/2023")
    assert [(str(part.label), part.price) for part in trade.parts] == [
        ("Chuyên đề trong khối đảo thứ tự", 4),
        ("Buổi học khác so với lịch hiện có", 8),
    ]
    comparison = compared(run, with_traded_places(run, first, second))
    assert comparison is not None
    assert comparison.total.more == trade.price == 12


def with_traded_places(run: TimetableRun, first: int, second: int) -> TimetableRun:
    """Another proposal in which two items have each other's half-day, each with its lecturer."""
    taught_by = {draft["item_id"]: draft["lecturer_id"] for draft in run.placements}
    trade = {first: second, second: first}
    placements = [
        {**draft, "item_id": item, "lecturer_id": taught_by[item]}
        for draft in run.placements
        for item in [trade.get(draft["item_id"], draft["item_id"])]
    ]
    return TimetableRun.objects.create(
        plan=run.plan,
        class_ids=run.class_ids,
        placements=placements,
        weights=run.weights,
        made_by=run.made_by,
        made_at=run.made_at,
    )


def test_a_half_day_out_of_the_programmes_order_says_what_belongs_before_what() -> None:
    found = option(why(session_of(school_class())).half_days, "chiều 14/3/2023")

    assert found.price is None
    assert found.obstacles == (
        "“Chuyên đề 1” phải học trước “Thảo luận 1”.",
        "“Chuyên đề 2” phải học trước “Thảo luận 1”.",
    )


def test_a_half_day_on_which_the_lecturer_is_away_is_told_from_one_on_which_they_teach_elsewhere() -> None:
    training_class = school_class()
    binh = Lecturer.objects.get(full_name="Lê Bình")
    make_absence(binh, TUESDAY)
    assert option(why(session_of(training_class)).half_days, "sáng 14/3/2023").obstacles == (
        "TS. Lê Bình bận: sáng 14/3/2023.",
    )

    binh.absences.all().delete()
    make_session(on=TUESDAY, lecturer=binh)

    assert option(why(session_of(training_class)).half_days, "sáng 14/3/2023").obstacles == (
        "TS. Lê Bình dạy lớp khác: sáng 14/3/2023.",
    )


def test_a_lecturer_of_another_class_of_the_plan_is_named_with_that_class() -> None:
    training_class = school_class()
    binh = Lecturer.objects.get(full_name="Lê Bình")
    other = make_class(training_class.plan, version=training_class.version, sizes=(0, 20, 20))
    make_session(other, item=item_of(other, "topic", 1), on=TUESDAY, lecturer=binh)

    found = option(why(session_of(training_class)).half_days, "sáng 14/3/2023")

    assert found.obstacles == ("TS. Lê Bình dạy Lớp 2 vào buổi đó.",)


def test_what_is_forbidden_tells_who_would_have_to_make_room_and_at_what_price() -> None:
    training_class = school_class()
    binh = Lecturer.objects.get(full_name="Lê Bình")
    other = make_class(training_class.plan, version=training_class.version, sizes=(0, 20, 20))
    make_session(other, item=item_of(other, "topic", 1), on=TUESDAY, lecturer=binh)

    found = option(why(session_of(training_class)).half_days, "sáng 14/3/2023")

    # Topics 1 and 2 the other way round cost 4; Bình need not come on Monday any more.
    assert found.price_with_room == 3
    assert set(found.makes_room) == {
        "“Chuyên đề 2” của Lớp 1 chuyển sang chiều 13/3/2023.",
        "“Chuyên đề 1” của Lớp 2 chuyển sang chiều 14/3/2023.",
    }


def test_the_page_says_who_would_make_room(client: Client) -> None:
    training_class = school_class()
    binh = Lecturer.objects.get(full_name="Lê Bình")
    other = make_class(training_class.plan, version=training_class.version, sizes=(0, 20, 20))
    make_session(other, item=item_of(other, "topic", 1), on=TUESDAY, lecturer=binh)
    sign_in(client, Role.OFFICE, office=training_class.plan.school)

    page = client.get(reverse("timetable:why", args=[session_of(training_class).pk])).content.decode()

    assert "Được nếu các buổi khác nhường chỗ: +3" in page
    assert "“Chuyên đề 1” của Lớp 2 chuyển sang chiều 14/3/2023." in page


def test_another_lecturer_has_a_price_and_one_who_is_away_a_reason() -> None:
    training_class = school_class()
    assert option(why(session_of(training_class)).lecturers, "TS. Trần An").price == 4

    make_absence(Lecturer.objects.get(full_name="Trần An"), MONDAY)

    assert option(why(session_of(training_class)).lecturers, "TS. Trần An").obstacles == (
        "TS. Trần An bận: chiều 13/3/2023.",
    )


def test_a_hall_that_is_not_the_classs_or_too_small_says_so() -> None:
    training_class = school_class()
    make_hall("Phòng họp", office=training_class.plan.school, capacity=10)

    found = option(why(session_of(training_class)).halls, "Phòng họp")

    assert found.obstacles == ("Lớp 1 chỉ học ở Hội trường A.", "Phòng họp có 10 chỗ cho 20 người.")


def test_the_rules_that_bind_a_session_are_told_with_names_and_half_days() -> None:
    training_class = school_class()
    assert training_class.hall is not None
    make_closure(training_class.hall, MONDAY + timedelta(days=3))

    assert why(session_of(training_class)).binding == (
        "Học sau “Khai giảng” (sáng 13/3/2023).",
        "Học trước “Thảo luận 1” (chiều 14/3/2023).",
        "Chỉ do TS. Trần An, TS. Lê Bình dạy.",
        "Lớp 1 chỉ học ở Hội trường A.",
        "Hội trường A không dùng được: cả ngày 16/3/2023.",
    )


def test_the_cheapest_half_day_stands_first_and_what_is_impossible_apart() -> None:
    choice = why(session_of(school_class())).half_days

    assert [one.is_here for one in choice.possible] == [True, False]
    assert len(choice.impossible) == 6


def test_a_session_set_by_hand_in_the_evening_or_with_a_lecturer_nobody_named_is_explained_too() -> None:
    training_class = school_class()
    session = session_of(training_class, 3)
    session.half_day, session.starts_at, session.ends_at = HalfDay.EVENING, time(18), time(20)
    session.lecturer, session.hall = make_lecturer("Vũ Cường"), make_hall("Nhà văn hóa", is_active=False)
    session.save()

    found = why(session)

    assert (found.when, found.lecturer, found.hall) == ("tối 15/3/2023", "TS. Vũ Cường", "Nhà văn hóa")
    assert option(found.lecturers, "TS. Lê Bình").price is not None


def test_the_office_chooses_another_place_from_the_page_of_a_session(client: Client) -> None:
    training_class = school_class()
    session, other = session_of(training_class, 1), session_of(training_class, 2)
    sign_in(client, Role.OFFICE, office=training_class.plan.school)
    assert (
        reverse("timetable:why", args=[session.pk])
        in client.get(reverse("timetable:session", args=[session.pk])).content.decode()
    )

    page = client.get(reverse("timetable:why", args=[session.pk])).content.decode()

    swap = f"{reverse('timetable:session', args=[session.pk])}?other={other.item_id}"
    assert swap in page
    assert f'<option value="{other.pk}" selected>' in client.get(swap).content.decode()


def test_a_class_teacher_reads_why_and_changes_nothing_and_other_teachers_read_nothing(client: Client) -> None:
    teacher = sign_in(client, Role.TEACHER).user
    training_class = school_class(teacher=teacher)
    address = reverse("timetable:why", args=[session_of(training_class).pk])

    page = client.get(address).content.decode()

    assert "Những quy định ràng buộc buổi này" in page
    assert reverse("timetable:session", args=[session_of(training_class).pk]) not in page
    sign_in(client, Role.TEACHER)
    assert client.get(address).status_code == 404


def test_a_half_day_of_a_proposal_is_explained_before_anything_is_booked(client: Client) -> None:
    training_class = school_class()
    training_class.sessions.all().delete()
    run = propose_timetable([training_class], seconds=10, by=make_user(), at=BEFORE)
    sign_in(client, Role.OFFICE, office=training_class.plan.school)
    item = item_of(training_class, "closing", 1)
    address = reverse("timetable:why_in_run", args=[run.pk, training_class.pk, item.pk])
    assert address in client.get(reverse("timetable:run", args=[run.pk])).content.decode()

    found = why_in_run(run, training_class.pk, item.pk)

    assert found is not None
    assert found.binding[1] == "Bế giảng Lớp 1 vào buổi cuối cùng của lớp: chiều 16/3/2023."
    assert [one.is_here for one in found.half_days.possible] == [True]
    assert "Không buổi nào khác được." in client.get(address).content.decode()
    absent = reverse("timetable:why_in_run", args=[run.pk, training_class.pk, 999_999])
    assert client.get(absent).status_code == 404
