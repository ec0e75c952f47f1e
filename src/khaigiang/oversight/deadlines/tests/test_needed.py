"""What a survey of need is answered from: who falls due, by committee and quarter."""

from datetime import date

import pytest

from khaigiang.oversight.deadlines.queries import due_by_committee
from khaigiang.oversight.deadlines.tests.makers import TODAY, appointed, make_reached, make_requirement
from khaigiang.planning.needs.falling_due import falling_due
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.tests.makers import make_committee, make_district

pytestmark = pytest.mark.django_db


def test_people_of_a_committee_are_counted_by_the_quarter_in_which_they_fall_due() -> None:
    requirement = make_requirement()
    post = requirement.posts.get().pk
    first, second = make_committee(make_district("Ba Đình")), make_committee(make_district("Gia Lâm"))
    for since in (date(2022, 2, 1), date(2022, 11, 1), date(2022, 11, 15)):
        make_reached(requirement, f"Nguyễn Văn {since.day}", since=since, committee=first)
    make_reached(requirement, "Lê Thị Cúc", since=date(2021, 5, 1), committee=second)
    make_reached(requirement, "Trần Văn Dũng", since=date(2023, 3, 1), committee=second)

    assert due_by_committee(post, 2023, TODAY) == {first.pk: (1, 0, 0, 2), second.pk: (1, 0, 0, 0)}
    assert due_by_committee(post, 2024, TODAY) == {first.pk: (3, 0, 0, 0), second.pk: (2, 0, 0, 0)}
    assert falling_due(post, 2023, TODAY) == due_by_committee(post, 2023, TODAY)


def test_somebody_whom_two_requirements_reach_is_counted_once_where_it_is_soonest() -> None:
    sooner = make_requirement(within=6)
    later = make_requirement(post=sooner.posts.get(), within=12)
    committee = make_committee(make_district("Ba Đình"))
    official = make_reached(sooner, since=date(2022, 10, 1), committee=committee)
    appointed(official, later, since=date(2022, 10, 1), committee=committee)

    assert due_by_committee(sooner.posts.get().pk, 2023, TODAY) == {committee.pk: (0, 1, 0, 0)}


def test_a_post_of_which_no_requirement_speaks_is_not_known() -> None:
    make_requirement()

    assert due_by_committee(make_post().pk, 2023, TODAY) is None
