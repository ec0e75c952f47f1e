"""The only door from an actor and an id to a class, its people, its papers and its allocations."""

from collections.abc import Collection, Mapping
from typing import Final

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.ground.accounts.models import User
from khaigiang.ground.files.models import StoredFile
from khaigiang.ground.removal.models import present
from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.documents.access import offices_to_write_for
from khaigiang.planning.documents.models import Document, DocumentState
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.access import get_plan, visible_plans
from khaigiang.planning.plans.models import Plan, TargetPost
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.officials.models import Official
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.models import (
    AllocationRun,
    ClassDecision,
    Enrolment,
    EnrolmentQuerySet,
    GroupChange,
    PinChange,
    Summons,
    TrainingClass,
)
from khaigiang.teaching.cohorts.queries import teachers_on
from khaigiang.teaching.cohorts.states import Whom
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.venues.models import Hall

READ_EVERYTHING: Final = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR)
RUN_CLASSES: Final = (Role.HEAD, Role.OFFICE)
TOGETHER: Final = ("plan__school", "plan__document", "version__programme", "hall", "teacher")


def visible_classes(actor: Actor) -> QuerySet[TrainingClass]:
    """Every class for those who account for the whole; else one's own as teacher, committee or trainee."""
    if actor.is_any(*READ_EVERYTHING):
        return TrainingClass.objects.all()
    return TrainingClass.objects.filter(pk__in=_own_classes(actor).values("pk"))


def plans_with_classes(actor: Actor) -> QuerySet[Plan]:
    """Every plan for those who account for the whole, else the plans of one's classes."""
    if actor.is_any(*READ_EVERYTHING):
        return visible_plans(actor)
    return Plan.objects.filter(pk__in=visible_classes(actor).values("plan"))


def visible_people(actor: Actor) -> EnrolmentQuerySet:
    """Everybody for those who account for the whole and the class teacher; a committee its own people; a trainee oneself."""
    if actor.is_any(*READ_EVERYTHING):
        return Enrolment.objects.all()
    condition = Q(pk__in=[])
    if actor.is_any(Role.TEACHER):
        condition |= Q(training_class__teacher=actor.user)
    if actor.is_any(Role.COMMITTEE):
        condition |= Q(target_post__committee__in=actor.committee_ids)
    if actor.is_any(Role.TRAINEE):
        condition |= Q(official=actor.official_id)
    return Enrolment.objects.filter(condition)


def get_class(actor: Actor, class_id: int) -> TrainingClass:
    """One visible class with its plan, programme, hall and teacher, or 404."""
    return get_object_or_404(visible_classes(actor).select_related(*TOGETHER), pk=class_id)


def get_class_with_people(actor: Actor, class_id: int) -> TrainingClass:
    """One class all of whose people the actor may see, or 404."""
    classes = visible_classes(actor).select_related(*TOGETHER)
    if not actor.is_any(*READ_EVERYTHING):
        classes = classes.filter(teacher=actor.user) if actor.is_any(Role.TEACHER) else classes.none()
    return get_object_or_404(classes, pk=class_id)


def get_class_to_run(actor: Actor, class_id: int) -> TrainingClass:
    """One class that the training office runs, or 404."""
    if not may_run(actor):
        raise Http404
    return get_class(actor, class_id)


def get_class_to_lead(actor: Actor, class_id: int) -> TrainingClass:
    """One class for whose mornings and groups the actor answers: any for the office, their own for a teacher, or 404."""
    if not may_lead(actor, training_class := get_class(actor, class_id)):
        raise Http404
    return training_class


def may_run(actor: Actor) -> bool:
    """May the actor plan classes, allocate people and draft papers?"""
    return actor.is_any(*RUN_CLASSES)


def may_lead(actor: Actor, training_class: TrainingClass) -> bool:
    """May the actor let people in and make groups in this class?"""
    return may_run(actor) or (actor.is_any(Role.TEACHER) and training_class.teacher_id == actor.user.pk)


def may_see_everybody(actor: Actor, training_class: TrainingClass) -> bool:
    """Does the actor see all people of this class?"""
    return actor.is_any(*READ_EVERYTHING) or may_lead(actor, training_class)


def get_plan_to_run(actor: Actor, plan_id: int) -> Plan:
    """One plan whose classes the actor plans and fills, or 404."""
    if not may_run(actor):
        raise Http404
    return get_plan(actor, plan_id)


def get_plan_to_read(actor: Actor, plan_id: int) -> Plan:
    """One plan whose allocations the actor may read, or 404."""
    if not actor.is_any(*READ_EVERYTHING):
        raise Http404
    return get_plan(actor, plan_id)


def get_pin_change(actor: Actor, change_id: int) -> PinChange:
    """One act of pinning or unpinning many that the actor may undo, or 404."""
    if not may_run(actor):
        raise Http404
    return get_object_or_404(PinChange.objects.filter(plan__in=visible_plans(actor)), pk=change_id)


def get_run(actor: Actor, run_id: int) -> AllocationRun:
    """One allocation of a visible plan, or 404; only those who account for the whole see any."""
    if not actor.is_any(*READ_EVERYTHING):
        raise Http404
    runs = AllocationRun.objects.filter(plan__in=visible_plans(actor)).select_related("plan__document", "made_by")
    return get_object_or_404(runs, pk=run_id)


def get_run_to_decide(actor: Actor, run_id: int) -> AllocationRun:
    """One allocation that the actor may apply, undo or lay aside, or 404."""
    if not may_run(actor):
        raise Http404
    return get_run(actor, run_id)


def run_of_job(run_id: int) -> AllocationRun:
    """The run that a job was asked for, whoever asked."""
    return AllocationRun.objects.select_related("plan").get(pk=run_id)


def get_nomination(actor: Actor, nomination_id: int) -> Nomination:
    """One nomination of a visible plan, for those who account for the whole, or 404."""
    if not actor.is_any(*READ_EVERYTHING):
        raise Http404
    nominations = Nomination.objects.filter(plan__in=visible_plans(actor)).select_related("plan", "official")
    return get_object_or_404(nominations, pk=nomination_id)


def get_nomination_to_place(actor: Actor, nomination_id: int) -> Nomination:
    """One nomination that the actor may place by hand, or 404."""
    if not may_run(actor):
        raise Http404
    return get_nomination(actor, nomination_id)


def committees_to_wish_for(actor: Actor) -> QuerySet[Office]:
    """For whose people the actor may ask for a class: every committee for the office, one's own for a committee."""
    if actor.is_any(*READ_EVERYTHING):
        return Office.objects.all()
    return Office.objects.filter(pk__in=actor.committee_ids)


def committee_ids_to_wish_for(actor: Actor) -> frozenset[int]:
    """The same committees by their ids."""
    return frozenset(committees_to_wish_for(actor).values_list("pk", flat=True))


def may_wish(actor: Actor) -> bool:
    """May the actor ask for classes, or only read what was asked?"""
    return actor.is_any(Role.COMMITTEE, *RUN_CLASSES)


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


def get_enrolment_to_lead(actor: Actor, enrolment_id: int) -> Enrolment:
    """One person of a class for which the actor answers, or 404."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("official"), pk=enrolment_id)
    enrolment.training_class = get_class_to_lead(actor, enrolment.training_class_id)
    return enrolment


def get_enrolment_to_end(actor: Actor, enrolment_id: int) -> Enrolment:
    """One person of a class that the training office runs, or 404."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("official"), pk=enrolment_id)
    enrolment.training_class = get_class_to_run(actor, enrolment.training_class_id)
    return enrolment


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


def get_wishing_committee(committees: QuerySet[Office], committee_id: str) -> Office | None:
    """The committee chosen among these, the first where none is; None where there are none."""
    chosen = committees.filter(pk=committee_id).first() if committee_id.isdecimal() and len(committee_id) < 19 else None
    return chosen or committees.first()


def get_nomination_of(run: AllocationRun, nomination_id: int) -> Nomination:
    """Somebody whom a proposal places, or 404."""
    if str(nomination_id) not in run.assignment:
        raise Http404
    return get_object_or_404(Nomination.objects.select_related("plan", "official"), pk=nomination_id)


def get_proposed_groups(actor: Actor, class_id: int) -> GroupChange:
    """The groups proposed for a class for which the actor answers, or 404 where none are."""
    training_class = get_class_to_lead(actor, class_id)
    proposal = get_object_or_404(GroupChange, training_class=training_class, done_at__isnull=True)
    proposal.training_class = training_class
    return proposal


def get_group_change(actor: Actor, change_id: int) -> GroupChange:
    """Something done to the groups of a class for which the actor answers, or 404."""
    change = get_object_or_404(GroupChange, pk=change_id, done_at__isnull=False)
    change.training_class = get_class_to_lead(actor, change.training_class_id)
    return change


def get_classmate(enrolment: Enrolment, other_id: int) -> Enrolment:
    """Another person of the same class, or 404."""
    others = Enrolment.objects.filter(training_class=enrolment.training_class_id).exclude(pk=enrolment.pk)
    return get_object_or_404(others.select_related("official"), pk=other_id)


def versions(actor: Actor) -> QuerySet[ProgrammeVersion]:
    """Versions of programmes that a class may be taught, the newest first."""
    if not may_run(actor):
        return ProgrammeVersion.objects.none()
    return ProgrammeVersion.objects.select_related("programme").order_by("programme__title", "-number")


def halls(actor: Actor) -> QuerySet[Hall]:
    """Halls in use that a class may be given, by name."""
    return Hall.objects.filter(is_active=True).order_by("name") if may_run(actor) else Hall.objects.none()


def teachers(actor: Actor) -> QuerySet[User]:
    """Who may be named class teacher today."""
    return teachers_on(actor.on) if may_run(actor) else User.objects.none()


def get_newcomer(
    actor: Actor, training_class: TrainingClass, *, official: int, target_post: int
) -> tuple[Official, TargetPost]:
    """By their ids, somebody who holds a post today in the unit of a post of the plan, and that post, or 404."""
    posts = TargetPost.objects.standing().filter(plan=training_class.plan_id).select_related("unit")
    post = get_object_or_404(posts, pk=target_post)
    holders = Official.objects.filter(
        valid_on(actor.on, "appointments__"), present("appointments__"), appointments__unit=post.unit_id
    )
    return get_object_or_404(holders.distinct(), pk=official), post


def _own_classes(actor: Actor) -> QuerySet[TrainingClass]:
    condition = Q(pk__in=[])
    if actor.is_any(Role.TEACHER):
        condition |= Q(teacher=actor.user)
    if actor.is_any(Role.COMMITTEE):
        condition |= Q(plan__quotas__committee__in=actor.committee_ids)
    if actor.is_any(Role.TRAINEE):
        condition |= Q(enrolments__official=actor.official_id, enrolments__is_current=True)
    return TrainingClass.objects.filter(condition)
