"""The installation's own sealing key: made at first use, kept in the data folder, never an official's."""

import os
from pathlib import Path

from django.conf import settings

from khaigiang.papers.seal import make_key

COMMON_NAME = "Khai Giang"


def installation_key() -> tuple[bytes, bytes]:
    """Key and certificate in PEM; the key's file is readable by its owner alone."""
    key, cert = _paths()
    if not cert.exists():
        _make(key, cert)
    return key.read_bytes(), cert.read_bytes()


def _paths() -> tuple[Path, Path]:
    folder = Path(settings.HOME) / "keys"
    return folder / "seal.key.pem", folder / "seal.cert.pem"


def _make(key: Path, cert: Path) -> None:
    key.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key_pem, cert_pem = make_key(COMMON_NAME)
    try:
        descriptor = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "wb") as file:
        file.write(key_pem)
    cert.write_bytes(cert_pem)
