"""T14: every answer of the production settings carries the headers that keep a browser safe."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.trust.production import Installation

Headers = Mapping[str, str]
A_YEAR = 31_536_000
OWN_SOURCES = {"'none'", "'self'", "data:"}

RULES: Mapping[str, Callable[[Headers], bool]] = {
    "policy": lambda headers: "default-src 'none'" in headers.get("content-security-policy", ""),
    "nothing inline": lambda headers: "unsafe" not in headers.get("content-security-policy", ""),
    "this host alone": lambda headers: _sources(headers.get("content-security-policy", "")) <= OWN_SOURCES,
    "https from now on": lambda headers: _max_age(headers.get("strict-transport-security", "")) >= A_YEAR,
    "types as told": lambda headers: headers.get("x-content-type-options") == "nosniff",
    "no referrer abroad": lambda headers: headers.get("referrer-policy") == "same-origin",
    "a window of its own": lambda headers: headers.get("cross-origin-opener-policy") == "same-origin",
    "in no frame": lambda headers: headers.get("x-frame-options") == "DENY",
}


def faults(visit: Mapping[str, Any]) -> list[str]:
    """Rules that an answer does not keep."""
    headers: Headers = visit["headers"]
    found = [name for name, holds in RULES.items() if not holds(headers)]
    if visit["who"] == "person" and "no-store" not in headers.get("cache-control", ""):
        found.append("kept in a cache")
    return found + [f"cookie {name}" for name, cookie in visit["cookies"].items() if not _is_safe(name, cookie)]


def _sources(policy: str) -> set[str]:
    return {source for directive in policy.split(";") for source in directive.split()[1:]}


def _max_age(header: str) -> int:
    value = header.partition("max-age=")[2].split(";")[0]
    return int(value) if value.isdigit() else 0


def _is_safe(name: str, cookie: Mapping[str, str]) -> bool:
    return (
        name.startswith("__Host-") and bool(cookie["secure"]) and cookie["path"] == "/" and cookie["samesite"] == "Lax"
    )


@pytest.fixture(scope="module")
def visits(installation: Installation) -> list[dict[str, Any]]:
    return installation.visits()


def test_every_answer_keeps_every_rule(visits: list[dict[str, Any]]) -> None:
    assert {f"{visit['who']} {visit['path']}": found for visit in visits if (found := faults(visit))} == {}


def test_no_page_breaks(visits: list[dict[str, Any]]) -> None:
    assert [visit["path"] for visit in visits if visit["status"] >= 500] == []


def test_pages_were_really_seen(visits: list[dict[str, Any]]) -> None:
    seen = {(visit["who"], visit["status"]) for visit in visits}

    assert ("nobody", 200) in seen
    assert ("nobody", 404) in seen
    assert ("person", 200) in seen
    assert any(visit["cookies"] for visit in visits)


def test_an_unsafe_answer_is_seen() -> None:
    unsafe = {
        "who": "person",
        "headers": {"content-security-policy": "default-src 'none'; script-src 'unsafe-inline' https://cdn.example"},
        "cookies": {"session": {"secure": "", "path": "/", "samesite": "Lax"}},
    }

    assert faults(unsafe) == [
        "nothing inline",
        "this host alone",
        "https from now on",
        "types as told",
        "no referrer abroad",
        "a window of its own",
        "in no frame",
        "kept in a cache",
        "cookie session",
    ]
    assert "this host alone" in faults({**unsafe, "headers": {"content-security-policy": "default-src *"}})
