"""Places that a plan asks of its committees."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from khaigiang.planning.plans.models import PlacesByRule, Plan
from khaigiang.planning.plans.queries.shares import shares_as_text, shares_now
from khaigiang.planning.plans.queries.targets import FoundPost, found_posts, rule_of
from khaigiang.planning.plans.rules import same_for_each, share_of_each
from khaigiang.planning.plans.states import PlacesRule


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterCell:
    """Places of a committee in one quarter."""

    label: str
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaRow:
    """One committee: its posts in the target group, how many people it is asked for, and these by quarter."""

    quota_id: int
    committee_id: int
    committee: str
    phone: str
    posts: int
    places: int
    cells: tuple[QuarterCell, ...] = ()


def quota_rows(plan: Plan) -> list[QuotaRow]:
    """Every committee of the plan in the order of lists; two statements."""
    posts = dict(plan.target_posts.standing().values_list("committee").annotate(Count("pk")))
    quotas = plan.quotas.select_related("committee").order_by("committee__sort_key", "pk")
    return [
        QuotaRow(
            quota_id=quota.pk,
            committee_id=quota.committee_id,
            committee=quota.committee.name,
            phone=quota.committee.phone,
            posts=posts.get(quota.committee_id, 0),
            places=quota.places,
        )
        for quota in quotas
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesRow:
    """What a rule gives one committee; `places_now` is None before the approval."""

    committee_id: int
    committee: str
    posts: int
    places_now: int | None
    places: int

    @property
    def is_changed(self) -> bool:
        """Would the rule change what the committee has now?"""
        return self.places_now is not None and self.places != self.places_now


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesPreview:
    """What a rule gives all committees, with the sums."""

    words: str
    rows: list[PlacesRow]

    @property
    def posts(self) -> int:
        return sum(row.posts for row in self.rows)

    @property
    def places(self) -> int:
        return sum(row.places for row in self.rows)

    @property
    def places_now(self) -> int:
        return sum(row.places_now or 0 for row in self.rows)

    @property
    def changed(self) -> int:
        """How many committees get another number than now."""
        return sum(row.is_changed for row in self.rows)


def places_in_words(rule: PlacesRule, number: int | None) -> str:
    """How many people each committee is asked for, as a sentence."""
    if rule == PlacesRule.SHARE:
        return _("%(percent)s%% of the posts of each committee") % {"percent": number}
    if rule == PlacesRule.FIXED:
        return _("%(number)s people from each committee") % {"number": number}
    return _("a number of its own for each committee") if rule == PlacesRule.GIVEN else _("a place for every post")


def places_by_rule(
    posts: Mapping[int, int], rule: PlacesRule, number: int | None, given: Mapping[str, int] | None = None
) -> dict[int, int]:
    """Places of each committee, by its id, from its posts; never more than those."""
    if rule == PlacesRule.GIVEN:
        return {committee: min((given or {}).get(str(committee), 0), count) for committee, count in posts.items()}
    if rule == PlacesRule.SHARE:
        return share_of_each(posts, number or 0)
    return same_for_each(posts, number or 0) if rule == PlacesRule.FIXED else dict(posts)


def places_preview(
    plan: Plan, rule: PlacesRule, number: int | None, given: Mapping[str, int] | None = None
) -> PlacesPreview:
    """What a rule gives each committee: of the fixed posts, or before the approval of those found now; two statements."""
    known = quota_rows(plan) if plan.is_approved else _of_the_rule(found_posts(rule_of(plan)))
    places = places_by_rule({row.committee_id: row.posts for row in known}, rule, number, given)
    rows = [
        PlacesRow(
            committee_id=row.committee_id,
            committee=row.committee,
            posts=row.posts,
            places_now=row.places if plan.is_approved else None,
            places=places[row.committee_id],
        )
        for row in known
    ]
    return PlacesPreview(words=places_in_words(rule, number), rows=rows)


def last_places_by_rule(plan: Plan) -> PlacesByRule | None:
    """The last time all places were set by a rule, while they still are as it left them."""
    last = plan.places_set.order_by("-pk").first()
    if last is None or not plan.is_approved:
        return last if last and not last.after else None
    now = dict(plan.quotas.values_list("committee", "places"))
    is_as_left = {int(key): places for key, places in last.after.items()} == now
    return last if is_as_left and last.shares_after == shares_as_text(shares_now(plan)) else None


def _of_the_rule(posts_found: Sequence[FoundPost]) -> list[QuotaRow]:
    posts = Counter(one.committee_id for one in posts_found)
    names = {one.committee_id: one.committee for one in posts_found}
    return [
        QuotaRow(quota_id=0, committee_id=pk, committee=names[pk], phone="", posts=count, places=0)
        for pk, count in posts.items()
        if pk is not None
    ]
