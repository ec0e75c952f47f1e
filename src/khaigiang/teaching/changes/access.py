"""The only door from an actor and an id to a change of a class."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.planning.documents.access import offices_to_write_for
from khaigiang.planning.documents.models import Document
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import Papers
from khaigiang.teaching.changes.states import INTO_ANOTHER, ChangeKind, ChangeState
from khaigiang.teaching.cohorts.access import READ_EVERYTHING, get_class_to_run, get_class_with_people, may_run
from khaigiang.teaching.cohorts.access.papers import get_addressed, sender_role
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.states import BEFORE_IT_BEGINS, HAS_A_LIST, ClassState

TOGETHER = (
    "training_class__plan__document",
    "other_class",
    "proposed_by",
    "answered_by",
    "undone_by",
    "letter__issuer",
)

__all__ = ["get_addressed", "get_class_to_run", "get_class_with_people", "may_run", "sender_role"]


def visible_changes(actor: Actor) -> QuerySet[ClassChange]:
    """Every change for those who account for the whole; a class teacher sees those of the own classes."""
    if actor.is_any(*READ_EVERYTHING):
        return ClassChange.objects.all()
    if actor.is_any(Role.TEACHER):
        return ClassChange.objects.filter(Q(training_class__teacher=actor.user) | Q(other_class__teacher=actor.user))
    return ClassChange.objects.none()


def get_change(actor: Actor, change_id: int) -> ClassChange:
    """One visible change with its classes and people who answered, or 404."""
    return get_object_or_404(visible_changes(actor).select_related(*TOGETHER), pk=change_id)


def get_change_to_write(actor: Actor, change_id: int) -> ClassChange:
    """One change that the training office takes back or undoes, or 404."""
    if not may_run(actor):
        raise Http404
    return get_change(actor, change_id)


def takes_two(change: ClassChange) -> bool:
    """Does a decision name a class of a change, whether it did when the change was proposed or does now?"""
    classes = (change.training_class, change.other_class)
    return change.needs_another or any(one is not None and one.state in HAS_A_LIST for one in classes)


def may_approve(actor: Actor, change: ClassChange) -> bool:
    """May the actor answer it: the head always, the office alone while no class is decided; never an own proposal
    of a decided class."""
    if not takes_two(change):
        return may_run(actor)
    return actor.is_any(Role.HEAD) and change.proposed_by_id != actor.user.pk


def get_change_to_answer(actor: Actor, change_id: int) -> ClassChange:
    """One change that the actor may answer, or 404."""
    change = get_change(actor, change_id)
    if not (actor.is_any(Role.HEAD) or (may_run(actor) and not takes_two(change))):
        raise Http404
    return change


def may_issue(actor: Actor, papers: Papers) -> bool:
    """Does the actor sign and number papers for the office that issues these decisions?"""
    issuers = {one.document.issuer_id for one in papers.decisions}
    return bool(issuers) and offices_to_write_for(actor).filter(pk__in=issuers).count() == len(issuers)


def get_change_to_issue(actor: Actor, change_id: int, papers: Papers) -> ClassChange:
    """One change whose decisions the actor issues, or 404."""
    if not may_issue(actor, papers):
        raise Http404
    return get_change(actor, change_id)


def get_letter(actor: Actor, change_id: int) -> Document:
    """The letter of a visible change, or 404."""
    letter = get_change(actor, change_id).letter
    if letter is None:
        raise Http404
    return letter


def may_issue_letter(actor: Actor, change: ClassChange) -> bool:
    """Does the actor sign and number papers for the office that issues the letter?"""
    return change.letter is not None and offices_to_write_for(actor).filter(pk=change.letter.issuer_id).exists()


def get_letter_to_issue(actor: Actor, change_id: int) -> ClassChange:
    """One change whose letter the actor issues, or 404."""
    change = get_change(actor, change_id)
    if not may_issue_letter(actor, change):
        raise Http404
    return change


def may_write_of_letter(actor: Actor, change: ClassChange) -> bool:
    """Does the actor write to committees and people about the letter of this change?"""
    is_issued = change.letter is not None and change.letter.issued_on is not None
    return is_issued and (may_issue_letter(actor, change) or actor.is_any(Role.OFFICE))


def get_letter_to_write_of(actor: Actor, change_id: int) -> ClassChange:
    """One change of whose issued letter the actor writes to committees and people, or 404."""
    change = get_change(actor, change_id)
    if not may_write_of_letter(actor, change):
        raise Http404
    return change


def get_kind(kind: str) -> ChangeKind:
    """A kind of change by its name in an address, or 404."""
    if kind not in ChangeKind.values:
        raise Http404
    return ChangeKind(kind)


def other_classes(actor: Actor, training_class: TrainingClass, kind: ChangeKind) -> QuerySet[TrainingClass]:
    """Classes of the same plan and programme into which a class or a person may go."""
    if not may_run(actor):
        return TrainingClass.objects.none()
    states = BEFORE_IT_BEGINS if kind == ChangeKind.MERGE else {ClassState.OPEN, ClassState.RUNNING}
    found = TrainingClass.objects.filter(plan=training_class.plan_id, version=training_class.version_id)
    return (
        found.filter(state__in=states)
        .exclude(pk=training_class.pk)
        .select_related("plan", "version", "hall")
        .order_by("number")
    )


def lacks_another_class(actor: Actor, training_class: TrainingClass, kind: ChangeKind) -> bool:
    """Does a kind of change need another class, and is there none?"""
    return kind in INTO_ANOTHER and not other_classes(actor, training_class, kind).exists()


def only(training_class: TrainingClass) -> QuerySet[TrainingClass]:
    """This class alone."""
    return TrainingClass.objects.filter(pk=training_class.pk)


def people_listed_in(actor: Actor, classes: QuerySet[TrainingClass]) -> QuerySet[Enrolment]:
    """People on the lists of some classes, by name."""
    if not may_run(actor):
        return Enrolment.objects.none()
    listed = Enrolment.objects.filter(training_class__in=classes, is_current=True)
    together = listed.select_related("official", "target_post__unit", "training_class", "nomination")
    return together.order_by("training_class__number", "official__sort_key", "pk")


def is_answerable(change: ClassChange) -> bool:
    """Does it wait for an answer?"""
    return change.state == ChangeState.PROPOSED
