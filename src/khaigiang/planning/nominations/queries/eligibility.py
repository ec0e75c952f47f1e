"""Eligibility of officials for posts of a plan, many at once, and its sentences."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.nominations.completions import completed_by
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.rules import Code, Finding, OfficialFacts, PlanFacts, eligibility
from khaigiang.planning.nominations.states import LIVE
from khaigiang.planning.plans.models import Plan, TargetPost
from khaigiang.registry.officials.models import Appointment, Official

SENTENCES: Final[dict[Code, Promise]] = {
    Code.HOLDS_NOTHING_THERE: _("Holds no post in this unit today. Choose somebody who serves there."),
    Code.NAMED_ELSEWHERE: _("Already named for %(about)s under this plan."),
    Code.TOO_OLD: _("The plan takes people born on %(about)s or later."),
    Code.NOT_THE_HOLDER: _("Does not hold the post itself, but: %(about)s."),
    Code.COMPLETED: _("Has completed %(about)s already."),
    Code.BIRTHDAY_UNKNOWN: _("The birthday is not known; the plan sets a limit."),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """One official, looked at for one post."""

    target_post: TargetPost
    official: Official


def sentence(finding: Finding) -> str:
    """A finding in the reader's words."""
    return str(SENTENCES[finding.code]) % {"about": finding.about}


def findings_of(plan: Plan, subjects: Sequence[Subject], on: date) -> list[list[Finding]]:
    """What speaks against each official on the day, in the order given; two statements and what completions cost."""
    ids = {subject.official.pk for subject in subjects}
    posts = _posts_of(ids, on)
    live = _live_posts(plan, ids)
    completed = completed_by(ids, on)
    asked = PlanFacts(born_not_before=plan.born_not_before)
    return [eligibility(_facts(subject, posts, live, completed), asked) for subject in subjects]


def holders_on(plan: Plan, unit_ids: Iterable[int], on: date) -> dict[int, Official]:
    """Who holds the plan's post in these units on the day, by unit; one statement."""
    held = Appointment.objects.on(on).filter(post=plan.target_post_id, unit__in=unit_ids).holders_last()
    return {appointment.unit_id: appointment.official for appointment in held.select_related("official")}


Posts = dict[int, list[Appointment]]


def _posts_of(official_ids: set[int], on: date) -> Posts:
    found: Posts = defaultdict(list)
    for appointment in Appointment.objects.filter(valid_on(on), official__in=official_ids).select_related("post"):
        found[appointment.official_id].append(appointment)
    return found


def _live_posts(plan: Plan, official_ids: set[int]) -> dict[int, TargetPost]:
    live = Nomination.objects.filter(plan=plan, official__in=official_ids, state__in=LIVE)
    return {one.official_id: one.target_post for one in live.select_related("target_post__unit")}


def _facts(subject: Subject, posts: Posts, live: dict[int, TargetPost], completed: dict[int, str]) -> OfficialFacts:
    here = [one for one in posts.get(subject.official.pk, []) if one.unit_id == subject.target_post.unit_id]
    elsewhere = live.get(subject.official.pk)
    return OfficialFacts(
        born_on=subject.official.born_on,
        holds_the_post=any(one.post_id == subject.target_post.post_id for one in here),
        other_posts=tuple(one.post.title for one in here if one.post_id != subject.target_post.post_id),
        named_for=elsewhere.unit.name if elsewhere and elsewhere.pk != subject.target_post.pk else "",
        completed=completed.get(subject.official.pk, ""),
    )
