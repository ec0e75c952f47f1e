"""One nomination's own page."""

from dataclasses import dataclass
from datetime import date

from khaigiang.planning.nominations.completions import kept_for_good
from khaigiang.planning.nominations.models import Nomination, Unavailability
from khaigiang.planning.nominations.queries.eligibility import Subject, findings_of, sentence
from khaigiang.planning.nominations.queries.states import MoveRow, moves_of
from khaigiang.planning.nominations.states import LIVE, NominationState, reachable


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationPage:
    """What stands on a nomination's page beside the person."""

    findings: list[str]
    moves: list[MoveRow]
    days: list[Unavailability]
    next_states: frozenset[NominationState]
    is_live: bool
    cover: str
    replaced_by: Nomination | None


def nomination_page(nomination: Nomination, on: date) -> NominationPage:
    """Eligibility today, the life so far, days that do not suit, and what can come next."""
    [findings] = findings_of(nomination.plan, [Subject(nomination.target_post, nomination.official)], on)
    return NominationPage(
        findings=[sentence(finding) for finding in findings],
        moves=moves_of(nomination),
        days=list(nomination.unavailabilities.order_by("first_day")),
        next_states=_next_states(nomination, on),
        is_live=nomination.state in LIVE,
        cover=str(nomination.cover) if hasattr(nomination, "cover") else "",
        replaced_by=Nomination.objects.filter(replaces=nomination).select_related("official").first(),
    )


def _next_states(nomination: Nomination, on: date) -> frozenset[NominationState]:
    return frozenset() if kept_for_good([nomination.pk], on) else reachable(nomination.state)
