"""What committees, the office and people are told about answers."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices.services import tell
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.answers.states import AnswerState


def not_coming(answer: Answer, *, at: datetime) -> None:
    """The committee learns that one of its people does not come, or asks for a later class."""
    committee = answer.enrolment.target_post.committee_id
    users = [one.user for one in _mandates(at).filter(role=Role.COMMITTEE, office=committee)]
    _tell(users, partial(_not_coming, answer), answer, at)


def comes_after_all(answer: Answer, *, at: datetime) -> None:
    """The committee learns that somebody who did not come comes after all."""
    committee = answer.enrolment.target_post.committee_id
    users = [one.user for one in _mandates(at).filter(role=Role.COMMITTEE, office=committee)]
    _tell(users, partial(_comes_after_all, answer), answer, at)


def taken_back(answer: Answer, *, at: datetime) -> None:
    """The committee learns that nothing is to be said any more: somebody takes back that they do not come."""
    committee = answer.enrolment.target_post.committee_id
    users = [one.user for one in _mandates(at).filter(role=Role.COMMITTEE, office=committee)]
    _tell(users, partial(_taken_back, answer), answer, at)


def corrected(answers: Sequence[Answer], *, at: datetime) -> None:
    """People who sign in, and their committees, learn that a letter corrects the summons and what is asked of them."""
    mandates = _mandates(at)
    of_people = {one.enrolment.official_id: one for one in answers}
    for mandate in mandates.filter(role=Role.TRAINEE, official__in=of_people):
        answer = of_people[mandate.official_id or 0]
        _tell([mandate.user], partial(_corrected, answer), answer, at)
    of_committees = {one.enrolment.target_post.committee_id: one for one in answers}
    for mandate in mandates.filter(role=Role.COMMITTEE, office__in=of_committees):
        answer = of_committees[mandate.office_id or 0]
        page = reverse("answers:class", args=[answer.summons.training_class_id])
        _tell([mandate.user], partial(_corrected, answer), answer, at, link=page)


def settled(answer: Answer, *, at: datetime) -> None:
    """The person, if they sign in, and the training office learn what the committee says."""
    mandates = _mandates(at)
    users = [one.user for one in mandates.filter(role=Role.TRAINEE, official=answer.enrolment.official_id)]
    _tell(users, partial(_settled, answer), answer, at)
    if answer.state == AnswerState.DEFERRED:
        office = [one.user for one in mandates.filter(role=Role.OFFICE)]
        _tell(office, partial(_decision_wanted, answer), answer, at)


def _not_coming(answer: Answer) -> str:
    words = _("%(name)s does not come to %(class)s: say what follows")
    return words % _names(answer)


def _comes_after_all(answer: Answer) -> str:
    return _("%(name)s comes to %(class)s after all") % _names(answer)


def _taken_back(answer: Answer) -> str:
    return _("%(name)s takes back not to come to %(class)s and answers anew") % _names(answer)


def _settled(answer: Answer) -> str:
    words = {
        AnswerState.DEFERRED: _("Your committee agrees to a later class than %(class)s"),
        AnswerState.HELD: _("Your committee asks you to come to %(class)s all the same"),
    }[AnswerState(answer.state)]
    return words % _names(answer)


def _decision_wanted(answer: Answer) -> str:
    return _("%(name)s waits for a later class: a decision has to take them off the list of %(class)s") % _names(answer)


def _corrected(answer: Answer) -> str:
    if answer.state == AnswerState.CALLED_OFF:
        return _("%(class)s is not held: confirm that you know") % _names(answer)
    return _("%(class)s meets on other days: answer the summons once more") % _names(answer)


def _names(answer: Answer) -> dict[str, str]:
    return {"name": str(answer.enrolment.official), "class": str(answer.summons.training_class)}


def _mandates(at: datetime) -> QuerySet[Mandate]:
    return Mandate.objects.filter(valid_on(local_day(at))).select_related("user")


def _tell(users: Iterable[User], title: Callable[[], str], answer: Answer, at: datetime, link: str = "") -> None:
    link = link or reverse("answers:answer", args=[answer.pk])
    for user in users:
        with translation.override(user.language):
            tell([user], title=title(), body=answer.words, link=link, at=at)
