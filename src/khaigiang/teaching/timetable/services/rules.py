"""How grave a rule is in the timetables of a plan, and single findings that somebody lets pass."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import ReasonMissing, RuleRefuses
from khaigiang.teaching.timetable.models import IgnoredFinding, RuleLevel, Session
from khaigiang.teaching.timetable.queries.findings import findings_of
from khaigiang.teaching.timetable.queries.pages import sessions_of_class
from khaigiang.teaching.timetable.queries.situation import with_people
from khaigiang.teaching.timetable.states import FindingKind, Level, usual_level


@transaction.atomic
def set_rule_level(
    plan: Plan, kind: FindingKind, level: Level, *, reason: str = "", by: User, at: datetime
) -> RuleLevel | None:
    """Say how grave a rule is in the timetables of a plan; at its usual level nothing is kept.

    Raises ReasonMissing when a rule is to be let pass without a reason.
    """
    if level == Level.IGNORED and not reason.strip():
        raise ReasonMissing
    before = plan.rule_levels.filter(kind=kind).first()
    was = before.level if before else usual_level(kind)
    if level == usual_level(kind):
        plan.rule_levels.filter(kind=kind).delete()
        kept = None
    else:
        values = {"level": level, "reason": reason.strip(), "set_by": by, "set_at": at}
        kept, _is_new = RuleLevel.objects.update_or_create(plan=plan, kind=kind, defaults=values)
    after = {"rule": kind, "level": level, "reason": reason.strip()}
    audit.record("set_rule_level", plan, by=by, at=at, before={"rule": kind, "level": was}, after=after)
    return kept


@transaction.atomic
def ignore_finding(session: Session, kind: FindingKind, *, reason: str, by: User, at: datetime) -> IgnoredFinding:
    """Let one finding pass while its session stands in this half-day; raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    ignored, _is_new = IgnoredFinding.objects.update_or_create(
        training_class=session.training_class,
        item=session.item,
        on=session.on,
        half_day=session.half_day,
        kind=kind,
        defaults={"reason": reason.strip(), "ignored_by": by, "ignored_at": at},
    )
    audit.record("ignore_finding", session, by=by, at=at, after={"finding": kind, "reason": reason.strip()})
    return ignored


@transaction.atomic
def heed_finding(session: Session, kind: FindingKind, *, by: User, at: datetime) -> None:
    """Take back that a finding is let pass."""
    IgnoredFinding.objects.filter(
        training_class=session.training_class, item=session.item, on=session.on, half_day=session.half_day, kind=kind
    ).delete()
    audit.record("heed_finding", session, by=by, at=at, before={"finding": kind})


def refuse_forbidden(plan: Plan, written: Sequence[Draft]) -> None:
    """Raise RuleRefuses when a piece just written breaks a rule of the plan that refuses the act."""
    if not plan.rule_levels.filter(level=Level.BLOCK_ACT).exists():
        return
    keys = {draft.key for draft in written}
    classes = with_people(TrainingClass.objects.filter(pk__in={draft.class_id for draft in written}))
    for training_class in classes:
        for finding in findings_of(training_class, sessions_of_class(training_class)):
            session = finding.session
            if finding.blocks_act and (session.training_class_id, session.item_id) in keys:
                raise RuleRefuses(item=session.item, when=session.when, finding=finding.sentence)
