"""The board of a timetable with fifty classes and 1,100 half-days: how long its answers take, over HTTP."""

import http.client
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from benchmarks.frame import Ratio
from benchmarks.installation import KHAIGIANG, Server, running_server

ROOT: Final = Path(__file__).parents[1]
COMMAND: Final = (KHAIGIANG, "shell", "-v", "0", "-c", "from benchmarks.fifty_classes import main; main()")
TOKEN: Final = "b" * 32
ANSWER_MS: Final = 200
SUGGESTIONS_MS: Final = 500
ASKED_FOR_SUGGESTIONS: Final = 20


def measure_board() -> list[Ratio]:
    """p95 of picking a piece up (every half-day's state), of setting it down, and of what it could be moved to."""
    with running_server() as server:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        made = subprocess.run(COMMAND, check=True, capture_output=True, text=True, env=environment)
        told = json.loads(made.stdout)
        board = _Board(server, told["plan"])
        held, moved = board.played(told["pieces"])
        suggested = [board.suggestions(piece) for piece in told["pieces"][:ASKED_FOR_SUGGESTIONS]]
    return [
        _ratio("a piece picked up, 50 classes", held, ANSWER_MS),
        _ratio("a piece set down, 50 classes", moved, ANSWER_MS),
        _ratio("where it could go, 50 classes", suggested, SUGGESTIONS_MS),
    ]


class _Board:
    """One person at the board of a plan."""

    def __init__(self, server: Server, plan_id: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port)
        self.headers = {
            "Cookie": f"{server.signed_in('demo-office')}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.address, self.last = f"/timetable/plans/{plan_id}/board", 0

    def played(self, pieces: list[list[int]]) -> tuple[list[float], list[float]]:
        """Each piece is picked up and set down in the first half-day that is possible; milliseconds of each answer."""
        held, moved = [], []
        for class_id, item_id, version in pieces:
            piece = f"{class_id}-{item_id}"
            slots, milliseconds = self._asked("GET", f"slots/?view=classes&hold={piece}")
            held.append(milliseconds)
            to = next((key for key, (state, _said) in slots["slots"].items() if state in {"free", "warns"}), None)
            if to is None:
                continue
            body = urlencode({"piece": piece, "seen": version, "to": to})
            answer, milliseconds = self._asked("POST", f"move/?view=classes&since={self.last}", body)
            # A piece that another one has changed places with has another version by now: that is refused, and told.
            self.last = answer["last"]
            moved.append(milliseconds)
        return held, moved

    def suggestions(self, piece: list[int]) -> float:
        """Milliseconds until what is offered for a piece is there."""
        return self._asked("GET", f"suggestions/?hold={piece[0]}-{piece[1]}", is_json=False)[1]

    def _asked(self, method: str, path: str, body: str = "", *, is_json: bool = True) -> tuple[Any, float]:
        started = time.perf_counter()
        self.connection.request(method, f"{self.address}/{path}", body=body or None, headers=self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        milliseconds = (time.perf_counter() - started) * 1000
        assert answer.status in {200, 422}, (path, answer.status)
        return json.loads(text) if is_json else text, milliseconds


def _ratio(what: str, milliseconds: list[float], goal: int) -> Ratio:
    p95 = statistics.quantiles(milliseconds, n=20)[-1]
    median = statistics.median(milliseconds)
    sys.stderr.write(f"  {what}: median {median:.0f} ms, p95 {p95:.0f} ms of {len(milliseconds)}\n")
    return Ratio(what=f"p95 of {what}", beside=f"{goal} ms", ours=p95, yardstick=goal, goal=1)
