"""Who is to be reminded, by which rule, and which reminders were drafted."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.answers import rules
from khaigiang.teaching.answers.models import Answer, Reminder, ReminderRule
from khaigiang.teaching.answers.queries.answers import still_called
from khaigiang.teaching.answers.queries.person import last_correction
from khaigiang.teaching.answers.states import UNANSWERED
from khaigiang.teaching.cohorts import letters
from khaigiang.teaching.cohorts.models import Summons


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What the rule asks of one summons on a day: its days, the step that is due, and how many are silent."""

    summons_id: int
    number: str
    class_id: int
    class_name: str
    begins_on: date
    days: tuple[date, ...]
    step: int | None
    silent: int

    @property
    def is_to_be_drafted(self) -> bool:
        """Is a reminder due that nobody has drafted, with somebody to remind?"""
        return self.step is not None and self.silent > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRow:
    """One reminder that was drafted."""

    class_name: str
    number: str
    step: int
    people: int
    drafted_at: datetime
    to_people_id: int | None
    to_people_state: str
    to_committees_id: int | None
    to_committees_state: str


def rule_of(plan: Plan) -> ReminderRule | None:
    """The office's rule for a plan, where it has set one."""
    return ReminderRule.objects.filter(plan=plan).select_related("set_by").first()


def described(rule: ReminderRule | None) -> dict[str, bool | int]:
    """What a rule says, as a form and the audit tell it; nothing where none is set."""
    if rule is None:
        return {}
    return {
        "is_on": rule.is_on,
        "days_after": rule.days_after,
        "days_before": rule.days_before,
        "most": rule.most,
    }


def unanswered(summons: Summons) -> QuerySet[Answer]:
    """Answers of those called who have not said whether they come, in the order of names."""
    found = Answer.objects.filter(still_called(), summons=summons, state__in=sorted(UNANSWERED))
    together = ("enrolment__official", "enrolment__target_post__committee", "enrolment__target_post__unit")
    return found.select_related(*together).order_by("enrolment__official__sort_key", "pk")


def due_reminders(rule: ReminderRule, today: date) -> list[Due]:
    """What the rule asks of every summons of its plan whose class has not begun."""
    issued = Summons.objects.filter(training_class__plan=rule.plan_id, document__issued_on__isnull=False)
    waiting = issued.filter(training_class__days__on__gt=today).distinct()
    found = waiting.select_related("document", "training_class").order_by("training_class__number", "pk")
    rows = [_due(rule, summons, today) for summons in found]
    return [row for row in rows if row.begins_on > today]


def reminder_rows(plan: Plan) -> list[ReminderRow]:
    """The reminders drafted under a plan, the newest first; one statement."""
    together = ("summons__training_class", "summons__document", "to_people", "to_committees")
    found = Reminder.objects.filter(summons__training_class__plan=plan).select_related(*together).order_by("-pk")
    return [
        ReminderRow(
            class_name=one.summons.training_class.name,
            number=one.summons.document.number,
            step=one.step,
            people=one.people,
            drafted_at=one.drafted_at,
            to_people_id=one.to_people_id,
            to_people_state=one.to_people.get_state_display() if one.to_people else "",
            to_committees_id=one.to_committees_id,
            to_committees_state=one.to_committees.get_state_display() if one.to_committees else "",
        )
        for one in found
    ]


def _due(rule: ReminderRule, summons: Summons, today: date) -> Due:
    corrected = last_correction(summons)
    paper = corrected.document if corrected else summons.document
    sent_on, begins_on = paper.issued_on or today, letters.gathers_at(summons).date()
    days = rules.reminder_days(sent_on, begins_on, after=rule.days_after, before=rule.days_before, most=rule.most)
    step = rules.step_due(days, today, begins_on=begins_on)
    if step is not None and corrected:
        step += corrected.steps_before
    if step is not None and summons.reminders.filter(step__gte=step).exists():
        step = None
    return Due(
        summons_id=summons.pk,
        number=summons.document.number,
        class_id=summons.training_class_id,
        class_name=summons.training_class.name,
        begins_on=begins_on,
        days=tuple(days),
        step=step,
        silent=unanswered(summons).count(),
    )
