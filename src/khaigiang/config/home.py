"""Where an installation keeps its data."""

import os
from pathlib import Path


def home_folder() -> Path:
    """The data folder: KHAIGIANG_HOME, else a per-user place by the XDG base directory rules."""
    named = os.environ.get("KHAIGIANG_HOME")
    if named:
        return Path(named).expanduser().resolve()
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser() / "khaigiang"
