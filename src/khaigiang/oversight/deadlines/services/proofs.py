"""Learning done elsewhere: handed in, accepted or refused by another clerk, taken back."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.files.services import store
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.oversight.deadlines.errors import (
    AnswersOwnProof,
    HandedInAlready,
    LearnedInTheFuture,
    ProofAnswered,
)
from khaigiang.oversight.deadlines.models import Proof, ProofAccepted, ProofExcuse, Requirement
from khaigiang.oversight.deadlines.states import ProofState
from khaigiang.planning.documents.uploads import Upload
from khaigiang.planning.plans.errors import ReasonMissing
from khaigiang.planning.plans.models import TargetPost
from khaigiang.planning.plans.services import excuse_post, withdraw_excuse
from khaigiang.registry.officials.models import Official

LONGEST_REASON = 300


@transaction.atomic
def hand_in_proof(
    requirement: Requirement,
    official: Official,
    *,
    course: str,
    school: str,
    number: str,
    learned_on: date,
    hours: int | None = None,
    scan: Upload | None = None,
    by: User,
    at: datetime,
) -> Proof:
    """Hand in a certificate of another school; raises LearnedInTheFuture or HandedInAlready."""
    if learned_on > local_day(at):
        raise LearnedInTheFuture
    # The person is the lock: the same certificate is not handed in twice at once.
    Official.objects.select_for_update().get(pk=official.pk)
    line = requirement.line or requirement
    living = Proof.objects.filter(state__in=[ProofState.HANDED_IN, ProofState.ACCEPTED])
    if living.filter(requirement=line, official=official, school=school, number=number).exists():
        raise HandedInAlready(number=number, official=official)
    kept = store(scan.content, name=scan.name, content_type=scan.content_type, by=by, at=at) if scan else None
    proof = Proof.objects.create(
        requirement=line,
        official=official,
        course=course,
        school=school,
        number=number,
        learned_on=learned_on,
        hours=hours,
        file=kept,
        handed_in_at=at,
        handed_in_by=by,
    )
    audit.record("hand_in_proof", proof, by=by, at=at, after=_described(proof))
    return proof


@transaction.atomic
def accept_proof(proof: Proof, *, excuses: Iterable[TargetPost] = (), by: User, at: datetime) -> Proof:
    """Let the certificate count, and excuse these posts of open plans with the paper named.

    Raises ProofAnswered, AnswersOwnProof, or what excusing a post raises.
    """
    proof = _to_answer(proof, by)
    proof.state, proof.answered_on, proof.answered_by, proof.reason = ProofState.ACCEPTED, local_day(at), by, ""
    proof.save(update_fields=["state", "answered_on", "answered_by", "reason"])
    accepted = ProofAccepted.objects.create(proof=proof, accepted_on=local_day(at))
    for post in excuses:
        excuse = excuse_post(post, reason=paper_of(proof)[:LONGEST_REASON], by=by, at=at)
        ProofExcuse.objects.create(acceptance=accepted, excuse=excuse)
    audit.record("accept_proof", proof, by=by, at=at, after=_described(proof))
    return proof


@transaction.atomic
def refuse_proof(proof: Proof, *, reason: str, by: User, at: datetime) -> Proof:
    """Refuse a certificate with a reason; raises ReasonMissing, ProofAnswered or AnswersOwnProof."""
    if not reason.strip():
        raise ReasonMissing
    proof = _to_answer(proof, by)
    proof.state, proof.answered_on, proof.answered_by = ProofState.REFUSED, local_day(at), by
    proof.reason = reason.strip()
    proof.save(update_fields=["state", "answered_on", "answered_by", "reason"])
    audit.record("refuse_proof", proof, by=by, at=at, after={"reason": proof.reason})
    return proof


@transaction.atomic
def withdraw_proof(proof: Proof, *, by: User, at: datetime) -> Proof:
    """Take back a proof that nobody has answered; raises ProofAnswered."""
    proof = _locked(proof)
    if proof.state != ProofState.HANDED_IN:
        raise ProofAnswered(state=proof.get_state_display())
    proof.state = ProofState.TAKEN_BACK
    proof.save(update_fields=["state"])
    audit.record("withdraw_proof", proof, by=by, at=at, before=_described(proof))
    return proof


@transaction.atomic
def reconsider_proof(proof: Proof, *, by: User, at: datetime) -> Proof:
    """Let an accepted proof wait for an answer again, and the posts that it excused count again.

    What was told of the days between stays true. Raises ProofAnswered.
    """
    proof = _locked(proof)
    if proof.state != ProofState.ACCEPTED:
        raise ProofAnswered(state=proof.get_state_display())
    accepted = proof.acceptances.get(taken_back_on__isnull=True)
    accepted.taken_back_on = local_day(at)
    accepted.save(update_fields=["taken_back_on"])
    together = accepted.excuses.select_related("excuse__target_post__unit", "excuse__target_post__post")
    for one in together.filter(excuse__withdrawn_on__isnull=True):
        withdraw_excuse(one.excuse, by=by, at=at)
    proof.state, proof.answered_on, proof.answered_by = ProofState.HANDED_IN, None, None
    proof.save(update_fields=["state", "answered_on", "answered_by"])
    audit.record("reconsider_proof", proof, by=by, at=at, before=_described(proof))
    return proof


def paper_of(proof: Proof) -> str:
    """The certificate as the ledger names it."""
    return _("Learned elsewhere: %(course)s, certificate %(number)s of %(day)s, %(school)s") % {
        "course": proof.course,
        "number": proof.number,
        "day": day_in_words(proof.learned_on),
        "school": proof.school,
    }


def _to_answer(proof: Proof, by: User) -> Proof:
    proof = _locked(proof)
    if proof.state != ProofState.HANDED_IN:
        raise ProofAnswered(state=proof.get_state_display())
    if proof.handed_in_by_id == by.pk:
        raise AnswersOwnProof
    return proof


def _locked(proof: Proof) -> Proof:
    return Proof.objects.select_for_update(of=("self",)).select_related("official", "requirement").get(pk=proof.pk)


def _described(proof: Proof) -> dict[str, object]:
    return {
        "requirement": proof.requirement.title,
        "course": proof.course,
        "school": proof.school,
        "number": proof.number,
        "learned_on": proof.learned_on.isoformat(),
        "state": proof.state,
    }
