"""T16: what is installed is locked by hashes, licensed for our use, and no secret lies in the repository."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.docs.pages import tracked_files

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+)", re.MULTILINE)
NAME = re.compile(r"^[A-Za-z0-9._-]+")
ALLOWED = re.compile(
    r"(?i)\b(?:apache|bsd|mit|mit-cmu|mpl|mozilla public|psf|python software foundation|isc|lgpl|lesser general|ofl|"
    r"open font|unlicense|0bsd|zlib|cc0|public domain)\b"
)
FORBIDDEN = re.compile(r"(?i)(?<!l)(?<!lesser )\b(?:agpl|gpl|affero|gnu general public)")
WHERE_LICENCES_STAND = ("License-Expression", "Classifier", "License")
SECRETS = {
    "private key": re.compile(rb"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}"),
    "cloud key": re.compile(rb"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
    "token": re.compile(rb"\b(?:ghp|gho|github_pat|glpat|xox[abp])[_-][A-Za-z0-9_-]{20,}"),
    "password in an address": re.compile(rb"://[^/\s:@\"']+:(?!password|p%40ss|secret@)[^/\s@\"'{}<>$]{6,}@"),
}


def unlocked(lock: str) -> list[str]:
    """Packages of a lock without a hash behind them, and lines that fetch from elsewhere."""
    blocks = re.split(r"\n(?=\S)", "\n".join(line for line in lock.splitlines() if not line.startswith("#")))
    return [block.split("\n")[0] for block in blocks if block.strip() and not _is_locked(block)]


def _is_locked(block: str) -> bool:
    return PINNED.match(block) is not None and "--hash=sha256:" in block and "://" not in block


def names_of(requirements: Iterable[str]) -> set[str]:
    return {NAME.match(requirement)[0].lower().replace("_", "-") for requirement in requirements}  # type: ignore[index]  # a requirement opens with its name


def licence_of(package: metadata.Distribution) -> str:
    """What a package says of its licence, in whichever of the three places it says it."""
    told = [(key, value) for key in WHERE_LICENCES_STAND for value in package.metadata.get_all(key) or []]
    return " ".join(value[:200] for key, value in told if key != "Classifier" or value.startswith("License"))


def unlicensed(packages: Mapping[str, str]) -> list[str]:
    """Packages whose licence does not allow our use, or does not say."""
    return sorted(
        f"{name}: {words}" for name, words in packages.items() if FORBIDDEN.search(words) or not ALLOWED.search(words)
    )


def secrets_in(content: bytes) -> list[str]:
    """Kinds of secrets that a file holds."""
    return [kind for kind, pattern in SECRETS.items() if pattern.search(content)]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_package_is_locked_by_a_hash(lock: Path) -> None:
    assert unlocked(lock.read_text(encoding="utf-8")) == []


def test_every_dependency_is_in_its_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        "base": project["project"]["dependencies"],
        "build": project["build-system"]["requires"],
        "test": project["dependency-groups"]["test"],
        "check": project["dependency-groups"]["check"],
    }
    locked = {
        lock.stem: {name.lower() for name, _ in PINNED.findall(lock.read_text(encoding="utf-8"))} for lock in LOCKS
    }

    assert [name for lock in wanted for name in names_of(wanted[lock]) - locked[lock]] == []


def test_the_locks_agree_with_each_other() -> None:
    # One lock may hold two versions of a package, for older and newer Pythons; another lock then holds the same two.
    versions: dict[str, set[frozenset[str]]] = {}
    for lock in LOCKS:
        pinned = PINNED.findall(lock.read_text(encoding="utf-8"))
        for name in {name for name, _ in pinned}:
            found = frozenset(version for other, version in pinned if other == name)
            versions.setdefault(name, set()).add(found)

    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_every_package_of_the_product_may_be_used() -> None:
    locked = {name for name, _ in PINNED.findall((ROOT / "requirements/base.txt").read_text(encoding="utf-8"))}
    installed = {
        package.name: licence_of(package)
        for package in metadata.distributions()
        if package.name.lower().replace("_", "-") in locked
    }

    assert len(installed) > 20
    assert unlicensed(installed) == []


def test_the_repository_holds_no_secret() -> None:
    found = {str(path): kinds for path in tracked_files() if (kinds := secrets_in((ROOT / path).read_bytes()))}

    assert found == {}


def test_an_unlocked_package_is_seen() -> None:
    lock = "# head\na==1 \\\n    --hash=sha256:00\n    # via b\nb==2\nc @ https://host.example/c.whl \\\n    --hash=sha256:00\n"

    assert unlocked(lock) == ["b==2", "c @ https://host.example/c.whl \\"]


def test_a_licence_that_binds_us_is_seen() -> None:
    assert unlicensed({"a": "MIT", "b": "AGPL-3.0-only", "c": "", "d": "GPLv3", "e": "LGPL-3.0-only"}) == [
        "b: AGPL-3.0-only",
        "c: ",
        "d: GPLv3",
    ]


def test_planted_secrets_are_seen() -> None:
    key = b"-----BEGIN PRIVATE " + b"KEY-----\n" + b"A" * 64
    address = b"postgresql://school:" + b"hunter22@db.example/x"

    assert secrets_in(key) == ["private key"]
    assert secrets_in(b"AK" + b"IA" + b"A" * 16) == ["cloud key"]
    assert secrets_in(b"gh" + b"p_" + b"a" * 36) == ["token"]
    assert secrets_in(address) == ["password in an address"]
    assert secrets_in(b"postgresql://user:password@host/name") == []
