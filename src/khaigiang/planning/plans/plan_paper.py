"""From a plan to the words of its paper."""

from datetime import date

from khaigiang.papers import training_plan
from khaigiang.papers.training_plan import QuarterPlaces, TrainingPlan
from khaigiang.papers.words import capital
from khaigiang.planning.documents.letterheads import letterhead
from khaigiang.planning.plans.in_papers import (
    course_of,
    grounds_of,
    places_in_papers,
    quarter_in_papers,
    target_group_of,
)
from khaigiang.planning.plans.models import PaperDuty, Plan, PlanPaper
from khaigiang.planning.plans.queries import duty_of, quarter_rows
from khaigiang.planning.plans.signatures import recipients, signature
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import Written, written
from khaigiang.registry.units.models import Office


def plan_abstract(plan: Plan) -> str:
    """What the paper of a plan is about."""
    return f"Tổ chức {course_of(plan)}"


def written_plan(paper: PlanPaper, on: date) -> Written:
    """The paper as a Word file and as PDF, with the template that is in force on a day."""
    name, office = PaperName.TRAINING_PLAN, paper.document.issuer
    return written(training_plan, plan_content(paper), name, office=office, on=on)


def last_plan_content(office: Office) -> TrainingPlan | None:
    """What the last such paper of an office says."""
    papers = PlanPaper.objects.filter(document__issuer=office).select_related("document__issuer", "plan__document")
    last = papers.order_by("-pk").first()
    return plan_content(last) if last else None


def plan_content(paper: PlanPaper) -> TrainingPlan:
    """What the paper says: the plan's group, places, quarters and days as they are now."""
    plan = paper.plan
    duty = duty_of(plan, PaperDuty.Paper.PLAN, paper.document.signed_on)
    return TrainingPlan(
        letterhead=letterhead(paper.document),
        grounds=grounds_of(plan),
        course=course_of(plan),
        target_group=target_group_of(plan),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        answer_until=plan.nominations_due_on,
        organiser=plan.organiser.name,
        school=plan.school.name,
        quarters=tuple(
            QuarterPlaces(
                quarter=capital(quarter_in_papers(row.quarter, row.year)), classes=row.classes, places=row.places
            )
            for row in quarter_rows(plan)
            if row.classes or row.places
        ),
        places=places_in_papers(plan),
        signature=signature(duty),
        recipients=recipients(duty),
    )
