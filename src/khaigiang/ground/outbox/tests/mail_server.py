"""A mail server on the loopback address, which keeps what it takes and answers as a test asks."""

import email
import email.message
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

Hook = Callable[[int], None]


class MailServer(ThreadingTCPServer):
    """Takes messages until it is told otherwise.

    `answers` gives the answer to a receiver's address in place of the usual one; `before_keeping` and `after_keeping`
    are called with how many messages have come, the server's yes not yet said.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.kept: list[email.message.Message] = []
        self.answers: dict[str, list[str]] = {}
        self.before_keeping: Hook = _nothing
        self.after_keeping: Hook = _nothing

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up in the middle is none of the server's business."""

    def keep(self, content: bytes) -> None:
        """Take a message over."""
        come = len(self.kept) + 1
        self.before_keeping(come)
        self.kept.append(email.message_from_bytes(content))
        self.after_keeping(come)

    def copies(self) -> Counter[str]:
        """How often each receiver has the message of each number."""
        return Counter(f"{message['To']} {message['Message-ID']}" for message in self.kept)


class _Conversation(StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            if verb.upper() == "QUIT":
                self._say("221 bye")
                return
            if verb.upper() == "RCPT":
                self._say(self._answer(rest))
            elif verb.upper() == "DATA":
                self._take()
            else:
                self._say("250 yes")

    def _answer(self, rest: str) -> str:
        address = rest.partition("<")[2].partition(">")[0]
        planned = self.server.answers.get(address, [])
        return planned.pop(0) if planned else "250 yes"

    def _take(self) -> None:
        self._say("354 go on")
        content = b""
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            content += line
        self.server.keep(content)
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


def _nothing(_come: int) -> None:
    return


@contextmanager
def serving() -> Iterator[MailServer]:
    """A mail server for as long as the test needs it."""
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
