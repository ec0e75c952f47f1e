"""A summons by e-mail: written when it is issued, once to each committee with its own people, once to each person."""

from collections import defaultdict

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.outbox.errors import AlreadyDrafted
from khaigiang.ground.outbox.models import Mailing, Message
from khaigiang.ground.outbox.rules import fields_of
from khaigiang.registry.officials.models import Official
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.errors import NotIssuedYet
from khaigiang.teaching.cohorts.models import Summons
from khaigiang.teaching.cohorts.states import Whom
from khaigiang.teaching.cohorts.tests.test_summonses import AT, draft, issue, open_class

pytestmark = pytest.mark.django_db


def write(summons: Summons, whom: Whom) -> Mailing:
    return services.draft_summons_mail(summons, whom, sender_role="office", by=make_user(), at=AT)


def messages_of(mailing: Mailing) -> list[Message]:
    return list(mailing.messages.select_related("mailing").order_by("pk"))


def test_of_a_summons_that_is_not_issued_nobody_is_written_to() -> None:
    with pytest.raises(NotIssuedYet):
        write(draft(open_class()), Whom.COMMITTEES)

    assert Mailing.objects.count() == 0


def test_a_committee_reads_of_its_own_people_alone() -> None:
    summons = issue(draft(open_class(3)))

    messages = messages_of(write(summons, Whom.COMMITTEES))

    names: defaultdict[str, set[str]] = defaultdict(set)
    for one in summons.enrolments.select_related("official", "target_post"):
        names[f"office {one.target_post.committee_id}"].add(one.official.full_name)
    everybody = set().union(*names.values())
    assert {message.receiver: {name for name in everybody if name in message.body} for message in messages} == names


def test_a_person_reads_where_and_when_to_be_there() -> None:
    summons = issue(draft(open_class(1)))
    Official.objects.filter(enrolments__summonses=summons).update(email="can.bo@example.vn")

    (message,) = messages_of(write(summons, Whom.PEOPLE))

    assert message.to_address == "can.bo@example.vn"
    assert "có mặt lúc 07:15 ngày" in message.body
    # The personal link is filled only while the message goes.
    assert fields_of(message.subject + message.body) == ["link"]


def test_a_summons_is_not_written_of_twice_to_the_same() -> None:
    summons = issue(draft(open_class()))
    write(summons, Whom.COMMITTEES)
    write(summons, Whom.PEOPLE)

    with pytest.raises(AlreadyDrafted):
        write(summons, Whom.COMMITTEES)
