"""Results as decisions have recognised them by a day: what ledger, reports and certificates count."""

from datetime import date
from typing import Any, NamedTuple

from khaigiang.planning.plans.models import Plan
from khaigiang.recognition.assessment.models import Result


class Recognised(NamedTuple):
    """One post's recognised result."""

    target_post_id: int
    enrolment_id: int
    official_id: int
    training_class_id: int
    passed: bool
    band_id: int | None
    band_code: str
    band_name: str


def recognised_by_post(plan: Plan, on: date) -> dict[int, Recognised]:
    """The last recognised result of each post of a plan as of the day; 1 statement.

    A post that succeeded once stays so, whatever came later.
    """
    rows = (
        Result.objects.filter(enrolment__target_post__plan=plan, decision__effective_on__lte=on)
        .order_by("decision__effective_on", "pk")
        .values_list(
            "enrolment__target_post_id",
            "enrolment_id",
            "enrolment__official_id",
            "enrolment__training_class_id",
            "passed",
            "band_id",
            "band__code",
            "band__name",
        )
    )
    found: dict[int, Recognised] = {}
    for row in map(_described, rows.iterator(chunk_size=5000)):
        before = found.get(row.target_post_id)
        if before is None or row.enrolment_id == before.enrolment_id or not before.passed:
            found[row.target_post_id] = row
    return found


def completed_posts(plan: Plan, on: date) -> dict[int, str]:
    """Posts that have completed the programme by the day, each with the code of its band."""
    return {post: row.band_code for post, row in recognised_by_post(plan, on).items() if row.passed}


def _described(columns: tuple[Any, ...]) -> Recognised:
    post_id, enrolment_id, official_id, class_id, passed, band_id, code, name = columns
    return Recognised(post_id, enrolment_id, official_id, class_id, passed, band_id, code or "", name or "")
