"""Places by quarter beside the people named: wished quarters, quarters of classes, held places, and what is above."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.web import clock
from khaigiang.planning.nominations import quarter_sources
from khaigiang.planning.nominations.errors import (
    AboveTheQuarter,
    NobodyChosen,
    NotLive,
    QuarterOutsideThePlan,
    SitsInAClass,
)
from khaigiang.planning.nominations.models import Nomination, QuarterWish
from khaigiang.planning.nominations.queries import (
    CommitteeQuarters,
    committee_by_quarter,
    committees_by_quarter,
    people_by_quarter,
    progress,
    proposed_quarters,
)
from khaigiang.planning.nominations.services import (
    name_substitute,
    nominate,
    submit_nominations,
    take_back_acceptance,
    take_back_return,
    wish_quarters,
    withdraw_nomination,
)
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_holder, make_nomination, make_request
from khaigiang.planning.plans.models import QuarterShare, Quota, StrictQuarters, TargetPost
from khaigiang.planning.plans.queries import Quarter
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.tests.makers import make_committee

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 1, 3, tzinfo=UTC)
FIRST: Quarter = (2023, 1)
SECOND: Quarter = (2023, 2)
S = NominationState


def by() -> dict[str, Any]:
    return {"by": make_user(), "at": AT}


def make_posts(*cells: int, posts: int = 0) -> list[TargetPost]:
    """Posts of one committee whose places are these by quarter, the first quarter of 2023 first; a post for each place."""
    plan, committee, places = make_plan(), make_committee(), sum(cells)
    make_request(plan)
    made = [make_target_post(plan, committee=committee, places=places) for _ in range(posts or places)]
    quota = Quota.objects.get(plan=plan, committee=committee)
    for quarter, count in enumerate(cells, start=1):
        if count:
            QuarterShare.objects.create(quota=quota, year=2023, quarter=quarter, places=count)
    return made


def sent(post: TargetPost, quarter: Quarter | None = None, state: NominationState = S.SUBMITTED) -> Nomination:
    """Somebody sent for a post, perhaps with a wished quarter."""
    nomination = make_nomination(post, state=state)
    if quarter:
        QuarterWish.objects.create(
            nomination=nomination, year=quarter[0], quarter=quarter[1], said_at=AT, said_by=make_user()
        )
    return nomination


def shown(post: TargetPost) -> CommitteeQuarters:
    found = committee_by_quarter(post.plan, post.committee_id)
    assert found is not None
    return found


def cells(post: TargetPost) -> list[tuple[int, int, int, int, int]]:
    """Given, sent, held, free and above of each quarter."""
    return [(one.given, one.sent, one.held, one.free, one.above) for one in shown(post).cells]


class Above:
    """What features above tell: the quarters of classes, and places held without names."""

    def __init__(self) -> None:
        self.classes: dict[int, Quarter] = {}
        self.held: dict[tuple[int, Quarter], int] = {}


@pytest.fixture
def above(monkeypatch: pytest.MonkeyPatch) -> Above:
    told = Above()
    monkeypatch.setattr(quarter_sources, "_classes", [lambda _plan: told.classes])
    monkeypatch.setattr(quarter_sources, "_held", [lambda _plan: told.held])
    return told


def test_a_person_sent_takes_a_place_of_the_quarter_wished_for_them() -> None:
    posts = make_posts(2, 3)
    sent(posts[0], FIRST)
    sent(posts[1], SECOND, S.ACCEPTED)
    sent(posts[2], SECOND, S.RETURNED)
    sent(posts[3])

    assert cells(posts[0]) == [(2, 1, 0, 1, 0), (3, 1, 0, 2, 0)]
    assert (shown(posts[0]).unsaid, shown(posts[0]).cell(SECOND).drafts) == (1, 1)
    assert (shown(posts[0]).given, shown(posts[0]).sent, shown(posts[0]).free) == (5, 3, 2)


def test_whoever_sits_in_a_class_counts_in_the_quarter_of_the_class(above: Above) -> None:
    posts = make_posts(2, 1)
    placed = sent(posts[0], FIRST, S.ACCEPTED)
    above.classes = {placed.pk: SECOND}

    assert cells(posts[0]) == [(2, 0, 0, 2, 0), (1, 1, 0, 0, 0)]
    assert [(one.label, one.is_placed) for one in people_by_quarter(placed.plan, placed.committee_id)] == [
        ("2/2023", True)
    ]


def test_places_held_without_names_count_in_their_quarter(above: Above) -> None:
    posts = make_posts(2, 1)
    sent(posts[0], FIRST)
    above.held = {(posts[0].committee_id, FIRST): 2, (posts[0].committee_id, SECOND): 1}

    assert cells(posts[0]) == [(2, 1, 2, 0, 1), (1, 0, 1, 0, 0)]
    assert [cell.label for cell in shown(posts[0]).above] == ["1/2023"]


def test_the_office_reads_which_committee_is_above_its_places_of_a_quarter() -> None:
    posts = make_posts(1, 2)
    for post in posts[:2]:
        sent(post, FIRST)
    fine = make_target_post(posts[0].plan)
    sent(fine)

    found = progress(posts[0].plan)

    assert {row.committee_id: row.above_quarters for row in found.rows} == {
        posts[0].committee_id: "quý 1/2023: vượt 1 chỉ tiêu",
        fine.committee_id: "",
    }
    assert [row.committee_id for row in found.above_quarters] == [posts[0].committee_id]


def test_a_plan_that_gives_no_places_by_quarter_tells_nothing_of_quarters() -> None:
    post = make_target_post()

    assert committees_by_quarter(post.plan) == {}
    assert progress(post.plan).above_quarters == []


def test_a_person_is_named_with_a_wished_quarter_and_a_substitute_takes_it_over() -> None:
    [post, *_others] = make_posts(1, 1)
    other = make_appointment(make_official("Trần Thị Bình"), unit=post.unit).official

    named = nominate(post, official=make_holder(post), quarter=SECOND, **by())
    Nomination.objects.update(state=S.RETURNED)
    substitute = name_substitute(named, official=other, reason="Nghỉ thai sản", **by())

    assert (str(named.quarter_wish), str(substitute.quarter_wish)) == ("2/2023", "2/2023")


def test_wished_quarters_are_said_for_several_at_once_and_what_they_were_puts_them_back() -> None:
    posts = make_posts(2, 2)
    people = [sent(posts[0], FIRST), sent(posts[1]), sent(posts[2], SECOND)]
    plan, committee = posts[0].plan, posts[0].committee

    was = wish_quarters(
        plan, committee, dict(zip([one.pk for one in people], [SECOND, FIRST, SECOND], strict=True)), **by()
    )
    then = cells(posts[0])
    wish_quarters(plan, committee, was, **by())

    assert was == {people[0].pk: FIRST, people[1].pk: None}
    assert then == [(2, 1, 0, 1, 0), (2, 2, 0, 0, 0)]
    assert cells(posts[0]) == [(2, 1, 0, 1, 0), (2, 1, 0, 1, 0)]


def test_nobody_wishes_a_quarter_outside_the_plan_nor_once_they_sit_in_a_class_or_are_gone(above: Above) -> None:
    posts = make_posts(2, 2)
    placed, gone, stays = (sent(post, FIRST, S.ACCEPTED) for post in posts[:3])
    above.classes = {placed.pk: FIRST}
    Nomination.objects.filter(pk=gone.pk).update(state=S.RETURNED)
    withdraw_nomination(gone, **by())

    for wishes, refusal in (
        ({stays.pk: (2023, 3)}, QuarterOutsideThePlan),
        ({stays.pk: SECOND, placed.pk: SECOND}, SitsInAClass),
        ({stays.pk: SECOND, gone.pk: SECOND}, NotLive),
        ({}, NobodyChosen),
    ):
        with pytest.raises(refusal):
            wish_quarters(posts[0].plan, posts[0].committee, wishes, **by())
    assert {str(one) for one in QuarterWish.objects.all()} == {"1/2023"}


def test_a_wished_quarter_is_one_of_four_in_the_database() -> None:
    [post] = make_posts(1)

    with pytest.raises(IntegrityError, match="wished_quarter_is_one_to_four"), transaction.atomic():
        sent(post, (2023, 5))


def test_a_wished_quarter_does_not_hold_an_acceptance_back() -> None:
    [post] = make_posts(1)
    nomination = sent(post, FIRST, S.ACCEPTED)

    [taken_back] = take_back_acceptance([nomination], **by())

    assert taken_back.state == S.SUBMITTED


def test_free_places_are_proposed_in_order_to_whom_no_quarter_is_said_of() -> None:
    posts = make_posts(1, 2, posts=4)
    first, second, third = sent(posts[0]), sent(posts[1], SECOND), sent(posts[2], state=S.DRAFT)
    sent(posts[3])

    people = people_by_quarter(posts[0].plan, posts[0].committee_id)

    assert proposed_quarters(shown(posts[0]), people) == {first.pk: FIRST, third.pk: SECOND}
    assert second.pk in {one.nomination_id for one in people}


def test_under_a_strict_plan_nobody_is_sent_above_the_places_of_a_quarter_and_every_other_way_is_open() -> None:
    posts = make_posts(1, 2)
    StrictQuarters.objects.create(plan=posts[0].plan)
    sent(posts[0], FIRST)
    draft = sent(posts[1], FIRST, S.DRAFT)
    plan, committee = posts[0].plan, posts[0].committee
    letter: dict[str, Any] = {"letter_number": "98-CV/QU", "letter_dated_on": AT.date(), **by()}

    with pytest.raises(AboveTheQuarter, match="2"):
        submit_nominations(plan, committee, [draft], **letter)
    wish_quarters(plan, committee, {draft.pk: SECOND}, **by())
    submit_nominations(plan, committee, [draft], **letter)

    assert cells(posts[0]) == [(1, 1, 0, 0, 0), (2, 1, 0, 1, 0)]


def test_under_a_strict_plan_a_quarter_is_not_changed_nor_a_return_taken_back_into_a_full_one() -> None:
    posts = make_posts(1, 2)
    StrictQuarters.objects.create(plan=posts[0].plan)
    sent(posts[0], FIRST)
    other, returned = sent(posts[1], SECOND), sent(posts[2], FIRST, S.RETURNED)

    with pytest.raises(AboveTheQuarter):
        wish_quarters(other.plan, other.committee, {other.pk: FIRST}, **by())
    with pytest.raises(AboveTheQuarter):
        take_back_return([returned], **by())
    wish_quarters(other.plan, other.committee, {other.pk: None}, **by())

    assert cells(posts[0]) == [(1, 1, 0, 0, 0), (2, 0, 0, 2, 0)]


def test_a_plan_that_only_warns_lets_people_be_sent_above_a_quarter() -> None:
    posts = make_posts(1, 1)
    sent(posts[0], FIRST)
    draft = sent(posts[1], FIRST, S.DRAFT)

    submit_nominations(
        draft.plan, draft.committee, [draft], letter_number="98-CV/QU", letter_dated_on=AT.date(), **by()
    )

    assert cells(posts[0])[0] == (1, 2, 0, 0, 1)


def page_of(post: TargetPost, name: str = "quarters") -> str:
    return reverse(f"nominations:{name}", args=[post.plan_id, post.committee_id])


def test_a_committee_says_the_quarters_of_its_people_on_a_page_and_takes_it_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    posts = make_posts(1, 2)
    people = [sent(post, FIRST) for post in posts[:2]]
    sign_in(client, Role.COMMITTEE, office=posts[0].committee)

    before = client.get(page_of(posts[0], "committee")).content.decode()
    moved = client.post(page_of(posts[0]), {f"quarter-{people[1].pk}": "2023-2"}, follow=True)
    after = cells(posts[0])
    client.post(page_of(posts[0]), moved.context["was"])

    assert "Số người nhiều hơn chỉ tiêu của quý" in before
    assert moved.context["was"] == {f"quarter-{people[1].pk}": "2023-1"}
    assert "Số người nhiều hơn chỉ tiêu của quý" not in moved.content.decode()
    assert after == [(1, 1, 0, 0, 0), (2, 1, 0, 1, 0)]
    assert cells(posts[0]) == [(1, 2, 0, 0, 1), (2, 0, 0, 2, 0)]


def test_the_page_of_quarters_costs_the_same_however_many_are_named(client: Client) -> None:
    posts = make_posts(2, 2)
    sign_in(client, Role.OFFICE)
    costs = []
    for post in posts:
        sent(post, FIRST)
        with CaptureQueriesContext(connection) as captured:
            client.get(page_of(posts[0]))
        costs.append(len(captured))

    assert costs[1] == costs[-1]


def test_the_organiser_sees_the_committees_above_a_quarter_alone(client: Client) -> None:
    posts = make_posts(1, 2)
    for post in posts[:2]:
        sent(post, FIRST)
    fine = make_target_post(posts[0].plan)
    sign_in(client, Role.ORGANISER)

    page = client.get(reverse("nominations:overview", args=[posts[0].plan_id]), {"show": "above"})

    assert [row.committee_id for row in page.context["rows"]] == [posts[0].committee_id]
    assert fine.committee_id not in {row.committee_id for row in page.context["rows"]}
