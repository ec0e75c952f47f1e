"""What templates need beyond Django: figures and days in the reader's language, icons, safe attributes."""

import re
from collections.abc import Hashable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from khaigiang.ground.shared.dates import HalfDay, local_day
from khaigiang.ground.shared.figures import percent as share
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.ground.web.bands import segments
from khaigiang.ground.web.choosing import missing
from khaigiang.ground.web.context import initials
from khaigiang.ground.web.table_files import key_of

# Stands for the id of a row where an address is taken apart.
_SOME_ID: Final = 7_777_777

# What an icon of lucide says of its own kind, size and strokes.
_OWN_LOOK: Final = re.compile(r'(?<=[\s"])(?:xmlns|width|height|stroke-width)="[^"]*"\s?')

register = template.Library()
register.simple_tag(segments, name="band_segments")
register.simple_tag(missing, name="missing")


@register.filter
def percent(part: int | Decimal | None, whole: int | None = None) -> str:
    """`427|percent:579` or a ready share `share|percent`: "73,7%" in Vietnamese."""
    if part is None:
        return ""
    value = share(int(part), whole) if whole is not None else part
    return f"{formats.number_format(value, decimal_pos=1, force_grouping=True)}%"


@register.filter
def vn_number(value: float | Decimal | None) -> str:
    """A number grouped by thousands, decimals as they are: 57.900 or 7,5 in Vietnamese."""
    return "" if value is None else str(formats.number_format(value, force_grouping=True))


@register.filter
def vn_date(value: date | datetime | str | None) -> str:
    """A day as people write it: 24/5/2023; a text holds a day as far as it is known: 5/2023."""
    if value is None:
        return ""
    return day_in_words(local_day(value) if isinstance(value, datetime) else value)


register.filter("initials", initials)


@register.filter
def dial(phone: str) -> str:
    """A telephone number as a telephone dials it: without spaces and dots, an extension as such (RFC 3966)."""
    number, *rest = re.split(r"[^\d\s.()+-]+", phone, maxsplit=1)
    digits, extension = re.sub(r"[^\d+]", "", number), re.sub(r"\D", "", "".join(rest))
    return f"{digits};ext={extension}" if extension else digits


@register.filter
def half_day(value: str | None) -> str:
    """The name of a half-day in the reader's language."""
    return str(HalfDay(value).label) if value else ""


@register.filter
def attributes(attrs: Mapping[str, object]) -> SafeString:
    """The attributes a component was given beyond its own, escaped."""
    given = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else attrs
    pairs = [(name, value) for name, value in given.items() if value is not False and value is not None]
    return format_html_join("", " {}", ((_attribute(name, value),) for name, value in pairs))


def _attribute(name: str, value: object) -> SafeString:
    return format_html("{}", name) if value is True else format_html('{}="{}"', name, value)


@register.simple_tag
def icon(name: str, size: int = 18) -> SafeString:
    """A lucide icon as inline SVG, hidden from screen readers (the words beside it say it)."""
    return _drawn(str(name), int(size))


@lru_cache(maxsize=512)
def _drawn(name: str, size: int) -> SafeString:
    own = f'width="{size}" height="{size}" class="icon" aria-hidden="true" focusable="false"'
    drawn = " ".join(_icons().read(f"{name}.svg").decode().split()).replace("> <", "><")
    drawn = _OWN_LOOK.sub("", drawn, count=4).replace("<svg", f'<svg {own} stroke-width="1.75"', 1)
    return mark_safe(drawn)  # noqa: S308  drawn from the icon package, never from input


@cache
def _icons() -> ZipFile:
    """All icons; lucide's own tag opens the archive and reads its two thousand names anew for every icon."""
    return ZipFile(BytesIO((files("lucide") / "lucide.zip").read_bytes()))


@register.simple_tag
def drawn_once(template_name: str, **given: Hashable) -> SafeString:
    """A part of the page made of what is given here and nothing else: drawn once for each such set and language.

    It sees neither the request nor the variables around it, so it cannot show one person what is another's.
    """
    return _part(template_name, get_language(), tuple(given.items()))


@lru_cache(maxsize=256)
def _part(template_name: str, _language: str | None, given: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(template_name, dict(given))


@register.simple_tag
def meter_width(value: float | str | None, whole: float | str | None) -> str:
    """A part of a whole as the width of a drawn bar: "73.748%"."""
    share_of_whole = float(value or 0) / float(whole or 1)
    return f"{min(max(share_of_whole, 0), 1) * 100:.3f}%"


@register.simple_tag
def addresses_of(url_name: str) -> tuple[str, str]:
    """What stands before and after the id in the address of a page about one row; `|at:row.id` puts the id in.

    A list of a hundred rows resolves its addresses once.
    """
    before, after = reverse(url_name, args=(_SOME_ID,)).split(str(_SOME_ID))
    return before, after


@register.filter
def at(address: tuple[str, str], row_id: int) -> str:
    """The address of one row."""
    return str(row_id).join(address)


@register.simple_tag(takes_context=True)
def file_address(context: template.Context, caption: str, kind: str) -> str:
    """The address of a table of this page as a file, the page's choices kept."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    query["table"], query["file"] = key_of(caption), kind
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, param: str, number: int) -> str:
    """The present address with another page number, its other choices kept."""
    query = context["request"].GET.copy()
    query[param] = str(number)
    return f"?{query.urlencode()}"
