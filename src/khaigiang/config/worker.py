"""A worker for background jobs beside the web server of one machine."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

PAUSE_BEFORE_ANOTHER: Final = 2.0
TO_END: Final = 10


@contextmanager
def a_worker_at_hand() -> Iterator[None]:
    """Keep one `khaigiang work` running, another when it dies; it ends with this process."""
    ended = threading.Event()
    keeper = threading.Thread(target=_keep_one, args=(ended,), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join(timeout=TO_END)


def _keep_one(ended: threading.Event) -> None:
    while not ended.is_set():
        worker = subprocess.Popen([sys.executable, "-m", "khaigiang", "work", "--parent", str(os.getpid())])  # noqa: S603  our own command
        while worker.poll() is None and not ended.wait(PAUSE_BEFORE_ANOTHER / 4):
            continue
        if ended.is_set():
            worker.terminate()
            worker.wait(timeout=TO_END)
        ended.wait(PAUSE_BEFORE_ANOTHER)
