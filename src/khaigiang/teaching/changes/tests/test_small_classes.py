"""Classes below their smallest size shortly before they begin."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.changes.errors import DaysAheadOutOfRange, NotTooSmall, ReasonMissing
from khaigiang.teaching.changes.models import SmallClassRule
from khaigiang.teaching.changes.queries import small_class_rules, small_classes
from khaigiang.teaching.changes.services import (
    ask_again_about_small_class,
    hold_small_class,
    set_small_class_rule,
)
from khaigiang.teaching.changes.tests.makers import AT, ON, WHY, cancelled, make_approved, make_ready_plan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import FIRST_DAY, make_accepted, make_class, make_placement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_change")]


def make_small(people: int = 1, smallest: int = 3) -> TrainingClass:
    """A confirmed class that begins in five days with so many people."""
    plan = make_ready_plan()
    training_class = make_class(plan, sizes=(smallest, 20, 40))
    for _ in range(people):
        make_placement(make_accepted(plan), training_class)
    return training_class


def told(on: date = ON) -> list[tuple[int, int]]:
    return [(row.people, row.smallest) for row in small_classes(TrainingClass.objects.all(), on)]


def test_a_class_that_begins_soon_with_too_few_people_is_told_with_the_ways_out(client: Client) -> None:
    training_class = make_small()
    sign_in(client, Role.OFFICE)

    pages = [
        client.get(reverse("cohorts:class", args=[training_class.pk])).content.decode(),
        client.get(reverse("cohorts:of_plan", args=[training_class.plan_id])).content.decode(),
    ]

    ways = [reverse("changes:propose", args=[training_class.pk, kind]) for kind in ("merge", "postpone", "cancel")]
    for way in (*ways, reverse("changes:hold", args=[training_class.pk])):
        assert [way in page for page in pages] == [True, True]
    assert reverse("cohorts:class", args=[training_class.pk]) in client.get("/").content.decode()


def test_it_is_told_from_two_weeks_before_the_first_day_until_then() -> None:
    make_small()

    days = [timedelta(days=15), timedelta(days=14), timedelta(), timedelta(days=-1)]

    assert [told(FIRST_DAY - before) for before in days] == [[], [(1, 3)], [(1, 3)], []]


def test_the_office_says_from_which_day_on_how_long_before_such_a_class_is_told(client: Client) -> None:
    make_small()
    sign_in(client, Role.OFFICE)
    rules = reverse("changes:small_rules")

    client.post(rules, {"days_ahead": "3", "valid_from": "7/3/2023", "source": "Quy chế của trường"})
    client.post(rules, {"days_ahead": "20", "valid_from": "9/3/2023"})

    assert [told(date(2023, 3, 8)), told(date(2023, 3, 9))] == [[], [(1, 3)]]
    assert [(row.rule.days_ahead, row.in_force) for row in small_class_rules(ON)] == [(20, False), (3, True)]
    assert "Quy chế của trường" in client.get(rules).content.decode()


def test_the_rule_of_a_day_is_said_anew_and_its_days_are_a_day_to_half_a_year(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    rules = reverse("changes:small_rules")
    for days in ("21", "30"):
        client.post(rules, {"days_ahead": days, "valid_from": "1/3/2023"})

    assert client.post(rules, {"days_ahead": "0", "valid_from": "1/3/2023"}).status_code == 422
    assert [row.rule.days_ahead for row in small_class_rules(ON)] == [30]
    with pytest.raises(DaysAheadOutOfRange):
        set_small_class_rule(days_ahead=181, valid_from=ON, by=make_user(), at=AT)
    with pytest.raises(IntegrityError, match="small_class_rule_looks_ahead"), transaction.atomic():
        SmallClassRule.objects.create(days_ahead=0, valid_from=ON, set_by=make_user(), set_at=AT)


def test_one_small_class_rule_a_day() -> None:
    set_small_class_rule(days_ahead=7, valid_from=ON, by=make_user(), at=AT)

    with (
        pytest.raises(IntegrityError, match=r"one_small_class_rule_a_day|smallclassrule\.valid_from"),
        transaction.atomic(),
    ):
        SmallClassRule.objects.create(days_ahead=8, valid_from=ON, set_by=make_user(), set_at=AT)


def test_a_class_with_as_many_people_as_it_needs_and_a_cancelled_one_are_not_told() -> None:
    make_small(3)
    make_approved(cancelled(make_small()))

    assert told() == []


def test_a_small_class_is_held_with_a_reason_and_asked_about_again(client: Client) -> None:
    training_class = make_small()
    sign_in(client, Role.OFFICE)
    hold = reverse("changes:hold", args=[training_class.pk])

    assert client.get(hold).status_code == 200
    assert client.post(hold, {"reason": ""}).status_code == 422
    client.post(hold, {"reason": WHY})
    assert told() == []
    assert WHY in client.get(reverse("changes:of_class", args=[training_class.pk])).content.decode()
    client.post(reverse("changes:ask_again", args=[training_class.pk]))

    assert told() == [(1, 3)]


def test_holding_what_is_not_too_small_is_refused() -> None:
    training_class = make_small(3)

    with pytest.raises(ReasonMissing):
        hold_small_class(training_class, reason=" ", by=make_user(), at=AT)
    with pytest.raises(NotTooSmall):
        hold_small_class(training_class, reason=WHY, by=make_user(), at=AT)
    with pytest.raises(NotTooSmall):
        ask_again_about_small_class(training_class, by=make_user(), at=AT)
