"""The programme of 2023 played once into the folder of this run, and a server on it."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

KHAIGIANG = Path(sys.executable).parent / "khaigiang"
DAY = "2023-05-24"
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
SECONDS_TO_START = 60


def run(*words: str) -> float:
    """Run a command of the product; returns its seconds."""
    started = time.perf_counter()
    subprocess.run([KHAIGIANG, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def played_story() -> float:
    """Play the story unless this run has; returns the seconds its playing took."""
    kept = Path(os.environ["KHAIGIANG_HOME"]) / "seconds-of-the-story"
    if not kept.exists():
        run("migrate", "-v", "0")
        kept.write_text(str(run("story", "--until", DAY)), encoding="ascii")
    return float(kept.read_text(encoding="ascii"))


class Server:
    """A running server, and the processor time it and its children have used."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self.process, self.port = process, port

    def cpu_seconds(self) -> float:
        """User and system time of the server's processes so far."""
        return sum(_cpu_ticks(pid) for pid in _family(self.process.pid)) / TICKS_PER_SECOND

    def signed_in(self, username: str) -> str:
        """A session cookie of a person of the demo."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", "/accounts/sign-in/")
        page = connection.getresponse()
        token = _cookie(page, "csrftoken")
        page.read()
        connection.request(
            "POST",
            f"/rehearsal/become/{username}/",
            body=urlencode({"csrfmiddlewaretoken": token}),
            headers={"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={token}"},
        )
        answer = connection.getresponse()
        answer.read()
        return f"sessionid={_cookie(answer, 'sessionid')}"


@contextmanager
def running_server() -> Iterator[Server]:
    """Serve the story with granian on a free port of this machine, and stop it by its own id."""
    played_story()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [KHAIGIANG, "serve", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    message = "the server did not start"
    raise TimeoutError(message)


def _cookie(answer: http.client.HTTPResponse, name: str) -> str:
    found = re.search(rf"(?:^|[ ,;]){name}=([^;,]+)", " ".join(answer.headers.get_all("Set-Cookie") or []))
    assert found is not None, f"no cookie {name}: {answer.status}"
    return found[1]


def _family(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(one for child in listed for one in _family(int(child)))]


def _cpu_ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
