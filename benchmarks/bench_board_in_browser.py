"""The board with 1,100 pieces in Chromium: until it can be used, while a piece is dragged, until a drop is seen."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, sync_playwright

from benchmarks.bench_board import COMMAND
from benchmarks.frame import Ratio
from benchmarks.installation import Server, running_server

ROOT: Final = Path(__file__).parents[1]
sys.path.append(str(ROOT / "scripts"))
from browser import FLAGS, installed_browser  # noqa: E402  the scripts are no package

TIMES: Final = 12
# What people put up with: a page that opens, an answer to a hand, a picture that follows it.
USABLE_MS: Final = 3000
ANSWER_MS: Final = 500
FRAME_MS: Final = 200
# Two frames later what was written is on the screen.
WATCH: Final = """() => {
    const seen = window.seen = { down: 0, up: 0, colours: 0, dropped: 0, frame: 0, task: 0 };
    const painted = (name) => requestAnimationFrame(() => requestAnimationFrame(() => { seen[name] = performance.now(); }));
    addEventListener('pointerdown', () => { seen.down = performance.now(); }, true);
    addEventListener('pointerup', () => { seen.up = performance.now(); }, true);
    new MutationObserver((found) => {
        if (found.some((one) => one.attributeName === 'data-state' && /free|warns/.test(one.target.dataset.state))) {
            painted('colours');
        }
        if (found.some((one) => one.attributeName === 'class' && one.target.matches('.is-fresh'))) {
            painted('dropped');
        }
    }).observe(document.querySelector('[data-board]'), { subtree: true, attributeFilter: ['data-state', 'class'] });
    new PerformanceObserver((found) => {
        seen.task = Math.max(seen.task, ...found.getEntries().map((one) => one.duration));
    }).observe({ type: 'longtask' });
    let last = performance.now();
    const frame = (now) => {
        seen.frame = Math.max(seen.frame, now - last);
        last = now;
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
}"""


def measure_board_in_browser() -> list[Ratio]:
    """Milliseconds in the page with fifty classes: opened, picked up, dragged, set down; by a real mouse."""
    with running_server() as server, sync_playwright() as playwright:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        made = subprocess.run(COMMAND, check=True, capture_output=True, text=True, env=environment)
        told = json.loads(made.stdout)
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=list(FLAGS))
        # The page forbids scripts of others; those that watch here are let in.
        page = _signed_in(browser.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True), server)
        address = f"http://127.0.0.1:{server.port}/timetable/plans/{told['plan']}/board/?view=classes"
        opened = [_opened(page, address) for _ in range(TIMES)]
        dragged = [_dragged(page, address, place) for place in range(TIMES)]
        browser.close()
    return [
        _ratio("the board with 1,100 pieces usable after", opened, USABLE_MS),
        _ratio("from picked up to colours seen", [one["colours"] for one in dragged], ANSWER_MS),
        _ratio("longest frame of a drag", [one["frame"] for one in dragged], FRAME_MS),
        _ratio("longest task of a drag", [one["task"] for one in dragged], FRAME_MS),
        _ratio("from let go to the drop seen", [one["dropped"] for one in dragged], ANSWER_MS),
    ]


def _signed_in(page: Page, server: Server) -> Page:
    name, _, value = server.signed_in("demo-office").partition("=")
    page.context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{server.port}"}])
    return page


def _opened(page: Page, address: str) -> float:
    """From asking for the page to the frame in which a piece can be picked up."""
    page.goto(address)
    return float(
        page.evaluate(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
        )
    )


def _dragged(page: Page, address: str, place: int) -> dict[str, float]:
    """One piece taken by the mouse through thirty places to a half-day that takes it."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate(WATCH)
    piece = page.locator(".board-scroll [data-piece]").nth(24 * place + 2)
    piece.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    page.evaluate("seen.frame = seen.task = 0")
    piece.hover()
    page.mouse.down()
    _move_over(page, piece.bounding_box())
    page.wait_for_function("seen.colours > 0")
    box = page.locator(".board-scroll").bounding_box()
    assert box is not None
    for step in range(30):
        page.mouse.move(box["x"] + 150 + 25 * step, box["y"] + 100 + 10 * step)
    to = page.locator("[data-state=free], [data-state=warns]").filter(visible=True).first
    to.scroll_into_view_if_needed()
    _move_over(page, to.bounding_box())
    page.wait_for_timeout(100)
    found: dict[str, Any] = page.evaluate("({...seen})")
    page.mouse.up()
    page.wait_for_function("seen.dropped > seen.up")
    after: dict[str, Any] = page.evaluate("({...seen})")
    return {
        "colours": found["colours"] - found["down"],
        "frame": found["frame"],
        "task": found["task"],
        "dropped": after["dropped"] - after["up"],
    }


def _move_over(page: Page, box: Any) -> None:
    page.mouse.move(box["x"] + box["width"] / 2 + 8, box["y"] + box["height"] / 2, steps=3)


def _ratio(what: str, milliseconds: list[float], goal: int) -> Ratio:
    worst, median = max(milliseconds), statistics.median(milliseconds)
    sys.stderr.write(f"  {what}: median {median:.0f} ms, longest {worst:.0f} ms of {len(milliseconds)}\n")
    return Ratio(what=f"median: {what}", beside=f"{goal} ms", ours=median, yardstick=goal, goal=1)
