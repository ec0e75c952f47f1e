"""Shapes of what people type about plans; the caller says what may be chosen."""

from khaigiang.planning.plans.forms.amendment import AmendForms, AmendmentForm
from khaigiang.planning.plans.forms.group import GroupChangesForm, GroupSearchForm, PostFilterForm
from khaigiang.planning.plans.forms.papers import DutyForm, SubstituteForm
from khaigiang.planning.plans.forms.places import (
    AboveQuarterForm,
    GridForm,
    PlacesForm,
    PlacesRuleForm,
    QuartersForm,
)
from khaigiang.planning.plans.forms.plan import PlanForm, RollForm, TargetForm

__all__ = [
    "AboveQuarterForm",
    "AmendForms",
    "AmendmentForm",
    "DutyForm",
    "GridForm",
    "GroupChangesForm",
    "GroupSearchForm",
    "PlacesForm",
    "PlacesRuleForm",
    "PlanForm",
    "PostFilterForm",
    "QuartersForm",
    "RollForm",
    "SubstituteForm",
    "TargetForm",
]
