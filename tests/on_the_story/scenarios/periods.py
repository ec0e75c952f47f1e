"""Term and annual plans."""

from typing import Final

from khaigiang.planning.periods.models import PeriodAmendment, PeriodPlan, PlanLine
from khaigiang.planning.periods.services import (
    LineValues,
    amend_period_plan,
    approve_period_plan,
    save_line,
    save_period_plan,
    send_up_period_plan,
)
from khaigiang.planning.periods.states import PeriodKind
from tests.on_the_story.scenarios import second_plan
from tests.on_the_story.scenarios.second_plan import TODAY, by, story
from tests.on_the_story.scenarios.sending import Table, post, when


def _annual() -> PeriodPlan:
    return PeriodPlan.objects.get(kind=PeriodKind.ANNUAL)


def _line() -> PlanLine:
    return PlanLine.objects.get(plan=_annual())


def _new() -> PeriodPlan:
    return save_period_plan(
        None,
        kind=PeriodKind.ANNUAL,
        title="Đào tạo, bồi dưỡng năm 2024",
        document=second_plan.document(),
        starts_on=TODAY.replace(year=2024, month=1, day=1),
        ends_on=TODAY.replace(year=2024, month=12, day=31),
        above=None,
        **by("demo-organiser"),
    )


def free_line() -> PlanLine:
    values = LineValues(title="Bí thư chi bộ", people=120, classes=2, amount=None, above=None)
    return save_line(_new(), None, **values, **by("demo-organiser"))


def sent_up() -> PeriodPlan:
    return send_up_period_plan(free_line().plan, **by("demo-organiser"))


def _approved_line() -> PlanLine:
    plan = approve_period_plan(sent_up(), **by("demo-leader"))
    return plan.lines.get()


def _amended() -> PeriodAmendment:
    return amend_period_plan(
        _annual(), {(_line().pk, "people"): "600"}, document=second_plan.document(), in_force_on=TODAY,
        **by("demo-organiser"),
    )  # fmt: skip


TABLE: Final[Table] = {
    "periods:new": when(
        "demo-organiser",
        lambda: post(
            kind="annual",
            document=second_plan.document().pk,
            title="Đào tạo, bồi dưỡng năm 2024",
            starts_on="1/1/2024",
            ends_on="31/12/2024",
        ),
    ),
    "periods:edit": when("demo-organiser", lambda: post(_annual().pk, title="Đào tạo, bồi dưỡng năm 2023")),
    "periods:remove": when("demo-organiser", lambda: post(_new().pk)),
    "periods:send_up": when("demo-organiser", lambda: post(free_line().plan_id)),
    "periods:take_back": when("demo-organiser", lambda: post(sent_up().pk)),
    "periods:return": when("demo-leader", lambda: post(sent_up().pk, reason="Thiếu kinh phí")),
    "periods:approve": when("demo-leader", lambda: post(sent_up().pk)),
    "periods:reopen": when("demo-organiser", lambda: post(_approved_line().plan_id)),
    "periods:new_line": when("demo-organiser", lambda: post(_new().pk, title="Bí thư chi bộ", people="120")),
    "periods:line": when("demo-organiser", lambda: post(free_line().pk, people="580")),
    "periods:remove_line": when("demo-organiser", lambda: post(free_line().pk)),
    "periods:amend": when(
        "demo-organiser",
        lambda: post(
            _annual().pk,
            document=second_plan.document().pk,
            in_force_on="24/5/2023",
            **{f"line-people-{_line().pk}": "600"},
        ),
    ),
    "periods:withdraw_amendment": when("demo-organiser", lambda: post(_amended().pk)),
    "periods:of_plan": when("demo-organiser", lambda: post(second_plan.drafted().pk, line=_line().pk)),
    "periods:take_off": when("demo-organiser", lambda: post(story().pk)),
}
