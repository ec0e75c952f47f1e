"""The target group: its rule in words, and what the rule finds on its day."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.plans.models import AmendedPost, Plan, TargetPost
from khaigiang.planning.plans.queries.exceptions import ExceptionRow, Place, as_exception, exception_rows, named_later
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.units.models import Office, Unit, UnitKind
from khaigiang.registry.units.queries import committees_for

NAMED_IN_WORDS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRule:
    """Holders of these posts in units of these kinds on this day, with single posts more or fewer."""

    posts: tuple[Post, ...]
    kinds: tuple[str, ...]
    on: date
    exceptions: tuple[ExceptionRow, ...] = ()

    @property
    def added(self) -> list[ExceptionRow]:
        """Posts that belong to the group although the rule does not find them."""
        return [one for one in self.exceptions if one.adds]

    @property
    def left_out(self) -> list[ExceptionRow]:
        """Posts that do not belong to the group although the rule finds them."""
        return [one for one in self.exceptions if not one.adds]

    def posts_in(self, unit: Unit) -> list[Post]:
        """The posts that the rule, without its exceptions, finds in a unit: those of its level."""
        return [post for post in self.posts if post.unit_level == unit.level] if unit.kind in self.kinds else []

    def finds(self, post_id: int, unit: Unit) -> bool:
        """Does the rule, without its exceptions, find this post in this unit?"""
        return any(post.pk == post_id for post in self.posts_in(unit))


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPost:
    """One post of one unit that the rule finds, and the committee that names its people, if there is one."""

    post_id: int
    post: str
    unit_id: int
    unit: str
    kind: str
    committee_id: int | None
    committee: str

    @property
    def place(self) -> Place:
        """The post and the unit."""
        return self.post_id, self.unit_id


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """Posts in units of one kind."""

    kind: str
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleCount:
    """Posts of one title."""

    title: str
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeCount:
    """Posts of which one committee names the people; vacant ones have no holder on the day."""

    committee: str
    posts: int
    vacant: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPreview:
    """What a rule finds: how many posts, of which kinds, for which committees."""

    words: str
    total: int
    vacant: int
    kinds: list[KindCount]
    titles: list[TitleCount]
    committees: list[CommitteeCount]
    without_committee: list[str]
    # People who hold two posts of the group or more: each post counts, a person is named for one of them.
    twice: int


def rule_of(plan: Plan) -> TargetRule:
    """The plan's own rule with its exceptions, those that later documents named included; two statements or three."""
    named = list(named_later(plan)) if plan.is_approved else []
    return with_exceptions(rule_alone(plan), exception_rows(plan), named)


def rule_alone(plan: Plan) -> TargetRule:
    """The plan's own rule without its exceptions; one statement, none where the plan was read together with its posts."""
    return TargetRule(posts=tuple(posts_of(plan)), kinds=tuple(plan.target_kinds), on=plan.target_on)


def with_exceptions(rule: TargetRule, exceptions: Iterable[ExceptionRow], named: Iterable[AmendedPost]) -> TargetRule:
    """The rule with single posts more or fewer: the plan's own, and what the latest document says of a post."""
    rows = {one.place: one for one in exceptions}
    for later in named:
        post = later.target_post
        rows.pop((post.post_id, post.unit_id), None)
        if rule.finds(post.post_id, post.unit) != later.adds:
            rows[post.post_id, post.unit_id] = as_exception(later)
    return replace(rule, exceptions=tuple(rows.values()))


def posts_of(plan: Plan) -> list[Post]:
    """The posts whose holders the plan trains, in the order in which the rule names them."""
    return sorted(plan.rule_posts.all(), key=lambda post: post.title)


def rule_in_words(rule: TargetRule) -> str:
    """The rule as a sentence in the reader's language."""
    kinds = ", ".join(str(UnitKind(kind).label) for kind in UnitKind.values if kind in rule.kinds)
    words = _("%(post)s of every %(kinds)s as of %(day)s") % {
        "post": in_a_row([post.title for post in rule.posts]) or "…",
        "kinds": kinds or "…",
        "day": day_in_words(rule.on),
    }
    if rule.added:
        words += _("; besides %(units)s") % {"units": _some(rule.added, rule)}
    if rule.left_out:
        words += _("; without %(units)s") % {"units": _some(rule.left_out, rule)}
    return words


def in_a_row(words: Sequence[str]) -> str:
    """Words in a row as a sentence has them: "A", "A and B", "A, B and C"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def found_posts(rule: TargetRule) -> list[FoundPost]:
    """Every post that the rule finds with its committee, by committee, unit and title; two statements."""
    added, left_out = {one.place: one for one in rule.added}, {one.place for one in rule.left_out}
    wanted = Q(kind__in=rule.kinds) | Q(pk__in={unit_id for _post, unit_id in added})
    units = list(Unit.objects.on(rule.on).filter(wanted).order_by("sort_key", "pk"))
    committees = committees_for(units, rule.on)
    by_unit: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for one in rule.added:
        by_unit[one.unit_id].append((one.post_id, one.post))
    found = [
        _found_post(post, unit, committees.get(unit.pk))
        for unit in units
        for post in sorted(
            {*((post.pk, post.title) for post in rule.posts_in(unit)), *by_unit[unit.pk]},
            key=lambda one: (one[1], one[0]),
        )
        if (post[0], unit.pk) not in left_out
    ]
    keys = {committee.pk: committee.sort_key for committee in committees.values()}
    return sorted(found, key=lambda one: (one.committee_id is None, keys.get(one.committee_id or 0, "")))


def target_preview(rule: TargetRule) -> TargetPreview:
    """What the rule finds on its day, counted; three statements whatever it finds."""
    posts = found_posts(rule)
    by_place = _held(posts, rule.on)
    return TargetPreview(
        words=rule_in_words(rule),
        total=len(posts),
        vacant=sum(one.place not in by_place for one in posts),
        kinds=[
            KindCount(kind=str(UnitKind(kind).label), posts=count)
            for kind, count in Counter(one.kind for one in posts).most_common()
        ],
        titles=[
            TitleCount(title=title, posts=count) for title, count in Counter(one.post for one in posts).most_common()
        ],
        committees=_by_committee([one for one in posts if one.committee_id], by_place),
        without_committee=list(dict.fromkeys(one.unit for one in posts if one.committee_id is None)),
        twice=_twice(posts, by_place),
    )


def _held(posts: Collection[FoundPost], on: date) -> dict[Place, int]:
    held = Appointment.objects.filter(valid_on(on), post__in={one.post_id for one in posts}).holders_last()
    return {(post_id, unit_id): pk for post_id, unit_id, pk in held.values_list("post_id", "unit_id", "official_id")}


def _twice(posts: Iterable[FoundPost], by_place: Mapping[Place, int]) -> int:
    counts = Counter(by_place[one.place] for one in posts if one.place in by_place)
    return sum(count > 1 for count in counts.values())


def holders_of(posts: Collection[TargetPost], on: date) -> dict[int, Official]:
    """Who holds each of these posts of target groups on a day, by the id of the post of the group; one statement."""
    places = {(post.post_id, post.unit_id): post.pk for post in posts}
    post_ids, unit_ids = {post.post_id for post in posts}, {post.unit_id for post in posts}
    held = Appointment.objects.on(on).filter(post__in=post_ids, unit__in=unit_ids).holders_last()
    return {
        places[one.post_id, one.unit_id]: one.official
        for one in held.select_related("official")
        if (one.post_id, one.unit_id) in places
    }


def names_of(posts: Collection[TargetPost]) -> dict[int, str]:
    """What lists call each of these posts of one plan, by id: the unit, with the post where they are of several titles."""
    are_alike = len({post.post_id for post in posts}) < 2
    return {post.pk: post.unit.name if are_alike else str(post) for post in posts}


def holder_on(post: Post, unit: Unit, on: date) -> Official | None:
    """Who holds a post in a unit on a day."""
    held = Appointment.objects.on(on).filter(post=post, unit=unit).holders_last()
    last = held.select_related("official").last()
    return last.official if last else None


def _exception_in_words(row: ExceptionRow, rule: TargetRule) -> str:
    """The unit alone where the rule has one post and means that."""
    is_plain = [post.pk for post in rule.posts] == [row.post_id]
    return row.unit if is_plain else f"{row.post} {row.unit}"


def _some(rows: Sequence[ExceptionRow], rule: TargetRule) -> str:
    named = ", ".join(_exception_in_words(one, rule) for one in rows[:NAMED_IN_WORDS])
    return (
        named
        if len(rows) <= NAMED_IN_WORDS
        else _("%(units)s and %(count)s more")
        % {
            "units": named,
            "count": len(rows) - NAMED_IN_WORDS,
        }
    )


def _found_post(post: tuple[int, str], unit: Unit, committee: Office | None) -> FoundPost:
    return FoundPost(
        post_id=post[0],
        post=post[1],
        unit_id=unit.pk,
        unit=unit.name,
        kind=unit.kind,
        committee_id=committee.pk if committee else None,
        committee=committee.name if committee else "",
    )


def _by_committee(posts: Sequence[FoundPost], by_place: Mapping[Place, int]) -> list[CommitteeCount]:
    counts = Counter(one.committee for one in posts)
    vacant = Counter(one.committee for one in posts if one.place not in by_place)
    return [
        CommitteeCount(committee=committee, posts=count, vacant=vacant[committee])
        for committee, count in counts.items()
    ]
