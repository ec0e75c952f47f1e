"""Reminding those who are silent: by the office's rule, as drafts in the outbox, each step once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.queries import is_pending
from khaigiang.ground.jobs.services import ask
from khaigiang.ground.outbox import services as outbox
from khaigiang.ground.outbox.models import Mailing
from khaigiang.ground.outbox.services import Receiver
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.answers import letters
from khaigiang.teaching.answers.errors import NobodyIsSilent
from khaigiang.teaching.answers.models import Answer, Reminder, ReminderRule
from khaigiang.teaching.answers.queries import described, due_reminders, rule_of, unanswered
from khaigiang.teaching.answers.states import AGAIN_AFTER, REMIND
from khaigiang.teaching.cohorts.models import Summons
from khaigiang.teaching.cohorts.states import answer_link


@transaction.atomic
def set_reminder_rule(
    plan: Plan, *, is_on: bool, days_after: int, days_before: int, most: int, by: User, at: datetime
) -> ReminderRule:
    """Say when those who have not answered are reminded; what is due is drafted by a job, today and every day after."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    found = rule_of(plan)
    before = described(found)
    rule, _made = ReminderRule.objects.update_or_create(
        plan=plan,
        defaults={
            "is_on": is_on,
            "days_after": days_after,
            "days_before": days_before,
            "most": most,
            "set_by": by,
            "set_at": at,
        },
    )
    audit.record("set_reminder_rule", plan, by=by, at=at, before=before, after=described(rule))
    if is_on:
        ask(REMIND, by=by, at=at, ids={"plan": plan.pk, "turn": 0})
    return rule


def keep_reminding(plan: Plan, *, by: User, at: datetime) -> None:
    """Let the daily work of a plan's rule go on where it has ended, since somebody is called anew; within their act."""
    rule = rule_of(plan)
    if rule is not None and rule.is_on and not is_pending(REMIND, plan=plan.pk):
        ask(REMIND, by=by, at=at, ids={"plan": plan.pk, "turn": 0}, not_before=machine_now() + AGAIN_AFTER)


@transaction.atomic
def draft_reminders(summons: Summons, *, by: User | None, at: datetime) -> Reminder:
    """Draft the reminder of a summons that is due today: to the silent people, and to each committee their list.

    Raises NobodyIsSilent where none is due, where it was drafted, or where everybody has answered.
    """
    # The summons is the lock: two who draft at one time find one step due.
    summons = Summons.objects.select_for_update().get(pk=summons.pk)
    rule = rule_of(summons.training_class.plan)
    due = [one for one in due_reminders(rule, local_day(at)) if one.summons_id == summons.pk] if rule else []
    silent = list(unanswered(summons))
    if not (due and due[0].step and silent):
        raise NobodyIsSilent
    reminder = Reminder.objects.create(summons=summons, step=due[0].step, people=len(silent), drafted_at=at)
    reminder.to_people = _drafted(reminder, letters.TO_PEOPLE, _people(summons, silent), "people", by=by, at=at)
    committees = _committees(silent)
    reminder.to_committees = _drafted(reminder, letters.TO_COMMITTEES, committees, "committees", by=by, at=at)
    reminder.save(update_fields=["to_people", "to_committees"])
    audit.record("draft_reminders", summons, by=by, at=at, after={"step": reminder.step, "people": len(silent)})
    return reminder


def _drafted(
    reminder: Reminder, body: str, receivers: list[Receiver], whom: str, *, by: User | None, at: datetime
) -> Mailing:
    summons = reminder.summons
    facts = letters.facts_of(summons)
    issuer = summons.document.issuer
    return outbox.draft_mailing(
        f"reminder {summons.pk} {reminder.step} {whom}",
        receivers,
        title=letters.TITLES[whom].format(**facts, step=reminder.step),
        subject=letters.SUBJECTS[whom].format(**facts),
        body=body.format(**facts),
        sender_role=Role.OFFICE.value,
        sender_name=issuer.name,
        reply_to=issuer.email,
        link=reverse("answers:class", args=[summons.training_class_id]),
        by=by,
        at=at,
    )


def _people(summons: Summons, silent: Sequence[Answer]) -> list[Receiver]:
    return [
        Receiver(
            key=f"enrolment {one.enrolment_id}",
            name=one.enrolment.official.full_name,
            address=one.enrolment.official.email,
            values={
                "name": one.enrolment.official.full_name,
                "committee": one.enrolment.target_post.committee.name,
            },
            sealed={"link": answer_link(summons.pk, one.enrolment_id)},
        )
        for one in silent
    ]


def _committees(silent: Sequence[Answer]) -> list[Receiver]:
    of_committee: defaultdict[int, list[Answer]] = defaultdict(list)
    for one in silent:
        of_committee[one.enrolment.target_post.committee_id].append(one)
    return [
        Receiver(
            key=f"office {committee_id}",
            name=found[0].enrolment.target_post.committee.name,
            address=found[0].enrolment.target_post.committee.email,
            values={
                "committee": found[0].enrolment.target_post.committee.name,
                "count": str(len(found)),
                "people": letters.listed(found),
            },
        )
        for committee_id, found in sorted(of_committee.items())
    ]
