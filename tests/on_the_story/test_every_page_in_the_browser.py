"""Every page in Chromium as the first person who may read it sees it: phone and desk, light and dark, by keyboard.

The doors of everybody else are tried without a browser in the permission matrix. Homes differ and are all looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from itertools import islice
from typing import Final

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize

from khaigiang.config.policy import POLICY
from khaigiang.ground.accounts.models import User
from khaigiang.registry.mandates.states import Role
from tests.journeys.keyboard import out_of_reach
from tests.journeys.lookalikes import Letters, one_of_each_look
from tests.journeys.serving import AXE, Site, served, sideways, violations
from tests.on_the_story.addresses import ABSENT, Address, every_address
from tests.on_the_story.playing import Installation, copy_of
from tests.translations.messages import catalogues

pytestmark = [pytest.mark.django_db, pytest.mark.journey]

PHONE: Final[ViewportSize] = {"width": 390, "height": 900}
DESK: Final[ViewportSize] = {"width": 1280, "height": 900}
# Those with the most to do come first: their pages hold every button that others see fewer of.
READERS: Final = (None, Role.OFFICE, *(role for role in Role if role != Role.OFFICE))
HOME: Final = "portals:home"
CONTRAST: Final = "color-contrast"
# Texts of several words alone: a single English word may well stand in a name or a number.
SEVERAL_WORDS: Final = re.compile(r"^[A-Z][^%{}]* [^%{}]* [^%{}]*$")


@pytest.fixture(scope="module")
def site(demo: Installation, tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Site]:
    with served(copy_of(demo, tmp_path_factory.mktemp("walked")), browser, with_worker=False) as running:
        yield running


def english() -> set[str]:
    """English texts whose Vietnamese differs, as they would stand on a page that nobody translated."""
    return {
        entry.msgid
        for catalogue in catalogues()
        for entry in catalogue.entries
        if SEVERAL_WORDS.match(entry.msgid) and entry.msgstr != entry.msgid
    }


def may_read(reader: Role | None, address: Address) -> bool:
    """Does the policy open this address to the role, or to a stranger?"""
    rule = POLICY[address.name]
    return rule.is_public if reader is None else rule.allows(frozenset({reader}), writing=False)


def client_of(reader: Role | None) -> Client:
    client = Client()
    if reader:
        client.force_login(User.objects.get(username=f"demo-{reader}"))
    return client


def shown_to(clients: dict[Role | None, Client], address: Address) -> Iterator[Role | None]:
    """Who is shown a page at this address.

    Ways on to other pages and rows of others are none; a file is one for all, and so is an address that is posted to or
    whose row nobody has.
    """
    if ABSENT in dict(address.arguments).values():
        return
    for reader in READERS:
        if may_read(reader, address):
            answer = clients[reader].get(address.path)
            is_page = answer.headers.get("Content-Type", "").startswith("text/html")
            if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED or (
                answer.status_code == HTTPStatus.OK and not is_page
            ):
                return
            if answer.status_code == HTTPStatus.OK:
                yield reader


@cache
def pages_by_reader() -> dict[Role | None, list[Address]]:
    """Every page under the first reader who is shown it, and the home under each."""
    clients = {reader: client_of(reader) for reader in READERS}
    found: dict[Role | None, list[Address]] = {reader: [] for reader in READERS}
    for address in every_address():
        if address.name != "accounts:sign_out":
            readers = shown_to(clients, address)
            for reader in readers if address.name == HOME else islice(readers, 1):
                found[reader].append(address)
    return found


@dataclass(slots=True)
class Walk:
    """What one reader's walk has seen: letters that can be read by day, or at night, are not measured on every page."""

    texts: set[str]
    by_day: Letters = field(default_factory=Letters)
    at_night: Letters = field(default_factory=Letters)
    # The window stays as the last page was looked at, and the next is looked at the other way round: it turns once a page.
    begins_on_the_desk: bool = False

    def faults_of(self, page: Page, address: Address) -> list[str]:
        """What is wrong with one page: on the phone by day, and on the desk at night."""
        looks = [self._on_the_phone_by_day, self._on_the_desk_at_night]
        page.goto(address.path, wait_until="load")
        found = [fault for look in looks[:: -1 if self.begins_on_the_desk else 1] for fault in look(page, address)]
        self.begins_on_the_desk = not self.begins_on_the_desk
        return found

    def _on_the_phone_by_day(self, page: Page, address: Address) -> list[str]:
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        shown = {line.strip() for line in page.locator("body").inner_text().splitlines()}
        found = [f"{address.path} is not translated: {text}" for text in shown & self.texts]
        found += [f"{address.path} scrolls sideways on the phone by {sideways(page)}"] if sideways(page) else []
        with one_of_each_look(page):
            return found + violations(page, without=(CONTRAST,)) + pale(page, self.by_day)

    def _on_the_desk_at_night(self, page: Page, address: Address) -> list[str]:
        page.set_viewport_size(DESK)
        # Without the fading of colours, which axe would meet half way.
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found = [f"{address.path} scrolls sideways on the desk by {sideways(page)}"] if sideways(page) else []
        with one_of_each_look(page):
            found += pale(page, self.at_night)
        return found + out_of_reach(page)


def pale(page: Page, letters: Letters) -> list[str]:
    """Letters too pale to read, of those that look as none before."""
    with letters.of_a_new_look(page) as fresh:
        return violations(page, rules=(CONTRAST,), within=fresh) if fresh else []


@pytest.mark.parametrize("reader", READERS)
def test_every_page_is_whole_wherever_and_however_it_is_read(site: Site, reader: Role | None) -> None:
    walk, pages = Walk(english()), pages_by_reader()[reader]
    with site.seen_by(f"demo-{reader}") if reader else site.visited() as page:
        page.add_init_script(AXE.axe_script)
        faults = [fault for address in pages for fault in walk.faults_of(page, address)]

    assert pages != []
    assert faults == []
    assert site.complaints == []


def test_the_texts_looked_for_are_those_of_the_product() -> None:
    """The positive control: an English page would be found."""
    assert {"Nobody is missing", "No certificate yet"} <= english()


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ('<a href="/" tabindex="2">Xem</a>', "jumps the queue"),
        ('<button tabindex="-1">Xem</button>', "is passed over"),
        ('<span role="button">Xem</span>', "is passed over"),
        ('<a href="/" style="outline: none">Xem</a>', "hides its focus"),
    ],
)
def test_a_control_out_of_reach_is_found(page: Page, planted: str, fault: str) -> None:
    page.set_content(f"<main>{planted}</main><button>Lưu</button>")

    assert [found.split(": ")[0].split(" ", 1)[1] for found in out_of_reach(page)] == [fault]


@pytest.mark.parametrize(
    ("third", "examined"),
    [
        ('<tr><td>Ba</td><td><b class="tag">Đạt</b></td></tr>', 1),
        ('<tr><td>Ba</td><td><b class="pale tag">Đạt</b></td></tr>', 2),
        ('<tr class="pale"><td>Ba</td><td><b class="tag">Đạt</b></td></tr>', 2),
        ('<tr><td>Ba</td><td class="pale">Đạt</td></tr>', 2),
        ('<tr><td class="pale"><b class="tag">Đạt</b></td><td>Ba</td></tr>', 2),
    ],
)
def test_what_looks_different_in_a_long_table_is_examined(page: Page, third: str, examined: int) -> None:
    """The positive control: a letter too pale to read is found in the one line that looks different, not in a copy."""
    first, second = '<tr><td>Một</td><td><b class="tag">Đạt</b></td></tr>', "<tr><td>Hai</td><td>Vắng</td></tr>"
    page.set_content(f"<style>.pale {{ color: #eee }}</style><table><tbody>{first}{second}{third}</tbody></table>")

    with one_of_each_look(page):
        shown = page.locator("tbody tr:visible").count()
        faults = violations(page, rules=(CONTRAST,))

    assert (shown, len(faults)) == (examined, examined - 1)
    assert page.locator("tbody tr:visible").count() == 3


def test_letters_are_measured_once_for_each_look_and_a_pale_one_is_found_wherever_it_first_stands(page: Page) -> None:
    """The positive control: the same colours on a second page are not measured again, paler ones are."""
    letters, style = Letters(), "<style>.pale { color: #eee } .dark { background: #222 }</style>"

    def measured(shown: str) -> list[int]:
        page.set_content(f"{style}<main>{shown}</main>")
        with letters.of_a_new_look(page) as fresh:
            found = violations(page, rules=(CONTRAST,), within=fresh) if fresh else []
        return [len(fresh), len(found)]

    assert [bool(count) for count in measured("<p>Đạt</p><p>Vắng</p>")] == [True, False]
    assert measured("<p>Đạt</p>") == [0, 0]
    assert [bool(count) for count in measured('<p>Đạt</p><p class="pale">Vắng</p>')] == [True, True]
    assert [bool(count) for count in measured('<p class="dark"><b class="pale">Đạt</b></p>')] == [True, False]
    assert [bool(count) for count in measured('<p class="dark">Đạt</p>')] == [True, True]
