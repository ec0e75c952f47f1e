"""What base.html needs on every page, computed only when a page shows it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from khaigiang.ground.web.frame_parts import PARTS
from khaigiang.ground.web.navigation import Section, may_open, sections_for
from khaigiang.ground.web.theme import Theme, theme_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The frame around one person's page."""

    navigation: tuple[Section, ...]
    person: str
    initials: str
    office: str
    home_url: str
    search_url: str
    notices_url: str
    unread: int
    theme: Theme
    language: str
    languages: tuple[tuple[str, str], ...]
    rehearsal: str
    sign_out_url: str
    preferences_url: str
    password_url: str


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame`, built at its first use."""
    return {"frame": SimpleLazyObject(lambda: frame_of(request))}


def frame_of(request: HttpRequest) -> Frame:
    """The frame for whoever asks; a person who is not signed in has no navigation, bell or search."""
    user = getattr(request, "user", None)
    known = bool(user and user.is_authenticated)
    person = str(user) if known else ""
    return Frame(
        navigation=sections_for(request) if known else (),
        person=person,
        initials=initials(person),
        office=PARTS.office(request) if known and PARTS.office else "",
        home_url=settings.HOME_URL,
        search_url=_url_if_open(request, PARTS.search_url_name) if known else "",
        notices_url=_url_if_open(request, PARTS.notices_url_name) if known else "",
        unread=PARTS.unread_notices(request) if known and PARTS.unread_notices else 0,
        theme=theme_of(request),
        language=translation.get_language() or settings.LANGUAGE_CODE,
        languages=tuple(settings.LANGUAGES),
        rehearsal=PARTS.rehearsal(request) if PARTS.rehearsal else "",
        sign_out_url=_url(PARTS.sign_out_url_name),
        preferences_url=_url(PARTS.preferences_url_name),
        password_url=_url(PARTS.password_url_name),
    )


def initials(name: str) -> str:
    """The first letters of the middle and the given name: "Trần Thu Anh" gives "TA"."""
    words = name.split()
    return "".join(word[0] for word in words[-2:]).upper()


def _url(url_name: str) -> str:
    return reverse(url_name) if url_name else ""


def _url_if_open(request: HttpRequest, url_name: str) -> str:
    return reverse(url_name) if url_name and may_open(request, url_name) else ""
