"""Personal links: made with the summons, opened once by themselves, renewed by whoever hands them out."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from uuid import uuid4

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.teaching.answers.errors import LinkIsOver, StillCalled, TooManyTries, WrongBirthday
from khaigiang.teaching.answers.links import digest_of, secret_of
from khaigiang.teaching.answers.models import Answer, AnswerLink
from khaigiang.teaching.answers.queries.person import gathers_at
from khaigiang.teaching.answers.rules import same_birthday
from khaigiang.teaching.answers.services.locking import is_called, locked
from khaigiang.teaching.answers.services.reminding import keep_reminding
from khaigiang.teaching.answers.states import OFF
from khaigiang.teaching.cohorts.models import Summons

WRONG_TRIES: Final = 5


def wait_for_answers(summons: Summons, by: User, at: datetime) -> None:
    """Give everybody called by a summons an answer to give and a link to give it under, within the act that issues it."""
    called = set(summons.enrolments.values_list("pk", flat=True))
    called -= set(summons.answers.values_list("enrolment", flat=True))
    answers = Answer.objects.bulk_create(Answer(summons=summons, enrolment_id=pk) for pk in sorted(called))
    _make_links(answers, by=by, at=at)
    keep_reminding(summons.training_class.plan, by=by, at=at)


@transaction.atomic
def make_answer_links(summons: Summons, *, by: User, at: datetime) -> int:
    """Give those their links whom a summons called before there were any; raises StillCalled where nobody lacks one."""
    Summons.objects.select_for_update().get(pk=summons.pk)
    before = summons.answers.count()
    wait_for_answers(summons, by, at)
    made = summons.answers.count() - before
    if not made:
        raise StillCalled
    audit.record("make_answer_links", summons, by=by, at=at, after={"people": made})
    return made


@transaction.atomic
def renew_answer_link(answer: Answer, *, by: User, at: datetime) -> AnswerLink:
    """Give a person a new link; the one before opens nothing any more. Raises LinkIsOver once the class has begun."""
    answer = locked(answer)
    if not (is_called(answer) or answer.state in OFF) or at >= gathers_at(answer):
        raise LinkIsOver
    answer.links.filter(replaced_at=None).update(replaced_at=at)
    [link] = _make_links([answer], by=by, at=at)
    # The secret itself is nothing for the audit, which many may read.
    audit.record("renew_answer_link", answer, by=by, at=at, after={"links": answer.links.count()})
    return link


def open_answer_link(
    link: AnswerLink, *, birthday: date | None = None, by: User | None = None, at: datetime
) -> AnswerLink:
    """Sign the person of a link in on one device: by the link alone the first time, with the date of birth later.

    Raises LinkIsOver, WrongBirthday or TooManyTries.
    """
    refusal = _try_to_open(link, birthday, by=by, at=at)
    # A wrong try has to be kept, so the refusal comes after the transaction that counted it.
    if refusal is not None:
        raise refusal
    return link


def require_open(link: AnswerLink, at: datetime) -> None:
    """Raises LinkIsOver for a link that was replaced, whose class has begun, or whose person is not called any more."""
    if is_over(link, at):
        raise LinkIsOver


def is_over(link: AnswerLink, at: datetime) -> bool:
    """Does a link open nothing any more? Where the class is not held it says so, until the day it would have begun."""
    still_opens = is_called(link.answer) or link.answer.state in OFF
    return link.replaced_at is not None or at >= gathers_at(link.answer) or not still_opens


@transaction.atomic
def _try_to_open(
    link: AnswerLink, birthday: date | None, *, by: User | None, at: datetime
) -> LinkIsOver | WrongBirthday | TooManyTries | None:
    kept = AnswerLink.objects.select_for_update().get(pk=link.pk)
    if kept.replaced_at is not None or is_over(link, at):
        return LinkIsOver()
    if kept.opened_at is None:
        kept.opened_at = at
        kept.save(update_fields=["opened_at"])
    elif kept.wrong_tries >= WRONG_TRIES:
        return TooManyTries()
    elif birthday is None or not same_birthday(birthday, link.answer.enrolment.official.born_on):
        kept.wrong_tries += 1
        kept.save(update_fields=["wrong_tries"])
        return WrongBirthday()
    audit.record("open_answer_link", link.answer, by=by, at=at, after={"with_date_of_birth": birthday is not None})
    return None


def _make_links(answers: Iterable[Answer], *, by: User, at: datetime) -> list[AnswerLink]:
    links = [AnswerLink(answer=answer, number=uuid4(), made_by=by, made_at=at) for answer in answers]
    for link in links:
        link.digest = digest_of(secret_of(link.number))
    return AnswerLink.objects.bulk_create(links)
