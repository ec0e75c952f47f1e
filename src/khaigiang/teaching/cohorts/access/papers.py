"""The only door from an actor and an id to decisions on a class and its summonses."""

from collections.abc import Collection, Mapping

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.ground.files.models import StoredFile
from khaigiang.planning.documents.access import offices_to_write_for
from khaigiang.planning.documents.models import Document, DocumentState
from khaigiang.planning.nominations.models import Nomination
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.access import (
    READ_EVERYTHING,
    get_class,
    get_class_with_people,
    may_run,
    may_see_everybody,
    visible_people,
)
from khaigiang.teaching.cohorts.models import ClassDecision, Enrolment, EnrolmentQuerySet, Summons, TrainingClass
from khaigiang.teaching.cohorts.states import Whom


def get_decision(actor: Actor, decision_id: int) -> ClassDecision:
    """One decision on a class all of whose people the actor may see, or 404."""
    decisions = ClassDecision.objects.select_related("document__issuer", "document__docx", "document__pdf")
    decision = get_object_or_404(decisions, pk=decision_id)
    decision.training_class = get_class_with_people(actor, decision.training_class_id)
    return decision


def get_decision_to_issue(actor: Actor, decision_id: int) -> ClassDecision:
    """One decision of an office for which the actor writes, or 404."""
    decision = get_decision(actor, decision_id)
    if not may_issue(actor, decision.document):
        raise Http404
    return decision


def get_decision_to_discard(actor: Actor, decision_id: int) -> ClassDecision:
    """One decision that the training office drafted, or 404."""
    if not may_run(actor):
        raise Http404
    return get_decision(actor, decision_id)


def may_issue(actor: Actor, document: Document) -> bool:
    """Does the actor sign and number papers for the office that issues this one?"""
    return offices_to_write_for(actor).filter(pk=document.issuer_id).exists()


def visible_summonses(actor: Actor) -> QuerySet[Summons]:
    """Every summons for those who account for the whole; of one's own classes for a teacher; for a committee the
    issued ones that call its people."""
    if actor.is_any(*READ_EVERYTHING):
        return Summons.objects.all()
    condition = Q(pk__in=[])
    if actor.is_any(Role.TEACHER):
        condition |= Q(training_class__teacher=actor.user)
    if actor.is_any(Role.COMMITTEE):
        condition |= Q(document__state=DocumentState.ISSUED, enrolments__target_post__committee__in=actor.committee_ids)
    return Summons.objects.filter(pk__in=Summons.objects.filter(condition).values("pk"))


def get_summons(actor: Actor, summons_id: int) -> Summons:
    """One visible summons with its papers, or 404."""
    together = ("document__issuer", "document__docx", "document__pdf", "decision__document")
    summons = get_object_or_404(visible_summonses(actor).select_related(*together), pk=summons_id)
    summons.training_class = get_class(actor, summons.training_class_id)
    return summons


def get_summons_to_issue(actor: Actor, summons_id: int) -> Summons:
    """One summons of an office for which the actor writes, or 404."""
    summons = get_summons(actor, summons_id)
    if not may_issue(actor, summons.document):
        raise Http404
    return summons


def may_write_of(actor: Actor, summons: Summons) -> bool:
    """Does the actor write to committees and people about this summons?"""
    return bool(summons.document.issued_on) and (may_issue(actor, summons.document) or actor.is_any(Role.OFFICE))


def get_summons_to_write_of(actor: Actor, summons_id: int) -> Summons:
    """One issued summons of which the actor writes to committees and people, or 404."""
    summons = get_summons(actor, summons_id)
    if not may_write_of(actor, summons):
        raise Http404
    return summons


def sender_role(actor: Actor) -> str:
    """The role in which the actor keeps what goes out."""
    return Role.ORGANISER.value if actor.is_any(Role.ORGANISER) else Role.OFFICE.value


def get_addressed(whom: str) -> Whom:
    """To whom e-mails go, or 404."""
    if whom not in Whom.values:
        raise Http404
    return Whom(whom)


def get_summons_to_discard(actor: Actor, summons_id: int) -> Summons:
    """One summons that the training office drafted, or 404."""
    if not may_run(actor):
        raise Http404
    return get_summons(actor, summons_id)


def get_called_committee(actor: Actor, summons: Summons, committee_id: int) -> Office:
    """One committee whose people a summons calls, or 404; a committee gets its own copy alone."""
    committees = Office.objects.filter(pk__in=summons.enrolments.values("target_post__committee"))
    if not may_see_everybody(actor, summons.training_class):
        committees = committees.filter(pk__in=actor.committee_ids)
    return get_object_or_404(committees, pk=committee_id)


def get_called(actor: Actor, summons: Summons, kind: str, *, enrolment_id: int | None = None) -> EnrolmentQuerySet:
    """Whom a summons calls of the people an actor sees, all or one, for a file of one kind; 404 where nobody is left."""
    called = visible_people(actor).filter(summonses=summons)
    if enrolment_id is not None:
        called = called.filter(pk=enrolment_id)
    if kind not in {"docx", "pdf"} or not called.exists():
        raise Http404
    return called


def get_leaving(training_class: TrainingClass, reasons: Mapping[int, str]) -> list[tuple[Enrolment, str]]:
    """People on the list of a class by their ids, each with the reason why they leave, in the order of names."""
    listed = training_class.enrolments.filter(pk__in=list(reasons), is_current=True).select_related("official")
    return [(enrolment, reasons[enrolment.pk]) for enrolment in listed.order_by("official__sort_key", "pk")]


def get_joining(training_class: TrainingClass, ids: Collection[int]) -> list[Nomination]:
    """Nominations of the plan of a class by their ids, in the order of names; the service says who may be added."""
    named = Nomination.objects.filter(plan=training_class.plan_id, pk__in=ids).select_related("official")
    return list(named.order_by("official__sort_key", "pk"))


def get_kind(kind: str) -> str:
    """A form of a paper by its name in an address, or 404."""
    if kind not in {"docx", "pdf"}:
        raise Http404
    return kind


def get_paper_file(document: Document, kind: str) -> StoredFile:
    """One form of a paper, or 404."""
    found = document.docx if get_kind(kind) == "docx" else document.pdf
    if found is None:
        raise Http404
    return found
