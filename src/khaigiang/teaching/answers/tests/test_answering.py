"""What people called say, until the class begins; each answer is kept, and of two at one time one is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.files.services import read
from khaigiang.ground.notices.models import Notice
from khaigiang.planning.nominations.services import name_substitute, return_nomination
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.teaching.answers import services
from khaigiang.teaching.answers.errors import (
    AnsweredMeanwhile,
    AnswerNotPossible,
    ClassHasBegun,
    NotCalledAnyMore,
    ReasonMissing,
    TooManyAnswers,
)
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.answers.queries import own_unanswered
from khaigiang.teaching.answers.services import Reason
from khaigiang.teaching.answers.states import AnswerState, ReasonKind, Via
from khaigiang.teaching.answers.tests.makers import (
    AS_THE_CLASS_BEGINS,
    AT,
    BEFORE_THE_CLASS,
    ILL,
    PAPER,
    make_answer,
    make_colleague,
    make_declined,
    make_issued_summons,
    said,
)
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import make_removed

pytestmark = pytest.mark.django_db


def test_everybody_called_has_an_answer_to_give_and_one_link() -> None:
    summons = make_issued_summons(3)

    answers = list(summons.answers.order_by("pk"))

    assert [(one.state, one.version, one.links.count()) for one in answers] == [("silent", 0, 1)] * 3
    assert {one.enrolment_id for one in answers} == set(summons.enrolments.values_list("pk", flat=True))


def test_an_unanswered_summons_is_to_be_answered_until_the_day_on_which_the_class_gathers() -> None:
    answer = make_answer()

    days = [AS_THE_CLASS_BEGINS.date() - timedelta(days=1), AS_THE_CLASS_BEGINS.date()]

    assert [own_unanswered(answer.enrolment.official_id, day) for day in days] == [[answer], []]


def test_a_receipt_is_kept_and_the_answer_follows() -> None:
    answer = make_answer()

    received = services.confirm_receipt(answer, **said())
    coming = services.accept_summons(answer, **said(seen=1, at=AT + timedelta(hours=2)))

    assert (received.state, received.received_at, received.answered_at) == (AnswerState.RECEIVED, AT, None)
    assert (coming.state, coming.received_at, coming.answered_at) == (AnswerState.COMING, AT, AT + timedelta(hours=2))
    assert coming.said_by == str(coming.enrolment.official)
    assert list(coming.steps.values_list("state", "via")) == [("received", "link"), ("coming", "link")]


def test_whoever_cannot_come_says_why_and_sends_a_paper() -> None:
    answer = services.decline_summons(
        make_answer(), reason=Reason(kind=ReasonKind.ILLNESS, words=" Mổ mắt ", paper=PAPER), **said()
    )

    assert (answer.state, answer.reason_kind, answer.words) == (AnswerState.CANNOT, ReasonKind.ILLNESS, "Mổ mắt")
    assert answer.paper is not None
    assert (answer.paper.stored_by, read(answer.paper)) == (None, PAPER.content)


def test_another_reason_needs_words() -> None:
    answer = make_answer()

    with pytest.raises(ReasonMissing):
        services.decline_summons(answer, reason=Reason(kind=ReasonKind.OTHER, words="  "), **said())

    assert Answer.objects.get(pk=answer.pk).version == 0


def test_the_committee_is_told_of_who_does_not_come_and_of_who_comes_after_all() -> None:
    answer = make_answer()
    mandate = make_mandate(Role.COMMITTEE, office=answer.enrolment.target_post.committee)

    make_declined(answer)
    services.accept_summons(answer, **said(seen=1))

    name, training_class = answer.enrolment.official, answer.summons.training_class
    assert list(Notice.objects.filter(to=mandate.user).order_by("pk").values_list("title", flat=True)) == [
        f"Đồng chí {name} không tham dự {training_class}: cần cho biết xử lý thế nào",
        f"Đồng chí {name} vẫn tham dự {training_class}",
    ]


def test_what_was_said_about_not_coming_is_taken_back_while_nothing_is_decided() -> None:
    answer = make_answer()
    mandate = make_mandate(Role.COMMITTEE, office=answer.enrolment.target_post.committee)
    declined = services.decline_summons(
        answer, reason=Reason(kind=ReasonKind.ILLNESS, words="Mổ mắt", paper=PAPER), **said()
    )

    back = services.take_back_answer(declined, **said(seen=1))

    assert (back.state, back.reason_kind, back.words, back.paper, back.answered_at) == ("received", "", "", None, None)
    assert back.received_at == AT
    name, training_class = answer.enrolment.official, answer.summons.training_class
    assert Notice.objects.filter(to=mandate.user).order_by("-pk")[0].title == (
        f"Đồng chí {name} rút lại việc không tham dự {training_class} và sẽ trả lời sau"
    )


def test_a_receipt_alone_takes_nothing_back() -> None:
    declined = make_declined()

    with pytest.raises(AnswerNotPossible):
        services.confirm_receipt(declined, **said(seen=1))
    with pytest.raises(AnswerNotPossible):
        services.take_back_answer(services.accept_summons(declined, **said(seen=1)), **said(seen=2))


def test_an_answer_given_from_an_older_page_is_told_of_the_newer_one() -> None:
    answer = make_answer()
    services.accept_summons(answer, **said())

    with pytest.raises(AnsweredMeanwhile, match="sẽ tham dự"):
        services.decline_summons(answer, reason=ILL, **said(seen=0))

    assert Answer.objects.get(pk=answer.pk).state == AnswerState.COMING


def test_an_answer_may_change_until_the_minute_at_which_the_class_gathers() -> None:
    answer = make_answer()

    services.accept_summons(answer, **said(at=BEFORE_THE_CLASS))
    with pytest.raises(ClassHasBegun):
        services.decline_summons(answer, reason=ILL, **said(seen=1, at=AS_THE_CLASS_BEGINS))

    assert Answer.objects.get(pk=answer.pk).state == AnswerState.COMING


def test_once_the_class_has_begun_the_office_changes_an_answer_with_a_reason_that_is_kept() -> None:
    answer, teacher = make_answer(), make_user(full_name="Vũ Thị Hà")
    late = said(via=Via.OFFICE, by=teacher, at=AS_THE_CLASS_BEGINS, because="Gọi điện sáng khai giảng")

    changed = services.decline_summons(answer, reason=ILL, **late)

    assert (changed.state, changed.said_by) == (AnswerState.CANNOT, "Vũ Thị Hà")
    assert changed.steps.get().because == "Gọi điện sáng khai giảng"


def test_a_committee_answers_for_its_person_with_its_own_name_beside() -> None:
    answer, clerk = make_answer(), make_user(full_name="Đỗ Văn Tâm")

    coming = services.accept_summons(answer, **said(via=Via.COMMITTEE, by=clerk))

    assert (coming.said_by, coming.via) == ("Đỗ Văn Tâm", Via.COMMITTEE)
    entry = Entry.objects.get(act="accept_summons")
    assert (entry.by_name, entry.after) == ("Đỗ Văn Tâm", {"state": "coming", "via": "committee", "because": ""})


def test_whoever_is_taken_off_the_list_answers_nothing_any_more() -> None:
    answer = make_answer()
    make_removed(answer.enrolment, reason="Chuyển công tác")

    with pytest.raises(NotCalledAnyMore):
        services.accept_summons(answer, **said())


def test_nobody_answers_to_a_class_that_was_cancelled() -> None:
    answer = make_answer()
    TrainingClass.objects.update(state=ClassState.CANCELLED)

    with pytest.raises(NotCalledAnyMore):
        services.accept_summons(answer, **said())


def test_whoever_is_replaced_or_returned_answers_nothing_any_more() -> None:
    summons = make_issued_summons(1)
    answer = make_answer(summons)
    assert answer.enrolment.nomination is not None
    return_nomination(answer.enrolment.nomination, reason="Sai đối tượng", by=make_user(), at=AT)

    with pytest.raises(NotCalledAnyMore):
        services.accept_summons(answer, **said())


def test_the_same_answer_twice_is_refused() -> None:
    answer = make_answer()
    services.accept_summons(answer, **said())

    with pytest.raises(AnswerNotPossible):
        services.accept_summons(answer, **said(seen=1))


def test_ten_answers_a_day_are_enough() -> None:
    answer = make_answer()
    for turn in range(5):
        services.accept_summons(answer, **said(seen=2 * turn))
        make_declined(answer, seen=2 * turn + 1)

    with pytest.raises(TooManyAnswers):
        services.accept_summons(answer, **said(seen=10))
    services.accept_summons(answer, **said(seen=10, at=AT + timedelta(days=1, minutes=1)))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("answer_declines_with_a_reason", {"state": "cannot", "received_at": AT, "answered_at": AT}),
        ("answer_confirms_the_receipt", {"state": "coming", "answered_at": AT}),
        ("answer_has_its_time", {"state": "coming", "received_at": AT}),
    ],
)
def test_the_database_refuses_half_an_answer(name: str, values: dict[str, object]) -> None:
    answer = make_answer()

    with pytest.raises(IntegrityError, match=name):
        Answer.objects.filter(pk=answer.pk).update(**values)


def test_one_person_has_one_answer_to_a_summons() -> None:
    answer = make_answer()

    with pytest.raises(IntegrityError):
        Answer.objects.create(summons=answer.summons, enrolment=answer.enrolment)


def test_a_substitute_named_on_the_committees_page_settles_the_answer() -> None:
    answer = make_declined()
    nomination, substitute = answer.enrolment.nomination, make_colleague(answer)
    assert nomination is not None

    name_substitute(nomination, official=substitute, reason="Mổ mắt", by=make_user(), at=AT)

    kept = Answer.objects.get(pk=answer.pk)
    assert (kept.state, kept.settled_at, kept.version) == (AnswerState.REPLACED, AT, 2)
