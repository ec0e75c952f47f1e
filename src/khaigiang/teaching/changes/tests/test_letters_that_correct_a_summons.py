"""The letter that corrects a summons goes to exactly those whom it touches, and asks each of them anew."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.outbox.errors import AlreadyDrafted
from khaigiang.ground.outbox.models import Mailing
from khaigiang.ground.outbox.rules import fields_of
from khaigiang.ground.outbox.services import discard_mailing
from khaigiang.ground.shared.tests.costs import queries_of
from khaigiang.planning.nominations.services import defer_nomination
from khaigiang.planning.plans.models import TargetPost
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.models import Official
from khaigiang.teaching.answers import services as answering
from khaigiang.teaching.answers.errors import LinkIsOver, NotCalledAnyMore
from khaigiang.teaching.answers.models import Answer, SummonsCorrection
from khaigiang.teaching.answers.queries import due_reminders
from khaigiang.teaching.answers.states import AnswerState
from khaigiang.teaching.answers.tests.makers import link_of, make_declined, said, secret_of_answer
from khaigiang.teaching.changes.errors import LetterNotIssued
from khaigiang.teaching.changes.letters import letter_content
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import mail_with_old_days
from khaigiang.teaching.changes.services import draft_letter_mail, issue_change_decisions, issue_change_letter
from khaigiang.teaching.changes.tests.makers import (
    AT,
    LATER,
    WHY,
    cancelled,
    make_approved,
    make_decided,
    make_ready_plan,
    merged,
    postponed,
    signing,
    summon,
)
from khaigiang.teaching.cohorts import services as cohorts
from khaigiang.teaching.cohorts.errors import SummonsCorrected
from khaigiang.teaching.cohorts.letters import summons_content
from khaigiang.teaching.cohorts.models import Summons, TrainingClass
from khaigiang.teaching.cohorts.queries import days_of
from khaigiang.teaching.cohorts.states import Whom
from khaigiang.teaching.cohorts.summonses_to_carry import content_to_carry
from khaigiang.teaching.cohorts.tests.makers import make_away, make_listed, make_removed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_change")]
# The class was to begin on 13/3 and meets from 22/5.
MOMENTS: Final = timedelta(minutes=5)
A_DAY: Final = timedelta(days=1)
AFTER_THE_OLD_DAY: Final = datetime(2023, 3, 20, 2, 0, tzinfo=UTC)
THE_NEW_MORNING: Final = datetime(2023, 5, 22, 0, 30, tzinfo=UTC)


def make_called(people: int = 2) -> TrainingClass:
    """A decided class whose people are called."""
    training_class = make_decided(make_ready_plan(), people)
    summon(training_class)
    return training_class


def issue_letter(change: ClassChange) -> ClassChange:
    issue_change_letter(change, **signing(), by=make_user(), at=AT)
    change.refresh_from_db()
    return change


def make_postponed(training_class: TrainingClass) -> ClassChange:
    """A postponement whose letter is issued."""
    return issue_letter(make_approved(postponed(training_class)))


def answers_of(training_class: TrainingClass) -> list[Answer]:
    together = ("enrolment__official", "summons__document")
    return list(Answer.objects.filter(summons__training_class=training_class).select_related(*together).order_by("pk"))


def write(change: ClassChange, whom: Whom) -> Mailing:
    return draft_letter_mail(change, whom, sender_role="office", by=make_user(), at=AT)


def test_a_postponement_asks_everybody_called_once_more() -> None:
    training_class = make_called(2)
    comes, declines = answers_of(training_class)
    answering.accept_summons(comes, **said())
    make_declined(declines)

    make_postponed(training_class)

    assert [(one.state, one.received_at) for one in answers_of(training_class)] == [("silent", None), ("silent", None)]
    assert [step.state for step in comes.steps.all()] == ["coming", "silent"]
    assert [step.because for step in declines.steps.all()] == ["", WHY]


def test_who_waits_for_a_later_class_is_left_where_they_are() -> None:
    training_class = make_called(2)
    _comes, declines = answers_of(training_class)
    make_declined(declines)
    nomination = declines.enrolment.nomination
    assert nomination is not None
    defer_nomination(nomination, reason="Mổ mắt", by=make_user(), at=AT)

    make_postponed(training_class)

    assert [one.state for one in answers_of(training_class)] == ["silent", "deferred"]


def test_a_personal_link_lives_on_until_the_new_first_morning() -> None:
    training_class = make_called(1)
    [answer] = answers_of(training_class)
    make_postponed(training_class)

    answering.open_answer_link(link_of(answer), at=AFTER_THE_OLD_DAY)
    [answer] = answers_of(training_class)
    answering.accept_summons(answer, **said(seen=answer.version, at=AFTER_THE_OLD_DAY))

    assert [one.state for one in answers_of(training_class)] == ["coming"]
    with pytest.raises(LinkIsOver):
        answering.renew_answer_link(answer, by=make_user(), at=THE_NEW_MORNING)


def test_the_page_under_the_link_shows_the_new_days_and_the_letter(client: Client) -> None:
    training_class = make_called(1)
    change = make_postponed(training_class)
    [answer] = answers_of(training_class)
    path = reverse("answers:own", args=[secret_of_answer(answer)])
    client.post(path)

    shown = client.get(path).content.decode()

    assert change.letter is not None
    assert change.letter.number in shown
    assert "13/3 – " in shown
    assert "22/5/2023" in shown


def test_a_summons_printed_after_a_postponement_stays_as_it_was_issued_and_the_page_says_which_paper_holds(
    client: Client,
) -> None:
    training_class = make_called(1)
    summons, before = training_class.summonses.select_related("document").get(), days_of(training_class)
    sign_in(client, Role.OFFICE)
    page = reverse("cohorts:summons", args=[summons.pk])
    change = make_approved(postponed(training_class))
    unissued = client.get(page).content.decode()

    change = issue_letter(change)

    assert change.letter is not None
    printed = summons_content(Summons.objects.get(pk=summons.pk))
    assert (printed.gather_at.date(), printed.ends_on) == (before[0], before[-1])
    carried = content_to_carry(Summons.objects.get(pk=summons.pk), training_class.enrolments.all())
    assert (carried.gather_at.date(), carried.ends_on) == (before[0], before[-1])
    new_days = letter_content(change, change.letter).new_days
    assert new_days is not None
    assert new_days.starts_on == LATER
    assert "Chưa phát hành công văn điều chỉnh" in unissued
    assert f"Công văn {change.letter.number} ngày 8/3/2023 có hiệu lực" in client.get(page).content.decode()
    with pytest.raises(SummonsCorrected):
        cohorts.draft_summons_mail(summons, Whom.PEOPLE, sender_role="office", by=make_user(), at=AT)


def test_summons_keeps_both_its_days() -> None:
    summons = make_called(1).summonses.get()
    summons.says_until = None

    with pytest.raises(IntegrityError, match="summons_keeps_both_its_days"), transaction.atomic():
        summons.save()


def test_the_letter_of_a_merger_names_only_who_can_come_to_the_new_class(client: Client) -> None:
    goes = make_called(2)
    stays = make_decided(goes.plan, 1, version_of=goes)
    # A programme may be called “Lớp 27”, which holds “Lớp 2”.
    stays.name = "Lớp tiếp nhận"
    stays.save()
    comes, away = (one.enrolment for one in answers_of(goes))
    assert away.nomination is not None
    make_away(away.nomination, days_of(stays)[-1])
    TargetPost.objects.filter(pk=away.target_post_id).update(committee=comes.target_post.committee_id)

    change = issue_letter(make_approved(merged(goes, stays)))

    assert change.letter is not None
    content = letter_content(change, change.letter)
    assert ([one.name for one in content.trainees], content.waiting) == ([comes.official.full_name], 1)
    waits = "được bố trí học lớp khác của kế hoạch; thời gian, địa điểm thông báo sau"
    there = f"chuyển sang {stays}; thời gian, địa điểm theo giấy triệu tập của lớp đó"
    people = [message.values["goes"] for message in write(change, Whom.PEOPLE).messages.order_by("pk")]
    assert sorted(people) == sorted([f"Đồng chí {there}", f"Đồng chí {waits}"])
    told = {message.values["goes"] for message in write(change, Whom.COMMITTEES).messages.all()}
    assert told == {f"Các đồng chí {there}. Riêng đồng chí {away.official} {waits}"}
    shown = []
    for answer in answers_of(goes):
        path = reverse("answers:own", args=[secret_of_answer(answer)])
        client.post(path)
        shown.append(client.get(path).content.decode())
    assert [str(stays) in shown[0], str(stays) in shown[1]] == [True, False]


def test_a_class_that_is_not_held_says_so_under_the_link_and_asks_to_confirm_it(
    client: Client, day_of_the_change: datetime
) -> None:
    training_class = make_called(1)
    change = issue_letter(make_approved(cancelled(training_class)))
    issue_change_decisions(change, **signing(), by=make_user(), at=AT)
    [answer] = answers_of(training_class)
    path = reverse("answers:own", args=[secret_of_answer(answer)])
    client.post(path)

    shown = client.get(path).content.decode()
    client.post(path, {"act": "informed", "seen": answer.version})

    assert WHY in shown
    assert 'value="coming"' not in shown
    [answer] = answers_of(training_class)
    assert answer.state == AnswerState.INFORMED
    assert answer.received_at == day_of_the_change
    assert 'value="informed"' not in client.get(path).content.decode()


def test_nobody_comes_to_a_class_that_is_not_held() -> None:
    training_class = make_called(1)
    issue_letter(make_approved(cancelled(training_class)))
    [answer] = answers_of(training_class)

    with pytest.raises(NotCalledAnyMore):
        answering.accept_summons(answer, **said(seen=answer.version))


def test_the_letter_is_written_of_to_exactly_those_whom_it_touches() -> None:
    training_class = make_called(3)
    left = training_class.enrolments.order_by("pk")[0]
    make_removed(left, reason="Chuyển công tác")
    newcomer = make_listed(training_class)
    change = make_postponed(training_class)

    people, committees = (write(change, whom) for whom in (Whom.PEOPLE, Whom.COMMITTEES))

    stay = training_class.enrolments.exclude(pk__in=[left.pk, newcomer.pk]).select_related("target_post")
    assert {one.receiver for one in people.messages.all()} == {f"enrolment {one.pk}" for one in stay}
    assert {one.receiver for one in committees.messages.all()} == {
        f"office {one.target_post.committee_id}" for one in stay
    }


def test_whoever_is_moved_by_a_merger_is_written_to_after_both_decisions_are_in_force() -> None:
    plan = make_ready_plan()
    training_class = make_decided(plan)
    other = make_decided(plan, version_of=training_class)
    summon(training_class)
    called = set(training_class.enrolments.values_list("pk", flat=True))
    change = make_approved(merged(training_class, other))
    issue_change_decisions(change, **signing(), by=make_user(), at=AT)
    change = issue_letter(ClassChange.objects.get(pk=change.pk))

    messages = write(change, Whom.PEOPLE).messages.all()

    assert {one.receiver for one in messages} == {f"enrolment {pk}" for pk in called}
    assert all(other.name in one.body for one in messages)


def test_a_message_tells_the_new_days_the_reason_and_hides_the_link() -> None:
    training_class = make_called(1)
    Official.objects.filter(enrolments__training_class=training_class).update(email="can.bo@example.vn")

    [message] = write(make_postponed(training_class), Whom.PEOPLE).messages.select_related("mailing")

    assert message.to_address == "can.bo@example.vn"
    assert "có mặt lúc 07:30 ngày 22/05/2023" in message.body
    assert WHY in message.body
    assert fields_of(message.subject + message.body) == ["link"]


def test_nobody_is_written_to_before_the_letter_is_issued_and_nobody_twice() -> None:
    change = make_approved(postponed(make_called(1)))
    with pytest.raises(LetterNotIssued):
        write(change, Whom.PEOPLE)

    change = issue_letter(change)
    write(change, Whom.PEOPLE)
    with pytest.raises(AlreadyDrafted):
        write(change, Whom.PEOPLE)

    assert Mailing.objects.count() == 1


def test_drafts_that_tell_the_old_days_are_named_until_they_are_thrown_away() -> None:
    training_class = make_called(1)
    [summons] = training_class.summonses.all()
    old = cohorts.draft_summons_mail(summons, Whom.PEOPLE, sender_role="office", by=make_user(), at=AT - MOMENTS)
    change = make_postponed(training_class)
    write(change, Whom.PEOPLE)

    assert mail_with_old_days(change) == [old]
    discard_mailing(old, by=make_user(), at=AT)
    assert mail_with_old_days(change) == []


def test_reminders_are_counted_anew_from_the_letter() -> None:
    training_class = make_called(1)
    [summons] = training_class.summonses.all()
    rule = answering.set_reminder_rule(
        training_class.plan, is_on=True, days_after=3, days_before=2, most=2, by=make_user(), at=AT
    )
    answering.draft_reminders(summons, by=make_user(), at=AT + 3 * A_DAY)
    make_postponed(training_class)

    [due] = due_reminders(rule, date(2023, 3, 11))

    assert due.days == (date(2023, 3, 11), date(2023, 5, 20))
    assert due.step == 2


def test_a_letter_corrects_a_summons_once() -> None:
    make_postponed(make_called(1))
    kept = SummonsCorrection.objects.get()

    kept.pk = None
    with pytest.raises(IntegrityError, match=r"correction_once_by_a_letter|UNIQUE constraint failed"):
        kept.save(force_insert=True)


def test_the_office_writes_to_those_whom_an_issued_letter_touches(client: Client) -> None:
    change = make_postponed(make_called(1))
    path = reverse("changes:letter_mail", args=[change.pk, "people"])
    sign_in(client, Role.HEAD)
    assert client.post(path).status_code == 404

    sign_in(client, Role.OFFICE)
    response = client.post(path)

    assert response["Location"] == reverse("outbox:mailing", args=[Mailing.objects.get().pk])
    assert response["Location"] in client.get(reverse("changes:change", args=[change.pk])).content.decode()


def test_the_page_of_a_change_costs_the_same_however_many_a_letter_touches(
    client: Client,
) -> None:
    few, many = (make_postponed(make_called(people)) for people in (1, 4))
    sign_in(client, Role.OFFICE)

    pages = [reverse("changes:change", args=[change.pk]) for change in (few, many)]
    assert queries_of(client, pages[0]) == queries_of(client, pages[1])
