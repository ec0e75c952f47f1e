"""A link is its person's alone: kept as a hash, opened once by itself, replaced, over when the class begins."""

from datetime import date, timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError
from pytest_django import Settings

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.outbox.models import Message
from khaigiang.ground.outbox.posting import Post
from khaigiang.ground.outbox.services import begin_sending, release_mailing
from khaigiang.teaching.answers import services
from khaigiang.teaching.answers.errors import LinkIsOver, StillCalled, TooManyTries, WrongBirthday
from khaigiang.teaching.answers.links import address_of, digest_of, secret_of
from khaigiang.teaching.answers.models import Answer, AnswerLink
from khaigiang.teaching.answers.tests.makers import (
    AS_THE_CLASS_BEGINS,
    AT,
    link_of,
    make_answer,
    make_issued_summons,
    secret_of_answer,
)
from khaigiang.teaching.cohorts.services import draft_summons_mail
from khaigiang.teaching.cohorts.states import Whom
from khaigiang.teaching.cohorts.tests.makers import make_removed

pytestmark = pytest.mark.django_db
BORN = date(1980, 5, 19)


def test_of_a_secret_only_the_hash_is_kept() -> None:
    link = link_of(make_answer())
    secret = secret_of(link.number)

    kept = {str(value) for value in AnswerLink.objects.filter(pk=link.pk).values_list().get()}

    assert len(secret) == 32
    assert link.digest == digest_of(secret)
    assert not any(secret in value for value in kept)


def test_with_another_key_of_the_installation_nobody_can_make_the_secret_again(settings: Settings) -> None:
    link = link_of(make_answer())
    assert address_of(link).endswith(f"/answers/own/{secret_of(link.number)}/")

    settings.SECRET_KEY = "another key, long enough to be one of an installation"

    assert address_of(link) == ""


def test_the_first_device_opens_a_link_by_itself_and_the_next_one_with_the_date_of_birth() -> None:
    link = link_of(make_answer())

    services.open_answer_link(link, at=AT)
    with pytest.raises(WrongBirthday):
        services.open_answer_link(link, at=AT)
    services.open_answer_link(link, birthday=BORN, at=AT)

    kept = AnswerLink.objects.get(pk=link.pk)
    assert (kept.opened_at, kept.wrong_tries) == (AT, 1)


def test_five_wrong_dates_close_a_link_even_to_the_right_one() -> None:
    link = link_of(make_answer())
    services.open_answer_link(link, at=AT)
    for day in range(1, 6):
        with pytest.raises(WrongBirthday):
            services.open_answer_link(link, birthday=date(1979, 1, day), at=AT)

    with pytest.raises(TooManyTries):
        services.open_answer_link(link, birthday=BORN, at=AT)


def test_a_birth_known_by_year_alone_is_compared_by_its_year() -> None:
    answer = make_answer()
    answer.enrolment.official.born_on = "1980"
    answer.enrolment.official.save()
    link = link_of(answer)
    services.open_answer_link(link, at=AT)

    assert services.open_answer_link(AnswerLink.objects.get(pk=link.pk), birthday=date(1980, 1, 1), at=AT) == link


def test_a_link_that_was_replaced_opens_nothing_and_the_new_one_does() -> None:
    answer = make_answer()
    old = link_of(answer)

    new = services.renew_answer_link(answer, by=make_user(), at=AT)

    with pytest.raises(LinkIsOver):
        services.open_answer_link(old, at=AT)
    assert services.open_answer_link(new, at=AT).pk == link_of(answer).pk


def test_a_link_ends_when_the_class_begins_and_when_its_person_leaves_the_list() -> None:
    summons = make_issued_summons(2)
    first, second = summons.answers.order_by("pk")
    make_removed(second.enrolment, reason="Chuyển công tác")

    services.open_answer_link(link_of(first), at=AS_THE_CLASS_BEGINS - timedelta(minutes=1))
    for answer, at in ((first, AS_THE_CLASS_BEGINS), (second, AT)):
        with pytest.raises(LinkIsOver):
            services.open_answer_link(link_of(answer), at=at)
        with pytest.raises(LinkIsOver):
            services.renew_answer_link(answer, by=make_user(), at=at)


def test_an_answer_has_one_link_in_use() -> None:
    answer = make_answer()

    with pytest.raises(IntegrityError):
        AnswerLink.objects.create(answer=answer, digest="x", made_by=make_user(), made_at=AT)


def test_people_called_before_there_were_links_get_theirs_once() -> None:
    summons = make_issued_summons(2)
    Answer.objects.all().delete()

    assert services.make_answer_links(summons, by=make_user(), at=AT) == 2

    assert AnswerLink.objects.count() == 2
    with pytest.raises(StillCalled):
        services.make_answer_links(summons, by=make_user(), at=AT)


def test_the_outbox_never_shows_a_link_and_the_message_that_goes_holds_it(mailoutbox: list[EmailMessage]) -> None:
    answer = make_answer()
    official = answer.enrolment.official
    official.email = "an@khai-giang.example"
    official.save()
    mailing = draft_summons_mail(answer.summons, Whom.PEOPLE, sender_role="office", by=make_user(), at=AT)
    drafted = Message.objects.select_related("mailing").get(mailing=mailing)
    assert "{link}" in drafted.body
    assert secret_of_answer(answer) not in str(Message.objects.filter(pk=drafted.pk).values().get())

    release_mailing(mailing, by=make_user(), at=AT)
    sending = begin_sending(mailing, job=1, fence=1, at=AT, now=AT)
    assert sending is not None
    Post().send(sending)

    [letter] = mailoutbox
    assert address_of(link_of(answer)) in letter.body
