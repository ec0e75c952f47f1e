"""The coverage ledger: every post of a plan in exactly one state at the end of a day.

Posts that stand alike are counted together by the database, from what is kept; posts touched since are derived while
the page waits, and where too many were touched the whole plan is read afresh. Rows are read for what is shown alone.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, overload

from django.db.models import Count, QuerySet

from khaigiang.oversight.coverage.models import Span, Standing
from khaigiang.oversight.coverage.queries.afresh import read_afresh
from khaigiang.oversight.coverage.queries.lives import NO_END, lives_of, standing_on
from khaigiang.oversight.coverage.queries.names import Names
from khaigiang.oversight.coverage.queries.rows import OF_A_STANDING, Group, How, LedgerRow, Stood
from khaigiang.oversight.coverage.queries.touched import marks_at_hand, touched_posts
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.officials.models import Official

PEOPLE_AT_ONCE: Final = 20_000
LAST_DAY: Final = NO_END - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The posts of a plan at the end of a day, counted by how they stand."""

    groups: tuple[Group, ...]
    plan: Plan
    on: date
    # Whose posts alone they are; None where they are everybody's.
    committees: Collection[int] | None
    # Which kept ways of standing there are, which posts are not read from what is kept, and how those stand.
    standings: dict[How, int]
    apart: frozenset[int]
    fresh: tuple[Stood, ...]

    @property
    def posts(self) -> int:
        """How many posts there are in all."""
        return sum(group.posts for group in self.groups)

    def rows(self, groups: Iterable[Group]) -> "Rows":
        """The posts of these groups, by committee and unit, read when they are asked for."""
        return Rows(self, groups)


def ledger_of(plan: Plan, on: date, *, committees: Collection[int] | None = None) -> Ledger:
    """A plan, or the posts of these committees, at the end of a day.

    7 statements for any number of posts once all is settled; 8 more for posts touched since.
    """
    on = min(on, LAST_DAY)
    marks = marks_at_hand()
    if marks is None:
        fresh = read_afresh(plan, on, committees=committees)
        kept, standings, apart = dict[How, int](), dict[How, int](), frozenset[int]()
    else:
        apart = touched_posts(plan, marks)
        fresh = standing_on(on, lives_of(apart)) if apart else []
        if committees is not None:
            fresh = [one for one in fresh if one.how.committee_id in committees]
        kept, standings = _kept(plan, on, apart, committees)
    counts = Counter(kept)
    counts.update(one.how for one in fresh)
    groups = Names.of(plan, counts.keys()).groups(counts.items())
    return Ledger(
        groups=tuple(groups),
        plan=plan,
        on=on,
        committees=committees,
        standings=standings,
        apart=apart,
        fresh=tuple(fresh),
    )


def ledger(plan: Plan, on: date, *, committees: Collection[int] | None = None) -> list[LedgerRow]:
    """Every post of a plan, or of these committees, at the end of a day, by committee and unit; 3 statements more."""
    found = ledger_of(plan, on, committees=committees)
    return list(found.rows(found.groups))


def spans_on(plan: Plan, on: date) -> QuerySet[Span]:
    """What is kept of the posts of a plan at the end of a day."""
    return Span.objects.filter(plan=plan, valid_from__lte=on, valid_until__gt=on)


def _kept(
    plan: Plan, on: date, apart: Collection[int], committees: Collection[int] | None
) -> tuple[dict[How, int], dict[How, int]]:
    """How many kept posts stand in each way, and the ids of these ways; 2 statements."""
    spans = spans_on(plan, on)
    if apart:
        spans = spans.exclude(target_post__in=apart)
    counts = dict(spans.order_by().values_list("standing_id").annotate(posts=Count("*")))
    ways = Standing.objects.filter(pk__in=counts)
    if committees is not None:
        ways = ways.filter(committee_id__in=committees)
    standings = {How(*columns): pk for pk, *columns in ways.values_list("pk", *OF_A_STANDING)}
    return {how: counts[pk] for how, pk in standings.items()}, standings


class Rows(Sequence[LedgerRow]):
    """Posts of a ledger in their order; a slice costs 3 statements, and reads the committees it lies in alone."""

    def __init__(self, ledger: Ledger, groups: Iterable[Group]) -> None:
        self._ledger = ledger
        self._groups = sorted(groups, key=_place)
        self._count = sum(group.posts for group in self._groups)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[LedgerRow]:
        return iter(self[:])

    @overload
    def __getitem__(self, wanted: int) -> LedgerRow: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[LedgerRow]: ...
    def __getitem__(self, wanted: int | slice) -> LedgerRow | list[LedgerRow]:
        if isinstance(wanted, int):
            return self[range(self._count)[wanted] :][0]
        first, last, _step = wanted.indices(self._count)
        before, groups = self._around(first, last)
        return self._named(groups, self._stood(groups)[first - before : last - before])

    def _around(self, first: int, last: int) -> tuple[int, list[Group]]:
        """The groups of the committees in which these places lie, and how many posts come before them."""
        by_committee: dict[int, list[Group]] = {}
        for group in self._groups:
            by_committee.setdefault(group.committee_id, []).append(group)
        before, until, found = 0, 0, list[Group]()
        for groups in by_committee.values():
            until += sum(group.posts for group in groups)
            if until <= first:
                before = until
            elif until - sum(group.posts for group in groups) < last:
                found += groups
        return before, found

    def _stood(self, groups: Collection[Group]) -> list[Stood]:
        of_ledger, hows = self._ledger, {group.how for group in groups}
        places = {group.committee_id: _place(group) for group in groups}
        found = [one for one in of_ledger.fresh if one.how in hows] + self._read(hows)
        return sorted(found, key=lambda one: (*places[one.how.committee_id], one.place, one.target_post_id))

    def _read(self, hows: Iterable[How]) -> list[Stood]:
        of_ledger = self._ledger
        ways = {of_ledger.standings[how]: how for how in hows if how in of_ledger.standings}
        spans = spans_on(of_ledger.plan, of_ledger.on).filter(standing__in=ways)
        if of_ledger.apart:
            spans = spans.exclude(target_post__in=of_ledger.apart)
        columns = spans.order_by().values_list(
            "target_post_id", "target_post__unit__name", "target_post__unit__sort_key", "target_post__post__title",
            "standing_id", "official_id", "nomination_id",
        )  # fmt: skip
        return [
            Stood(post_id, unit, (key, title), ways[standing_id], official_id, nomination_id)
            for post_id, unit, key, title, standing_id, official_id, nomination_id in columns
        ]

    def _named(self, groups: Iterable[Group], rows: Sequence[Stood]) -> list[LedgerRow]:
        in_words = {group.how: group[2:] for group in groups}
        people = _people(sorted({row.official_id for row in rows if row.official_id}))
        has_titles = self._ledger.plan.target_posts.order_by().values("post").distinct().count() > 1
        return [
            LedgerRow(
                row.target_post_id,
                f"{row.place[1]}, {row.unit}" if has_titles else row.unit,
                row.official_id,
                people.get(row.official_id or 0, ""),
                row.nomination_id,
                *in_words[row.how],
            )
            for row in rows
        ]


def _people(ids: Sequence[int]) -> dict[int, str]:
    names = dict[int, str]()
    # A database takes so many numbers in one statement and no more.
    for first in range(0, len(ids), PEOPLE_AT_ONCE):
        found = Official.objects.filter(pk__in=ids[first : first + PEOPLE_AT_ONCE])
        names.update(found.values_list("pk", "full_name"))
    return names


def _place(group: Group) -> tuple[str, int]:
    return (group.committee_key, group.committee_id)
