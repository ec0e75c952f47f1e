"""The only door to requirements, reliefs and proofs, and to the people who fall due: all, or those of the own committee."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.ground.files.models import StoredFile
from khaigiang.oversight.deadlines.models import Proof, Relief, Requirement
from khaigiang.oversight.deadlines.queries import DueRow, due_of
from khaigiang.oversight.deadlines.states import ReliefState
from khaigiang.planning.documents.access import visible_documents
from khaigiang.planning.documents.models import Document, DocumentState
from khaigiang.planning.plans.access import visible_plans
from khaigiang.planning.plans.models import Plan, TargetException
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.officials.access import visible_officials
from khaigiang.registry.officials.models import Official, Post
from khaigiang.teaching.curriculum.models import Programme

READ_EVERYTHING: Final = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR)


def whose_people(actor: Actor) -> frozenset[int] | None:
    """The committees of whose people this person reads who falls due; None for everybody."""
    return None if actor.is_any(*READ_EVERYTHING) else frozenset(actor.committee_ids)


def get_requirement(_actor: Actor, requirement_id: int) -> Requirement:
    """One requirement, or 404: whom the policy lets in sees all of them."""
    return get_object_or_404(Requirement.objects.select_related("programme", "document", "changes"), pk=requirement_id)


def get_due(actor: Actor, requirement_id: int, official_id: int) -> tuple[Requirement, Official, DueRow]:
    """A requirement and an official whom it reaches today, or 404; a committee's own people only."""
    requirement = get_requirement(actor, requirement_id)
    official = get_object_or_404(Official, pk=official_id)
    row = due_of(official, actor.on).get(requirement.line_id_of_all)
    is_visible = actor.is_any(*READ_EVERYTHING) or (row is not None and row.committee_id in actor.committee_ids)
    if row is None or not is_visible:
        raise Http404
    return requirement, official, row


def visible_reliefs(actor: Actor) -> QuerySet[Relief]:
    """Extensions and exemptions; for a committee those of its own people."""
    return Relief.objects.filter(_own(actor))


def get_relief(actor: Actor, relief_id: int) -> Relief:
    """One visible relief, or 404."""
    return get_object_or_404(visible_reliefs(actor).select_related("official", "requirement", "asked_by"), pk=relief_id)


def reliefs_of(actor: Actor, official: Official) -> QuerySet[Relief]:
    """What one official was granted or asked, as far as the actor sees it."""
    return visible_reliefs(actor).filter(official=official)


def proofs_of(actor: Actor, official: Official) -> QuerySet[Proof]:
    """What one official has handed in, as far as the actor sees it."""
    return visible_proofs(actor).filter(official=official)


def ids_to_answer(actor: Actor) -> set[int]:
    """The ids of exemptions that wait for this person or another."""
    return set(reliefs_to_answer(actor).values_list("pk", flat=True))


def reliefs_to_answer(actor: Actor) -> QuerySet[Relief]:
    """Exemptions that wait, but for those the actor entered."""
    return visible_reliefs(actor).filter(state=ReliefState.ASKED).exclude(asked_by=actor.user)


def visible_proofs(actor: Actor) -> QuerySet[Proof]:
    """Proofs; for a committee those of its own people."""
    return Proof.objects.filter(_own(actor))


def get_proof(actor: Actor, proof_id: int) -> Proof:
    """One visible proof, or 404."""
    together = ("official", "requirement", "handed_in_by", "answered_by", "file")
    return get_object_or_404(visible_proofs(actor).select_related(*together), pk=proof_id)


def get_own_proof(actor: Actor, proof_id: int) -> Proof:
    """One proof that the actor may withdraw: handed in by the same person, or any for the training office; or 404."""
    proof = get_proof(actor, proof_id)
    if proof.handed_in_by_id != actor.user.pk and not actor.is_any(Role.OFFICE):
        raise Http404
    return proof


def get_scan(actor: Actor, proof_id: int) -> StoredFile:
    """The scan of a visible proof, or 404."""
    proof = get_proof(actor, proof_id)
    if proof.file is None:
        raise Http404
    return proof.file


def plans_to_join(actor: Actor) -> QuerySet[Plan]:
    """Plans that this person sees."""
    return visible_plans(actor)


def exceptions_of(plan: Plan, ids: Iterable[int]) -> Sequence[TargetException]:
    """Exceptions of a plan by their ids."""
    return list(plan.exceptions.filter(pk__in=ids).select_related("unit", "plan").order_by("pk"))


def programmes(_actor: Actor) -> QuerySet[Programme]:
    """Every programme by title."""
    return Programme.objects.order_by("title")


def posts(_actor: Actor) -> QuerySet[Post]:
    """Every post by title."""
    return Post.objects.order_by("title")


def documents(actor: Actor) -> QuerySet[Document]:
    """Issued documents, the latest first."""
    found = visible_documents(actor).filter(state=DocumentState.ISSUED)
    return found.select_related("issuer").order_by("-issued_on", "-pk")


def _own(actor: Actor) -> Q:
    return Q() if actor.is_any(*READ_EVERYTHING) else Q(official__in=visible_officials(actor))
