"""Need before dates."""

from datetime import date
from typing import Final

from khaigiang.planning.needs.models import NeedSurvey, StatedNeed
from khaigiang.planning.needs.services import ask_for_needs, reserve_places, set_reservation_rule
from khaigiang.planning.plans.models import Plan, Quota
from tests.on_the_story.scenarios import second_plan
from tests.on_the_story.scenarios.second_plan import by, story
from tests.on_the_story.scenarios.sending import Sent, Table, post, when


def _survey() -> NeedSurvey:
    return ask_for_needs(
        title="Nhu cầu năm 2024",
        post=story().rule_posts.get(),
        year=2024,
        due_on=date(2023, 6, 30),
        **by("demo-organiser"),
    )


def _need() -> StatedNeed:
    return _survey().needs.order_by("pk")[0]


def _holding() -> Plan:
    plan = second_plan.opened()
    set_reservation_rule(plan, 10, **by("demo-organiser"))
    return plan


def _quota(plan: Plan) -> Quota:
    return plan.quotas.select_related("committee").order_by("-places", "pk")[0]


def _own() -> Sent:
    plan = _holding()
    return post(plan.pk, _quota(plan).committee_id, **{"2023-3": "1"})


def _due() -> Plan:
    """A place of the quarter that ends with the plan is held; then the rule grows so that it lapses today."""
    plan = _holding()
    reserve_places(plan, _quota(plan).committee, {(2023, 3): 1}, **by("demo-organiser"))
    Plan.objects.filter(pk=plan.pk).update(ends_on=date(2023, 7, 3))
    set_reservation_rule(plan, 60, **by("demo-organiser"))
    return plan


TABLE: Final[Table] = {
    # The survey, and its e-mails to the committees.
    "needs:ask": when(
        "demo-organiser",
        lambda: post(title="Nhu cầu năm 2024", post=story().rule_posts.get().pk, year="2024", due_on="30/6/2023"),
        entries=2,
    ),
    "needs:remind": when("demo-organiser", lambda: post(_survey().pk)),
    # The survey goes, and with it the drafts of its e-mails.
    "needs:withdraw": when("demo-organiser", lambda: post(_survey().pk), entries=2),
    "needs:state": when("demo-organiser", lambda: post(_need().pk, first="1", second="2", third="0", fourth="3")),
    "needs:rule": when("demo-organiser", lambda: post(second_plan.opened().pk, days_before="10")),
    "needs:own": when("demo-organiser", _own, entries=2),
    "needs:lapse": when("demo-organiser", lambda: post(_due().pk)),
    "needs:projection": when("demo-organiser", lambda: post(second_plan.drafted().pk, source="projection")),
}
