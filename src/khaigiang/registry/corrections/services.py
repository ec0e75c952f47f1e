"""Making links, proposing corrections, and deciding them."""

from collections.abc import Mapping
from copy import copy
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.registry.corrections import facts, queries
from khaigiang.registry.corrections.errors import (
    AlreadyDecided,
    ChangedMeanwhile,
    LinkIsOver,
    NothingDecided,
    NothingProposed,
    ReasonMissing,
    TooManyProposals,
)
from khaigiang.registry.corrections.facts import Plain, Record
from khaigiang.registry.corrections.models import Correction, CorrectionLink, ProposedFact
from khaigiang.registry.corrections.states import MOVES, FactState
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.services.people import put_facts, require_a_possible_life

PROPOSALS_A_DAY: Final = 10
A_DAY: Final = timedelta(days=1)
Decisions = Mapping[int, tuple[bool, str]]


@transaction.atomic
def make_link(official: Official, *, days: int, by: User, at: datetime) -> CorrectionLink:
    """Give an official a personal link for some days; an older one shows nothing any more."""
    official = Official.objects.select_for_update().get(pk=official.pk)
    CorrectionLink.objects.filter(official=official, withdrawn_at=None).update(withdrawn_at=at)
    last_day = local_day(at) + timedelta(days=days)
    link = CorrectionLink.objects.create(official=official, last_day=last_day, made_by=by, made_at=at)
    # The secret itself is nothing for the audit, which many may read.
    audit.record("make_correction_link", official, by=by, at=at, after={"last_day": last_day})
    return link


@transaction.atomic
def withdraw_link(link: CorrectionLink, *, by: User, at: datetime) -> None:
    """A link shows nothing any more; what was proposed under it stays; raises LinkIsOver."""
    link = CorrectionLink.objects.select_for_update().get(pk=link.pk)
    if queries.is_over(link, local_day(at)):
        raise LinkIsOver
    link.withdrawn_at = at
    link.save(update_fields=["withdrawn_at"])
    audit.record("withdraw_correction_link", link.official, by=by, at=at, before={"last_day": link.last_day})


@transaction.atomic
def propose(link: CorrectionLink, wanted: Mapping[str, Any], *, note: str, by: None = None, at: datetime) -> Correction:
    """The person of a link proposes facts and says a sentence; earlier proposals that wait are replaced.

    Raises LinkIsOver, TooManyProposals, NothingProposed, or what cannot be in a life.
    """
    official = Official.objects.select_for_update().get(pk=link.official_id)
    link = CorrectionLink.objects.get(pk=link.pk)
    if queries.is_over(link, local_day(at)):
        raise LinkIsOver
    if queries.proposals_since(official, at - A_DAY) >= PROPOSALS_A_DAY:
        raise TooManyProposals
    record = facts.record_of(official)
    changed = _changed(record, wanted)
    if not changed and not note:
        raise NothingProposed
    _require_possible(official, record, changed, at)
    _replace_waiting(official, at)
    correction = Correction.objects.create(link=link, official=official, note=note, proposed_at=at)
    ProposedFact.objects.bulk_create(
        ProposedFact(correction=correction, fact=fact, was=record.facts[fact], becomes=becomes)
        for fact, becomes in changed.items()
    )
    before = {facts.label(record, fact): facts.words(record, fact, record.facts[fact]) for fact in changed}
    after = {facts.label(record, fact): facts.words(record, fact, becomes) for fact, becomes in changed.items()}
    audit.record("propose_correction", official, by=by, at=at, before=before, after={**after, "note": note})
    return correction


@transaction.atomic
def decide_correction(
    correction: Correction, decisions: Decisions, *, answer: str = "", by: User, at: datetime
) -> Correction:
    """Take accepted facts over into the record, and tell the person why others are refused; the rest waits.

    Raises NothingDecided, AlreadyDecided, ReasonMissing, ChangedMeanwhile or what save_official raises.
    """
    official = Official.objects.select_for_update().get(pk=correction.official_id)
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if not decisions and not answer:
        raise NothingDecided
    record = facts.record_of(official)
    decided = [_decided(record, fact, *decisions[fact.pk]) for fact in _proposed(correction, record, decisions)]
    accepted = {one.fact: one.becomes for one in decided if one.state == FactState.ACCEPTED}
    before, after = _take_over(official, record, accepted, at)
    for one in decided:
        one.decided_by, one.decided_at = by, at
        one.save()
    correction.answer = answer or correction.answer
    if not queries.has_waiting(correction):
        correction.settled_by, correction.settled_at = by, at
    correction.save()
    refused = {facts.label(record, one.fact): one.reason for one in decided if one.state == FactState.REFUSED}
    after = {**after, "refused": refused, "answer": answer}
    audit.record("decide_correction", official, by=by, at=at, before=before, after=after)
    return correction


def _changed(record: Record, wanted: Mapping[str, Any]) -> dict[str, Plain]:
    plain = {fact: facts.to_plain(value) for fact, value in wanted.items() if fact in record.facts}
    return {fact: value for fact, value in plain.items() if value != record.facts[fact]}


def _require_possible(official: Official, record: Record, changed: Mapping[str, Plain], at: datetime) -> None:
    corrected = copy(official)
    for fact in changed:
        if fact not in record.fields:
            setattr(corrected, fact, facts.to_typed(record, fact, changed[fact]))
    require_a_possible_life(corrected, local_day(at))


def _replace_waiting(official: Official, at: datetime) -> None:
    earlier = official.corrections.filter(settled_at=None)
    ProposedFact.objects.filter(correction__in=earlier, state=FactState.OPEN).update(state=FactState.REPLACED)
    earlier.update(settled_at=at)


def _proposed(correction: Correction, record: Record, decisions: Decisions) -> list[ProposedFact]:
    proposed = list(correction.facts.filter(pk__in=decisions).order_by("pk"))
    for fact in proposed:
        to = FactState.ACCEPTED if decisions[fact.pk][0] else FactState.REFUSED
        if (fact.state, to) not in MOVES:
            raise AlreadyDecided(fact=facts.label(record, fact.fact))
    return proposed


def _decided(record: Record, fact: ProposedFact, is_accepted: bool, reason: str) -> ProposedFact:  # noqa: FBT001  one answer
    label = facts.label(record, fact.fact)
    if is_accepted and record.facts.get(fact.fact) not in (fact.was, fact.becomes):
        raise ChangedMeanwhile(fact=label)
    if not is_accepted and not reason.strip():
        raise ReasonMissing(fact=label)
    fact.state = FactState.ACCEPTED if is_accepted else FactState.REFUSED
    fact.reason = "" if is_accepted else reason.strip()
    return fact


def _take_over(
    official: Official, record: Record, accepted: Mapping[str, Plain], at: datetime
) -> tuple[dict[str, object], dict[str, object]]:
    if not accepted:
        return {}, {}
    typed = {fact: facts.to_typed(record, fact, value) for fact, value in accepted.items()}
    own = {key: typed.pop(fact) for fact, key in facts.own_ids(list(typed)).items()}
    _official, before, after = put_facts(official, typed, own, at=at)
    return before, after
