"""Marks typed, pasted, contested and refused."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.recognition.assessment.errors import (
    AlreadyOpened,
    BandsMissing,
    BandsOutOfOrder,
    BandTwice,
    ComponentsAreInUse,
    MarkNotUnderstood,
    MarksAreLocked,
    NoComponents,
    NoRuleInForce,
    NothingToResit,
    PartWithoutWeight,
    RuleOfThatDay,
    WeightsDoNotAddUp,
)
from khaigiang.recognition.assessment.models import GradingRule, Mark, ResultSheet
from khaigiang.recognition.assessment.pasting import pasted
from khaigiang.recognition.assessment.queries.judgements import missing_marks
from khaigiang.recognition.assessment.queries.mark_grid import mark_grid
from khaigiang.recognition.assessment.queries.overview import rule_on
from khaigiang.recognition.assessment.services import (
    enter_marks,
    enter_resit,
    lock_results,
    open_sheet,
    save_rule,
    set_components,
)
from khaigiang.recognition.assessment.services.marks import mark_from_text
from khaigiang.recognition.assessment.tests.makers import (
    components,
    make_confirmed,
    make_marks,
    make_recognised,
    make_rule,
    make_sheet,
    new_bands,
    trainees,
    typed,
)
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 27, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(("text", "mark"), [("7,5", "7.5"), ("7.5", "7.5"), (" 8 ", "8"), ("10", "10"), ("0", "0")])
def test_a_mark_is_read_with_comma_or_point(text: str, mark: str) -> None:
    assert mark_from_text(text) == Decimal(mark)


@pytest.mark.parametrize(
    "text",
    ["1e1", "NaN", "Infinity", "\uff17", "²", "7,5,5", "7.5.5", "8/10", "8 5", "+8", "0x8", "a\x00b", "9" * 5000],
)
def test_what_python_would_take_for_a_number_is_no_mark(text: str) -> None:
    with pytest.raises(MarkNotUnderstood):
        mark_from_text(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("tám", "“tám” is not a mark. Type a number from 0 to 10, such as 7,5."),
        ("-1", "“-1” is not a mark. Type a number from 0 to 10, such as 7,5."),
        ("10.5", "10.5 is more than 10. Marks go from 0 to 10."),
        ("7,125", "7,125 has more than two decimals. Round it, for instance to 7,25."),
    ],
)
@pytest.mark.usefixtures("english")
def test_each_bad_cell_is_told_and_nothing_of_the_block_is_saved(text: str, sentence: str) -> None:
    sheet = make_sheet(2)
    first, second = trainees(sheet)
    entries = typed(first, "8", "8", "8") | typed(second, "9", text)

    saved = enter_marks(sheet.training_class, entries, by=make_user(), at=AT)

    assert saved.refused == {(second.pk, components(sheet.training_class)[1].pk): sentence}
    assert not saved.is_whole
    assert Mark.objects.count() == 0


def test_saved_marks_leave_one_entry_in_the_audit() -> None:
    sheet = make_sheet(1)
    before = Entry.objects.count()

    saved = enter_marks(sheet.training_class, typed(trainees(sheet)[0], "8", "7,5", "9"), by=make_user(), at=AT)

    assert saved.count == 3
    assert Entry.objects.count() == before + 1


def test_the_second_of_two_writers_is_told_and_overwrites_nothing() -> None:
    sheet = make_sheet(1)
    (trainee,) = trainees(sheet)
    make_marks(sheet, ("8", "8", "8"))
    enter_marks(sheet.training_class, typed(trainee, "9", seen=1), by=make_user(), at=AT)

    late = enter_marks(sheet.training_class, typed(trainee, "7", "6", seen=1), by=make_user(), at=AT)

    assert [mark and mark.value for mark in late.conflicts.values()] == [Decimal(9)]
    values = trainee.marks.order_by("component__ordinal").values_list("value", flat=True)
    assert list(values) == [Decimal(9), Decimal(8), Decimal(8)]


def test_who_saw_a_mark_that_was_emptied_and_entered_again_is_told() -> None:
    sheet = make_sheet(1)
    (trainee,) = trainees(sheet)
    make_marks(sheet, ("8",))
    enter_marks(sheet.training_class, typed(trainee, "", seen=1), by=make_user(), at=AT)
    emptied = enter_marks(sheet.training_class, typed(trainee, "7", seen=1), by=make_user(), at=AT)
    enter_marks(sheet.training_class, typed(trainee, "5", seen=2), by=make_user(), at=AT)
    again = enter_marks(sheet.training_class, typed(trainee, "7", seen=1), by=make_user(), at=AT)

    assert len(emptied.conflicts) == 1
    assert len(again.conflicts) == 1
    assert trainee.marks.get().value == Decimal(5)


def test_the_same_mark_typed_twice_is_no_conflict() -> None:
    sheet = make_sheet(1)
    make_marks(sheet, ("8", "8", "8"))

    saved = enter_marks(sheet.training_class, typed(trainees(sheet)[0], "8,0"), by=make_user(), at=AT)

    assert (saved.is_whole, saved.count) == (True, 0)


def test_an_emptied_mark_is_missing_again() -> None:
    sheet = make_sheet(1)
    (trainee,) = trainees(sheet)
    make_marks(sheet, ("8", "8", "8"))

    enter_marks(sheet.training_class, typed(trainee, "", seen=1), by=make_user(), at=AT)

    assert missing_marks(sheet.training_class) == 1
    assert mark_grid(sheet).rows[0].cells[0].text == ""


def test_locked_marks_take_no_mark_and_no_resit() -> None:
    sheet = make_sheet(1)
    make_marks(sheet, ("8", "8", "8"))
    lock_results(sheet, by=make_user(), at=AT)
    (trainee,) = trainees(sheet)

    with pytest.raises(MarksAreLocked):
        enter_marks(sheet.training_class, typed(trainee, "9", seen=1), by=make_user(), at=AT)
    with pytest.raises(MarksAreLocked):
        enter_resit(trainee, components(sheet.training_class)[0], "9", by=make_user(), at=AT)


def test_between_confirmation_and_decision_no_resit_is_taken() -> None:
    sheet = make_confirmed(people=1)

    with pytest.raises(MarksAreLocked):
        enter_resit(trainees(sheet)[0], components(sheet.training_class)[0], "9", by=make_user(), at=AT)


def test_a_resit_is_a_further_attempt_and_the_last_one_counts() -> None:
    sheet = make_recognised(("4", "4", "4"), people=1)
    (trainee,) = trainees(sheet)

    enter_resit(trainee, components(sheet.training_class)[0], "8", by=make_user(), at=AT)

    attempts = trainee.marks.filter(component__ordinal=1).order_by("attempt")
    assert list(attempts.values_list("attempt", "value")) == [(1, Decimal(4)), (2, Decimal(8))]
    assert mark_grid(sheet).rows[0].judgement.mean == Decimal("4.80")


def test_a_resit_needs_a_first_mark() -> None:
    sheet = make_sheet(1)

    with pytest.raises(NothingToResit):
        enter_resit(trainees(sheet)[0], components(sheet.training_class)[0], "8", by=make_user(), at=AT)


def test_a_resit_is_corrected_but_never_emptied() -> None:
    sheet = make_sheet(1)
    (trainee,) = trainees(sheet)
    make_marks(sheet, ("4", "4", "4"))
    enter_resit(trainee, components(sheet.training_class)[0], "8", by=make_user(), at=AT)

    emptied = enter_marks(sheet.training_class, typed(trainee, "", seen=2), by=make_user(), at=AT)
    corrected = enter_marks(sheet.training_class, typed(trainee, "7", seen=2), by=make_user(), at=AT)

    assert len(emptied.refused) == 1
    assert corrected.count == 1
    assert list(trainee.marks.filter(component__ordinal=1).order_by("attempt").values_list("value", flat=True)) == [
        Decimal(4),
        Decimal(7),
    ]


def test_a_block_of_the_grids_shape_is_laid_over_it() -> None:
    sheet = make_sheet(2)
    grid = mark_grid(sheet)

    block = pasted("8\t7,5\t9\r\n6\t\ttám\r\n", grid)

    assert block.refusals == ()
    assert [cell.text for cell in block.typed.values()] == ["8", "7,5", "9", "6", "", "tám"]
    assert [cell[0] for cell in block.typed] == [row.enrolment_id for row in grid.rows for _ in grid.components]


@pytest.mark.usefixtures("english")
def test_a_block_that_does_not_fit_is_refused_whole() -> None:
    grid = mark_grid(make_sheet(2))

    block = pasted("8\t7\n", grid)

    assert block.typed == {}
    assert block.refusals == (
        "The block has 1 lines, the class 2 trainees. Copy one line for each, in this order.",
        "Line 1 has 2 columns instead of 3. Copy the columns of the marks alone.",
    )


def test_the_marks_of_a_class_are_opened_once_and_only_with_parts() -> None:
    sheet = make_sheet(1)

    with pytest.raises(AlreadyOpened):
        open_sheet(sheet.training_class, sheet.rule, by=make_user(), at=AT)
    with pytest.raises(NoComponents):
        open_sheet(make_class(), sheet.rule, by=make_user(), at=AT)


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ([("Kiểm tra", 60), ("Bài thu hoạch", 50)], WeightsDoNotAddUp),
        ([("Kiểm tra", 100), ("Bài thu hoạch", 0)], PartWithoutWeight),
        ([], WeightsDoNotAddUp),
    ],
)
def test_the_weights_of_the_parts_make_a_hundred(parts: list[tuple[str, int]], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        set_components(make_version(), parts, by=make_user(), at=AT)


def test_parts_stay_once_a_mark_was_entered() -> None:
    sheet = make_sheet(1)
    make_marks(sheet, ("8",))

    with pytest.raises(ComponentsAreInUse):
        set_components(sheet.training_class.version, [("Kiểm tra", 100)], by=make_user(), at=AT)


def test_rules_follow_one_another_by_their_days() -> None:
    late = make_rule(date(2023, 6, 15), name="sau")
    early = make_rule(date(2020, 1, 1), name="trước")
    between = make_rule(date(2022, 1, 1), name="giữa")

    assert list(GradingRule.objects.order_by("valid_from").values_list("valid_until", flat=True)) == [
        between.valid_from,
        late.valid_from,
        None,
    ]
    assert [rule_on(day) for day in (date(2021, 12, 31), date(2022, 1, 1), date(2023, 6, 15))] == [early, between, late]
    with pytest.raises(NoRuleInForce):
        rule_on(date(2019, 12, 31))
    with pytest.raises(RuleOfThatDay):
        make_rule(date(2022, 1, 1))


@pytest.mark.parametrize(
    ("places", "refusal"),
    [((1, 0, 2, 3, 4), BandsOutOfOrder), ((0, 0, 1), BandTwice), ((4,), BandsMissing), ((), BandsMissing)],
)
def test_a_rule_needs_bands_in_order(places: tuple[int, ...], refusal: type[Exception]) -> None:
    bands = new_bands()

    with pytest.raises(refusal):
        save_rule(
            name="Quy định",
            citation="Quy chế",
            valid_from=date(2023, 1, 1),
            absence_limit_percent=20,
            bands=[bands[place] for place in places],
            by=make_user(),
            at=AT,
        )
    assert not GradingRule.objects.exists()


def test_the_grid_costs_the_same_for_one_and_many(django_assert_num_queries: "DjangoAssertNumQueries") -> None:
    for people in (1, 4):
        made = make_sheet(people)
        sheet = ResultSheet.objects.select_related("rule", "training_class__version").get(pk=made.pk)

        with django_assert_num_queries(7):
            mark_grid(sheet)
