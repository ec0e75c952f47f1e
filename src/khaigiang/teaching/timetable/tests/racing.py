"""Several processes that write at the same moment."""

import multiprocessing
import os
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.synchronize import Barrier
from typing import TYPE_CHECKING

from django.db import connections

from khaigiang.ground.shared.errors import DomainError

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

# `make trust` asks for more.
WRITERS = int(os.environ.get("KHAIGIANG_TRIALS", "12"))
PATIENCE = 60
# Forked, so that the writers know the test's database without being told.
_context = multiprocessing.get_context("fork")


def race(jobs: Sequence[Callable[[], object]], *, processes: int = 12) -> list[str]:
    """Run the jobs in so many processes that all begin at once.

    Returns "done" or the name of the refusal for every job; anything but a refusal comes back with its trace.
    """
    connections.close_all()
    shares = [share for share in (jobs[place::processes] for place in range(processes)) if share]
    barrier = _context.Barrier(len(shares))
    results: Queue[str] = _context.Queue()
    writers = [_context.Process(target=_write, args=(share, barrier, results)) for share in shares]
    for writer in writers:
        writer.start()
    told = [results.get(timeout=PATIENCE) for _ in jobs]
    for writer in writers:
        writer.join(timeout=PATIENCE)
    return told


def _write(share: Sequence[Callable[[], object]], barrier: Barrier, results: "Queue[str]") -> None:
    barrier.wait(timeout=PATIENCE)
    for job in share:
        results.put(_outcome(job))
    connections.close_all()


def _outcome(job: Callable[[], object]) -> str:
    try:
        job()
    except DomainError as refusal:
        return type(refusal).__name__
    except Exception:  # noqa: BLE001  whatever it is, the test must hear of it
        return traceback.format_exc()
    return "done"
