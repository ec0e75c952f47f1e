from typing import ClassVar

import pytest
from django import forms

from khaigiang.ground.web.choosing import Missing, missing

MADE_THERE = Missing(sentence="No hall yet.", url_name="venues:new")


class BookingForm(forms.Form):
    missing: ClassVar = {"hall": MADE_THERE}

    hall = forms.ChoiceField()
    day = forms.ChoiceField()


@pytest.mark.parametrize(("choices", "said"), [([], MADE_THERE), ([("", "–")], MADE_THERE), ([("1", "A")], None)])
def test_an_empty_list_says_what_must_be_made_first(choices: list[tuple[str, str]], said: Missing | None) -> None:
    form = BookingForm()
    form.fields["hall"].choices = choices  # type: ignore[attr-defined]  # a choice field

    assert missing(form["hall"]) == said


def test_a_list_of_which_nothing_is_said_stays_silent() -> None:
    assert missing(BookingForm()["day"]) is None


def test_the_sentence_leads_to_the_page_where_the_missing_thing_is_made() -> None:
    assert '<a href="/halls/new/">No hall yet.</a>' in BookingForm()["hall"].as_field_group()
