"""T01: every endpoint × verb × role answers as the one readable policy says, derived from the URL resolver.

A door that the policy closes is a 404 for whoever is signed in, the same answer as for a page that does not exist,
and a way to the sign-in page for everybody else.
"""

from typing import Any

import pytest
from django.http import HttpResponseNotFound
from django.test import Client
from django.urls import reverse

from khaigiang.config import urls
from khaigiang.config.policy import POLICY
from khaigiang.registry.mandates.states import Role
from tests.on_the_story.addresses import Address, every_address
from tests.on_the_story.reading import FAULT, Reader, reader

pytestmark = pytest.mark.django_db
# Whoever posts to these is somebody else afterwards: each is asked by a browser of its own.
CHANGE_WHO_ASKS = {"accounts:sign_out", "rehearsal:become"}


def someone(role: Role) -> Reader:
    return reader(f"demo-{role.value}")


def wrong_cells(role: Role, address: Address, asking: Reader) -> list[str]:
    """What is wrong with the answers of one endpoint to one role: an open door that ought to be closed, or a fault."""
    rule, found = POLICY[address.name], []
    for verb, writing in (("GET", False), ("HEAD", False), ("POST", True)):
        allowed = rule.allows(frozenset({role}), writing=writing)
        if verb == "HEAD" and allowed:
            # The same view makes the same page as for GET, and Django drops the body.
            continue
        # What is open to read is asked once for all tests.
        asked_once = verb == "GET" and allowed
        status = (
            asking.read(address.path).status if asked_once else asking.client.generic(verb, address.path).status_code
        )
        if not allowed and status != 404:
            found.append(f"{role.value} {verb} {address.name} {address.path}: {status} instead of 404")
        if status >= FAULT:
            found.append(f"{role.value} {verb} {address.name} {address.path}: {status}")
    return found


def test_every_endpoint_is_in_the_policy_and_every_line_of_the_policy_is_an_endpoint() -> None:
    assert {address.name for address in every_address()} == set(POLICY)


@pytest.fixture
def short_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed door says no more than its status: drawing the same page a thousand times for each role tells nothing."""
    monkeypatch.setattr(urls, "handler404", lambda *_asked, **_why: HttpResponseNotFound(), raising=False)


@pytest.mark.usefixtures("short_refusals")
@pytest.mark.parametrize("role", list(Role))
def test_a_role_finds_closed_what_the_policy_closes(role: Role) -> None:
    asking = someone(role)

    wrong = [
        cell
        for address in every_address()
        for cell in wrong_cells(role, address, someone(role) if address.name in CHANGE_WHO_ASKS else asking)
    ]

    assert wrong == []


@pytest.mark.parametrize("role", list(Role))
def test_a_role_finds_open_what_the_policy_opens(role: Role) -> None:
    """The positive control of the matrix: pages without arguments, opened by the policy, do answer."""
    asking = someone(role)
    open_to_read = [
        address
        for address in every_address()
        if not address.arguments and POLICY[address.name].allows(frozenset({role}), writing=False)
    ]

    answers = {address.name: asking.read(address.path).status for address in open_to_read}

    assert len(answers) >= 3
    assert {name: status for name, status in answers.items() if status not in {200, 302, 405}} == {}


def is_led_there(answer: Any) -> bool:
    location: str = answer.headers.get("Location", "")
    return bool(answer.status_code == 302 and location.startswith(reverse("accounts:sign_in")))


def is_told_to_sign_in(answer: Any) -> bool:
    """Programs read JSON and have no use for the sign-in page."""
    return bool(answer.status_code == 401 and answer.headers["Content-Type"] == "application/json")


def test_nobody_comes_in_without_signing_in() -> None:
    client = Client(raise_request_exception=False)
    closed = [address for address in every_address() if not POLICY[address.name].is_public]

    answers = {address.name: client.get(address.path) for address in closed}

    elsewhere = {
        name: answer.status_code
        for name, answer in answers.items()
        if not (is_told_to_sign_in(answer) if answer.request["PATH_INFO"].startswith("/api/") else is_led_there(answer))
    }
    assert elsewhere == {}
