"""What follows when somebody does not come: a later class, coming all the same, a substitute in the same place."""

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.notices.models import Notice
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.services import defer_nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.teaching.answers import services
from khaigiang.teaching.answers.errors import (
    AnswerNotPossible,
    DecidedAlready,
    NobodyToSubstitute,
    NotCalledAnyMore,
    ReasonMissing,
)
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.answers.states import AnswerState
from khaigiang.teaching.answers.tests.makers import AT, ILL, make_answer, make_declined, make_issued_summons, said

pytestmark = pytest.mark.django_db
WHY = "Sau mổ cần nghỉ hai tuần"


def test_an_agreed_later_class_defers_the_person_and_the_school_hears_that_a_decision_is_wanted() -> None:
    office = make_mandate(Role.OFFICE).user
    answer = make_declined()

    settled = services.agree_to_later_class(answer, reason=WHY, by=make_user(), at=AT)

    assert (settled.state, settled.settled_words, settled.settled_at) == (AnswerState.DEFERRED, WHY, AT)
    assert Nomination.objects.get(enrolments=answer.enrolment).state == NominationState.DEFERRED
    title = Notice.objects.get(to=office).title
    assert title == (
        f"Đồng chí {answer.enrolment.official} chờ lớp sau: cần quyết định điều chỉnh danh sách "
        f"{answer.summons.training_class}"
    )


def test_somebody_asked_to_come_all_the_same_reads_why_and_may_answer_again() -> None:
    answer = make_declined()

    held = services.hold_to_summons(answer, reason="Lớp này bắt buộc", by=make_user(), at=AT)
    coming = services.accept_summons(held, **said(seen=2))

    assert (held.state, held.settled_words, coming.state) == (AnswerState.HELD, "Lớp này bắt buộc", AnswerState.COMING)


def test_once_the_committee_has_decided_nothing_is_taken_back_and_the_person_may_ask_anew() -> None:
    held = services.hold_to_summons(make_declined(), reason="Lớp này bắt buộc", by=make_user(), at=AT)

    with pytest.raises(DecidedAlready):
        services.take_back_answer(held, **said(seen=2))
    anew = services.ask_for_later_class(held, reason=ILL, **said(seen=2))

    assert anew.state == AnswerState.LATER
    agreed = services.agree_to_later_class(anew, reason="Sau mổ", by=make_user(), at=AT)
    with pytest.raises(NotCalledAnyMore):
        services.take_back_answer(agreed, **said(seen=4))


def test_an_answer_given_on_the_page_of_before_the_committee_spoke_is_told_of_it() -> None:
    answer = make_declined()
    services.hold_to_summons(answer, reason="Lớp này bắt buộc", by=make_user(), at=AT)

    with pytest.raises(Exception, match="Vừa có câu trả lời khác"):
        services.accept_summons(answer, **said(seen=1))


def test_nothing_follows_without_a_reason_or_before_somebody_does_not_come() -> None:
    summons = make_issued_summons(2)
    first, second = summons.answers.order_by("pk")
    make_declined(first)

    with pytest.raises(ReasonMissing):
        services.agree_to_later_class(first, reason="  ", by=make_user(), at=AT)
    with pytest.raises(AnswerNotPossible):
        services.agree_to_later_class(second, reason=WHY, by=make_user(), at=AT)

    assert set(Nomination.objects.values_list("state", flat=True)) == {NominationState.ACCEPTED}


def test_the_office_that_defers_somebody_settles_their_answer_too() -> None:
    answer = make_declined()
    assert answer.enrolment.nomination is not None

    defer_nomination(answer.enrolment.nomination, reason=WHY, by=make_user(), at=AT)

    assert Answer.objects.get(pk=answer.pk).state == AnswerState.DEFERRED
    with pytest.raises(NotCalledAnyMore):
        services.hold_to_summons(answer, reason=WHY, by=make_user(), at=AT)


def test_somebody_without_a_nomination_cannot_wait_for_a_later_class() -> None:
    answer = make_answer()
    answer.enrolment.nomination = None
    answer.enrolment.save()
    make_declined(answer)

    with pytest.raises(NobodyToSubstitute):
        services.agree_to_later_class(answer, reason=WHY, by=make_user(), at=AT)
