"""Every page that each of the ten roles may read, in Chromium: it answers, fits a phone, breaks no rule of axe."""

import re
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from khaigiang.config.policy import POLICY
from khaigiang.registry.mandates.states import Role
from tests.journeys.serving import Site, served, sideways, violations
from tests.on_the_story.addresses import Address, every_address
from tests.on_the_story.playing import Installation, copy_of
from tests.translations.messages import catalogues

pytestmark = [pytest.mark.django_db, pytest.mark.journey]

PHONE: Final = 390
# Texts of several words alone: a single English word may well stand in a name or a number.
SEVERAL_WORDS: Final = re.compile(r"^[A-Z][^%{}]* [^%{}]* [^%{}]*$")
SEEN_BY_AXE: Final[set[str]] = set()


@pytest.fixture(scope="module")
def site(demo: Installation, tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Site]:
    with served(copy_of(demo, tmp_path_factory.mktemp("walked")), browser) as running:
        yield running


def english() -> set[str]:
    """English texts whose Vietnamese differs, as they would stand on a page that nobody translated."""
    return {
        entry.msgid
        for catalogue in catalogues()
        for entry in catalogue.entries
        if SEVERAL_WORDS.match(entry.msgid) and entry.msgstr != entry.msgid
    }


def pages_for(role: Role, page: Page) -> list[Address]:
    """The addresses that answer this person with a page; files and rows of others are looked at by other tests."""
    readable = [
        address
        for address in every_address()
        if POLICY[address.name].allows(frozenset({role}), writing=False) and address.name != "accounts:sign_out"
    ]
    answers = [(address, page.request.get(address.path, max_redirects=0)) for address in readable]
    faults = [f"{address.path}: {answer.status}" for address, answer in answers if answer.status >= 500]
    assert faults == []
    return [
        address
        for address, answer in answers
        if answer.status == 200 and answer.headers["content-type"].startswith("text/html")
    ]


def faults_of(page: Page, address: Address, texts: set[str]) -> list[str]:
    """What is wrong with one page on the phone; axe looks at a page for the first role that sees it."""
    page.goto(address.path, wait_until="load")
    shown = {line.strip() for line in page.locator("body").inner_text().splitlines()}
    found = [f"{address.path} is not translated: {text}" for text in shown & texts]
    found += [f"{address.path} scrolls sideways by {sideways(page)}"] if sideways(page) else []
    if address.name not in SEEN_BY_AXE:
        SEEN_BY_AXE.add(address.name)
        found += violations(page)
    return found


@pytest.mark.parametrize("role", list(Role))
def test_every_page_of_a_role_answers_fits_and_is_accessible(site: Site, role: Role) -> None:
    texts = english()
    with site.seen_by(f"demo-{role.value}", width=PHONE) as page:
        pages = pages_for(role, page)
        faults = [fault for address in pages for fault in faults_of(page, address, texts)]

    assert len(pages) >= 5
    assert faults == []
    assert site.complaints == []


def test_the_texts_looked_for_are_those_of_the_product() -> None:
    """The positive control: an English page would be found."""
    assert {"Nobody is missing", "No certificate yet"} <= english()
