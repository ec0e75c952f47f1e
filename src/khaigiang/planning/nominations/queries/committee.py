"""A committee's own page: its posts, whom it has named, whom it may name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.nominations.models import AwayRule, CommitteeLetter, Nomination
from khaigiang.planning.nominations.queries.away import rules_on
from khaigiang.planning.nominations.queries.eligibility import (
    Subject,
    findings_of,
    sentence,
    standing_hindrances,
    stay_in_words,
)
from khaigiang.planning.nominations.queries.letters import LetterRow, letters_told_to
from khaigiang.planning.nominations.queries.quarters import (
    CommitteeQuarters,
    above_in_words,
    committee_by_quarter,
    in_words,
    quarters_of_people,
)
from khaigiang.planning.nominations.rules import Finding
from khaigiang.planning.nominations.states import LIVE, SENDABLE, NominationState
from khaigiang.planning.nominations.stays import Stays, stays_of
from khaigiang.planning.plans.models import Plan, Quota, TargetPost
from khaigiang.planning.plans.queries import Quarter, excused_on, holders_of, names_of
from khaigiang.registry.officials.models import Appointment, Official


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeRow:
    """One post of a committee, with its holder and the person named for it."""

    target_post_id: int
    unit: str
    holder_id: int | None
    holder: str
    excuse: str
    nomination_id: int | None
    state: str
    state_label: str
    official: str
    official_id: int | None
    phone: str
    is_holder: bool
    note: str
    reason: str
    letter: str
    stay: str
    cover: str
    lacks_cover: bool
    may_be_named: bool
    hindrance_id: int | None
    quarter: str
    cannot_days: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    @property
    def may_be_sent(self) -> bool:
        return self.state in SENDABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteePage:
    """A committee's posts under a plan, and how they add up."""

    rows: list[CommitteeRow]
    places: int
    letters: list[CommitteeLetter]
    told: list[LetterRow]
    quarters: CommitteeQuarters | None

    def count(self, *states: NominationState) -> int:
        """Posts whose person stands in one of these states."""
        return sum(row.state in states for row in self.rows)

    @property
    def sent(self) -> int:
        return self.count(NominationState.SUBMITTED, NominationState.ACCEPTED, NominationState.DEFERRED)

    @property
    def above_quarters(self) -> str:
        """Quarters in which there are more people than places, as words."""
        return above_in_words(self.quarters)

    @property
    def accepted(self) -> int:
        return self.count(NominationState.ACCEPTED)

    @property
    def returned(self) -> int:
        return self.count(NominationState.RETURNED)

    @property
    def drafts(self) -> int:
        return self.count(NominationState.DRAFT)

    @property
    def sendable(self) -> int:
        return self.drafts + self.returned

    @property
    def first_returned(self) -> int | None:
        """The first post whose person came back."""
        return next((row.target_post_id for row in self.rows if row.state == NominationState.RETURNED), None)

    @property
    def may_be_ticked(self) -> bool:
        """Is there a holder who can be named from the list?"""
        return any(row.may_be_named for row in self.rows)

    @property
    def left(self) -> int:
        """Places for which nobody is sent yet."""
        return max(self.places - self.sent, 0)

    @property
    def not_named(self) -> int:
        """Posts that nobody is named for and that are not excused."""
        return sum(not row.state and not row.excuse for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who serves in the unit on the day, with the posts held there and what speaks against naming them."""

    official_id: int
    full_name: str
    born_on: str
    posts: str
    is_holder: bool
    may_be_named: bool
    findings: list[str]


def committee_page(plan: Plan, quota: Quota, on: date) -> CommitteePage:
    """Everything on a committee's page; the same statements whatever its size."""
    letters = CommitteeLetter.objects.filter(plan=plan, committee=quota.committee_id).select_related("file")
    return CommitteePage(
        rows=committee_rows(plan, quota.committee_id, on),
        places=quota.places,
        letters=list(letters.order_by("dated_on", "pk")),
        told=letters_told_to(plan, quota.committee_id),
        quarters=committee_by_quarter(plan, quota.committee_id),
    )


def committee_rows(plan: Plan, committee_id: int, on: date) -> list[CommitteeRow]:
    """The posts of a committee in the order of lists."""
    posts = list(
        plan.target_posts.on(on)
        .filter(committee=committee_id)
        .select_related("unit", "post")
        .order_by("unit__sort_key", "post__title", "pk")
    )
    names = names_of(posts)
    holders = holders_of(posts, on)
    live = {
        one.target_post_id: one
        for one in Nomination.objects.filter(target_post__in=posts, state__in=LIVE)
        .select_related("official", "letter", "cover__official")
        .prefetch_related("unavailabilities")
    }
    excused = excused_on(plan, on)
    subjects = [
        Subject(post, live[post.pk].official if post.pk in live else holders[post.pk])
        for post in posts
        if post.pk in live or post.pk in holders
    ]
    judged = {
        subject.target_post.pk: findings
        for subject, findings in zip(subjects, findings_of(plan, subjects, on), strict=True)
    }
    stays = stays_of([one.official_id for one in live.values()])
    rules = rules_on(on)
    quarters = quarters_of_people(plan)
    hindered = {(one.target_post_id, one.official_id): one.pk for one in standing_hindrances(plan, on)}
    return [
        _row(
            post,
            names[post.pk],
            holders.get(post.pk),
            live.get(post.pk),
            excused.get(post.pk, ""),
            judged.get(post.pk, []),
            stays=stays,
            hindered=hindered,
            quarters=quarters,
            rule=rules.get(post.unit.kind),
        )
        for post in posts
    ]


def candidates(target_post: TargetPost, on: date, *, besides: Official | None = None) -> list[Candidate]:
    """Everybody who serves in the post's unit on the day, the holder of the post first; three statements."""
    serving = Appointment.objects.filter(valid_on(on), unit=target_post.unit_id).select_related("official", "post")
    officials: dict[int, Official] = {}
    posts: dict[int, list[str]] = {}
    for appointment in serving.order_by("official__sort_key", "pk"):
        officials[appointment.official_id] = appointment.official
        posts.setdefault(appointment.official_id, []).append(appointment.post.title)
    held_by = {one.official_id for one in serving if one.post_id == target_post.post_id}
    subjects = [Subject(target_post, one) for one in officials.values() if besides is None or one.pk != besides.pk]
    found = [
        Candidate(
            official_id=subject.official.pk,
            full_name=subject.official.full_name,
            born_on=subject.official.born_on,
            posts=", ".join(posts[subject.official.pk]),
            is_holder=subject.official.pk in held_by,
            may_be_named=not any(one.blocks for one in findings),
            findings=[sentence(one) for one in findings],
        )
        for subject, findings in zip(subjects, findings_of(target_post.plan, subjects, on), strict=True)
    ]
    return sorted(found, key=lambda one: not one.is_holder)


def _row(
    post: TargetPost,
    name: str,
    holder: Official | None,
    named: Nomination | None,
    excuse: str,
    findings: Sequence[Finding],
    *,
    stays: Stays,
    hindered: Mapping[tuple[int, int], int],
    quarters: Mapping[int, Quarter],
    rule: AwayRule | None,
) -> CommitteeRow:
    cover = str(named.cover) if named and hasattr(named, "cover") else ""
    sits = [one for one in stays.get(named.official_id, []) if one.nomination_id == named.pk] if named else []
    return CommitteeRow(
        target_post_id=post.pk,
        unit=name,
        holder_id=holder.pk if holder else None,
        holder=holder.full_name if holder else "",
        excuse=excuse,
        nomination_id=named.pk if named else None,
        state=named.state if named else "",
        state_label=named.get_state_display() if named else "",
        official=named.official.full_name if named else "",
        official_id=named.official_id if named else None,
        phone=named.official.phone if named else "",
        is_holder=bool(named and holder and named.official_id == holder.pk),
        note=named.note if named else "",
        reason=named.reason if named else "",
        letter=named.letter.number if named and named.letter else "",
        cannot_days=[str(one) for one in named.unavailabilities.all()] if named else [],
        findings=[sentence(one) for one in findings],
        stay=", ".join(stay_in_words(one) for one in sits),
        cover=cover,
        lacks_cover=bool(named and rule and rule.asks_cover and not cover),
        may_be_named=bool(holder and not named and not excuse and not any(one.blocks for one in findings)),
        quarter=in_words(quarters.get(named.pk)) if named else "",
        hindrance_id=hindered.get((post.pk, holder.pk)) if holder and not named else None,
    )
