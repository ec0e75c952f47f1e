"""The ledger of a plan at the end of a day (A4)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.oversight.coverage.queries import LedgerRow, counts_by_state, ledger, remaining_by_state
from khaigiang.oversight.coverage.states import PostState
from khaigiang.oversight.coverage.tests.makers import (
    LATER,
    RECOGNISED_ON,
    SUMMONED_ON,
    make_attending,
    make_excuse,
    make_one_post_in_each_state,
    make_recognised,
    make_summoned,
)
from khaigiang.planning.nominations.errors import NotEligible
from khaigiang.planning.nominations.services import nominate
from khaigiang.planning.nominations.tests.makers import make_request
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.tests.makers import make_committee, make_commune
from khaigiang.teaching.attendance.states import Presence
from khaigiang.teaching.cohorts.tests.makers import (
    DECIDED_ON,
    FIRST_DAY,
    make_class,
    make_let_in,
    make_listed,
)

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)
AT = datetime(2023, 3, 1, 3, tzinfo=UTC)


def only(plan: Plan, on: date) -> LedgerRow:
    (row,) = ledger(plan, on)
    return row


def test_there_is_a_post_for_every_state_and_each_is_in_its_own() -> None:
    plan = make_plan()
    posts = make_one_post_in_each_state(plan)

    found = {row.target_post_id: row.state.value for row in ledger(plan, LATER)}

    assert found == {post.pk: state for state, post in posts.items()}
    assert set(posts) == set(PostState.values)


def test_the_states_add_up_to_the_posts() -> None:
    plan = make_plan()
    make_one_post_in_each_state(plan)

    rows = ledger(plan, LATER)

    assert [(count.state, count.count) for count in counts_by_state(rows)] == [(state, 1) for state in PostState]
    assert sum(count.count for count in remaining_by_state(rows)) == len(PostState) - 1


def test_a_post_is_followed_from_day_to_day() -> None:
    plan = make_plan()
    make_recognised(make_attending(make_summoned(make_listed(make_class(plan)))))
    days = (DECIDED_ON, SUMMONED_ON, FIRST_DAY - ONE_DAY, FIRST_DAY, RECOGNISED_ON - ONE_DAY, RECOGNISED_ON)

    states = [only(plan, day).state for day in days]

    assert states == ["accepted", "summoned", "summoned", "attending", "attending", "completed"]


def test_summoned_and_attended_count_once_and_for_all() -> None:
    plan = make_plan()
    make_recognised(make_attending(make_summoned(make_listed(make_class(plan)))))

    row = only(plan, LATER)

    assert (row.was_summoned, row.has_attended, row.has_attended_class, row.is_completed) == (True, True, True, True)
    assert (row.band_code, row.class_name, row.official != "") == ("gioi", "Lớp 1", True)


def test_who_was_absent_all_the_time_has_not_attended() -> None:
    plan = make_plan()
    make_attending(make_summoned(make_listed(make_class(plan))), presence=Presence.WITHOUT_LEAVE)

    row = only(plan, LATER)

    assert (row.state, row.has_attended) == ("summoned", False)


def test_somebody_let_in_attends_before_any_list_names_them() -> None:
    plan = make_plan()
    make_attending(make_let_in(make_class(plan)))

    before, after = only(plan, FIRST_DAY - ONE_DAY), only(plan, FIRST_DAY)

    assert (before.state, before.class_id) == ("not_named", None)
    assert (after.state, after.class_name) == ("attending", "Lớp 1")


def test_a_failure_shows_no_band_and_keeps_its_class() -> None:
    plan = make_plan()
    make_recognised(make_attending(make_summoned(make_listed(make_class(plan)))), code="")

    row = only(plan, LATER)

    assert (row.state, row.band_code, row.class_name) == ("not_completed", "", "Lớp 1")


def test_an_excuse_holds_from_the_day_it_was_accepted_until_it_is_taken_back() -> None:
    plan = make_plan()
    excuse = make_excuse(make_target_post(plan))
    excuse.withdrawn_on = LATER
    excuse.save()

    states = [only(plan, day).state for day in (SUMMONED_ON - ONE_DAY, SUMMONED_ON, LATER - ONE_DAY, LATER)]

    assert states == ["vacant", "excused", "excused", "vacant"]


def test_who_holds_two_posts_of_the_group_stands_in_two_lines_and_is_named_for_one() -> None:
    deputy, chair = make_post("Phó Bí thư Thường trực"), make_post("Chủ tịch UBND")
    plan, ward = make_plan(posts=[deputy, chair]), make_commune("Phúc Xá")
    chi, committee = make_official("Lê Văn Chi"), make_committee(ward.parent)
    for post in (deputy, chair):
        make_appointment(chi, post=post, unit=ward)
        make_target_post(plan, post=post, unit=ward, committee=committee)
    make_request(plan)
    own, other = (plan.target_posts.get(post=post) for post in (deputy, chair))
    nominate(own, official=chi, by=make_user(), at=AT)

    with pytest.raises(NotEligible, match="Phó Bí thư Thường trực, Phường Phúc Xá"):
        nominate(other, official=chi, by=make_user(), at=AT)

    assert [(row.unit, row.official, row.state.value) for row in ledger(plan, LATER)] == [
        ("Chủ tịch UBND, Phường Phúc Xá", "Lê Văn Chi", "not_named"),
        ("Phó Bí thư Thường trực, Phường Phúc Xá", "Lê Văn Chi", "not_named"),
    ]


def test_the_posts_of_another_plan_are_not_in_the_ledger() -> None:
    plan = make_plan()
    make_target_post(plan)
    make_target_post(make_plan())

    assert len(ledger(plan, LATER)) == 1
