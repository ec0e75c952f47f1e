"""The installation's own sealing key: made at first use, kept in the data folder, never an official's."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from django.conf import settings

COMMON_NAME: Final = "Khai Giang"
KEY: Final = "key.pem"
CERT: Final = "cert.pem"


def installation_key() -> tuple[bytes, bytes]:
    """Key and certificate in PEM; the key's file is readable by its owner alone."""
    pair = Path(settings.HOME) / "keys" / "seal"
    if not pair.exists():
        _make(pair)
    return (pair / KEY).read_bytes(), (pair / CERT).read_bytes()


def _make(pair: Path) -> None:
    from khaigiang.papers.seal import make_key  # noqa: PLC0415  needed once in the life of an installation, slow to load

    pair.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=pair.parent, prefix="seal-"))
    for name, content in zip((KEY, CERT), make_key(COMMON_NAME), strict=True):
        _write(draft / name, content)
    try:
        # A folder takes its name only while nobody else has it: of several processes the first one's pair stays,
        # whole, and the others seal with that one.
        draft.rename(pair)
    except OSError:
        shutil.rmtree(draft)
        if not pair.exists():
            raise


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
