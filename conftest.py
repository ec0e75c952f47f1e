"""What every test of the product stands on: tables, hypothesis's profile and a browser that watches itself."""

import gc
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import hypothesis
import pytest
from django.core.management.commands import flush
from django.test import client
from playwright.sync_api import ConsoleMessage, Page, Request

from browser import FLAGS, installed_browser
from khaigiang.ground.shared.tests.racing import figures
from tests.on_the_story.playing import Installation, lay_tables, tables_installation

hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")

# Playwright's synchronous API keeps an event loop in the tests' thread, which Django would take for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Walking through all that is loaded in search of rubbish was a tenth of what the tests took: here it is done rarely, and
# not over what stays to the end.
gc.set_threshold(100_000, 20, 100)


def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """What races came to goes along with the report of their test, also from another process."""
    figures.clear()
    yield
    item.user_properties.extend(("race", one) for one in figures)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Whoever asks for large counts reads what became of the writers."""
    if "KHAIGIANG_TRIALS" not in os.environ:
        return
    for report in terminalreporter.stats.get("passed", []):
        races = [one for name, one in report.user_properties if name == "race"]
        if report.when == "call" and races:
            terminalreporter.line(f"{report.nodeid.split('::')[-1]}: {_in_words(races)}")


def _in_words(races: list[dict[str, Any]]) -> str:
    """What races of one test came to: "200 writers in 12 processes, 4 s: 1 done, 199 HallBusy"."""
    became: Counter[str] = sum((Counter(one["became"]) for one in races), Counter())
    rounds = f"{len(races)} × " if len(races) > 1 else ""
    seconds = sum(one["seconds"] for one in races)
    told = ", ".join(f"{count} {what}" for what, count in became.most_common())
    return f"{rounds}{races[0]['writers']} writers in {races[0]['processes']} processes, {seconds:.0f} s: {told}"


@pytest.fixture(scope="session", autouse=True)
def nothing_is_kept_that_nobody_asks_for() -> Iterator[None]:
    """Of what draws a page its own context is kept, not a copy for each of its components; emptied tables stay empty.

    Django would write its permissions anew after each test that commits; the product asks for mandates instead.
    """
    keep = client.store_rendered_templates  # type: ignore[attr-defined]  # not in the stubs

    def keep_of_the_page(kept: dict[str, Any], **drawn: Any) -> None:
        if "context" not in kept:
            keep(kept, **drawn)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", keep_of_the_page)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_emptied, **_how: None)
        yield


@pytest.fixture(scope="session")
def django_db_keepdb(pytestconfig: pytest.Config, django_db_modify_db_settings: None) -> bool:  # noqa: ARG001  names it
    """Where the parts of one run share what they stand on, tests begin on a copy of tables that were made once."""
    if "KHAIGIANG_STORIES" not in os.environ:
        return bool(pytestconfig.getoption("reuse_db"))
    lay_tables(tables_installation(Path(os.environ["KHAIGIANG_STORIES"])))
    return True


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of one run share; KHAIGIANG_STORIES keeps played stories from run to run."""
    if "KHAIGIANG_STORIES" in os.environ:
        return Path(os.environ["KHAIGIANG_STORIES"])
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def tables(shared_folder: Path) -> Installation:
    """An installation with its tables and nothing in them; copy it, do not change it."""
    return tables_installation(shared_folder)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": installed_browser(), "args": list(FLAGS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page whose test fails when a script breaks, the content security policy bites or a foreign host is asked."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def watch(request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host not in {None, "127.0.0.1", "localhost"}:
            complaints.append(f"foreign host: {request.url}")

    page.on("console", listen)
    page.on("request", watch)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    yield page
    assert complaints == []
