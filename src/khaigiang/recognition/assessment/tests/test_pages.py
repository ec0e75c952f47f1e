"""The pages of marks, results and rules, and whom they answer."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.recognition.assessment.errors import MarksAreLocked
from khaigiang.recognition.assessment.models import GradingRule, Mark
from khaigiang.recognition.assessment.queries.mark_grid import cell_name
from khaigiang.recognition.assessment.states import SheetState
from khaigiang.recognition.assessment.tests.makers import (
    components,
    make_confirmed,
    make_recognised,
    make_sheet,
    trainees,
)
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.curriculum.tests.makers import make_version

pytestmark = pytest.mark.django_db


def test_a_teacher_sees_and_marks_the_own_class_alone(client: Client) -> None:
    actor = sign_in(client, Role.TEACHER)
    mine, foreign = make_sheet(1, teacher=actor.user), make_sheet(1)

    own = client.get(reverse("assessment:marks", args=[mine.training_class_id]))

    assert own.status_code == 200
    for name in ("marks", "paste", "results"):
        assert client.get(reverse(f"assessment:{name}", args=[foreign.training_class_id])).status_code == 404
    assert client.get(reverse("assessment:trainee", args=[trainees(foreign)[0].pk])).status_code == 404
    assert client.post(reverse("assessment:lock", args=[foreign.training_class_id])).status_code == 404


def test_who_reads_every_class_and_teaches_one_marks_that_one_alone(client: Client) -> None:
    actor = sign_in(client, Role.LEADER, Role.TEACHER)
    mine, foreign = make_sheet(1, teacher=actor.user), make_sheet(1)
    (trainee,) = trainees(foreign)

    assert client.get(reverse("assessment:marks", args=[foreign.training_class_id])).status_code == 200
    assert client.post(reverse("assessment:marks", args=[foreign.training_class_id])).status_code == 404
    assert client.post(reverse("assessment:trainee", args=[trainee.pk])).status_code == 404
    assert client.post(reverse("assessment:marks", args=[mine.training_class_id])).status_code == 302


@pytest.mark.usefixtures("english")
def test_a_bad_mark_comes_back_with_its_sentence_and_everything_typed(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    sheet = make_sheet(1)
    (trainee,) = trainees(sheet)
    first, second, _ = components(sheet.training_class)
    typed = {cell_name(trainee.pk, first.pk): "7,5", cell_name(trainee.pk, second.pk): "10.5"}

    answer = client.post(reverse("assessment:marks", args=[sheet.training_class_id]), typed, HTTP_ACCEPT_LANGUAGE="en")

    assert answer.status_code == 422
    assert 'value="7,5"' in answer.content.decode()
    assert 'value="10.5"' in answer.content.decode()
    assert not Mark.objects.exists()


def test_marks_typed_while_somebody_locked_them_are_refused_and_not_lost(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    sheet = make_confirmed(people=1)
    (trainee,) = trainees(sheet)
    first, *_ = components(sheet.training_class)

    answer = client.post(
        reverse("assessment:marks", args=[sheet.training_class_id]), {cell_name(trainee.pk, first.pk): "3,25"}
    )

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="3,25"' in shown
    assert str(MarksAreLocked()) in shown
    assert not Mark.objects.filter(value="3.25").exists()


def test_a_pasted_block_is_shown_in_the_grid_before_anything_is_saved(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    sheet = make_sheet(2)
    address = reverse("assessment:paste", args=[sheet.training_class_id])

    shown = client.post(address, {"block": "8\t7,5\t9\n6\ttám\t5\n"})
    misfit = client.post(address, {"block": "8\t7,5\n"})

    assert shown.status_code == 200
    assert 'value="tám"' in shown.content.decode()
    assert 'aria-invalid="true"' in shown.content.decode()
    assert misfit.status_code == 422
    assert not Mark.objects.exists()


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        ("8\t7,5\t9\n", "Khối dữ liệu có 1 dòng, lớp có 2 học viên."),
        ("8\t7,5\t9\n6\t5\n", "Dòng 2 có 2 cột thay vì 3."),
        ("Trần Thị Không Có\t8\t7,5\t9\n6\t5\t5\t5\n", "Dòng 1 có 4 cột thay vì 3."),
    ],
    ids=["too few lines", "too few columns", "a column of names that are not in the class"],
)
def test_a_block_that_does_not_fit_comes_back_as_it_was_pasted(client: Client, block: str, sentence: str) -> None:
    sign_in(client, Role.OFFICE)
    sheet = make_sheet(2)

    answer = client.post(reverse("assessment:paste", args=[sheet.training_class_id]), {"block": block})

    assert answer.status_code == 422
    assert answer.context["form"]["block"].value() == block
    assert sentence in answer.content.decode()
    assert not Mark.objects.exists()


def test_of_a_pasted_block_with_bad_marks_nothing_is_saved_and_everything_comes_back(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    sheet = make_sheet(2)
    pasted = [["8", "tám", "7,5"], ["10.5", "7.5", "9"]]
    cells = [
        cell_name(trainee.pk, component.pk)
        for trainee in trainees(sheet)
        for component in components(sheet.training_class)
    ]

    shown = client.post(
        reverse("assessment:paste", args=[sheet.training_class_id]),
        {"block": "\n".join("\t".join(line) for line in pasted)},
    )
    saved = client.post(
        reverse("assessment:marks", args=[sheet.training_class_id]),
        dict(zip(cells, [text for line in pasted for text in line], strict=True)),
    )

    for answer in (shown, saved):
        told = [(cell.text, cell.refusal) for row in answer.context["grid"].rows for cell in row.cells]
        assert told == [
            ("8", ""),
            ("tám", "“tám” không phải là điểm. Nhập số từ 0 đến 10, ví dụ 7,5."),
            ("7,5", ""),
            ("10.5", "10.5 lớn hơn 10. Điểm tính từ 0 đến 10."),
            ("7.5", ""),
            ("9", ""),
        ]
    assert not Mark.objects.exists()


def test_a_comma_and_a_point_make_the_same_mark(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    sheet = make_sheet(1)
    (trainee,) = trainees(sheet)
    parts = components(sheet.training_class)
    typed = dict(zip([cell_name(trainee.pk, part.pk) for part in parts], ["7,5", "7.5", "7,50"], strict=True))

    client.post(reverse("assessment:marks", args=[sheet.training_class_id]), typed)

    assert list(Mark.objects.values_list("value", flat=True)) == [Decimal("7.5")] * 3


def test_locked_marks_take_no_pasted_block_and_give_it_back(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    sheet = make_confirmed(people=1)
    block = "3\t3\t3\n"

    answer = client.post(reverse("assessment:paste", args=[sheet.training_class_id]), {"block": block})

    assert answer.status_code == 422
    assert answer.context["form"]["block"].value() == block
    assert str(MarksAreLocked()) in answer.content.decode()
    assert not Mark.objects.filter(value=3).exists()


def test_a_reason_that_is_too_long_is_told_and_stays_on_the_page(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    sheet = make_sheet(1)
    address = reverse("assessment:lock", args=[sheet.training_class_id])
    reason = "Nghỉ ốm dài ngày. " * 20

    answer = client.post(address, {"missing_reason": reason})

    sheet.refresh_from_db()
    assert (answer.status_code, sheet.state) == (422, SheetState.OPEN)
    assert "tối đa 300 ký tự" in answer.content.decode()
    assert answer.context["lock_form"]["missing_reason"].value() == reason
    assert client.get(address)["Location"] == reverse("assessment:results", args=[sheet.training_class_id])


def test_a_trainee_sees_the_own_result_once_it_is_recognised(client: Client) -> None:
    confirmed, recognised, foreign = (
        make_confirmed(people=1),
        make_recognised(people=1),
        make_recognised(people=1),
    )
    (waiting,), (own,), (other,) = trainees(confirmed), trainees(recognised), trainees(foreign)

    sign_in(client, Role.TRAINEE, official=waiting.official)
    assert client.get(reverse("assessment:trainee", args=[waiting.pk])).status_code == 404
    sign_in(client, Role.TRAINEE, official=own.official)
    assert client.get(reverse("assessment:trainee", args=[own.pk])).status_code == 200
    assert client.get(reverse("assessment:trainee", args=[other.pk])).status_code == 404


def test_a_reader_is_offered_no_act(client: Client) -> None:
    sign_in(client, Role.AUDITOR)
    sheet = make_confirmed(people=1)

    shown = client.get(reverse("assessment:results", args=[sheet.training_class_id])).content.decode()

    assert reverse("assessment:draft_decision", args=[sheet.training_class_id]) not in shown
    assert reverse("assessment:reopen", args=[sheet.training_class_id]) not in shown


def test_somebody_who_is_not_judged_has_no_page(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    sheet = make_sheet(1)
    (trainee,) = trainees(sheet)
    trainee.valid_from, trainee.added_by, trainee.let_in_on = None, None, trainee.valid_from
    trainee.save()

    assert client.get(reverse("assessment:trainee", args=[trainee.pk])).status_code == 404


def test_the_form_of_a_rule_begins_with_a_template_and_two_bands_of_one_name_are_refused(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    address = reverse("assessment:new_rule")
    rule = {"name": "Quy định", "citation": "Quy chế", "valid_from": "01/01/2023", "absence_limit_percent": "20"}
    lines = {
        f"band-{place}-{field}": value
        for place in range(2)
        for field, value in (("name", "Giỏi"), ("min_mean", "8"), ("min_part", "7"), ("passes", "on"))
    }
    frame = {"band-TOTAL_FORMS": "2", "band-INITIAL_FORMS": "2"}

    assert "Trung bình" in client.get(address).content.decode()
    twice = client.post(address, rule | lines | frame)
    assert twice.status_code == 422
    assert not GradingRule.objects.exists()
    saved = client.post(address, rule | lines | {"band-1-name": "Khá", "band-1-min_mean": "7"} | frame)
    assert saved.status_code == 302
    assert list(GradingRule.objects.get().bands.values_list("code", flat=True)) == ["gioi", "kha"]


def test_the_parts_of_a_mark_are_reached_from_the_programme_and_begin_with_a_template(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    version = make_version()

    programme = client.get(reverse("curriculum:version", args=[version.pk])).content.decode()
    address = reverse("assessment:components", args=[version.pk])

    assert f'href="{address}"' in programme
    assert [form.initial.get("weight") for form in client.get(address).context["forms"]] == [
        20,
        30,
        50,
        None,
        None,
        None,
    ]


@pytest.mark.parametrize("name", ["classes", "rules"])
def test_lists_answer_when_there_is_nothing_yet(client: Client, name: str) -> None:
    sign_in(client, Role.OFFICE)

    assert client.get(reverse(f"assessment:{name}")).status_code == 200


def test_a_nomination_offers_no_way_out_once_the_class_is_completed(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    passed, failed = trainees(make_recognised(("8", "8", "8"), ("4", "4", "4")))
    ways = ("return", "defer", "substitute")

    offered = {}
    for one in (passed, failed):
        page = client.get(reverse("nominations:nomination", args=[one.nomination_id])).content.decode()
        offered[one.pk] = [way for way in ways if reverse(f"nominations:{way}", args=[one.nomination_id]) in page]

    vetting = client.get(reverse("nominations:vetting", args=[passed.training_class.plan_id]), {"state": "accepted"})
    returned = {
        one.pk
        for one in (passed, failed)
        if reverse("nominations:return", args=[one.nomination_id]) in vetting.content.decode()
    }

    assert offered == {passed.pk: [], failed.pk: list(ways)}
    assert returned == {failed.pk}
