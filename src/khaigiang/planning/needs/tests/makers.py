"""Surveys and reservations for tests."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Final

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.needs.models import NeedSurvey, ReservationRule, StatedNeed
from khaigiang.planning.plans.models import Plan, QuarterTarget
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.officials.models import Post
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_committee

AT: Final = datetime(2023, 3, 1, 3, tzinfo=UTC)


def make_survey(committees: Iterable[Office], *, post: Post | None = None, year: int = 2023) -> NeedSurvey:
    """A survey that asks these committees."""
    survey = NeedSurvey.objects.create(
        title="Nhu cầu bồi dưỡng phó bí thư đảng ủy",
        post=post or make_post(),
        year=year,
        due_on=date(2023, 3, 10),
        asked_at=AT,
        asked_by=make_user(),
    )
    StatedNeed.objects.bulk_create(StatedNeed(survey=survey, committee=one) for one in committees)
    return survey


def make_holding_plan(*places: int, first_quarter: int = 100, days_before: int = 10) -> Plan:
    """An open plan of the first half of 2023 with a committee for each number of places, which it may hold."""
    plan = make_plan()
    for count in places:
        committee = make_committee()
        for _ in range(count):
            make_target_post(plan, committee=committee, places=count)
    QuarterTarget.objects.create(plan=plan, year=2023, quarter=1, classes=1, places=first_quarter)
    ReservationRule.objects.create(plan=plan, days_before=days_before)
    return plan
