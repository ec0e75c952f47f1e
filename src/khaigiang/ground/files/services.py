"""Keeping files and giving them back."""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from khaigiang.ground.accounts.models import User
from khaigiang.ground.files.models import StoredFile

LONGEST_NAME: Final = 255
NAMELESS: Final = "file"


def store(content: bytes, *, name: str, content_type: str, by: User | None, at: datetime) -> StoredFile:
    """Keep bytes under their hash and return the record of this copy; raises OSError when the disk refuses."""
    return store_all({name: content}, content_type=content_type, by=by, at=at)[0]


def store_all(contents: Mapping[str, bytes], *, content_type: str, by: User | None, at: datetime) -> list[StoredFile]:
    """Keep several files by their names, recorded in one statement and in the same order; raises as `store` does."""
    files = [
        StoredFile(
            name=_harmless(name),
            content_type=content_type,
            size=len(content),
            sha256=_kept(content),
            stored_at=at,
            stored_by=by,
        )
        for name, content in contents.items()
    ]
    return StoredFile.objects.bulk_create(files)


def path_of(digest: str) -> Path:
    """Where the bytes of a hash lie in the data folder."""
    return Path(settings.FILES_ROOT) / digest[:2] / digest


def read(file: StoredFile) -> bytes:
    """The bytes of a stored file; raises OSError when the data folder lost them or they changed there."""
    content = path_of(file.sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != file.sha256:
        message = f"The bytes of file {file.pk} changed in the data folder."
        raise OSError(message)
    return content


def _kept(content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    _write_once(path_of(digest), content)
    return digest


def _harmless(name: str) -> str:
    """The last part of a path of any system, without control characters, its extension kept when it is cut."""
    plain = "".join(char for char in name.replace("\\", "/").rpartition("/")[2] if char.isprintable())
    if plain.strip(". ") == "":
        return NAMELESS
    extension = Path(plain).suffix[:20]
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - len(extension)] + extension


def _write_once(path: Path, content: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and renamed, so that a crash leaves no half file under the hash.
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
