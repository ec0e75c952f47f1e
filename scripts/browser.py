"""The system's Chromium: where it is, and the flags that keep it quiet on a closed network."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def installed_browser() -> str:
    """Path of the first Chromium found; raises FileNotFoundError when there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        message = "No Chromium is installed. Type: scripts/system.sh test"
        raise FileNotFoundError(message)
    return found
