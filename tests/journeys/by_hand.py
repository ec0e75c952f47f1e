"""People at their desks: links that are seen, fields that are filled, buttons that are pressed."""

import re
from contextlib import ExitStack
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from tests.journeys.serving import Site

PASSWORD = "mot-mat-khau-dai"


@dataclass(frozen=True, slots=True)
class Desk:
    """The window of one person who is signed in. Everything is reached by a link that the page shows."""

    page: Page

    def sign_in(self, username: str) -> "Desk":
        """Sign in with name and password."""
        self.page.goto("/accounts/sign-in/")
        return self.fill(username=username, password=PASSWORD).press("Đăng nhập")

    def home(self) -> "Desk":
        """Back to what needs me today."""
        self.page.goto("/")
        return self

    def follow(self, *ends: str, among: str = "") -> "Desk":
        """Click one link after the other, each the first one seen whose address ends so (in the row that says `among`)."""
        for end in ends:
            link = f"a[href$='{end}']:visible"
            near = (self.row(among) if among else self.page.locator("main")).locator(link)
            self._turn(near.first if among or near.count() else self.page.locator(link).first)
        return self

    def follow_number(self, place: int, part: str) -> "Desk":
        """Click the link at a place, from 0, among those whose address holds this."""
        return self._turn(self.page.locator(f"main a[href*='{part}']:visible").nth(place))

    def open(self, text: str, *, among: str = "") -> "Desk":
        """Click the link that says this (in the row that says `among`)."""
        place = self.row(among) if among else self.page.locator("main")
        return self._turn(place.get_by_role("link", name=text).first)

    def fill(self, **values: object) -> "Desk":
        """Fill fields by their names: text, choice by its label, ticks by true and false or by a list of labels."""
        for name, value in values.items():
            _fill(self.page, name.replace("__", "-"), value)
        return self

    def fill_first(self, value: str) -> "Desk":
        """Fill the first field of a grid."""
        self.page.locator("main tbody input:not([type=hidden])").first.fill(value)
        return self

    def tick_everything(self) -> "Desk":
        """Tick every box that is seen."""
        for box in self.page.locator("main input[type=checkbox]:visible").all():
            box.check()
        return self

    def press(self, words: str = "") -> "Desk":
        """Press a button and read the page that comes."""
        main = self.page.locator("main")
        button = main.get_by_role("button", name=re.compile(f"^{words}")) if words else main.locator(SENDS)
        return self._turn(button.first)

    def search(self) -> "Desk":
        """Send the search or filter of the page."""
        return self._turn(self.page.locator("main form[method=get] button").first)

    def first_name(self) -> str:
        """The name in the first line of the list."""
        return self.page.locator("main tbody th a, main tbody th").first.inner_text().splitlines()[0].strip()

    def downloads(self, end: str) -> bytes:
        """The file behind a link of the page."""
        address = self.page.locator(f"main a[href*='{end}']").first.get_attribute("href") or ""
        answer = self.page.request.get(address)
        assert answer.status == 200, f"{answer.status} at {address}"
        return answer.body()

    def row(self, text: str) -> Locator:
        """The line of a table that says this."""
        return self.page.locator("main tr, main li").filter(has_text=text).first

    def reads(self, *texts: str) -> "Desk":
        """The page says this."""
        main = " ".join(self.page.locator("main").inner_text().split())
        missing = [text for text in texts if text not in main]
        assert not missing, f"{missing} not on {self.page.url}"
        return self

    def is_silent_of(self, text: str) -> "Desk":
        """The page does not say this."""
        assert text not in self.page.locator("main").inner_text(), f"“{text}” on {self.page.url}"
        return self

    def arrives(self, address: str) -> "Desk":
        """The page goes on by itself until its address ends so (a regular expression)."""
        # A search may take its whole limit on a busy machine.
        self.page.wait_for_url(re.compile(f"{address}$"), timeout=120_000)
        return self

    def waits_for(self, text: str) -> "Desk":
        """The page comes to say this by itself."""
        expect(self.page.locator("main")).to_contain_text(text, timeout=120_000)
        return self

    def _turn(self, sends: Locator) -> "Desk":
        with self.page.expect_navigation() as turned:
            sends.click()
        answer = turned.value
        # A step within the page has no answer of its own.
        status = getattr(answer, "status", 0)
        assert status < 500, f"{status} at {self.page.url}"
        return self


@dataclass(frozen=True, slots=True)
class People:
    """Everybody who takes part, each at an own desk that stays open until the windows close."""

    site: Site
    windows: ExitStack
    desks: dict[str, Desk] = field(default_factory=dict)

    def __call__(self, username: str) -> Desk:
        """The desk of a person, signed in, with the home page on it."""
        if username not in self.desks:
            window = self.windows.enter_context(self.site.visited())
            self.desks[username] = Desk(window).sign_in(username)
        return self.desks[username].home()


SENDS = "form[method=post] button:not([type=button])"


def _fill(page: Page, name: str, value: object) -> None:
    # A name that ends in a dash stands for the first field that begins so.
    fields = page.locator(f"main [name{'^' if name.endswith('-') else ''}='{name}']:not([type=hidden])")
    first = fields.first
    kind = first.evaluate("field => field.type")
    if isinstance(value, list):
        for field in fields.all():
            label = field.evaluate("field => field.labels[0]?.innerText.trim() || field.value")
            field.set_checked(label in value)
    elif kind == "radio":
        fields.and_(page.get_by_label(str(value))).first.check()
    elif kind == "checkbox":
        first.set_checked(bool(value))
    elif kind == "file":
        first.set_input_files(value)  # type: ignore[arg-type]  # a file's name, kind and bytes
    elif kind == "select-one":
        _choose(first, str(value))
    else:
        first.fill(str(value))


def _choose(field: Locator, words: str) -> None:
    """Choose what begins with these words, as somebody does who types into the list."""
    labels = [label.strip() for label in field.locator("option").all_inner_texts()]
    found = [place for place, label in enumerate(labels) if label.startswith(words)]
    assert found, f"“{words}” is not offered: {labels[:8]}"
    field.select_option(index=found[0])
