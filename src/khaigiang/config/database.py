"""Turns DATABASE_URL into Django's database settings; SQLite inside the data folder by default."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database_from_url(url: str | None, *, home: Path) -> dict[str, Any]:
    """Settings for `sqlite:///path` and `postgresql://user:password@host:port/name`; raises ImproperlyConfigured."""
    if not url:
        return _sqlite(home / "khaigiang.sqlite3")
    parts = urlsplit(url)
    if parts.scheme in {"sqlite", "sqlite3"}:
        return _sqlite(Path(unquote(parts.path.removeprefix("/") if parts.path.startswith("//") else parts.path)))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(url)
    message = f"DATABASE_URL starts with {parts.scheme!r}; use sqlite:///path or postgresql://user@host/name."
    raise ImproperlyConfigured(message)


def _sqlite(path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 60,
        "OPTIONS": dict(SQLITE_OPTIONS),
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        # A database that was restarted meanwhile is connected to anew.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
