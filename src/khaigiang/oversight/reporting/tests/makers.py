"""Programmes with results, ready to be reported on, for tests."""

from khaigiang.oversight.coverage.tests.makers import make_attending, make_recognised, make_summoned
from khaigiang.planning.documents.models import DocumentKind
from khaigiang.planning.documents.tests.makers import make_series
from khaigiang.planning.plans.models import PaperDuty, Plan
from khaigiang.planning.plans.tests.makers import make_duty, make_plan, make_target_post
from khaigiang.teaching.cohorts.tests.makers import make_class, make_listed


def make_programme(*, codes: tuple[str, ...] = ("xuat-sac", "gioi", "gioi", "kha"), remaining: int = 1) -> Plan:
    """A plan with one class whose people reached these bands, and posts that nobody holds."""
    plan = make_plan()
    training_class = make_class(plan)
    for code in codes:
        make_recognised(make_attending(make_summoned(make_listed(training_class))), code=code)
    for _ in range(remaining):
        make_target_post(plan)
    return plan


def make_ready_to_report(plan: Plan) -> Plan:
    """The organiser signs and numbers the report of the plan."""
    make_duty(plan, PaperDuty.Paper.REPORT)
    make_series(plan.organiser, kind=DocumentKind.REPORT, first_number=50)
    return plan
