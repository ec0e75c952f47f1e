"""The work of drafting reminders, which asks for itself again every day while the rule holds."""

from django.utils.translation import gettext as _

from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.kinds import Run
from khaigiang.ground.jobs.services import ask
from khaigiang.ground.web import clock
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.answers import services
from khaigiang.teaching.answers.errors import NobodyIsSilent
from khaigiang.teaching.answers.queries import due_reminders, rule_of
from khaigiang.teaching.answers.states import AGAIN_AFTER, REMIND
from khaigiang.teaching.cohorts.models import Summons


def draft_due_reminders(run: Run, plan: int, turn: int) -> str:
    """Draft every reminder of a plan that is due today, and ask for the same work tomorrow."""
    rule = rule_of(Plan.objects.get(pk=plan))
    if rule is None or not rule.is_on:
        return _("The rule of reminding is off.")
    rows = due_reminders(rule, clock.today())
    due = [row for row in rows if row.is_to_be_drafted]
    for done, row in enumerate(due, 1):
        _draft(row.summons_id, run)
        run.tell(done, len(due))
    if rows:
        ids = {"plan": plan, "turn": turn + 1}
        ask(REMIND, by=run.by, at=clock.now(), ids=ids, not_before=machine_now() + AGAIN_AFTER)
    return _("Reminders drafted: %(count)s.") % {"count": len(due)}


def _draft(summons_id: int, run: Run) -> None:
    try:
        services.draft_reminders(Summons.objects.get(pk=summons_id), by=run.by, at=clock.now())
    except NobodyIsSilent:
        # Somebody answered, or a person drafted it, since the list was read.
        return
