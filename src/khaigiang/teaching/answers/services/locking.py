"""Answers read anew and locked, and whether their people are called still."""

from khaigiang.planning.nominations.states import NominationState
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.cohorts.models import Enrolment
from khaigiang.teaching.cohorts.states import IS_OVER


def locked(answer: Answer) -> Answer:
    """The answer as it stands now; nobody else changes it, or takes its person off the list, before the caller is done."""
    # In this order everywhere: whoever takes somebody off a list locks the enrolment too.
    Enrolment.objects.select_for_update().values_list("pk").get(pk=answer.enrolment_id)
    Answer.objects.select_for_update().values_list("pk").get(pk=answer.pk)
    together = (
        "enrolment__official",
        "enrolment__nomination",
        "enrolment__target_post",
        "summons__document",
        "summons__training_class__plan",
    )
    kept = Answer.objects.select_related(*together).get(pk=answer.pk)
    # A summons calls people of its own class.
    kept.enrolment.training_class = kept.summons.training_class
    return kept


def is_called(answer: Answer) -> bool:
    """Does the person sit on the list of a class that is to be still, with a nomination that stands?"""
    nomination = answer.enrolment.nomination
    stands = nomination is None or nomination.state == NominationState.ACCEPTED
    return answer.enrolment.is_current and stands and answer.summons.training_class.state not in IS_OVER
