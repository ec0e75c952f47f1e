"""Fields as offices type into them."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.renderers import get_default_renderer
from django.utils import translation

from khaigiang.ground.web.form_fields import DecimalField, KnownDayField, TelephoneField


class DayForm(forms.Form):
    """A day."""

    on = forms.DateField(label="Ngày")


class MarkForm(forms.Form):
    """A mark."""

    mark = DecimalField(label="Điểm", min_value=0, max_value=10, decimal_places=2)


class BirthForm(forms.Form):
    """A birth, perhaps known by its year alone."""

    born_on = KnownDayField(label="Ngày sinh", required=False)


class ContactForm(forms.Form):
    """A telephone."""

    phone = TelephoneField(label="Điện thoại", max_length=30, required=False)


def test_a_birth_is_shown_in_its_field_as_people_write_it_and_kept_as_far_as_it_is_known() -> None:
    form = BirthForm({"born_on": "5/1980"}, initial={"born_on": "1980-05"})

    assert 'value="19/5/1980"' in str(BirthForm(initial={"born_on": "1980-05-19"})["born_on"])
    assert (form.is_valid(), form.has_changed(), form.cleaned_data) == (True, False, {"born_on": "1980-05"})
    assert BirthForm({"born_on": "1980"}, initial={"born_on": "1980-05"}).has_changed()
    assert 'value="5/80"' in str(BirthForm({"born_on": "5/80"})["born_on"])


def test_what_is_no_birth_is_refused_with_an_example() -> None:
    with translation.override("vi"):
        form = BirthForm({"born_on": "31/4/1980"})

        assert form.errors["born_on"] == [
            "“31/4/1980” không phải là ngày, tháng hay năm. Xin nhập như 19/5/1980, 5/1980 hoặc 1980."
        ]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "+84 912 345 678",
        "024 3825 1234",
        "(024) 3825-1234",
        "024 3825 1234 máy lẻ 12",
        "02438251234 ext. 105",
        "024 3825 1234, nhánh 7",
        "1900 1234",
    ],
)
def test_a_telephone_is_kept_as_it_was_typed(typed: str) -> None:
    form = ContactForm({"phone": typed})

    assert form.is_valid()
    assert form.cleaned_data["phone"] == typed


@pytest.mark.parametrize(
    "typed", ["gọi sau", "0912", "0912 345 678 nhà riêng", "+1 202 555 0100", "٠٩١٢٣٤٥٦٧٨", "09" * 12]
)
def test_what_is_no_telephone_is_refused_with_an_example(typed: str) -> None:
    with translation.override("vi"):
        assert ContactForm({"phone": typed}).errors["phone"] == [
            f"“{typed}” không phải là số điện thoại. Xin nhập như 0912 345 678 hoặc 024 3825 1234 máy lẻ 12."
        ]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("typed", ["24/5/2023", "24/05/2023", "24-5-2023", "24.05.2023", "2023-05-24"])
def test_a_day_is_typed_day_first_in_both_languages(language: str, typed: str) -> None:
    with translation.override(language):
        form = DayForm({"on": typed})

        assert form.is_valid()
        assert form.cleaned_data["on"] == date(2023, 5, 24)


def test_the_fifth_of_march_is_never_the_third_of_may() -> None:
    with translation.override("en"):
        form = DayForm({"on": "5/3/2023"})

        assert form.is_valid()
        assert form.cleaned_data["on"] == date(2023, 3, 5)


def test_a_day_that_does_not_exist_is_refused_with_an_example() -> None:
    with translation.override("vi"):
        assert DayForm({"on": "31/2/2023"}).errors["on"] == [
            "Ngày chưa đúng. Xin nhập ngày/tháng/năm, ví dụ 24/05/2023."
        ]


def test_a_day_is_shown_again_as_it_is_typed() -> None:
    with translation.override("vi"):
        drawn = str(DayForm(initial={"on": date(2023, 5, 4)})["on"])

    assert 'value="04/05/2023"' in drawn
    assert 'inputmode="numeric"' in drawn
    assert 'placeholder="ngày/tháng/năm"' in drawn


def test_a_choice_not_made_yet_asks_for_one() -> None:
    choice = forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, ("1", "Phường Phúc Xá")])
    with translation.override("vi"):
        drawn = choice.widget.render("unit", "", renderer=get_default_renderer())

    assert '<option value="" selected>chọn…</option>' in drawn
    assert '<option value="1">Phường Phúc Xá</option>' in drawn


@pytest.mark.parametrize("typed", ["7,5", "7.5", " 7,50 "])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_mark_may_have_a_comma_or_a_point(language: str, typed: str) -> None:
    with translation.override(language):
        form = MarkForm({"mark": typed})

        assert form.is_valid()
        assert form.cleaned_data["mark"] == Decimal("7.5")


@pytest.mark.parametrize("typed", ["tám", "7,5,1", "1.234,5", "NaN", "Infinity", "10,5", "-1"])
def test_what_is_not_a_mark_is_refused(typed: str) -> None:
    assert not MarkForm({"mark": typed}).is_valid()


def test_a_refused_field_says_so_to_everybody() -> None:
    drawn = MarkForm({"mark": "tám"}).as_div()

    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_mark_error"' in drawn
    assert 'id="id_mark_error"' in drawn


def test_a_form_is_dressed_wherever_it_is_printed() -> None:
    assert str(MarkForm()) == MarkForm().render()
    assert '<div class="field">' in str(MarkForm())


def test_what_was_typed_comes_back_escaped() -> None:
    assert "&lt;script&gt;" in str(MarkForm({"mark": "<script>"}))
