"""Takes the README's pictures: plays the demo in a folder of its own, signs in and photographs pages into docs/pictures."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from browser import FLAGS, installed_browser

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PASSWORD = "khai-giang"  # noqa: S105  the rehearsal's published password
SECONDS_TO_PLAY = 300


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as one person of the demo sees it."""

    name: str
    person: str
    path: str
    size: ViewportSize


TAKEN = (
    Picture("home", "demo-office", "/", DESKTOP),
    Picture("phone", "demo-office", "/", PHONE),
)


@contextmanager
def running_demo() -> Iterator[str]:
    """The demo on a free port, in a data folder that is thrown away afterwards; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="khaigiang-pictures-") as home:
        command = [sys.executable, "-m", "khaigiang", "demo", "--port", str(port)]
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        server = subprocess.Popen(command, env={**kept, "KHAIGIANG_HOME": home})
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_PLAY
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310  our own server on this machine
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(1)
        else:
            return
    message = "The demo did not start."
    raise SystemExit(message)


def take(browser: Browser, address: str, picture: Picture) -> Path:
    """Sign in as the person, open the page and write the picture."""
    context = browser.new_context(viewport=picture.size, locale="vi-VN", device_scale_factor=1, color_scheme="light")
    page = context.new_page()
    page.goto(f"{address}/")
    page.fill("input[name=username]", picture.person)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")
    page.goto(f"{address}{picture.path}")
    page.wait_for_load_state("networkidle")
    file = PICTURES / f"{picture.name}.png"
    page.screenshot(path=file)
    context.close()
    return file


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with running_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=list(FLAGS))
        for picture in TAKEN:
            print(take(browser, address, picture).relative_to(ROOT))
        browser.close()


if __name__ == "__main__":
    main()
