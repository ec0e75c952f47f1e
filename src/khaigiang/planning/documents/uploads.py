"""Files that people send: what they are is read from their bytes, never from their name."""

from dataclasses import dataclass
from typing import Final

from khaigiang.ground.web.table_files import EXCEL
from khaigiang.planning.documents.errors import UploadRefused

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF: Final = "application/pdf"
LARGEST: Final = 20 * 1024 * 1024

SIGNATURES: Final = ((b"%PDF-", PDF), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))
ZIPPED: Final = ((".docx", WORD), (".xlsx", EXCEL))
ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file as it came in."""

    name: str
    content: bytes
    content_type: str


def upload(name: str, content: bytes) -> Upload:
    """A file of a kind that is kept here; raises UploadRefused for any other."""
    content_type = _content_type(name, content)
    if content_type is None:
        raise UploadRefused(name=name)
    return Upload(name=name, content=content, content_type=content_type)


def _content_type(name: str, content: bytes) -> str | None:
    if content.startswith(ZIP):
        return next((kind for ending, kind in ZIPPED if name.lower().endswith(ending)), None)
    return next((kind for head, kind in SIGNATURES if content.startswith(head)), None)
