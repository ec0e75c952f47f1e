"""The twelve figures, each defined once (J1)."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khaigiang.oversight.coverage.tests.makers import LATER, RECOGNISED_ON, make_attending, make_summoned
from khaigiang.oversight.reporting.indicators import INDICATORS
from khaigiang.oversight.reporting.queries import figures_of
from khaigiang.oversight.reporting.queries.programme import programme_of
from khaigiang.oversight.reporting.tests.makers import make_programme
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.teaching.cohorts.tests.makers import FIRST_DAY, make_class, make_listed

pytestmark = pytest.mark.django_db
TWELVE = {
    "planned",
    "summoned",
    "attended",
    "completed",
    "remaining",
    "excellent",
    "good",
    "other",
    "classes",
    "topics",
    "discussions",
    "days",
}


def test_each_figure_counts_the_posts_it_is_defined_by() -> None:
    plan = make_programme(remaining=2)

    figures = figures_of(plan, LATER).by_id

    assert {key: figures[key].value for key in [indicator.id for indicator in INDICATORS]} == {
        "planned": 6,
        "summoned": 4,
        "attended": 4,
        "completed": 4,
        "remaining": 2,
        "excellent": 1,
        "good": 2,
        "other": 1,
    }
    assert set(figures) == TWELVE


def test_the_other_bands_are_named_and_the_remainder_is_split_by_state() -> None:
    figures = figures_of(make_programme(remaining=2), LATER)

    assert figures.other_bands == [("Khá", 1)]
    assert [(count.state, count.count) for count in figures.remaining] == [("vacant", 2)]


def test_shares_are_of_the_planned_or_of_the_completed() -> None:
    figures = figures_of(make_programme(), LATER).by_id

    assert (figures["completed"].of, figures["completed"].percent) == (5, Decimal("80.0"))
    assert (figures["excellent"].of, figures["excellent"].percent) == (4, Decimal("25.0"))
    assert (figures["planned"].of, figures["planned"].percent) == (None, None)


def test_classes_topics_discussions_and_days_come_from_the_programme_that_is_taught() -> None:
    plan = make_programme()
    version = plan.classes.get().version

    figures = figures_of(plan, LATER).by_id

    assert figures["classes"].value == 1
    assert figures["topics"].value == version.items.filter(kind="topic").count() > 0
    assert figures["days"].value == version.days


def test_the_day_before_the_decision_nobody_has_completed() -> None:
    figures = figures_of(make_programme(), date(2023, 3, 27)).by_id

    assert (figures["attended"].value, figures["completed"].value, figures["excellent"].percent) == (4, 0, Decimal(0))


def test_a_plan_without_posts_or_classes_gives_zeros() -> None:
    figures = figures_of(make_plan(), LATER).by_id

    assert {figure.value for figure in figures.values()} == {0}
    assert figures["completed"].percent == 0


def test_a_class_is_reported_with_those_who_came_to_it() -> None:
    plan = make_programme(codes=("gioi", ""))
    make_summoned(make_listed(plan.classes.get()))

    report = programme_of(plan, figures_of(plan, LATER))

    (one,) = report.classes
    assert (one.posts, one.summoned, one.attended, one.completed) == (3, 3, 2, 1)
    assert [(band.code, band.count) for band in one.bands if band.count] == []  # no sheet, so no rule names its bands


def test_months_set_beside_each_other_whose_class_ends_and_whose_success_was_recognised() -> None:
    plan = make_programme()

    (month,) = programme_of(plan, figures_of(plan, LATER)).months

    assert (month.year, month.month, month.completed) == (RECOGNISED_ON.year, RECOGNISED_ON.month, 4)


@pytest.mark.parametrize("people", [1, 6])
def test_the_report_costs_the_same_however_many_people(people: int) -> None:
    plan = make_plan()
    training_class = make_class(plan)
    for _ in range(people):
        make_attending(make_listed(training_class), on=FIRST_DAY)

    with CaptureQueriesContext(connection) as captured:
        programme_of(plan, figures_of(plan, LATER))

    assert len(captured) == 21


def test_the_command_prints_one_object_with_the_twelve_figures(capsys: pytest.CaptureFixture[str]) -> None:
    plan = make_programme()

    call_command("report", "figures", "--as-of", "2023-04-01", "--plan", plan.code, "--json")

    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == TWELVE
    assert printed["planned"] == {"value": 5}
    assert printed["good"] == {"value": 2, "of": 4, "percent": 50.0}
    assert printed["other"] == {"value": 1, "of": 4, "percent": 25.0, "bands": {"Khá": 1}}


def test_the_command_takes_the_only_plan_and_prints_lines_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    make_programme()

    call_command("report", "figures", "--as-of", "2023-04-01")

    assert len(capsys.readouterr().out.splitlines()) == len(TWELVE)


@pytest.mark.parametrize("words", [["--plan", "KHONG-CO"], []])
def test_the_command_asks_for_a_plan_it_knows(words: list[str]) -> None:
    first, second = make_plan(), make_plan()

    with pytest.raises(CommandError, match=f"{first.code}, {second.code}|{second.code}, {first.code}"):
        call_command("report", "figures", *words)


def test_the_command_refuses_a_day_that_is_none() -> None:
    with pytest.raises(CommandError, match="as-of"):
        call_command("report", "figures", "--as-of", "2023-02-31")
