"""Keeping files and giving them back."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings

from khaigiang.ground.accounts.models import User
from khaigiang.ground.files.models import StoredFile


def store(content: bytes, *, name: str, content_type: str, by: User, at: datetime) -> StoredFile:
    """Keep bytes under their hash and return the record of this copy."""
    digest = hashlib.sha256(content).hexdigest()
    _write_once(path_of(digest), content)
    return StoredFile.objects.create(
        name=Path(name).name[:255],
        content_type=content_type,
        size=len(content),
        sha256=digest,
        stored_at=at,
        stored_by=by,
    )


def path_of(digest: str) -> Path:
    """Where the bytes of a hash lie in the data folder."""
    return Path(settings.FILES_ROOT) / digest[:2] / digest


def read(file: StoredFile) -> bytes:
    """The bytes of a stored file; raises FileNotFoundError when the data folder lost them."""
    return path_of(file.sha256).read_bytes()


def _write_once(path: Path, content: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and renamed, so that a crash leaves no half file under the hash.
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
