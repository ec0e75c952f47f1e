"""No file of the repository names a registry or calls another host."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.docs.pages import tracked_files

ADDRESS = re.compile(rb"(?:https?|ftp|git)://([A-Za-z0-9.-]+)")
REGISTRY = re.compile(
    rb"(?i)\b(?:pypi\.org|pythonhosted|npmjs|deb\.debian|crates\.io|unpkg|jsdelivr|cdnjs|googleapis|index-url)\b"
)
# Names of XML, which nobody calls; the licence's own words; this machine; addresses reserved for examples.
NOBODY_CALLS = {
    b"www.w3.org",
    b"www.apache.org",
    b"127.0.0.1",
    b"localhost",
    b"testserver",
    b"schemas.openxmlformats.org",
}
RESERVED = (b".example", b".example.vn", b".test", b".invalid", b"example.com", b"example.org")


def hosts_in(content: bytes) -> list[bytes]:
    """Hosts and registries named in a file."""
    called = [host for host in ADDRESS.findall(content) if host not in NOBODY_CALLS and not host.endswith(RESERVED)]
    return called + REGISTRY.findall(content)


# This file names what it looks for; the lock script switches a registry's name off.
SPEAKS_OF_THEM = {Path("tests/docs/test_no_host_names.py"), Path("scripts/lock.sh")}


@pytest.mark.parametrize("folder", sorted({path.parts[0] for path in tracked_files()}))
def test_no_file_names_a_host(folder: str) -> None:
    named = {
        str(path): hosts
        for path in tracked_files()
        if path.parts[0] == folder and path not in SPEAKS_OF_THEM and (hosts := hosts_in((ROOT / path).read_bytes()))
    }

    assert named == {}


def test_a_host_is_seen() -> None:
    content = b'a = "https://files.pythonhosted.org/x"; b = "http://127.0.0.1:8000"; c = "https://school.example.vn/"'

    assert hosts_in(content) == [b"files.pythonhosted.org", b"pythonhosted"]
