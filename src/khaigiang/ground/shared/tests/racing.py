"""Several processes that write at the same moment."""

import multiprocessing
import os
import pickle
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from multiprocessing.synchronize import Barrier
from typing import TYPE_CHECKING, Any

import django
from django.conf import settings
from django.db import connection, connections

from khaigiang.ground.shared.errors import DomainError

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

# `make trust` asks for 200.
WRITERS = int(os.environ.get("KHAIGIANG_TRIALS", "12"))
PROCESSES = 12
PATIENCE = 120
# Forked, so that the writers know the test's database without being told.
_forked = multiprocessing.get_context("fork")
# Started anew, for jobs that set papers in type: typst's threads do not live on in a fork, which waits for them for ever.
_anew = multiprocessing.get_context("spawn")

# `make trust` asks for 100 kills on each database.
KILLS = min(int(os.environ.get("KHAIGIANG_TRIALS", "4")), 100)

Job = Callable[[], object]

# What the races of the present test came to, for whoever runs `make trust` (see conftest.py).
figures: list[dict[str, Any]] = []


def race(jobs: Sequence[Job], *, processes: int = PROCESSES) -> list[str]:
    """Run the jobs in so many processes that all begin at once.

    Returns "done" or the name of the refusal for every job; anything but a refusal, a locked database too, comes back
    with its trace and so differs from what a test expects.
    """
    connections.close_all()
    shares = _shares(jobs, processes)
    barrier, results = _forked.Barrier(len(shares)), _forked.Queue()
    started = time.perf_counter()
    told = _told([_forked.Process(target=_write, args=(share, barrier, results)) for share in shares], results, jobs)
    figures.append(_figure(told, len(shares), time.perf_counter() - started))
    return told


def race_started_anew(jobs: Sequence[Job], *, processes: int = 3) -> list[str]:
    """The same in processes that share nothing with this one but the database and the data folder."""
    shares = _shares(jobs, processes)
    barrier, results = _anew.Barrier(len(shares)), _anew.Queue()
    where = {"database": connection.settings_dict["NAME"], "home": settings.HOME, "files": settings.FILES_ROOT}
    writers = [
        # Rows can only be unpickled where Django has been set up.
        _anew.Process(target=_set_up_and_write, args=(pickle.dumps(share), where, barrier, results))
        for share in shares
    ]
    return _told(writers, results, jobs)


def kill_during(job: Job, *, after: float) -> bool:
    """Begin a job in a process of its own and kill it after so many seconds; False where it had ended before."""
    connections.close_all()
    worker = _forked.Process(target=_work, args=(job,))
    worker.start()
    worker.join(timeout=after)
    is_killed = worker.is_alive()
    worker.kill()
    worker.join(timeout=PATIENCE)
    return is_killed


def kills_at_random(job: Job, seconds: float, *, check: Callable[[], None]) -> None:
    """Kill a job at random moments of its time until so many have died of it, and look after each.

    A job measured on a busy machine is sooner done on an idle one: one that had ended before its moment tells that it
    takes no longer than that.
    """
    chance, killed = random.Random(2023), 0
    while killed < KILLS:
        moment = chance.uniform(0, seconds)
        is_killed = kill_during(job, after=moment)
        check()
        killed += is_killed
        seconds = seconds if is_killed else moment


def seconds_of(job: Job) -> float:
    """How long a job takes in a process of its own."""
    started = time.perf_counter()
    assert not kill_during(job, after=PATIENCE), "the job never ended"
    return time.perf_counter() - started


def meeting_point() -> Barrier:
    """Where careless writers, one in each process, wait until all of them have looked."""
    return _forked.Barrier(PROCESSES, timeout=PATIENCE)


def _shares(jobs: Sequence[Job], processes: int) -> list[Sequence[Job]]:
    return [share for share in (jobs[place::processes] for place in range(processes)) if share]


def _told(writers: Sequence[Any], results: "Queue[str]", jobs: Sequence[Job]) -> list[str]:
    for writer in writers:
        writer.start()
    told = [results.get(timeout=PATIENCE) for _ in jobs]
    for writer in writers:
        writer.join(timeout=PATIENCE)
    return told


def _figure(told: Sequence[str], processes: int, seconds: float) -> dict[str, Any]:
    became = Counter(one.strip().splitlines()[-1] for one in told)
    return {"writers": len(told), "processes": processes, "seconds": seconds, "became": dict(became)}


def _set_up_and_write(share: bytes, where: dict[str, Any], barrier: Barrier, results: "Queue[str]") -> None:
    django.setup()
    connections.settings["default"]["NAME"] = where["database"]
    settings.HOME, settings.FILES_ROOT = where["home"], where["files"]
    _write(pickle.loads(share), barrier, results)  # noqa: S301  our own test pickled it


def _work(job: Job) -> None:
    job()
    connections.close_all()


def _write(share: Sequence[Job], barrier: Barrier, results: "Queue[str]") -> None:
    barrier.wait(timeout=PATIENCE)
    for job in share:
        results.put(_outcome(job))
    connections.close_all()


def _outcome(job: Job) -> str:
    try:
        job()
    except DomainError as refusal:
        return type(refusal).__name__
    except Exception:  # noqa: BLE001  whatever it is, the test must hear of it
        return traceback.format_exc()
    return "done"
