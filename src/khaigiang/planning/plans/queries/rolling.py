"""A plan rolled forward to the next year or term: what comes along, what is dropped, and why."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from khaigiang.planning.plans.models import PaperDuty, Plan, RulePost, StayingPost, TargetPost
from khaigiang.planning.plans.queries.exceptions import ExceptionRow, Place
from khaigiang.planning.plans.queries.places import quota_rows
from khaigiang.planning.plans.queries.plans import QuarterRow, quarter_rows
from khaigiang.planning.plans.queries.targets import (
    FoundPost,
    TargetRule,
    found_posts,
    names_of,
    rule_in_words,
    rule_of,
)
from khaigiang.planning.plans.rules import years_later
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.units.models import Unit, UnitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Something of the old plan that the new one has not, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rolled:
    """The new plan before it is made: its days, its group, and what does not come along."""

    years: int
    starts_on: date
    ends_on: date
    due_on: date | None
    target_on: date
    born_not_before: date | None
    rule: TargetRule
    posts: list[FoundPost]
    quarters: list[QuarterRow]
    exceptions: tuple[ExceptionRow, ...]
    duties: list[PaperDuty]
    dropped: list[Dropped]
    joined: list[str]

    @property
    def words(self) -> str:
        """The rule of the new plan as a sentence."""
        return rule_in_words(self.rule)


def rolled_forward(plan: Plan, years: int) -> Rolled:
    """What the plan is so many years later, on the register as it is for its new day; a dozen statements."""
    target_on = years_later(plan.target_on, years)
    was = rule_of(plan)
    kinds = _kinds_on(was.kinds, target_on)
    whys = _why_dropped(was.exceptions, target_on)
    kept = tuple(one for one in was.exceptions if one.place not in whys)
    ended = _ended_posts(plan, target_on)
    rule = replace(
        was,
        posts=tuple(post for post in was.posts if post.pk not in ended),
        kinds=kinds,
        on=target_on,
        exceptions=kept,
    )
    posts = found_posts(rule)
    duties = list(plan.duties.select_related("office").order_by("pk"))
    return Rolled(
        years=years,
        starts_on=years_later(plan.starts_on, years),
        ends_on=years_later(plan.ends_on, years),
        due_on=years_later(plan.nominations_due_on, years) if plan.nominations_due_on else None,
        target_on=target_on,
        born_not_before=years_later(plan.born_not_before, years) if plan.born_not_before else None,
        rule=rule,
        posts=posts,
        quarters=[replace(row, year=row.year + years) for row in quarter_rows(plan) if row.classes is not None],
        exceptions=kept,
        duties=[duty for duty in duties if duty.office.is_active],
        dropped=[
            *ended.values(),
            *_dropped_kinds(was.kinds, kinds),
            *_dropped_exceptions(was.exceptions, whys),
            *_dropped_places(plan, {one.place for one in posts} | whys.keys(), target_on),
            *_dropped_committees(plan, posts),
            *_dropped_duties(duties),
        ],
        joined=_joined(plan, posts),
    )


def _ended_posts(plan: Plan, on: date) -> dict[int, Dropped]:
    """Posts of the rule that nobody can hold on the new day, each with the reason; two statements."""
    levels = set(Unit.objects.on(on).values_list("level", flat=True).distinct())
    rows = RulePost.objects.filter(plan=plan).select_related("post").order_by("post__title")
    ended: dict[int, Dropped] = {}
    for post in (row.post for row in rows):
        if post.removed_at is not None:
            ended[post.pk] = Dropped(what=post.title, why=_("the post was removed from the register"))
        elif post.unit_level not in levels:
            ended[post.pk] = Dropped(what=post.title, why=_("no unit of its level exists on the new day"))
    return ended


def _kinds_on(kinds: Sequence[str], on: date) -> tuple[str, ...]:
    alive = set(Unit.objects.on(on).filter(kind__in=kinds).values_list("kind", flat=True))
    return tuple(kind for kind in kinds if kind in alive)


def _dropped_kinds(was: Sequence[str], kinds: Sequence[str]) -> Iterator[Dropped]:
    for kind in was:
        if kind not in kinds:
            yield Dropped(what=str(UnitKind(kind).label), why=_("no unit of this kind exists on the new day"))


def _why_dropped(exceptions: Sequence[ExceptionRow], on: date) -> dict[Place, str]:
    """Exceptions that do not hold on the new day, each with the reason; two statements."""
    units = [one.unit_id for one in exceptions]
    alive = _alive(units, on)
    holders = Appointment.objects.on(on).filter(post__in={one.post_id for one in exceptions}, unit__in=units)
    held = set(holders.values_list("post_id", "unit_id", "official_id"))
    whys: dict[Place, str] = {}
    for one in exceptions:
        if one.unit_id not in alive:
            whys[one.place] = _("the unit does not exist on the new day")
        elif one.official_id and (one.post_id, one.unit_id, one.official_id) not in held:
            whys[one.place] = _("%(name)s does not hold the post on the new day") % {"name": one.official}
    return whys


def _alive(unit_ids: Sequence[int], on: date) -> set[int]:
    return set(Unit.objects.on(on).filter(pk__in=unit_ids).values_list("pk", flat=True))


def _dropped_exceptions(exceptions: Sequence[ExceptionRow], whys: Mapping[Place, str]) -> Iterator[Dropped]:
    for one in exceptions:
        if one.place in whys:
            yield Dropped(what=_("exception: %(unit)s") % {"unit": f"{one.post}, {one.unit}"}, why=whys[one.place])


def _dropped_places(plan: Plan, told: Collection[Place], on: date) -> Iterator[Dropped]:
    """Posts that belong to the group in the end, but neither to the new one nor to what is told of otherwise."""
    stayed = set(StayingPost.objects.filter(rule__amendment__plan=plan).values_list("target_post", flat=True))
    were = list(
        plan.target_posts.standing().select_related("post", "unit").order_by("unit__sort_key", "post__title", "pk")
    )
    names = names_of(were)
    gone = [post for post in were if (post.post_id, post.unit_id) not in told]
    alive = _alive([post.unit_id for post in gone], on)
    for post in gone:
        yield Dropped(what=names[post.pk], why=_why_gone(post, alive, stayed))


def _why_gone(post: TargetPost, alive: Collection[int], stayed: Collection[int]) -> str:
    if post.unit_id not in alive:
        return _("the unit does not exist on the new day")
    if post.pk in stayed:
        return _("it stayed in the group under an older rule only because somebody was named for it")
    return _("the rule does not find it any more")


def _dropped_committees(plan: Plan, posts: Sequence[FoundPost]) -> Iterator[Dropped]:
    naming = {one.committee_id for one in posts}
    for row in quota_rows(plan):
        if row.committee_id not in naming:
            yield Dropped(what=row.committee, why=_("it names nobody of the new group"))


def _dropped_duties(duties: Sequence[PaperDuty]) -> Iterator[Dropped]:
    for duty in duties:
        if not duty.office.is_active:
            paper = duty.get_paper_display()
            yield Dropped(
                what=_("who signs: %(paper)s") % {"paper": paper},
                why=_("%(office)s is not active any more") % {"office": duty.office.name},
            )


def _joined(plan: Plan, posts: Sequence[FoundPost]) -> list[str]:
    before = set(plan.target_posts.standing().values_list("post_id", "unit_id"))
    are_alike = len({one.post_id for one in posts}) < 2
    return [one.unit if are_alike else f"{one.post}, {one.unit}" for one in posts if one.place not in before]
