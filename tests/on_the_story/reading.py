"""What the persons of the demo read: each of them asks an address once, for all tests that change nothing before."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.test import Client

from khaigiang.ground.accounts.models import User

FAULT: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: its status, the kind of its content, and the content of what is not sent piece by piece."""

    status: int
    kind: str
    content: bytes

    @property
    def is_page(self) -> bool:
        """Is it a page that is shown? Files, ways on to other pages and rows of others are none."""
        return self.status == 200 and self.kind.startswith("text/html")

    @property
    def is_text(self) -> bool:
        """Can its words be searched? Those of PDF, DOCX and workbooks are packed."""
        return self.kind.startswith(("text/", "application/json"))


# Every test begins on the same rows, for what others wrote was rolled back: the same question has the same answer.
_ANSWERS: Final[dict[tuple[str, str], Answer]] = {}


@dataclass(frozen=True, slots=True)
class Reader:
    """A person of the demo, and a browser in which they are signed in; it keeps a fault as an answer."""

    username: str
    client: Client

    def read(self, path: str) -> Answer:
        """The answer to an address before the test changes anything, asked once for all tests."""
        asked = (self.username, path)
        if asked not in _ANSWERS:
            _ANSWERS[asked] = _answer(self.client, path)
        return _ANSWERS[asked]


def reader(username: str) -> Reader:
    """A person of the demo, signed in."""
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username=username))
    return Reader(username, client)


def _answer(client: Client, path: str) -> Answer:
    found = client.get(path)
    content = found.content if isinstance(found, HttpResponse) else b""
    return Answer(status=found.status_code, kind=found.headers.get("Content-Type", ""), content=content)
