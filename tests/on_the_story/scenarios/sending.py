"""A scenario: who posts to an endpoint, with what, and how many entries of the audit that leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.test import Client
from lxml import html

from khaigiang.ground.accounts.models import User

NOBODY: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The arguments of the address, and what is typed over that which the page itself shows."""

    arguments: tuple[object, ...] = ()
    typed: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A valid post; `sent` first builds what it needs. `recorded_as` is whose name the audit keeps."""

    by: str
    sent: Callable[[], Sent]
    entries: int = 1
    recorded_as: str


Table = Mapping[str, Scenario]


def post(*arguments: object, **typed: object) -> Sent:
    """What is sent; names of fields that are no identifiers come as `**{"step-0-content": ...}`."""
    return Sent(arguments=arguments, typed=typed)


def when(by: str, sent: Callable[[], Sent], *, entries: int = 1, recorded_as: str = "") -> Scenario:
    """One line of a table."""
    return Scenario(by=by, sent=sent, entries=entries, recorded_as=recorded_as or by)


def someone(username: str) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    if username != NOBODY:
        client.force_login(User.objects.get(username=username))
    return client


def fields_of_the_page(client: Client, path: str) -> dict[str, Any]:
    """What the form of this address holds before anybody types; nothing where the address has no page."""
    shown = client.get(path)
    if shown.status_code != 200 or shown.streaming:
        return {}
    forms = [one for one in html.fromstring(shown.content).forms if one.method == "POST" and _goes_to(one.action, path)]
    fields: dict[str, Any] = {}
    for name, value in forms[0].form_values() if forms else []:
        fields.setdefault(name, []).append(value)
    return fields


def _goes_to(action: str | None, path: str) -> bool:
    return not action or action.partition("?")[0] == path
