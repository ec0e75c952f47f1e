"""Reading plans: the target group, places, quarters, duties, excuses."""

from khaigiang.planning.plans.queries.approval import SubmissionRow, submission_rows
from khaigiang.planning.plans.queries.duties import (
    DutyRow,
    duty_of,
    duty_rows,
    is_settled,
    substitutes_of,
    suggested_duty,
)
from khaigiang.planning.plans.queries.group import GroupRow, group_rows
from khaigiang.planning.plans.queries.page import PlanPage, plan_page
from khaigiang.planning.plans.queries.places import (
    PlacesPreview,
    PlacesRow,
    QuotaRow,
    last_places_by_rule,
    places_by_rule,
    places_in_words,
    places_preview,
    quota_rows,
)
from khaigiang.planning.plans.queries.plans import PlanRow, QuarterRow, plan_rows, quarter_rows, typed_values
from khaigiang.planning.plans.queries.posts import PostPage, PostRow, excused_on, post_page
from khaigiang.planning.plans.queries.targets import (
    CommitteeCount,
    ExceptionRow,
    KindCount,
    TargetPreview,
    TargetRule,
    TargetUnit,
    exception_rows,
    holder_on,
    rule_in_words,
    rule_of,
    target_preview,
    target_units,
)

__all__ = [
    "CommitteeCount",
    "DutyRow",
    "ExceptionRow",
    "GroupRow",
    "KindCount",
    "PlacesPreview",
    "PlacesRow",
    "PlanPage",
    "PlanRow",
    "PostPage",
    "PostRow",
    "QuarterRow",
    "QuotaRow",
    "SubmissionRow",
    "TargetPreview",
    "TargetRule",
    "TargetUnit",
    "duty_of",
    "duty_rows",
    "exception_rows",
    "excused_on",
    "group_rows",
    "holder_on",
    "is_settled",
    "last_places_by_rule",
    "places_by_rule",
    "places_in_words",
    "places_preview",
    "plan_page",
    "plan_rows",
    "post_page",
    "quarter_rows",
    "quota_rows",
    "rule_in_words",
    "rule_of",
    "submission_rows",
    "substitutes_of",
    "suggested_duty",
    "target_preview",
    "target_units",
    "typed_values",
]
