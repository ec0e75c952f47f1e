"""Where no timetable fits, the run says what contradicts each other and what could be given up, by one click, undone."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.working import work_off
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_absence, make_lecturer
from khaigiang.teaching.runs.errors import NothingToRelax
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.timetable.errors import ChangedSinceRelaxed, OthersMustBeAsked
from khaigiang.teaching.timetable.models import TimetableRun
from khaigiang.teaching.timetable.services import ask_for_timetable, relax_timetable, undo_timetable_relaxation
from khaigiang.teaching.timetable.solver_bridge import Contradiction, contradiction_of
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, make_session
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.tests.makers import make_closure, make_hall

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)


def one_class(*lecturers: Lecturer) -> TrainingClass:
    """Two topics with opening, discussion and closing on Monday, Tuesday and Wednesday, in a hall of its own."""
    plan = make_plan()
    version = make_version(blocks=(2,), lecturers=lecturers)
    return make_class(plan, version=version, hall=make_hall("Hội trường A", office=plan.school), sizes=(0, 20, 20))


def searched(*classes: TrainingClass, asked: tuple[str, ...] = ()) -> TimetableRun:
    run = ask_for_timetable(classes, seconds=10, asked=asked, by=make_user(), at=BEFORE)
    work_off(now=machine_now)
    run.refresh_from_db()
    assert run.state == RunState.FRUITLESS
    return run


def why(run: TimetableRun) -> Contradiction:
    found = contradiction_of(run)
    assert found is not None
    return found


def demands(run: TimetableRun) -> set[str]:
    return {demand.cause.rule for demand in why(run).demands}


def way_by(run: TimetableRun, rule: str) -> int:
    return next(way.number for way in why(run).ways_out if [step.cause.rule for step in way.steps] == [rule])


def take(run: TimetableRun, number: int) -> TimetableRun:
    again = relax_timetable(run, number, by=make_user(), at=BEFORE)
    work_off(now=machine_now)
    again.refresh_from_db()
    return again


def limits(lecturer: Lecturer) -> tuple[int, int]:
    lecturer.refresh_from_db()
    return lecturer.max_per_day, lecturer.max_per_week


def one_topic_a_week(name: str = "Trần Văn Tám", *, asked: tuple[str, ...] = ()) -> TimetableRun:
    """Two topics in one week for a lecturer who may teach one half-day a week."""
    return searched(one_class(make_lecturer(name, max_per_day=1, max_per_week=1)), asked=asked)


def test_a_lecturer_who_may_teach_too_little_is_named_with_the_limit_and_the_topics() -> None:
    run = one_topic_a_week()

    assert demands(run) == {"max_per_week", "qualified"}
    said = [demand.sentence for demand in why(run).demands]
    assert "TS. Trần Văn Tám dạy nhiều nhất 1 buổi một tuần." in said
    assert "“Chuyên đề 1” của Lớp 1 chỉ do TS. Trần Văn Tám dạy." in said


def test_a_limit_is_raised_by_one_click_searched_again_and_undone(client: Client) -> None:
    run = one_topic_a_week()
    lecturer = Lecturer.objects.get()
    sign_in(client, Role.OFFICE, office=run.plan.school)
    page = client.get(reverse("timetable:search", args=[run.pk])).content.decode()
    number = way_by(run, "max_per_week")
    assert "TS. Trần Văn Tám dạy tối đa 2 buổi một tuần thay vì 1." in page
    assert reverse("lecturers:edit", args=[lecturer.pk]) in page

    assert client.post(reverse("timetable:relax_run", args=[run.pk, number])).status_code == 302
    work_off(now=machine_now)

    again = TimetableRun.objects.latest("pk")
    assert (again.state, again.status, len(again.placements)) == (RunState.PREVIEW, "optimal", 5)
    assert limits(lecturer) == (1, 2)
    assert client.post(reverse("timetable:relax_run", args=[run.pk, number])).status_code == 409
    undo = reverse("timetable:undo_relaxation", args=[run.pk])
    taken = client.get(reverse("timetable:search", args=[run.pk])).content.decode()
    assert undo in taken
    assert f'href="{reverse("timetable:run", args=[again.pk])}"' in taken
    assert "TS. Trần Văn Tám dạy tối đa 2 buổi một tuần thay vì 1." in taken
    assert "Những điều mâu thuẫn với nhau" not in taken
    assert client.post(undo).status_code == 302
    assert limits(lecturer) == (1, 1)
    assert Entry.objects.latest("pk").act == "undo_timetable_relaxation"
    assert client.post(undo).status_code == 409


def test_what_is_fetched_anew_while_a_search_lasts_takes_the_place_of_all_that_was_fetched_before(
    client: Client,
) -> None:
    run = one_topic_a_week()
    sign_in(client, Role.OFFICE, office=run.plan.school)

    part = client.get(reverse("timetable:search", args=[run.pk]), headers={"HX-Request": "true"}).content.decode()

    (fetched,) = html.fragments_fromstring(part.strip())
    assert fetched.get("id") == "run-search"
    assert "mâu thuẫn với nhau" in fetched.text_content()


@pytest.mark.parametrize("asked", [(), ("spread",)])
def test_the_price_told_beside_a_way_out_is_that_of_the_run_it_leads_to(asked: tuple[str, ...]) -> None:
    run = one_topic_a_week(asked=asked)
    way = next(way for way in why(run).ways_out if way.by_a_click)

    again = take(run, way.number)

    assert again.cost["total"] == way.price
    assert again.weights["spread"] == run.weights.get("spread", 0)


def test_days_away_are_changed_by_no_click_and_the_page_says_who_is_to_be_asked(client: Client) -> None:
    lecturer = make_lecturer("Lê Thị Hoa")
    training_class = one_class(lecturer)
    make_absence(lecturer, TUESDAY)
    run = searched(training_class)

    assert "away" in demands(run)
    with pytest.raises(OthersMustBeAsked):
        relax_timetable(
            run, next(way.number for way in why(run).ways_out if not way.by_a_click), by=make_user(), at=BEFORE
        )
    sign_in(client, Role.OFFICE, office=run.plan.school)
    page = client.get(reverse("timetable:search", args=[run.pk])).content.decode()
    assert "Hãy hỏi TS. Lê Thị Hoa." in page
    assert reverse("lecturers:lecturer", args=[lecturer.pk]) in page


def test_a_closed_hall_is_named_with_its_days_and_the_class_sits_in_any_hall_by_one_click() -> None:
    training_class = one_class(make_lecturer())
    own = training_class.hall
    assert own is not None
    make_hall("Hội trường B", office=training_class.plan.school, capacity=30)
    make_closure(own, MONDAY)
    run = searched(training_class)
    assert demands(run) == {"closed", "halls_of_the_class"}
    assert {demand.sentence for demand in why(run).demands} == {
        "Hội trường A không dùng được: cả ngày 13/3/2023.",
        "Lớp 1 chỉ học ở Hội trường A.",
    }

    again = take(run, way_by(run, "halls_of_the_class"))

    assert again.state == RunState.PREVIEW
    assert hall_of(training_class) is None
    run.refresh_from_db()
    undo_timetable_relaxation(run, by=make_user(), at=BEFORE)
    assert hall_of(training_class) == own


def test_a_hall_without_power_for_one_half_day_is_named_with_that_half_day() -> None:
    training_class = one_class(make_lecturer())
    assert training_class.hall is not None
    make_closure(training_class.hall, MONDAY, half_day=HalfDay.MORNING, reason="Cắt điện")

    told = {demand.sentence for demand in why(searched(training_class)).demands}

    assert "Hội trường A không dùng được: sáng 13/3/2023." in told


def test_one_of_two_classes_that_share_a_hall_all_day_sits_in_the_other_hall_by_one_click() -> None:
    """Six items in six half-days each: the hall is never free for the other class."""
    plan = make_plan()
    version = make_version(blocks=(3,), lecturers=[make_lecturer() for _ in range(4)])
    shared, other = (make_hall(f"Hội trường {name}", office=plan.school) for name in ("A", "B"))
    classes = [make_class(plan, version=version, hall=shared) for _ in range(2)]
    run = searched(*classes)
    assert demands(run) == {"halls_of_the_class"}
    assert [way.by_a_click for way in why(run).ways_out] == [True, True]
    (step,) = why(run).ways_out[0].steps
    assert step.sentence == f"{classes_by_id(step.cause.class_id)} học ở Hội trường B thay vì Hội trường A."

    again = take(run, 1)

    assert again.state == RunState.PREVIEW
    assert hall_of(TrainingClass.objects.get(pk=step.cause.class_id)) == other


def hall_of(training_class: TrainingClass) -> Hall | None:
    training_class.refresh_from_db()
    return training_class.hall


def classes_by_id(class_id: int) -> str:
    return TrainingClass.objects.get(pk=class_id).name


def test_a_hall_that_another_class_has_booked_is_told_from_a_closed_one() -> None:
    training_class = one_class(make_lecturer())
    make_session(on=MONDAY, hall=training_class.hall)

    run = searched(training_class)

    assert "booked" in demands(run)
    assert "closed" not in demands(run)


def test_a_class_meets_on_a_day_of_the_other_by_one_click_until_sessions_stand_on_it() -> None:
    first = one_class(make_lecturer(), make_lecturer())
    second = make_class(
        first.plan,
        version=first.version,
        hall=make_hall(office=first.plan.school),
        days=[MONDAY, TUESDAY, WEDNESDAY, MONDAY + timedelta(days=3)],
        sizes=(0, 20, 20),
    )
    first.days.filter(on=WEDNESDAY).update(on=MONDAY + timedelta(days=3))
    for lecturer in Lecturer.objects.all():
        make_absence(lecturer, TUESDAY)
    run = searched(first, second)
    assert "half_days_of_the_class" in demands(run)

    again = take(run, way_by(run, "half_days_of_the_class"))

    assert again.state == RunState.PREVIEW
    assert days_of(first) == {MONDAY, TUESDAY, WEDNESDAY, MONDAY + timedelta(days=3)}
    make_session(first, on=WEDNESDAY)
    run.refresh_from_db()
    with pytest.raises(ChangedSinceRelaxed):
        undo_timetable_relaxation(run, by=make_user(), at=BEFORE)
    first.sessions.all().delete()
    undo_timetable_relaxation(run, by=make_user(), at=BEFORE)
    assert days_of(first) == {MONDAY, TUESDAY, MONDAY + timedelta(days=3)}


def days_of(training_class: TrainingClass) -> set[date]:
    return set(training_class.days.values_list("on", flat=True))


def test_a_way_out_whose_limit_somebody_changed_since_is_not_undone() -> None:
    run = one_topic_a_week()
    take(run, way_by(run, "max_per_week"))
    Lecturer.objects.update(max_per_week=5)
    run.refresh_from_db()

    with pytest.raises(ChangedSinceRelaxed):
        undo_timetable_relaxation(run, by=make_user(), at=BEFORE)
    with pytest.raises(NothingToRelax):
        relax_timetable(run, 1, by=make_user(), at=BEFORE)
