"""Two timetables side by side: what each costs, and what stands elsewhere."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.browsing import statements
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.models import TimetableRun
from khaigiang.teaching.timetable.services import apply_timetable, propose_timetable, swap_sessions
from khaigiang.teaching.timetable.solver_bridge import Comparison, compared
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, item_of
from khaigiang.teaching.venues.tests.makers import make_closure, make_hall

pytestmark = pytest.mark.django_db


def one_class(plan: Plan) -> TrainingClass:
    """Three topics of one block with opening, discussion and closing fill three days."""
    version = make_version(blocks=(3,), lecturers=[make_lecturer() for _ in range(3)])
    return make_class(plan, version=version, hall=make_hall("Hội trường A", office=plan.school), sizes=(0, 20, 20))


def proposed(*classes: TrainingClass, name: str = "") -> TimetableRun:
    run = propose_timetable(classes, seconds=10, by=make_user(), at=BEFORE)
    TimetableRun.objects.filter(pk=run.pk).update(name=name)
    run.refresh_from_db()
    return run


def side_by_side(one: TimetableRun | None, other: TimetableRun | None) -> Comparison:
    found = compared(one, other)
    assert found is not None
    return found


def swapped(training_class: TrainingClass) -> None:
    """Topic 1 and topic 2 change their times by hand."""
    first, second = (training_class.sessions.get(item=item_of(training_class, "topic", number)) for number in (1, 2))
    swap_sessions(first, second, by=make_user(), at=BEFORE)


def test_what_was_changed_by_hand_stands_beside_the_proposal_with_both_half_days_and_its_price() -> None:
    training_class = one_class(make_plan())
    run = apply_timetable(proposed(training_class), by=make_user(), at=BEFORE)
    swapped(training_class)

    found = side_by_side(run, None)

    assert [(row.item, row.one and row.one.when, row.other and row.other.when) for row in found.elsewhere] == [
        ("Chuyên đề 1", "chiều 13/3/2023", "sáng 14/3/2023"),
        ("Chuyên đề 2", "sáng 14/3/2023", "chiều 13/3/2023"),
    ]
    assert (found.total.more, {str(part.label): part.more for part in found.parts if part.more}) == (
        4,
        {"Chuyên đề trong khối đảo thứ tự": 4},
    )


def test_another_hall_is_told_apart_from_another_half_day() -> None:
    training_class = one_class(make_plan())
    first = proposed(training_class)
    assert training_class.hall is not None
    make_closure(training_class.hall, MONDAY + timedelta(days=1))
    make_hall("Hội trường B", office=training_class.plan.school)
    TrainingClass.objects.update(hall=None)
    second = proposed(training_class)

    found = side_by_side(first, second)

    spots = [row.other for row in found.elsewhere if row.other and row.other.has_another_hall]
    assert {(spot.when, spot.hall) for spot in spots} >= {
        ("sáng 14/3/2023", "Hội trường B"),
        ("chiều 14/3/2023", "Hội trường B"),
    }


def test_a_timetable_that_is_not_set_yet_has_no_half_days_beside_the_proposal() -> None:
    training_class = one_class(make_plan())

    found = side_by_side(proposed(training_class), None)

    assert (found.sessions.one, found.sessions.other) == (6, 0)
    assert [row.other for row in found.elsewhere] == [None] * 6


def test_two_proposals_are_compared_for_the_classes_that_both_speak_of() -> None:
    plan = make_plan()
    first = one_class(plan)
    second = make_class(plan, version=first.version, hall=make_hall(office=plan.school), sizes=(0, 20, 20))
    both, only_the_second = proposed(first, second), proposed(second)

    found = side_by_side(both, only_the_second)

    assert (found.classes, found.sessions.one, found.sessions.other) == (1, 6, 6)


def test_the_page_says_which_two_stand_side_by_side_and_what_differs(client: Client) -> None:
    plan = make_plan()
    training_class = one_class(plan)
    run = apply_timetable(proposed(training_class, name="Ưu tiên buổi sáng"), by=make_user(), at=BEFORE)
    sign_in(client, Role.LEADER)
    address = reverse("timetable:compare", args=[plan.pk])
    assert address in client.get(reverse("timetable:plan", args=[plan.pk])).content.decode()
    assert f"{address}?one={run.pk}" in client.get(reverse("timetable:run", args=[run.pk])).content.decode()
    same = client.get(f"{address}?one={run.pk}&other=").content.decode()
    assert "Mọi buổi xếp giống nhau" in same

    swapped(training_class)
    page = client.get(f"{address}?one={run.pk}&other=").content.decode()

    assert "Ưu tiên buổi sáng" in page
    assert "<strong>Sáng 14/3/2023</strong>" in page
    assert "Hãy chọn hai phương án khác nhau" in client.get(f"{address}?one={run.pk}&other={run.pk}").content.decode()


def test_proposals_without_a_class_in_common_are_not_compared(client: Client) -> None:
    plan = make_plan()
    first, second = one_class(plan), one_class_of_another_programme(plan)
    one, other = proposed(first), proposed(second)
    sign_in(client, Role.OFFICE, office=plan.school)

    page = client.get(f"{reverse('timetable:compare', args=[plan.pk])}?one={one.pk}&other={other.pk}").content.decode()

    assert "Hai phương án không có lớp nào chung" in page


def one_class_of_another_programme(plan: Plan) -> TrainingClass:
    version = make_version(blocks=(1,), lecturers=[make_lecturer()])
    return make_class(plan, version=version, hall=make_hall(office=plan.school), sizes=(0, 20, 20))


def test_the_comparison_costs_the_same_however_many_classes(client: Client) -> None:
    plan = make_plan()
    first = one_class(plan)
    second = make_class(plan, version=first.version, hall=make_hall(office=plan.school), sizes=(0, 20, 20))
    sign_in(client, Role.OFFICE, office=plan.school)
    address = reverse("timetable:compare", args=[plan.pk])
    one, both = proposed(first), proposed(first, second)

    of_one, of_both = (statements(client, f"{address}?one={run.pk}&other=") for run in (one, both))

    assert of_one == of_both
