"""How many people to plan for: who has no class yet or falls due, and what share dropped out under earlier plans."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from khaigiang.ground.shared.figures import percent
from khaigiang.planning.needs.falling_due import falling_due
from khaigiang.planning.needs.models import StatedNeed
from khaigiang.planning.needs.rules import proposed_places
from khaigiang.planning.needs.states import Source, Whom
from khaigiang.planning.nominations.completions import completed_by, kept_for_good
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Plan, RulePost
from khaigiang.planning.plans.queries import FoundPost, found_posts, posts_of, rule_of
from khaigiang.planning.plans.states import BEFORE_APPROVAL
from khaigiang.registry.officials.models import Appointment

SENT = (NominationState.ACCEPTED, NominationState.DEFERRED, NominationState.REPLACED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody behind a figure."""

    official_id: int
    full_name: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectionRow:
    """One committee: its posts, who has no class yet, who falls due, what became of those sent before, what follows.

    `falls_due` is None where no requirement speaks of the plan's posts.
    """

    committee_id: int
    committee: str
    posts: int
    due: int
    sent: int
    completed: int
    need: int | None
    falls_due: int | None = None

    @property
    def dropped(self) -> int:
        return max(self.sent - self.completed, 0)

    @property
    def dropout(self) -> Decimal | None:
        """Percent of those sent before who did not complete."""
        return percent(self.dropped, self.sent) if self.sent else None

    @property
    def proposed(self) -> int:
        """People without a class, and again the share of them that dropped out before; never more than posts."""
        return self._with_dropouts(self.due)

    @property
    def from_due(self) -> int | None:
        """The same of people who fall due by the requirements."""
        return None if self.falls_due is None else self._with_dropouts(self.falls_due)

    def _with_dropouts(self, people: int) -> int:
        return proposed_places(people, sent=self.sent, completed=self.completed, posts=self.posts)

    def number(self, source: Source) -> int | None:
        """Places from one of the sources; None where a committee has not answered."""
        if source == Source.PROJECTION:
            return self.proposed
        if source == Source.FALLING_DUE:
            return self.from_due
        return None if self.need is None else min(self.need, self.posts)

    @property
    def from_need(self) -> int | None:
        """Places from the need stated: never more than posts."""
        return self.number(Source.NEED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """All committees of a plan with the sums."""

    rows: list[ProjectionRow]
    year: int
    earlier: list[Plan]
    by_year: int

    def total(self, name: str) -> int:
        """The sum of a figure."""
        return sum(getattr(row, name) or 0 for row in self.rows)

    @property
    def posts(self) -> int:
        return self.total("posts")

    @property
    def due(self) -> int:
        return self.total("due")

    @property
    def sent(self) -> int:
        return self.total("sent")

    @property
    def completed(self) -> int:
        return self.total("completed")

    @property
    def dropped(self) -> int:
        return self.total("dropped")

    @property
    def proposed(self) -> int:
        return self.total("proposed")

    @property
    def from_need(self) -> int:
        return self.total("from_need")

    @property
    def falls_due(self) -> int:
        return self.total("falls_due")

    @property
    def from_due(self) -> int:
        return self.total("from_due")

    @property
    def knows_due(self) -> bool:
        """Does a requirement speak of the plan's posts?"""
        return any(row.falls_due is not None for row in self.rows)

    @property
    def silent(self) -> int:
        """Committees that have stated no need."""
        return sum(row.need is None for row in self.rows)


def projection(plan: Plan, on: date) -> Projection:
    """Every committee of a plan's group with what to plan for, as known on a day; a dozen statements whatever their number."""
    found = [one for one in found_posts(rule_of(plan)) if one.committee_id is not None]
    earlier = _earlier(plan, on)
    due = Counter(one.committee_id for one, _held in _due(plan, found, on))
    sent, completed = _sent_and_completed(earlier, on)
    needs, falls_due = _needs(plan), _falls_due(plan, on)
    posts = Counter(one.committee_id for one in found)
    names = {one.committee_id: one.committee for one in found}
    rows = [
        ProjectionRow(
            committee_id=pk,
            committee=names[pk],
            posts=count,
            due=due[pk],
            sent=sent[pk],
            completed=completed[pk],
            need=needs.get(pk),
            falls_due=None if falls_due is None else falls_due[pk],
        )
        for pk, count in posts.items()
        if pk is not None
    ]
    return Projection(rows=rows, year=plan.starts_on.year, earlier=earlier, by_year=plan.ends_on.year)


def people_behind(plan: Plan, committee_id: int, whom: Whom, on: date) -> list[PersonRow]:
    """Who stands behind a figure of one committee, by name."""
    if whom == Whom.DUE:
        posts = [one for one in found_posts(rule_of(plan)) if one.committee_id == committee_id]
        return [_person(held.official_id, held.official.full_name, post.unit) for post, held in _due(plan, posts, on)]
    found = [one for one in _sent(_earlier(plan, on)) if one.committee_id == committee_id]
    kept = kept_for_good([one.pk for one in found], on)
    if whom != Whom.SENT:
        found = [one for one in found if (one.pk in kept) is (whom == Whom.COMPLETED)]
    return [_person(one.official_id, one.official.full_name, one.target_post.unit.name) for one in found]


def _earlier(plan: Plan, on: date) -> list[Plan]:
    """Approved plans for one of the same posts that have ended: only then is it known who dropped out."""
    same = RulePost.objects.filter(plan=OuterRef("pk"), post__in=posts_of(plan))
    found = Plan.objects.filter(Exists(same), ends_on__lt=min(on, plan.starts_on)).exclude(pk=plan.pk)
    return list(found.exclude(state__in=BEFORE_APPROVAL).select_related("document").order_by("starts_on", "pk"))


def _due(plan: Plan, posts: Iterable[FoundPost], on: date) -> list[tuple[FoundPost, Appointment]]:
    """Holders of the group's posts on its day who have completed no class yet, each person once."""
    by_place = {one.place: one for one in posts}
    held = Appointment.objects.on(plan.target_on).filter(
        post__in={post_id for post_id, _unit in by_place}, unit__in={unit_id for _post, unit_id in by_place}
    )
    holders = {(one.post_id, one.unit_id): one for one in held.holders_last().select_related("official")}
    done = completed_by({one.official_id for one in holders.values()}, on)
    due = {holders[place].official_id: place for place in reversed(by_place) if place in holders}
    return [
        (one, holders[place])
        for place, one in by_place.items()
        if place in holders and due[holders[place].official_id] == place and holders[place].official_id not in done
    ]


def _sent(earlier: Iterable[Plan]) -> list[Nomination]:
    found = Nomination.objects.filter(plan__in=[one.pk for one in earlier], state__in=SENT)
    return list(found.select_related("official", "target_post__unit").order_by("official__sort_key", "pk"))


def _sent_and_completed(earlier: Iterable[Plan], on: date) -> tuple[Mapping[int, int], Mapping[int, int]]:
    found = _sent(earlier)
    kept = kept_for_good([one.pk for one in found], on)
    completed = Counter(one.committee_id for one in found if one.pk in kept)
    return Counter(one.committee_id for one in found), completed


def _falls_due(plan: Plan, on: date) -> Counter[int] | None:
    """People of the plan's posts who fall due by the end of its last year, by committee; None where nobody knows."""
    told = [falling_due(post.pk, plan.ends_on.year, on) for post in posts_of(plan)]
    known = [by_committee for by_committee in told if by_committee is not None]
    counts: Counter[int] = Counter()
    for by_committee in known:
        counts.update({committee: sum(quarters) for committee, quarters in by_committee.items()})
    return counts if known else None


def _needs(plan: Plan) -> dict[int, int]:
    """What committees said they need for the plan's posts in the years of its days."""
    years = range(plan.starts_on.year, plan.ends_on.year + 1)
    stated = StatedNeed.objects.filter(survey__post__in=posts_of(plan), survey__year__in=years, stated_at__isnull=False)
    found: defaultdict[int, int] = defaultdict(int)
    for one in stated:
        found[one.committee_id] += one.people
    return dict(found)


def _person(official_id: int, full_name: str, unit: str) -> PersonRow:
    return PersonRow(official_id=official_id, full_name=full_name, unit=unit)
