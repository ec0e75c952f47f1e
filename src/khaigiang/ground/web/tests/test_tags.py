"""Filters and tags of the templates."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from lucide.templatetags.lucide import lucide
from lxml.html import fromstring

from khaigiang.ground.shared.dates import HalfDay


def _rendered(text: str, **values: object) -> str:
    return Template(text).render(Context(values))


def test_shares_are_rounded_by_the_one_rule_and_written_with_a_comma() -> None:
    with translation.override("vi"):
        assert _rendered("{{ 59|percent:427 }} {{ 302|percent:427 }} {{ 0|percent:0 }}") == "13,8% 70,7% 0,0%"


def test_a_ready_share_is_written_as_it_is() -> None:
    with translation.override("vi"):
        assert _rendered("{{ share|percent }}", share=Decimal("73.7")) == "73,7%"
    with translation.override("en"):
        assert _rendered("{{ share|percent }}", share=Decimal("73.7")) == "73.7%"


@pytest.mark.parametrize(
    ("value", "shown"), [(579, "579"), (57900, "57.900"), (Decimal("7.5"), "7,5"), (1234567, "1.234.567"), (None, "")]
)
def test_numbers_are_grouped_as_in_vietnam(value: object, shown: str) -> None:
    with translation.override("vi"):
        assert _rendered("{{ value|vn_number }}", value=value) == shown


def test_days_are_written_without_leading_zeros() -> None:
    assert _rendered("{{ day|vn_date }}", day=date(2023, 5, 4)) == "4/5/2023"


def test_an_instant_is_written_by_its_day_in_hanoi() -> None:
    assert _rendered("{{ at|vn_date }}", at=datetime(2023, 5, 23, 18, 0, tzinfo=UTC)) == "24/5/2023"


def test_no_day_is_written_as_nothing() -> None:
    assert _rendered("{{ day|vn_date }}", day=None) == ""


def test_dates_and_decimals_need_no_filter() -> None:
    with translation.override("vi"):
        assert _rendered("{{ day }} {{ mark }}", day=date(2023, 5, 24), mark=Decimal("7.5")) == "24/5/2023 7,5"


def test_a_half_day_has_its_name() -> None:
    with translation.override("en"):
        assert _rendered("{{ half|half_day }}", half=HalfDay.MORNING) == "morning"


@pytest.mark.parametrize(("name", "letters"), [("Trần Thu Anh", "TA"), ("Đỗ Ý", "ĐÝ"), ("Niê", "N"), ("", "")])
def test_initials_are_those_of_the_last_two_words(name: str, letters: str) -> None:
    assert _rendered("{{ name|initials }}", name=name) == letters


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("0912 345.678", "0912345678"),
        ("+84 24 3825 1234", "+842438251234"),
        ("024 3825 1234, máy lẻ 12", "02438251234;ext=12"),
    ],
)
def test_a_telephone_is_dialled_without_what_is_there_for_the_eye(phone: str, dialled: str) -> None:
    assert _rendered("{{ phone|dial }}", phone=phone) == dialled


def test_a_meter_stays_between_empty_and_full() -> None:
    drawn = _rendered("{% meter_width 5 10 %} {% meter_width 12 10 %} {% meter_width 0 0 %} {% meter_width '' 3 %}")

    assert drawn == "50.000% 100.000% 0.000% 0.000%"


def test_another_page_keeps_the_other_choices() -> None:
    request = RequestFactory().get("/", {"q": "Hòa & Ý", "page": "2"})

    assert _rendered("{% page_address 'page' 3 %}", request=request) == "?q=H%C3%B2a+%26+%C3%9D&amp;page=3"


def test_an_icon_is_hidden_from_screen_readers() -> None:
    drawn = _rendered("{% icon 'users' 16 %}")

    assert drawn.startswith('<svg width="16" height="16"')
    assert 'aria-hidden="true"' in drawn


@pytest.mark.parametrize("name", ["users", "calendar", "square-check"])
def test_an_icon_has_the_lines_that_lucide_draws(name: str) -> None:
    own: dict[str, Any] = {
        "size": 18,
        "stroke_width": "1.75",
        "class": "icon",
        "aria_hidden": "true",
        "focusable": "false",
    }

    drawn, wanted = (fromstring(text) for text in (_rendered(f"{{% icon '{name}' %}}"), lucide(name, **own)))

    assert [(one.tag, dict(one.attrib)) for one in drawn.iter()] == [
        (one.tag, dict(one.attrib)) for one in wanted.iter()
    ]


def test_rows_fill_their_ids_into_an_address_resolved_once() -> None:
    shown = _rendered(
        '{% addresses_of "accounts:user" as page %}{% for one in ids %}{{ page|at:one }} {% endfor %}', ids=(1, 5200)
    )
    assert shown == "".join(f"{reverse('accounts:user', args=(one,))} " for one in (1, 5200))


def test_a_part_drawn_once_follows_what_is_given_and_the_language() -> None:
    text = '{% drawn_once "web/brand.html" home_url=home_url %}'

    with translation.override("en"):
        first, other = (_rendered(text, home_url=url) for url in ("/", "/start/"))
    with translation.override("vi"):
        translated = _rendered(text, home_url="/")

    assert ('href="/"' in first, 'href="/start/"' in other) == (True, True)
    assert ("Training of officials" in first, "Training of officials" in translated) == (True, False)


def test_a_part_drawn_once_sees_nothing_of_the_page_around_it() -> None:
    assert _rendered('{% drawn_once "web/brand.html" %}', home_url="/of-somebody/") == _rendered(
        '{% drawn_once "web/brand.html" home_url="/" %}'
    )
