"""Eligibility of officials for posts of a plan, many at once, and its sentences."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.nominations.completions import completed_by
from khaigiang.planning.nominations.models import Hindrance, Nomination
from khaigiang.planning.nominations.rules import Code, Finding, OfficialFacts, PlanFacts, eligibility
from khaigiang.planning.nominations.states import LIVE
from khaigiang.planning.nominations.stays import Stay, Stays, stays_of
from khaigiang.planning.plans.models import Plan, TargetPost
from khaigiang.registry.officials.models import Appointment, Official

SENTENCES: Final[dict[Code, Promise]] = {
    Code.HOLDS_NOTHING_THERE: _("Holds no post in this unit today. Choose somebody who serves there."),
    Code.NAMED_ELSEWHERE: _("Already named for %(about)s under this plan."),
    Code.TOO_OLD: _("The plan takes people born on %(about)s or later."),
    Code.NOT_THE_HOLDER: _("Does not hold the post itself, but: %(about)s."),
    Code.COMPLETED: _("Has completed %(about)s already."),
    Code.ATTENDED: _("Has sat in %(about)s before."),
    Code.SAME_DAYS: _("Sits in %(about)s within the same days."),
    Code.OTHER_PLAN: _("Is named under %(about)s too, which runs at the same time."),
    Code.LEAVES: _("Holds the post until %(about)s only, before the classes end."),
    Code.HINDERED: _("Cannot come: %(about)s."),
    Code.BIRTHDAY_UNKNOWN: _("The birthday is not known; the plan sets a limit."),
}

_UNTIL: Final = _("until %(day)s")

Row = TypeVar("Row", Appointment, Nomination)


@dataclass(frozen=True, slots=True)
class Subject:
    """One official, looked at for one post."""

    target_post: TargetPost
    official: Official


def sentence(finding: Finding) -> str:
    """A finding in the reader's words."""
    return str(SENTENCES[finding.code]) % {"about": finding.about}


def findings_of(plan: Plan, subjects: Sequence[Subject], on: date) -> list[list[Finding]]:
    """What speaks against each official on the day, in the order given; three statements and what other features cost."""
    known = Known.of(plan, subjects, on)
    asked = PlanFacts(born_not_before=plan.born_not_before)
    return [eligibility(known.facts(subject), asked) for subject in subjects]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of officials on a day: posts, names given under open plans, classes, what hinders them."""

    plan: Plan
    on: date
    posts: dict[int, list[Appointment]]
    named: dict[int, list[Nomination]]
    completed: dict[int, str]
    stays: Stays
    hindered: dict[tuple[int, int], Hindrance]

    @classmethod
    def of(cls, plan: Plan, subjects: Sequence[Subject], on: date) -> "Known":
        """Everything about some officials; three statements and what other features cost."""
        ids = {subject.official.pk for subject in subjects}
        held = Appointment.objects.filter(valid_on(on), official__in=ids).select_related("post")
        live = Nomination.objects.filter(official__in=ids, state__in=LIVE).select_related(
            "target_post__unit", "target_post__post", "plan__document"
        )
        return cls(
            plan=plan,
            on=on,
            posts=_by_official(held),
            named=_by_official(live),
            completed=completed_by(ids, on),
            stays=stays_of(ids),
            hindered={
                (one.target_post_id, one.official_id): one
                for one in standing_hindrances(plan, on).filter(official__in=ids)
            },
        )

    def facts(self, subject: Subject) -> OfficialFacts:
        """What is known of one official, seen from one post."""
        official, post = subject.official, subject.target_post
        here = [one for one in self.posts.get(official.pk, []) if one.unit_id == post.unit_id]
        held = [one for one in here if one.post_id == post.post_id]
        named = self.named.get(official.pk, [])
        own = next((one for one in named if one.target_post_id == post.pk), None)
        stays = self.stays.get(official.pk, [])
        first, last = self._days(own, stays)
        others = [one for one in stays if own is None or one.nomination_id != own.pk]
        meeting = [one for one in others if one.meets(first, last) and one.last_day >= self.on]
        hindrance = self.hindered.get((post.pk, official.pk))
        return OfficialFacts(
            born_on=official.born_on,
            holds_the_post=bool(held),
            other_posts=tuple(one.post.title for one in here if one.post_id != post.post_id),
            named_for=_another(post, named),
            completed=self.completed.get(official.pk, ""),
            attended=_in_words([one for one in others if one.last_day < self.on]),
            same_days=_in_words(meeting),
            other_plans=self._others(named, first, last, sitting={one.nomination_id for one in others}),
            leaves_on=_leaving(held, last),
            hindered=hindrance_in_words(hindrance) if hindrance else "",
        )

    def _days(self, own: Nomination | None, stays: Sequence[Stay]) -> tuple[date, date]:
        """The days on which the person would be away: of the class they sit in, or of the plan."""
        sits = next((one for one in stays if own is not None and one.nomination_id == own.pk), None)
        return (sits.first_day, sits.last_day) if sits else (self.plan.starts_on, self.plan.ends_on)

    def _others(
        self, named: Sequence[Nomination], first: date, last: date, *, sitting: set[int | None]
    ) -> tuple[str, ...]:
        """Other open plans of these days under which the person is named without a class yet."""
        return tuple(
            one.plan.document.number
            for one in named
            if one.plan_id != self.plan.pk
            and one.plan.is_open
            and one.pk not in sitting
            and one.plan.starts_on <= last
            and first <= one.plan.ends_on
        )


def standing_hindrances(plan: Plan, on: date) -> QuerySet[Hindrance]:
    """What committees said of people who cannot come, as far as it stands on the day."""
    standing = Hindrance.objects.filter(target_post__plan=plan, taken_back_at__isnull=True)
    return standing.exclude(until__lt=on)


def hindrance_in_words(hindrance: Hindrance) -> str:
    """Why somebody cannot come, and until when."""
    parts = [str(hindrance.get_why_display())]
    if hindrance.until:
        parts.append(str(_UNTIL) % {"day": f"{hindrance.until:%d/%m/%Y}"})
    return "; ".join([" ".join(parts), hindrance.note]) if hindrance.note else " ".join(parts)


def stay_in_words(stay: Stay) -> str:
    """A class with its days."""
    return f"{stay.class_name} ({stay.first_day:%d/%m/%Y} – {stay.last_day:%d/%m/%Y})"


def _in_words(stays: Iterable[Stay]) -> str:
    return ", ".join(stay_in_words(one) for one in stays)


def _by_official(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.official_id].append(row)
    return found


def _another(post: TargetPost, named: Iterable[Nomination]) -> str:
    others = [one for one in named if one.plan_id == post.plan_id and one.target_post_id != post.pk]
    if not others:
        return ""
    other = others[0].target_post
    return other.unit.name if other.post_id == post.post_id else str(other)


def _leaving(held: Sequence[Appointment], last: date) -> str:
    ends = [one.valid_until for one in held]
    known = [end for end in ends if end is not None and end <= last]
    return f"{max(known):%d/%m/%Y}" if known and len(known) == len(ends) else ""
