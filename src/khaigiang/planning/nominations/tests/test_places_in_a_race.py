"""The last place and the single name under many users at once (trust.md T05)."""

from collections import Counter
from datetime import UTC, date, datetime
from functools import partial

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.racing import PROCESSES, WRITERS, meeting_point, race
from khaigiang.planning.nominations.models import Nomination, QuarterWish
from khaigiang.planning.nominations.queries import committee_by_quarter
from khaigiang.planning.nominations.services import accept_nominations, nominate, submit_nominations, wish_quarters
from khaigiang.planning.nominations.states import LIVE, TAKES_A_PLACE, NominationState
from khaigiang.planning.nominations.tests.makers import make_holder, make_nomination, make_request
from khaigiang.planning.plans.models import QuarterShare, Quota, StrictQuarters
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.tests.makers import make_committee

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT = datetime(2023, 3, 1, 3, tzinfo=UTC)
ON = date(2023, 3, 1)
PLACES = 2
S = NominationState


def drafts(count: int = WRITERS) -> list[Nomination]:
    """One draft for each writer, all of one committee that has two places."""
    plan, committee = make_plan(), make_committee()
    make_request(plan)
    posts = [make_target_post(plan, committee=committee, places=PLACES) for _ in range(count)]
    return [make_nomination(post) for post in posts]


def test_a_committees_last_place_is_taken_once() -> None:
    named, by = drafts(), make_user()

    def send(one: Nomination) -> None:
        submit_nominations(one.plan, one.committee, [one], letter_number="1-CV/QU", letter_dated_on=ON, by=by, at=AT)

    outcomes = race([partial(send, one) for one in named])

    assert Counter(outcomes) == {"done": PLACES, "TooManyForThePlaces": WRITERS - PLACES}
    assert Nomination.objects.filter(state__in=TAKES_A_PLACE).count() == PLACES


def test_without_the_lock_the_same_race_takes_too_many_places() -> None:
    """The positive control: this race does happen here."""
    meet = meeting_point()

    def send_carelessly(one: Nomination) -> None:
        quota = Quota.objects.get(plan=one.plan, committee=one.committee)
        taken = Nomination.objects.filter(committee=quota.committee, state__in=TAKES_A_PLACE).count()
        meet.wait()
        if taken < quota.places:
            Nomination.objects.filter(pk=one.pk).update(state=S.SUBMITTED)

    race([partial(send_carelessly, one) for one in drafts(PROCESSES)])

    assert Nomination.objects.filter(state=S.SUBMITTED).count() == PROCESSES


def drafts_for_a_quarter(count: int = WRITERS) -> list[Nomination]:
    """Drafts of a committee that has places for everybody, but of the second quarter two alone, under a strict plan."""
    plan, committee = make_plan(), make_committee()
    make_request(plan)
    StrictQuarters.objects.create(plan=plan)
    posts = [make_target_post(plan, committee=committee, places=count) for _ in range(count)]
    QuarterShare.objects.create(quota=plan.quotas.get(), year=2023, quarter=2, places=PLACES)
    found, by = [make_nomination(post) for post in posts], make_user()
    QuarterWish.objects.bulk_create(
        QuarterWish(nomination=one, year=2023, quarter=2, said_at=AT, said_by=by) for one in found
    )
    return found


def test_the_last_place_of_a_quarter_is_taken_once() -> None:
    named, by = drafts_for_a_quarter(), make_user()

    def send(one: Nomination) -> None:
        submit_nominations(one.plan, one.committee, [one], letter_number="1-CV/QU", letter_dated_on=ON, by=by, at=AT)

    outcomes = race([partial(send, one) for one in named])

    assert Counter(outcomes) == {"done": PLACES, "AboveTheQuarter": WRITERS - PLACES}
    assert Nomination.objects.filter(state__in=TAKES_A_PLACE).count() == PLACES


def test_the_last_place_of_a_quarter_is_taken_once_by_lists_and_by_changed_quarters_together() -> None:
    """Who is sent and who changes the quarter of somebody sent wait for one another."""
    named, by = drafts_for_a_quarter(), make_user()
    moving = named[: WRITERS // 2]
    QuarterWish.objects.filter(nomination__in=moving).delete()
    Nomination.objects.filter(pk__in=[one.pk for one in moving]).update(state=S.SUBMITTED)

    def send(one: Nomination) -> None:
        submit_nominations(one.plan, one.committee, [one], letter_number="1-CV/QU", letter_dated_on=ON, by=by, at=AT)

    def wish(one: Nomination) -> None:
        wish_quarters(one.plan, one.committee, {one.pk: (2023, 2)}, by=by, at=AT)

    outcomes = race([partial(wish if one in moving else send, one) for one in named])

    assert Counter(outcomes) == {"done": PLACES, "AboveTheQuarter": WRITERS - PLACES}
    assert QuarterWish.objects.filter(nomination__state__in=TAKES_A_PLACE).count() == PLACES


def test_without_the_lock_the_same_race_takes_too_many_places_of_a_quarter() -> None:
    """The positive control: this race does happen here."""
    meet = meeting_point()

    def send_carelessly(one: Nomination) -> None:
        quarters = committee_by_quarter(one.plan, one.committee_id)
        meet.wait()
        if quarters and quarters.cell((2023, 2)).free:
            Nomination.objects.filter(pk=one.pk).update(state=S.SUBMITTED)

    race([partial(send_carelessly, one) for one in drafts_for_a_quarter(PROCESSES)])

    assert Nomination.objects.filter(state=S.SUBMITTED).count() == PROCESSES


def test_a_post_is_named_once_however_many_name_it() -> None:
    post, by = make_target_post(), make_user()
    make_request(post.plan)
    people = [
        make_holder(post),
        *(make_appointment(make_official(), unit=post.unit).official for _ in range(WRITERS - 1)),
    ]

    outcomes = race([partial(nominate, post, official=official, by=by, at=AT) for official in people])

    assert Counter(outcomes) == {"done": 1, "PostAlreadyNamed": WRITERS - 1}
    assert Nomination.objects.filter(state__in=LIVE).count() == 1


def test_a_person_is_accepted_once_however_many_press_the_button() -> None:
    named, by = make_nomination(state=S.SUBMITTED), make_user()

    outcomes = race([partial(accept_nominations, [named], by=by, at=AT)] * WRITERS)

    assert Counter(outcomes) == {"done": 1, "MoveNotAllowed": WRITERS - 1}
    assert named.moves.filter(state=S.ACCEPTED).count() == 1
