"""The office adds fields to officials: who sees them, what they hold, how lists are narrowed by them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.fields.asking import OwnFilterForm
from khaigiang.ground.fields.errors import (
    ChoiceInUse,
    FieldNotThere,
    KindInUse,
    LabelTaken,
    NobodySees,
    NotAChoice,
    TooFewChoices,
)
from khaigiang.ground.fields.models import OwnField
from khaigiang.ground.fields.queries import OFFICIALS, cells_of, field_rows, fields_for, narrowed, values_of
from khaigiang.ground.fields.services import save_field, save_values
from khaigiang.ground.fields.states import Kind
from khaigiang.ground.fields.wording import Typed
from khaigiang.ground.removal.services import erase_removed, remove, take_back
from khaigiang.registry.officials.asking import OfficialForm
from khaigiang.registry.officials.models import Gender, Official, OwnValue
from khaigiang.registry.officials.queries import official_rows
from khaigiang.registry.officials.services import NewOfficial, register_officials, save_official
from khaigiang.registry.officials.tests.makers import make_official, make_own_field, make_post
from khaigiang.registry.units.tests.acting import someone
from khaigiang.registry.units.tests.makers import make_commune

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)
OFFICE = someone("office")


def write(official: Official, values: dict[int, Typed]) -> None:
    save_values(official, values, by=make_user(), at=AT)


def change(field: OwnField, **facts: Any) -> OwnField:
    given: dict[str, Any] = {
        "label": field.label,
        "kind": field.kind,
        "choices": field.choices,
        "readers": field.readers,
        "purpose": field.purpose,
        "retention": field.retention,
    }
    return save_field(field, subject=OFFICIALS, **given | facts, by=make_user(), at=AT)


def asked(text: str, fields: list[OwnField]) -> OwnFilterForm:
    return OwnFilterForm(QueryDict(text), own=fields)


def test_each_role_sees_the_fields_that_name_it_in_their_order() -> None:
    language = make_own_field("Ngoại ngữ", readers=["office", "committee"], position=2)
    health = make_own_field("Sức khỏe", readers=["office"], position=1)

    assert fields_for(OFFICIALS, OFFICE) == [health, language]
    assert fields_for(OFFICIALS, someone("committee")) == [language]
    assert fields_for(OFFICIALS, someone("leader")) == []


def test_a_value_is_kept_as_what_it_is_and_said_in_words() -> None:
    official = make_official()
    height = make_own_field("Chiều cao", kind=Kind.NUMBER)
    rotated = make_own_field("Ngày luân chuyển", kind=Kind.DATE)
    speaks = make_own_field("Biết tiếng dân tộc", kind=Kind.YES_NO)
    fields = [height, rotated, speaks]

    write(official, {height.pk: Decimal("1.65"), rotated.pk: date(2022, 5, 1), speaks.pk: False})

    assert values_of(official, fields) == {height.pk: Decimal("1.65"), rotated.pk: date(2022, 5, 1), speaks.pk: False}
    assert [cell.text for cell in cells_of([official], fields)[official.pk]] == ["1,65", "1/5/2022", "không"]


def test_a_value_is_changed_in_place_and_emptied() -> None:
    official, field = make_official(), make_own_field()
    write(official, {field.pk: "Tiếng Anh"})
    write(official, {field.pk: "Tiếng Pháp"})

    assert [value.text for value in OwnValue.objects.all()] == ["Tiếng Pháp"]

    write(official, {field.pk: None})
    assert OwnValue.objects.count() == 0


def test_a_choice_that_is_none_and_a_field_that_is_gone_are_refused() -> None:
    official, field = make_official(), make_own_field(kind=Kind.CHOICE, choices=["A", "B"])

    with pytest.raises(NotAChoice, match="A, B"):
        write(official, {field.pk: "C"})
    with pytest.raises(FieldNotThere):
        write(official, {field.pk + 1: "A"})
    assert OwnValue.objects.count() == 0


def test_the_database_refuses_a_field_without_purpose_or_end_and_a_value_of_two_kinds() -> None:
    field, official = make_own_field(), make_official()

    for lacking in ("purpose", "retention"):
        with pytest.raises(IntegrityError, match="own_field_has_a_purpose_and_an_end"), transaction.atomic():
            OwnField.objects.filter(pk=field.pk).update(**{lacking: ""})
    with pytest.raises(IntegrityError, match="ownvalue_holds_one_value"), transaction.atomic():
        OwnValue.objects.create(field=field, official=official, text="hai", number=2)
    OwnValue.objects.create(field=field, official=official, text="một")
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnValue.objects.create(field=field, official=official, text="hai")


def test_what_is_recorded_keeps_its_field_as_it_is() -> None:
    field = make_own_field("Ngoại ngữ", kind=Kind.CHOICE, choices=["Anh", "Pháp", "Nga"])
    write(make_official(), {field.pk: "Anh"})

    with pytest.raises(ChoiceInUse, match="Anh"):
        change(field, choices=["Pháp", "Nga"])
    with pytest.raises(KindInUse):
        change(field, kind=Kind.TEXT)
    assert change(field, choices=["Anh", "Nga"]).choices == ["Anh", "Nga"]


def test_a_field_has_an_own_name_somebody_who_sees_it_and_two_choices_at_least() -> None:
    make_own_field("Ngoại ngữ")
    other = make_own_field("Sức khỏe")

    with pytest.raises(LabelTaken, match="ngoại ngữ"):
        change(other, label="ngoại ngữ")
    with pytest.raises(NobodySees):
        change(other, readers=[])
    with pytest.raises(TooFewChoices):
        change(other, kind=Kind.CHOICE, choices=["Anh", " Anh "])


def test_a_retired_field_is_no_longer_asked_for_and_what_is_recorded_stays() -> None:
    field, official = make_own_field(), make_official()
    write(official, {field.pk: "Tiếng Anh"})
    change(field, is_retired=True)

    assert fields_for(OFFICIALS, OFFICE) == []
    shown = fields_for(OFFICIALS, OFFICE, retired=True)
    assert [cell.text for cell in cells_of([official], shown)[official.pk]] == ["Tiếng Anh"]


def test_the_form_of_a_person_takes_own_fields_and_leaves_those_alone_that_it_does_not_show() -> None:
    seen, unseen = make_own_field("Ngoại ngữ"), make_own_field("Sức khỏe", readers=["office"])
    official = make_official()
    write(official, {seen.pk: "Tiếng Anh", unseen.pk: "Tốt"})
    own = fields_for(OFFICIALS, someone("committee"))
    form = OfficialForm(
        QueryDict(f"full_name=Nguyễn Văn An&gender=M&own_{seen.pk}=Tiếng Nga&own_{unseen.pk}=Kém"), own=own
    )

    assert form.is_valid()
    save_official(official, **form.cleaned_data, by=make_user(), at=AT)

    assert values_of(official, [seen, unseen]) == {seen.pk: "Tiếng Nga", unseen.pk: "Tốt"}
    entry = Entry.objects.latest("pk")
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.act, entry.before["Ngoại ngữ"], entry.after["Ngoại ngữ"]) == (
        "save_official",
        "Tiếng Anh",
        "Tiếng Nga",
    )
    assert "Sức khỏe" not in entry.after


@pytest.mark.parametrize("count", [1, 5])
def test_many_are_registered_with_own_values_in_the_same_number_of_statements(
    count: int, django_assert_max_num_queries: Any
) -> None:
    field, by = make_own_field(), make_user()
    rows = [
        NewOfficial(
            full_name="Lê Thị Hoa",
            gender=Gender.FEMALE,
            post=make_post(),
            unit=make_commune(),
            valid_from=date(2023, 1, 1),
            own={field.pk: "Tiếng Anh"},
        )
        for _ in range(count)
    ]

    with django_assert_max_num_queries(12):
        register_officials(rows, by=by, at=AT)

    assert OwnValue.objects.filter(text="Tiếng Anh").count() == count


@pytest.mark.parametrize(
    ("kind", "value", "query", "other"),
    [
        (Kind.TEXT, "Tiếng Anh B2", "anh", "nga"),
        (Kind.NUMBER, Decimal("7.5"), "7,5", "7,6"),
        (Kind.DATE, date(2022, 5, 1), "1/5/2022", "2/5/2022"),
        (Kind.CHOICE, "Anh", "Anh", "Nga"),
        (Kind.YES_NO, True, "yes", "no"),
    ],
)
def test_a_list_is_narrowed_by_what_is_said_in_a_field(kind: Kind, value: Typed, query: str, other: str) -> None:
    field = make_own_field(kind=kind, choices=["Anh", "Nga"] if kind == Kind.CHOICE else [])
    official = make_official()
    make_official("Không ghi gì")
    write(official, {field.pk: value})

    def found(text: str) -> list[Official]:
        wanted = asked(f"own_{field.pk}={text}", [field]).wanted()
        return list(narrowed(Official.objects.all(), OFFICIALS, [field], wanted))

    assert found(query) == [official]
    assert found(other) == []
    assert len(found("")) == 2


def test_nobody_narrows_a_list_by_a_field_they_do_not_see() -> None:
    field, official = make_own_field("Sức khỏe", readers=["office"]), make_official()
    make_official("Người khác")
    write(official, {field.pk: "Tốt"})
    fields = fields_for(OFFICIALS, someone("leader"))

    form = asked(f"own_{field.pk}=Tốt&columns={field.pk}", fields)

    assert form.wanted() == {}
    assert form.shown() == []
    assert narrowed(Official.objects.all(), OFFICIALS, fields, {field.pk: "Tốt"}).count() == 2


@pytest.mark.parametrize("people", [1, 4])
def test_chosen_columns_cost_one_statement_however_many_people(people: int, django_assert_num_queries: Any) -> None:
    field = make_own_field()
    officials = [make_official() for _ in range(people)]
    for official in officials:
        write(official, {field.pk: "Tiếng Anh"})

    with django_assert_num_queries(2):  # posts, values
        rows = official_rows(officials, date(2023, 3, 1), own=[field])

    assert [cell.text for row in rows for cell in row.own] == ["Tiếng Anh"] * people


def test_a_removed_field_hides_its_values_and_brings_them_back_or_takes_them_along() -> None:
    field, official, by = make_own_field(), make_official(), make_user()
    write(official, {field.pk: "Tiếng Anh"})

    remove(field, because="nhập nhầm", by=by, at=AT)
    assert (fields_for(OFFICIALS, OFFICE, retired=True), field_rows(OFFICIALS)) == ([], [])

    take_back(field, by=by, at=AT)
    assert values_of(official, fields_for(OFFICIALS, OFFICE)) == {field.pk: "Tiếng Anh"}

    remove(field, because="nhập nhầm", by=by, at=AT)
    erase_removed(by=None, at=AT + timedelta(days=31))
    assert (OwnField.with_removed.count(), OwnValue.objects.count()) == (0, 0)


def test_the_register_says_of_each_field_what_for_until_when_and_how_often_it_is_filled() -> None:
    field = make_own_field("Ngoại ngữ", readers=["office", "committee"])
    write(make_official(), {field.pk: "Tiếng Anh"})

    (row,) = field_rows(OFFICIALS)

    assert (row.label, row.purpose, row.retention, row.count) == ("Ngoại ngữ", field.purpose, field.retention, 1)
    assert row.readers == "cấp ủy cử học, phòng quản lý đào tạo"
