"""The only door to answers: the people whom somebody sees in a class; and the secret, for the person alone."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.ground.files.models import StoredFile
from khaigiang.planning.plans.access import get_plan
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.answers.links import digest_of
from khaigiang.teaching.answers.models import Answer, AnswerLink
from khaigiang.teaching.answers.states import Via
from khaigiang.teaching.cohorts import access as cohorts
from khaigiang.teaching.cohorts.access import papers
from khaigiang.teaching.cohorts.models import Summons, TrainingClass

TOGETHER = (
    "enrolment__official",
    "enrolment__nomination",
    "enrolment__target_post__unit",
    "enrolment__target_post__committee",
    "summons__document",
    "summons__training_class__plan__school",
    "summons__training_class__version__programme",
    "summons__training_class__hall",
    "summons__training_class__teacher",
    "paper",
    "settled_by",
)


def visible_answers(actor: Actor) -> QuerySet[Answer]:
    """Answers of the people whom the actor sees in their classes."""
    return Answer.objects.filter(enrolment__in=cohorts.visible_people(actor))


def get_answer(actor: Actor, answer_id: int) -> Answer:
    """One visible answer with its person, class and paper, or 404."""
    return get_object_or_404(visible_answers(actor).select_related(*TOGETHER), pk=answer_id)


def via_of(actor: Actor, answer: Answer) -> Via | None:
    """How the actor would answer: for themselves, for their committee, for the school; None where they only read."""
    enrolment = answer.enrolment
    if actor.is_any(Role.TRAINEE) and actor.official_id == enrolment.official_id:
        return Via.SIGNED_IN
    if enrolment.target_post.committee_id in actor.committee_ids:
        return Via.COMMITTEE
    return Via.OFFICE if cohorts.may_lead(actor, answer.summons.training_class) else None


def get_answer_to_give(actor: Actor, answer_id: int) -> tuple[Answer, Via]:
    """One answer that the actor may give, and how it comes, or 404."""
    answer = get_answer(actor, answer_id)
    via = via_of(actor, answer)
    if via is None:
        raise Http404
    return answer, via


def may_say(via: Via | None, *, has_begun: bool) -> bool:
    """May an answer still come this way? Once the class has begun, only from the office of its teacher."""
    return via is not None and (via == Via.OFFICE or not has_begun)


def may_change_late(via: Via) -> bool:
    """Is this the way that stays open, with a reason, once the class has begun?"""
    return via == Via.OFFICE


def may_settle(actor: Actor, answer: Answer) -> bool:
    """Does the actor say what follows when somebody cannot come: as the committee, or for it?"""
    return answer.enrolment.target_post.committee_id in actor.committee_ids or actor.is_any(Role.OFFICE, Role.ORGANISER)


def get_answer_to_settle(actor: Actor, answer_id: int) -> Answer:
    """One answer after which the actor says what follows, or 404."""
    answer = get_answer(actor, answer_id)
    if not may_settle(actor, answer):
        raise Http404
    return answer


def get_answer_to_hand_out(actor: Actor, answer_id: int) -> Answer:
    """One answer whose link the actor renews and hands out, or 404; nobody does that for themselves."""
    answer, via = get_answer_to_give(actor, answer_id)
    if via == Via.SIGNED_IN:
        raise Http404
    return answer


def get_class(actor: Actor, class_id: int) -> TrainingClass:
    """One visible class, or 404."""
    return cohorts.get_class(actor, class_id)


def get_class_to_run(actor: Actor, class_id: int) -> TrainingClass:
    """One class that the training office runs, or 404."""
    return cohorts.get_class_to_run(actor, class_id)


def answers_to_hand_out(actor: Actor, training_class: TrainingClass) -> QuerySet[Answer]:
    """Answers of a class whose links the actor hands out: all for its office and teacher, else the own committee's."""
    found = Answer.objects.filter(summons__training_class=training_class)
    if cohorts.may_lead(actor, training_class):
        return found
    return found.filter(enrolment__target_post__committee__in=actor.committee_ids)


def may_hand_out(actor: Actor, training_class: TrainingClass) -> bool:
    """Does the actor hand links out in this class?"""
    return cohorts.may_lead(actor, training_class) or bool(actor.committee_ids)


def get_paper(actor: Actor, answer_id: int) -> StoredFile:
    """The paper that came with a visible answer, or 404."""
    paper = get_answer(actor, answer_id).paper
    if paper is None:
        raise Http404
    return paper


def get_plan_to_read(actor: Actor, plan_id: int) -> Plan:
    """One plan whose rule of reminding the actor reads, or 404."""
    return get_plan(actor, plan_id)


def get_plan_to_remind(actor: Actor, plan_id: int) -> Plan:
    """One plan whose silent people the actor has reminded, or 404."""
    if not may_remind(actor):
        raise Http404
    return get_plan(actor, plan_id)


def get_summons_to_remind(actor: Actor, summons_id: int) -> Summons:
    """One issued summons whose silent people the actor has reminded, or 404."""
    if not may_remind(actor):
        raise Http404
    return papers.get_summons(actor, summons_id)


def may_remind(actor: Actor) -> bool:
    """Does the actor set the rule of reminding and draft reminders?"""
    return actor.is_any(Role.OFFICE, Role.ORGANISER)


def sender_role(actor: Actor) -> str:
    """The role in which the actor keeps what goes out."""
    return papers.sender_role(actor)


def get_own_link(secret: str) -> AnswerLink:
    """The link with a secret and its answer, or 404; whether it still opens anything is for the services to say."""
    together = [f"answer__{path}" for path in TOGETHER]
    return get_object_or_404(AnswerLink.objects.select_related(*together), digest=digest_of(secret))
