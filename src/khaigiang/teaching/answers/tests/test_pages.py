"""The page under a personal link, the pages of committees and the office, and what each of them sees."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.web import clock
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in, signed_in
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.answers import services
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.answers.states import AnswerState
from khaigiang.teaching.answers.tests.makers import (
    AS_THE_CLASS_BEGINS,
    AT,
    PAPER,
    make_answer,
    make_declined,
    make_issued_summons,
    said,
    secret_of_answer,
)
from khaigiang.teaching.cohorts.models import Enrolment
from khaigiang.teaching.cohorts.tests.makers import make_listed, make_open_class, make_papers_ready

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day_of_the_summons() -> Iterator[None]:
    clock.use(lambda: AT + timedelta(hours=1))
    yield
    clock.use(None)


def own(answer: Answer) -> str:
    return reverse("answers:own", args=[secret_of_answer(answer)])


def page_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def opened(answer: Answer) -> Client:
    """A telephone on which the link was opened."""
    phone = Client()
    assert phone.post(own(answer)).status_code == 302
    return phone


def test_a_link_shows_nothing_of_the_person_before_it_is_opened_by_a_press() -> None:
    answer = make_answer()
    phone = Client()

    before = page_of(phone, own(answer))
    after = page_of(opened(answer), own(answer))

    name = answer.enrolment.official.full_name
    assert name not in before
    assert Answer.objects.get(pk=answer.pk).links.get().opened_at is not None
    assert name in after
    assert "07:30" in after


def test_a_look_at_a_link_by_a_mail_program_does_not_use_it_up() -> None:
    answer = make_answer()

    Client().get(own(answer))
    Client().head(own(answer))

    assert answer.links.get().opened_at is None


def test_a_second_telephone_is_asked_for_the_date_of_birth() -> None:
    answer = make_answer()
    opened(answer)
    other = Client()

    refused = other.post(own(answer), {"birthday": "1/1/1980"}, follow=True)
    let_in = other.post(own(answer), {"birthday": "19/5/1980"}, follow=True)

    assert answer.enrolment.official.full_name not in refused.content.decode()
    assert "Ngày sinh không khớp với hồ sơ" in refused.content.decode()
    assert answer.enrolment.official.full_name in let_in.content.decode()


def test_a_person_says_on_the_telephone_that_they_cannot_come_and_sends_a_photo() -> None:
    answer = make_answer()
    phone = opened(answer)

    photo = SimpleUploadedFile("giay-vien.jpg", PAPER.content, content_type="image/jpeg")
    sent = phone.post(own(answer), {"act": "cannot", "seen": 0, "kind": "illness", "words": "Mổ mắt", "paper": photo})

    kept = Answer.objects.get(pk=answer.pk)
    assert sent.status_code == 302
    assert (kept.state, kept.words, kept.via) == (AnswerState.CANNOT, "Mổ mắt", "link")
    assert kept.paper is not None
    assert kept.paper.name == "giay-vien.jpg"
    assert "Đồng chí không tham dự được" in page_of(phone, own(answer))


def test_a_wish_for_a_later_class_is_told_apart() -> None:
    answer = make_answer()

    opened(answer).post(own(answer), {"act": "cannot", "seen": 0, "kind": "duty", "words": "", "later": "on"})

    assert Answer.objects.get(pk=answer.pk).state == AnswerState.LATER


def test_a_person_takes_back_on_the_telephone_that_they_cannot_come_and_a_committee_for_them(client: Client) -> None:
    answer = make_answer()
    phone = opened(answer)
    phone.post(own(answer), {"act": "cannot", "seen": 0, "kind": "illness", "words": ""})

    phone.post(own(answer), {"act": "taken_back", "seen": 1})
    by_phone = Answer.objects.get(pk=answer.pk)
    phone.post(own(answer), {"act": "cannot", "seen": 2, "kind": "illness", "words": "", "later": "on"})
    sign_in(client, Role.COMMITTEE, office=answer.enrolment.target_post.committee)
    page = reverse("answers:answer", args=[answer.pk])
    assert "Học viên rút lại việc này" in page_of(client, page)
    client.post(page, {"act": "taken_back", "seen": 3})

    by_committee = Answer.objects.get(pk=answer.pk)
    assert [(one.state, one.via) for one in (by_phone, by_committee)] == [
        ("received", "link"),
        ("received", "committee"),
    ]


def test_a_reason_that_is_missing_is_asked_for_and_nothing_typed_is_lost() -> None:
    answer = make_answer()

    asked = opened(answer).post(own(answer), {"act": "cannot", "seen": 0, "kind": "other", "words": " "})

    assert asked.status_code == 422
    assert "Hãy ghi lý do trong vài lời." in asked.content.decode()
    assert Answer.objects.get(pk=answer.pk).state == AnswerState.SILENT


def test_a_press_on_an_older_page_is_told_and_the_next_one_counts() -> None:
    answer = make_answer()
    phone = opened(answer)
    phone.post(own(answer), {"act": "coming", "seen": 0})

    late = phone.post(own(answer), {"act": "cannot", "seen": 0, "kind": "illness", "words": ""})

    assert late.status_code == 422
    assert "Vừa có câu trả lời khác" in late.content.decode()
    assert 'name="seen" value="1"' in late.content.decode()


def test_an_ended_link_shows_nothing_and_an_unknown_one_is_not_there() -> None:
    answer = make_answer()
    phone, old = opened(answer), own(answer)
    services.renew_answer_link(answer, by=make_declined(make_answer()).links.get().made_by, at=AT)

    ended, unknown = phone.get(old), phone.get(reverse("answers:own", args=["nobody-knows-this"]))

    assert (ended.status_code, unknown.status_code) == (410, 404)
    assert answer.enrolment.official.full_name not in ended.content.decode()


def test_the_calendar_file_keeps_the_names_of_its_entries() -> None:
    answer = make_answer()
    phone = opened(answer)
    path = reverse("answers:own_calendar", args=[secret_of_answer(answer)])

    first = phone.get(path).content.decode()
    second = phone.get(path).content.decode()

    code = answer.summons.training_class.code
    assert f"UID:{code}-1-{answer.enrolment_id}@khaigiang" in first
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20230313T073000" in first
    assert first == second
    assert Client().get(path).status_code == 404


def test_the_class_page_counts_who_has_it_who_comes_and_who_is_silent(client: Client) -> None:
    summons = make_issued_summons(4)
    first, second, third, _fourth = summons.answers.order_by("pk")
    services.accept_summons(first, **said())
    make_declined(second)
    services.confirm_receipt(third, **said())
    signed_in(client, Role.OFFICE)

    shown = client.get(reverse("answers:class", args=[summons.training_class_id]))

    counts = shown.context["counts"]
    assert (counts.called, counts.received, counts.coming, counts.not_coming, counts.silent, counts.undecided) == (
        4, 3, 1, 1, 1, 1,
    )  # fmt: skip
    narrowed = client.get(reverse("answers:class", args=[summons.training_class_id]), {"state": "unanswered"})
    assert [row.state for row in narrowed.context["rows"]] == ["received", "silent"]


def test_a_committee_sees_and_answers_for_its_own_people_alone(client: Client) -> None:
    training_class = make_open_class(1)
    stranger = make_listed(training_class, committee=make_committee())
    make_papers_ready(training_class.plan)
    summons = make_issued_summons(training_class=training_class)
    mine = summons.answers.exclude(enrolment=stranger).get()
    theirs = summons.answers.get(enrolment=stranger)
    sign_in(client, Role.COMMITTEE, office=mine.enrolment.target_post.committee)

    shown = client.get(reverse("answers:answer", args=[mine.pk]))
    sent = client.post(reverse("answers:answer", args=[mine.pk]), {"act": "coming", "seen": 0})
    refused = client.post(reverse("answers:answer", args=[theirs.pk]), {"act": "coming", "seen": 0})

    assert (shown.status_code, sent.status_code, refused.status_code) == (200, 302, 404)
    assert Answer.objects.get(pk=mine.pk).via == "committee"


def test_a_trainee_who_signs_in_answers_for_themselves(client: Client) -> None:
    answer = make_answer()
    sign_in(client, Role.TRAINEE, official=answer.enrolment.official)

    client.post(reverse("answers:answer", args=[answer.pk]), {"act": "coming", "seen": 0})

    kept = Answer.objects.get(pk=answer.pk)
    assert (kept.state, kept.via) == (AnswerState.COMING, "signed_in")
    assert client.get(reverse("answers:slip", args=[answer.pk])).status_code == 404


def test_once_the_class_has_begun_the_school_changes_an_answer_with_a_reason_and_nobody_else(client: Client) -> None:
    answer = make_answer()
    path = reverse("answers:answer", args=[answer.pk])
    clock.use(lambda: AS_THE_CLASS_BEGINS)
    committee = Client()
    sign_in(committee, Role.COMMITTEE, office=answer.enrolment.target_post.committee)
    signed_in(client, Role.OFFICE)

    told = committee.post(path, {"act": "coming", "seen": 0, "because": "vì sao"})
    asked = client.post(path, {"act": "coming", "seen": 0})
    kept = client.post(path, {"act": "coming", "seen": 0, "because": "Đã có mặt"})

    assert (told.status_code, asked.status_code, kept.status_code) == (422, 422, 302)
    assert "Lớp đã khai giảng" in told.content.decode()
    assert Answer.objects.get(pk=answer.pk).steps.get().because == "Đã có mặt"


def test_slips_are_for_the_own_people_and_lead_to_their_links(client: Client) -> None:
    summons = make_issued_summons(2)
    first, _second = summons.answers.order_by("pk")
    sign_in(client, Role.COMMITTEE, office=first.enrolment.target_post.committee)

    everybody = client.get(reverse("answers:slips", args=[summons.training_class_id]))
    other = Client()
    sign_in(other, Role.COMMITTEE)

    assert everybody.content.startswith(b"%PDF")
    assert other.get(reverse("answers:slips", args=[summons.training_class_id])).status_code == 404


def test_once_the_class_has_begun_no_slip_prints_a_link_that_has_ended(client: Client) -> None:
    summons = make_issued_summons(1)
    path = reverse("answers:slips", args=[summons.training_class_id])
    signed_in(client, Role.OFFICE)
    before = client.get(path, {"all": "1"})
    clock.use(lambda: AS_THE_CLASS_BEGINS)

    after = client.get(path, {"all": "1"}, follow=True)

    assert before.content.startswith(b"%PDF")
    assert "Không có phiếu để in" in after.content.decode()


def test_the_office_sets_the_rule_of_reminding_in_numbers_and_reads_it_in_words(client: Client) -> None:
    summons = make_issued_summons(1)
    path = reverse("answers:reminders", args=[summons.training_class.plan_id])
    signed_in(client, Role.OFFICE)

    sent = client.post(path, {"is_on": "on", "days_after": 1, "days_before": 2, "most": 3})

    assert sent.status_code == 302
    words = "Người chưa trả lời có tham dự hay không được nhắc cứ 1 ngày sau khi triệu tập, và 2 ngày trước khai giảng"
    assert words in page_of(client, path)


@pytest.mark.parametrize("people", [1, 4])
def test_the_page_of_answers_costs_the_same_however_many_people(
    people: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    summons = make_issued_summons(people)
    signed_in(client, Role.OFFICE)
    path = reverse("answers:class", args=[summons.training_class_id])
    client.get(path)

    with django_assert_num_queries(13):
        client.get(path)

    assert Enrolment.objects.count() == people
