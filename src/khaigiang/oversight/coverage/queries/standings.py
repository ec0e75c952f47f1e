"""How one post stands on a day, from what is known of it: the one rule of both derivations."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from khaigiang.oversight.coverage.models import NONE
from khaigiang.oversight.coverage.queries.rows import How, Stood
from khaigiang.oversight.coverage.rules import Facts, Judged, Listed, Named, state_of
from khaigiang.oversight.coverage.states import PostState
from khaigiang.planning.nominations.queries.states import PostState as NominationOnDay
from khaigiang.planning.nominations.states import NominationState
from khaigiang.recognition.assessment.queries.recognised import Recognised

NAMED: Final = {
    NominationState.DRAFT: Named.DRAFTED,
    NominationState.SUBMITTED: Named.SENT,
    NominationState.RETURNED: Named.RETURNED,
    NominationState.ACCEPTED: Named.ACCEPTED,
    NominationState.DEFERRED: Named.DEFERRED,
}
COLUMNS: Final = (
    "pk",
    "plan_id",
    "post_id",
    "post__title",
    "unit_id",
    "unit__name",
    "unit__sort_key",
    "unit__kind",
    "unit__parent_id",
    "committee_id",
    "valid_from",
    "valid_until",
)


class Post(NamedTuple):
    """A post of a plan, in the columns that the ledger needs: a plan may have tens of thousands."""

    pk: int
    plan_id: int
    post_id: int
    title: str
    unit_id: int
    unit: str
    unit_key: str
    area: str
    district_id: int | None
    committee_id: int
    # The days on which it belongs to the group: the whole life of the plan unless an amendment says otherwise.
    valid_from: date | None
    valid_until: date | None


class OnList(NamedTuple):
    """A place on the list of a class on a day."""

    enrolment_id: int
    official_id: int
    class_id: int
    is_summoned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything known of one post at the end of a day."""

    named: NominationOnDay | None
    was_sent: bool
    seat: OnList | None
    # The class in which somebody sits for the post who is on no list yet.
    guest_of: int | None
    attended: Collection[int]
    was_called: bool
    result: Recognised | None
    holder: int | None
    is_excused: bool


def stood(post: Post, known: Known) -> Stood:
    """How the post stands, and for whom."""
    named, class_id = known.named, _class_of(known)
    state = _state_of(_facts(known))
    has_attended = state == PostState.COMPLETED or bool(known.attended)
    was_summoned = has_attended or known.was_called
    how = How(
        committee_id=post.committee_id,
        district_id=post.district_id or NONE,
        area=post.area,
        state=state.value,
        class_id=class_id or NONE,
        was_named=was_summoned or known.was_sent,
        was_summoned=was_summoned,
        has_attended=has_attended,
        has_attended_class=class_id in known.attended,
        band_id=known.result.band_id if known.result and known.result.passed and known.result.band_id else NONE,
    )
    nomination_id = named.nomination_id if named else None
    return Stood(post.pk, post.unit, (post.unit_key, post.title), how, _official_of(known), nomination_id)


@cache
def _state_of(facts: Facts) -> PostState:
    # Tens of thousands of posts share a few dozen sets of facts.
    return PostState(state_of(facts))


def _facts(known: Known) -> Facts:
    judged = Judged.NOT_YET
    if known.result is not None:
        judged = Judged.PASSED if known.result.passed else Judged.FAILED
    return Facts(
        is_held=known.holder is not None,
        is_excused=known.is_excused,
        named=NAMED.get(known.named.state, Named.NOBODY) if known.named else Named.NOBODY,
        listed=_listed(known),
        judged=judged,
    )


def _listed(known: Known) -> Listed:
    seat, result = known.seat, known.result
    if seat is not None and result is not None and result.enrolment_id == seat.enrolment_id:
        # Its class has been judged: the seat says nothing more.
        return Listed.NOWHERE
    if (seat is not None and seat.class_id in known.attended) or known.guest_of in known.attended:
        return Listed.ATTENDING
    if seat is None:
        return Listed.NOWHERE
    return Listed.SUMMONED if seat.is_summoned else Listed.DECIDED


def _class_of(known: Known) -> int | None:
    result = known.result
    if result is not None and result.passed:
        return result.training_class_id
    if known.seat is not None:
        return known.seat.class_id
    return known.guest_of or (result.training_class_id if result is not None else None)


def _official_of(known: Known) -> int | None:
    if known.result is not None and known.result.passed:
        return known.result.official_id
    if known.seat is not None:
        return known.seat.official_id
    if known.named is not None and known.named.state in NAMED:
        return known.named.official_id
    return known.holder
