"""Nonsense in an address, a query or a form is answered with a page, never with a fault, and nothing is kept of it.

Addresses come from the URL resolver, fields from the forms that the pages themselves show.
"""

from itertools import cycle
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse
from lxml import html

from khaigiang.config.policy import POLICY
from khaigiang.ground.audit.models import Entry
from khaigiang.registry.mandates.states import Role
from tests.on_the_story.addresses import Address, every_address
from tests.on_the_story.reading import FAULT, Answer, Reader, reader

pytestmark = pytest.mark.django_db
ABSURD: Final = 99_999_999_999_999_999_999
IN_QUERIES: Final = ("ngày mai\x00", str(ABSURD), "-1")
IN_FORMS: Final = ("a\x00b", "²" * 20_000)
# What a person may put behind any address without a form.
ASKED_ANYWHERE: Final = frozenset({"page", "on", "q"})
CLOSED: Final = frozenset({404, 405})
REFUSED: Final = frozenset({400, 404, 409, 422})
SIGN_OUT: Final = "accounts:sign_out"


@pytest.fixture
def addresses() -> list[Address]:
    """Every address with its rows; signing out would end the browser's session."""
    return [address for address in every_address() if address.name != SIGN_OUT]


@pytest.fixture
def readers() -> dict[Role, Reader]:
    """Somebody of every role."""
    return {role: reader(f"demo-{role.value}") for role in Role}


def role_at(address: Address) -> Role:
    """A role that the policy lets in, to write where anybody writes."""
    rule = POLICY[address.name]
    return min(rule.write or rule.read or {Role.OFFICE}, key=list(Role).index)


def forms_of(page: Answer) -> list[html.FormElement]:
    return list(html.fromstring(page.content).forms) if page.is_page else []


def asked_names(page: Answer) -> set[str]:
    """The names that a page's own search forms and links put into a query."""
    found = set(ASKED_ANYWHERE)
    for form in forms_of(page):
        if form.method == "GET":
            found |= set(form.fields)
        found |= {name for link in form.getroottree().xpath("//a/@href") for name in parse_qs(urlsplit(link).query)}
    return found


def faults(client: Client, where: str, queries: list[dict[str, str]]) -> list[str]:
    return [f"{where}?{asked}" for asked in queries if client.get(where, asked).status_code >= FAULT]


def typed_fields(page: Answer, where: str) -> list[str]:
    """The fields of the form that a page sends to its own address; none where it has no such form."""
    for form in forms_of(page):
        if form.method == "POST" and (not form.action or form.action.partition("?")[0] == where):
            return [name for name in form.fields if name != "csrfmiddlewaretoken"]
    return []


def kept_nonsense(client: Client, where: str, fields: list[str]) -> list[str]:
    """Which nonsense, typed into every field at once, was accepted or ended in a fault."""
    found = []
    for text in IN_FORMS:
        before = Entry.objects.count()
        status = client.post(where, dict.fromkeys(fields, text)).status_code
        if status not in REFUSED or Entry.objects.count() != before:
            found.append(f"{where} {text[:3]!r}: {status}")
    return found


def test_nonsense_is_no_fault_in_a_query_and_is_refused_in_every_form(
    addresses: list[Address], readers: dict[Role, Reader]
) -> None:
    wrong, pages, forms = [], 0, 0
    for address in addresses:
        asking = readers[role_at(address)]
        page, client = asking.read(address.path), asking.client
        wrong += [address.path] if page.status >= FAULT else []
        if page.status == 200:
            pages += 1
            names = asked_names(page)
            wrong += faults(client, address.path, [dict(zip(sorted(names), cycle(IN_QUERIES), strict=False))])
        fields = typed_fields(page, address.path)
        if fields:
            forms += 1
            wrong += kept_nonsense(client, address.path, fields)

    assert wrong == []
    assert pages > 60
    assert forms > 40


def test_an_absurd_row_in_an_address_does_not_exist(addresses: list[Address], readers: dict[Role, Reader]) -> None:
    wrong, tried = [], 0
    for address in addresses:
        numbers = [key for key, value in address.arguments if isinstance(value, int)]
        if numbers:
            where = reverse(address.name, kwargs=dict(address.arguments) | dict.fromkeys(numbers, ABSURD))
            client = readers[role_at(address)].client
            wrong += [where for answer in (client.get(where), client.post(where)) if answer.status_code not in CLOSED]
            tried += 1

    assert wrong == []
    assert tried > 100


def test_an_unknown_word_in_an_address_does_not_exist(addresses: list[Address], readers: dict[Role, Reader]) -> None:
    wrong, tried = [], 0
    for address in addresses:
        words = [key for key, value in address.arguments if isinstance(value, str)]
        if words:
            where = reverse(address.name, kwargs=dict(address.arguments) | dict.fromkeys(words, "nobody-knows"))
            client = readers[role_at(address)].client
            wrong += [where for answer in (client.get(where), client.post(where)) if answer.status_code not in CLOSED]
            tried += 1

    assert wrong == []
    assert tried > 10


def careless(request: HttpRequest) -> HttpResponse:
    """A view as it must not be: it believes what it is sent."""
    int(request.GET.get("page", "1"))
    return HttpResponse(f"saved {request.POST.get('name')}")


urlpatterns = [path("careless/", careless)]


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_a_careless_view_is_found() -> None:
    """The positive control: one that reads a number without looking, and one that accepts everything."""
    client = Client(raise_request_exception=False)

    assert faults(client, "/careless/", [{"page": "ngày mai"}, {"page": "2"}]) == ["/careless/?{'page': 'ngày mai'}"]
    assert len(kept_nonsense(client, "/careless/", ["name"])) == len(IN_FORMS)
