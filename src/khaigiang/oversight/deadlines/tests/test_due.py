"""Who falls due on a day (A7)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.oversight.coverage.tests.makers import make_recognised
from khaigiang.oversight.deadlines import services
from khaigiang.oversight.deadlines.models import Requirement
from khaigiang.oversight.deadlines.queries import due_of, rows_of
from khaigiang.oversight.deadlines.tests.makers import (
    AT,
    TODAY,
    appointed,
    make_asked,
    make_extension,
    make_proof,
    make_reached,
    make_requirement,
    make_wording,
)
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_nomination
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.models import UnitKind
from khaigiang.registry.units.tests.makers import make_committee, make_unit
from khaigiang.teaching.cohorts.tests.makers import make_class, make_listed

pytestmark = pytest.mark.django_db


@pytest.fixture
def requirement() -> Requirement:
    return make_requirement()


def states(on: date = TODAY) -> dict[str, str]:
    return {row.official: row.state.value for row in rows_of(on)}


def test_the_due_day_is_counted_from_the_own_appointment(requirement: Requirement) -> None:
    make_reached(requirement, "Trần Thị Bình", since=date(2022, 8, 15))

    (row,) = rows_of(TODAY)

    assert (row.official, row.since, row.due_on, row.state) == (
        "Trần Thị Bình",
        date(2022, 8, 15),
        date(2023, 8, 15),
        "next_quarter",
    )


def test_only_units_of_its_kinds_are_reached(requirement: Requirement) -> None:
    district = make_unit("Ba Vì", UnitKind.RURAL_DISTRICT)
    make_appointment(post=requirement.posts.get(), unit=district)

    assert rows_of(TODAY) == []


def test_who_left_the_post_owes_nothing_and_who_comes_owes_from_the_own_day(requirement: Requirement) -> None:
    make_reached(requirement, "Lê Văn Cũ", since=date(2020, 7, 1), until=date(2023, 3, 1))
    make_reached(requirement, "Lê Thị Mới", since=date(2023, 3, 1))

    assert {row.official: row.due_on for row in rows_of(TODAY)} == {"Lê Thị Mới": date(2024, 3, 1)}


def test_a_deputy_appointed_after_the_plan_was_approved_is_still_caught(requirement: Requirement) -> None:
    plan = make_plan(post=requirement.posts.get(), target_on=date(2023, 2, 22))
    post = make_target_post(plan)
    newcomer = make_official("Phạm Văn Mới")
    make_appointment(newcomer, post=post.post, unit=post.unit, valid_from=date(2023, 5, 2))

    (row,) = rows_of(TODAY)

    assert (row.official, row.state, row.due_on) == ("Phạm Văn Mới", "later", date(2024, 5, 2))


def test_several_posts_make_one_line_counted_from_the_earliest(requirement: Requirement) -> None:
    official = make_reached(requirement, since=date(2022, 9, 1))
    appointed(official, requirement, since=date(2022, 6, 1))

    (row,) = rows_of(TODAY)

    assert row.since == date(2022, 6, 1)


def test_a_success_in_a_class_of_the_programme_is_what_was_asked(requirement: Requirement) -> None:
    official = _listed(requirement, "Đỗ Thị Học")
    assert states() == {"Đỗ Thị Học": "in_class"}

    make_recognised(official.enrolments.get(), on=date(2023, 4, 3))

    (row,) = rows_of(TODAY)
    assert (row.state, row.learned_on, row.remark) == ("done", date(2023, 4, 3), "Lớp 1")
    assert states(date(2023, 4, 2)) == {"Đỗ Thị Học": "in_class"}


def test_a_failure_leaves_it_due(requirement: Requirement) -> None:
    official = _listed(requirement, "Đỗ Thị Trượt")
    make_recognised(official.enrolments.get(), code="", on=date(2023, 4, 3))

    assert states() == {"Đỗ Thị Trượt": "overdue"}


def test_who_was_sent_by_a_committee_is_named(requirement: Requirement) -> None:
    post = make_target_post(make_plan(post=requirement.posts.get()))
    make_nomination(post, state=NominationState.SUBMITTED)

    assert states() == {"Nguyễn Văn An": "named"}
    assert states(date(2023, 2, 28)) == {"Nguyễn Văn An": "overdue"}


def test_a_plan_of_another_programme_answers_nothing(requirement: Requirement) -> None:
    plan = make_plan(post=requirement.posts.get())
    make_class(plan)
    make_nomination(make_target_post(plan), state=NominationState.SUBMITTED)

    assert states() == {"Nguyễn Văn An": "overdue"}


def test_more_time_moves_the_day_and_what_was_told_before_stays(requirement: Requirement) -> None:
    official = make_reached(requirement, since=date(2022, 3, 1))
    relief = make_extension(requirement, official, until=date(2023, 9, 30))

    assert states() == {"Nguyễn Văn An": "extended"}
    assert states(TODAY - timedelta(days=1)) == {"Nguyễn Văn An": "overdue"}
    assert states(date(2023, 10, 1)) == {"Nguyễn Văn An": "overdue"}

    services.take_back_relief(relief, by=make_user(), at=AT + timedelta(days=2))

    assert states(TODAY + timedelta(days=1)) == {"Nguyễn Văn An": "extended"}
    assert states(TODAY + timedelta(days=2)) == {"Nguyễn Văn An": "overdue"}


def test_an_exemption_holds_from_its_approval_until_its_day(requirement: Requirement) -> None:
    official = make_reached(requirement, since=date(2022, 3, 1))
    asked = make_asked(requirement, official, until=date(2023, 12, 31))
    assert states() == {"Nguyễn Văn An": "overdue"}

    services.approve_exemption(asked, by=make_user(), at=AT)

    (row,) = rows_of(TODAY)
    assert (row.state, row.remark) == ("exempt", "Nghỉ hưu trong năm (Công văn số 13-CV/QU)")
    assert states(date(2024, 1, 1)) == {"Nguyễn Văn An": "overdue"}


def test_learning_elsewhere_counts_from_the_day_a_clerk_accepts_it(requirement: Requirement) -> None:
    official = make_reached(requirement, since=date(2022, 3, 1))
    proof = make_proof(requirement, official)
    assert states() == {"Nguyễn Văn An": "overdue"}

    services.accept_proof(proof, by=make_user(), at=AT)

    (row,) = rows_of(TODAY)
    assert (row.state, row.learned_on, row.remark) == (
        "elsewhere",
        date(2023, 2, 10),
        "Trường Chính trị tỉnh Bắc Ninh: CC-0123",
    )


def test_updating_falls_due_again_after_its_years() -> None:
    requirement = make_requirement(within=12, again_years=5)
    official = make_reached(requirement, since=date(2016, 3, 1))
    proof = make_proof(requirement, official, learned_on=date(2018, 8, 31))
    services.accept_proof(proof, by=make_user(), at=AT)

    (row,) = rows_of(TODAY)

    assert (row.due_on, row.state, row.learned_on) == (date(2023, 8, 31), "next_quarter", date(2018, 8, 31))


def test_a_changed_requirement_never_changes_what_was_due_on_a_past_day(requirement: Requirement) -> None:
    make_reached(requirement, since=date(2022, 9, 1))
    before = {day: rows_of(day) for day in (date(2023, 1, 1), TODAY - timedelta(days=1))}

    wording = make_wording(posts=list(requirement.posts.all()), programme=requirement.programme, within=6)
    services.change_requirement(requirement, wording, valid_from=TODAY, by=make_user(), at=AT)

    assert {day: rows_of(day) for day in before} == before
    assert [row.due_on for row in rows_of(TODAY)] == [TODAY]


def test_what_was_granted_and_learned_goes_on_counting_after_a_change(requirement: Requirement) -> None:
    extended = make_reached(requirement, "Vũ Văn Hạn", since=date(2022, 3, 1))
    learned = make_reached(requirement, "Vũ Thị Học", since=date(2022, 3, 1))
    make_extension(requirement, extended)
    services.accept_proof(make_proof(requirement, learned), by=make_user(), at=AT)

    wording = make_wording(posts=list(requirement.posts.all()), within=9)
    services.change_requirement(requirement, wording, valid_from=TODAY, by=make_user(), at=AT)

    assert states() == {"Vũ Văn Hạn": "extended", "Vũ Thị Học": "elsewhere"}


def test_an_ended_requirement_asks_nobody_any_longer(requirement: Requirement) -> None:
    make_reached(requirement)
    services.end_requirement(requirement, valid_until=TODAY, by=make_user(), at=AT)

    assert (len(rows_of(TODAY - timedelta(days=1))), rows_of(TODAY)) == (1, [])


def test_one_official_is_read_as_the_list_has_them(requirement: Requirement) -> None:
    make_reached(requirement, "Trần Thị Bình")
    official = make_reached(requirement, "Trần Văn Cao", since=date(2021, 5, 1))

    assert list(due_of(official, TODAY).values()) == [row for row in rows_of(TODAY) if row.official_id == official.pk]


def test_the_committee_of_the_unit_answers_for_its_people(requirement: Requirement) -> None:
    committee = make_committee()
    make_reached(requirement, committee=committee)

    (row,) = rows_of(TODAY)

    assert (row.place.committee_id, row.place.district_id) == (committee.pk, committee.unit_id)


@pytest.mark.parametrize("people", [1, 4])
def test_the_list_costs_the_same_statements_however_many_people(people: int) -> None:
    for _ in range(2):
        requirement = make_requirement()
        make_target_post(make_plan(post=requirement.posts.get()))
        for number in range(people):
            make_reached(requirement, f"Người {number}")

    with CaptureQueriesContext(connection) as captured:
        assert len(rows_of(TODAY)) == 2 * people

    assert len(captured) == 16


def _listed(requirement: Requirement, full_name: str) -> Official:
    """Somebody reached who is on the list of a class of the programme."""
    plan = make_plan(post=requirement.posts.get())
    training_class = make_class(plan, version=requirement.programme.versions.get())
    enrolment = make_listed(training_class, full_name)
    return enrolment.official
