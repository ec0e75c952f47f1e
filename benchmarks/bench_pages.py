"""CPU per request of four pages at concurrency 1 and 8, beside the same pages of the most used learning platform.

The yardsticks were measured on two cores with the same data: its pages of 111 participants, of 107 rows of marks, a
trainee's dashboard and a class with 22 sessions. `scripts/with_postgres.py` before the command measures PostgreSQL.
"""

import http.client
import os
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from benchmarks.frame import Ratio
from benchmarks.installation import Server, running_server

REQUESTS: Final = 160
WARM_UP: Final = 10
A_TENTH: Final = 0.1


@dataclass(frozen=True, slots=True)
class Page:
    """A page, who opens it, and the milliseconds of CPU that its counterpart takes."""

    name: str
    username: str
    path: str
    yardstick_ms: float


PAGES: Final = (
    Page("participants of a class", "demo-office", "/classes/1/list/", 235),
    Page("marks of a class", "demo-office", "/results/classes/1/marks/", 120),
    Page("home of a trainee", "demo-trainee", "/", 84),
    Page("class with its sessions", "demo-office", "/timetable/classes/1/", 78),
)


def measure_pages() -> list[Ratio]:
    """CPU per request, with requests per second and p95 told on standard error."""
    with running_server() as server:
        return [_measured(server, page, at_once) for page in PAGES for at_once in (1, 8)]


def _measured(server: Server, page: Page, at_once: int) -> Ratio:
    cookie = server.signed_in(page.username)
    _ask(server, page, cookie, WARM_UP)
    cpu, started = server.cpu_seconds(), time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        shares = list(pool.map(lambda _: _ask(server, page, cookie, REQUESTS // at_once), range(at_once)))
    seconds, cpu = time.perf_counter() - started, server.cpu_seconds() - cpu
    waits = [wait for share in shares for wait in share]
    told = f"{len(waits) / seconds:.0f} requests/s, p95 {statistics.quantiles(waits, n=20)[-1] * 1000:.0f} ms"
    sys.stderr.write(f"  {page.name}, {at_once} at once, {_database()}: {told}, CPU {cpu / len(waits) * 1000:.1f} ms\n")
    return Ratio(
        what=f"CPU of “{page.name}”, {at_once} at once, {_database()}",
        beside="the most used learning platform",
        ours=cpu / len(waits) * 1000,
        yardstick=page.yardstick_ms,
        goal=A_TENTH,
    )


def _database() -> str:
    return "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "SQLite"


def _ask(server: Server, page: Page, cookie: str, times: int) -> list[float]:
    connection, waits = http.client.HTTPConnection("127.0.0.1", server.port), []
    for _ in range(times):
        started = time.perf_counter()
        connection.request("GET", page.path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (page.path, answer.status)
        waits.append(time.perf_counter() - started)
    return waits
