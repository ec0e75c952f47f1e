"""The installation's secret key, made once and kept in the data folder."""

import os
import secrets
from pathlib import Path


def secret_key(home: Path) -> str:
    """KHAIGIANG_SECRET_KEY, else the key file of the data folder, made at first use and readable by its owner alone."""
    given = os.environ.get("KHAIGIANG_SECRET_KEY")
    if given:
        return given
    path = home / "secret-key"
    home.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii")
