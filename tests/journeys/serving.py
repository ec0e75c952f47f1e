"""A real server on an installation, and people who open it in Chromium."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.on_the_story.playing import KHAIGIANG, Installation

SECONDS_TO_START = 60
AXE = Axe()
# Long enough for a machine that does other work beside: a journey asks what comes, not how soon.
expect.set_options(timeout=30_000)
# The browser itself writes these two: an answer that was asked for, not a fault of the page.
REFUSED = ("the server responded with a status of 422", "the server responded with a status of 404")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A server's address, the browser that visits it, and what the pages complained about meanwhile."""

    address: str
    browser: Browser
    complaints: list[str] = field(default_factory=list)

    @contextmanager
    def visited(self, *, width: int = 1280) -> Iterator[Page]:
        """A window of somebody who is not signed in."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, locale="vi-VN", base_url=self.address, accept_downloads=True
        )
        page = self._listened_to(context)
        yield page
        context.close()

    @contextmanager
    def seen_by(self, username: str, *, width: int = 1280) -> Iterator[Page]:
        """A window of a person of the demo, signed in by the one click of the sign-in page."""
        with self.visited(width=width) as page:
            page.goto("/accounts/sign-in/")
            page.locator(f"form[action$='/become/{username}/'] button").click()
            page.wait_for_selector("details.person")
            yield page

    def _listened_to(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.set_default_timeout(30_000)

        def listen(message: ConsoleMessage) -> None:
            if message.type == "error" and not any(refusal in message.text for refusal in REFUSED):
                self.complaints.append(f"{page.url}: {message.text}")

        page.on("console", listen)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page


@contextmanager
def served(installation: Installation, browser: Browser, *, with_worker: bool) -> Iterator[Site]:
    """`khaigiang serve` on a free port for as long as the block runs; no page may have complained by its end.

    A worker beside it takes as long to start as the server: only where something waits for a background job.
    """
    port = _free_port()
    log = installation.home / "served.log"
    with log.open("w") as file:
        server = subprocess.Popen(
            [KHAIGIANG, "serve", "--port", str(port), *([] if with_worker else ["--no-worker"])],
            env=installation.environment(),
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        assert _listens(port, server), log.read_text()
        site = Site(address=f"http://127.0.0.1:{port}", browser=browser)
        yield site
        assert site.complaints == [], site.complaints
    finally:
        server.terminate()
        server.wait(timeout=30)


def violations(
    page: Page, *, rules: tuple[str, ...] = (), without: tuple[str, ...] = (), within: str = ""
) -> list[str]:
    """What axe finds wrong with the page as it stands, or with some of it, by some of its rules or by all but some."""
    options = {
        "resultTypes": ["violations"],
        **({"runOnly": rules} if rules else {}),
        "rules": {rule: {"enabled": False} for rule in without},
    }
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    run = "([within, options]) => axe.run(within || document, options).then(results => results.violations)"
    found = page.evaluate(run, [within, options])
    return [f"{page.url} {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def sideways(page: Page) -> int:
    """By how many pixels the page scrolls sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _listens(port: int, server: "subprocess.Popen[bytes]") -> bool:
    """Does the server answer before it ends or the time is over?"""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return True
    return False
