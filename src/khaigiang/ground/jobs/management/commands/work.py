"""`khaigiang work`: carries out background jobs."""

import os
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.working import LEASE, Stopped, do_chores, work_one

PAUSE: Final = 0.5


class Command(BaseCommand):
    """Works until it is told to stop; a job that is under way then goes back for the next worker."""

    help = "Carry out background jobs. Several may run; a job whose worker died is taken up by another."
    # Whoever serves, or asks the doctor, looks at the installation: a worker that is to begin soon does not.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="stop when nothing waits")
        parser.add_argument("--parent", type=int, default=0, help="stop when this process is no longer the parent")
        parser.add_argument(
            "--lease", type=float, default=LEASE.total_seconds(), help="seconds after which a silent worker is given up"
        )

    def handle(self, *, until_idle: bool, parent: int, lease: float, **_: Any) -> None:
        if parent:
            threading.Thread(target=_follow, args=(parent,), daemon=True).start()
        with _stopped_by(signal.SIGTERM, signal.SIGINT):
            _work(timedelta(seconds=lease), until_idle=until_idle)


def _work(lease: timedelta, *, until_idle: bool) -> None:
    pause = threading.Event()
    while True:
        if not work_one(now=machine_now, lease=lease) and not do_chores():
            if until_idle:
                return
            pause.wait(PAUSE)
            # To connect for each look would cost ten times the look.
            close_old_connections()


@contextmanager
def _stopped_by(*signals: signal.Signals) -> Iterator[None]:
    before = {one: signal.signal(one, _stop) for one in signals}
    try:
        yield
    except Stopped:
        return
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _stop(*_: object) -> None:
    raise Stopped


def _follow(parent: int) -> None:
    """A worker does not outlive the server that started it."""
    pause = threading.Event()
    while os.getppid() == parent:
        pause.wait(PAUSE)
    os.kill(os.getpid(), signal.SIGTERM)
