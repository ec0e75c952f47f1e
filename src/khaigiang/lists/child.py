"""The parent's side: a job done in a child process, whatever becomes of the child."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from typing import Any, Final

import orjson

from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.grid import Refused
from khaigiang.lists.limits import MEMORY, SECONDS

COMMAND: Final = (sys.executable, "-I", "-X", "utf8", "-m", "khaigiang.lists")
# Nothing of ours is handed down: neither the database's address nor the secret key. One arena is enough for one
# thread, and every further one takes 64 MB of the address space that is limited.
ENVIRONMENT: Final = {"MALLOC_ARENA_MAX": "1", "LC_ALL": "C.UTF-8"}
# The child's processor seconds are limited by the kernel; a child that waits, or is kept waiting, by this much more.
WALL_CLOCK: Final = 2
OUT_OF_TIME: Final = (-signal.SIGXCPU, -signal.SIGKILL)


def read_in_child(
    job: str, request: Mapping[str, Any], *, memory: int = MEMORY, seconds: int = SECONDS
) -> Iterator[dict[str, Any]]:
    """The answers of a job (see `khaigiang.lists.__main__`), as the child gives them.

    Raises Refused: the file's own refusal, or what the child died of. Nothing may be kept of the answers before.
    """
    order = orjson.dumps(
        {**request, "job": job, "memory": memory, "seconds": seconds}, option=orjson.OPT_APPEND_NEWLINE
    )
    with subprocess.Popen(  # noqa: S603  # our own program, and nothing of the file on its command line
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
    ) as child:
        clock = threading.Timer(seconds * WALL_CLOCK, child.kill)
        clock.start()
        try:
            yield from _answers(child, order)
        finally:
            clock.cancel()
            child.kill()


def _answers(child: subprocess.Popen[bytes], order: bytes) -> Iterator[dict[str, Any]]:
    assert child.stdin, "the child was started with a pipe"
    assert child.stdout, "the child was started with a pipe"
    child.stdin.write(order)
    child.stdin.close()
    for text in child.stdout:
        if not text.endswith(b"\n"):
            break
        answer: dict[str, Any] = orjson.loads(text)
        if answer.get("end") == "done":
            return
        if answer.get("end") == "refused":
            raise Refused(answer["code"], **answer["details"])
        yield answer
    raise refused(_cause(child.wait()))


def _cause(status: int) -> Reason:
    """What a child that gave no last answer died of."""
    if status in OUT_OF_TIME:
        return Reason.TOO_SLOW
    # Allocators that find no memory abort.
    return Reason.TOO_MUCH_MEMORY if status == -signal.SIGABRT else Reason.CRASHED
