"""What features above put into the frame of every page: bell, office, search, rehearsal banner."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(slots=True)
class FrameParts:
    """The providers in force; each is set once, in the `ready` of the feature that owns it."""

    unread_notices: Callable[[HttpRequest], int] | None = None
    notices_url_name: str = ""
    office: Callable[[HttpRequest], str] | None = None
    search_url_name: str = ""
    rehearsal: Callable[[HttpRequest], str] | None = None
    sign_out_url_name: str = ""
    preferences_url_name: str = ""
    password_url_name: str = ""


PARTS = FrameParts()


def provide_bell(unread: Callable[[HttpRequest], int], *, url_name: str) -> None:
    """Show the bell: how many notices the signed-in person has not read, and where they are."""
    PARTS.unread_notices = unread
    PARTS.notices_url_name = url_name


def provide_office(label: Callable[[HttpRequest], str]) -> None:
    """Show under the person's name for which office they act ("" shows nothing)."""
    PARTS.office = label


def provide_search(url_name: str) -> None:
    """Show the search box, which sends `q` to this view."""
    PARTS.search_url_name = url_name


def provide_rehearsal(banner: Callable[[HttpRequest], str]) -> None:
    """Show a sentence on top of every page while it is not empty."""
    PARTS.rehearsal = banner


def provide_account(sign_out: str, preferences: str, change_password: str) -> None:
    """Name the views of the person menu: leaving (POST), language and theme (POST), the password."""
    PARTS.sign_out_url_name = sign_out
    PARTS.preferences_url_name = preferences
    PARTS.password_url_name = change_password
