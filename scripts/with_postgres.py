"""Runs a command with DATABASE_URL naming a private PostgreSQL that lives as long as the command."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

NAME = "khaigiang"
SERVER_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "shared_buffers": "256MB",
    "log_min_messages": "fatal",
}
SECONDS_TO_START = 30


class NoPostgres(Exception):
    """PostgreSQL is not installed or does not start; the text says what to do."""


def main(command: Sequence[str]) -> int:
    """Run the command beside a fresh cluster; returns its exit code."""
    if not command:
        sys.stderr.write("usage: scripts/with_postgres.py COMMAND [ARGUMENT …]\n")
        return 2
    signal.signal(signal.SIGTERM, _leave)
    try:
        # Stories that tests play in this cluster end with it.
        with running_cluster() as url, tempfile.TemporaryDirectory() as stories:
            return subprocess.call(command, env={**os.environ, "DATABASE_URL": url, "KHAIGIANG_STORIES": stories})
    except NoPostgres as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1


@contextmanager
def running_cluster() -> Iterator[str]:
    """A cluster in a temporary folder, reached by a unix socket alone; gives its DATABASE_URL."""
    programs = newest_programs()
    owner = _owner()
    # Not below TMPDIR: the path of a unix socket may hold no more than 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="khaigiang-pg-", dir="/tmp"))
    try:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        _make(programs, folder, owner)
        server = _start(programs, folder, owner)
        try:
            _wait_until_ready(programs, folder, server)
            yield f"postgresql://{NAME}@/{NAME}?host={folder}"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def newest_programs() -> Path:
    """The folder of the newest installed server's programs; raises NoPostgres when there is none."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not found:
        message = "PostgreSQL is not installed. On Debian: sudo apt-get install --yes postgresql"
        raise NoPostgres(message)
    return found[-1].parent


def _owner() -> pwd.struct_passwd | None:
    """The server refuses to run as root: it then runs as the user its package made for it."""
    if os.geteuid() != 0:
        return None
    users = {user.pw_name: user for user in pwd.getpwall()}
    return users.get("postgres") or users["nobody"]


def _as(owner: pwd.struct_passwd | None) -> dict[str, Any]:
    """Options of subprocess that start a program as somebody else."""
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}


def _make(programs: Path, folder: Path, owner: pwd.struct_passwd | None) -> None:
    made = subprocess.run(
        [
            *(programs / "initdb", "--pgdata", folder / "data", "--username", NAME),
            *("--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions"),
        ],
        **_as(owner),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode != 0:
        message = f"initdb did not succeed:\n{made.stderr}"
        raise NoPostgres(message)


def _start(programs: Path, folder: Path, owner: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    options = [part for name, value in SERVER_OPTIONS.items() for part in ("-c", f"{name}={value}")]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-k", folder, *options],
            **_as(owner),
            cwd=folder,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            # A Ctrl-C is for the command; the server is stopped afterwards.
            start_new_session=True,
        )


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    login = ("--host", str(folder), "--username", NAME, "--maintenance-db", "postgres")
    create = [str(programs / "createdb"), *login, NAME]
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        if subprocess.run(create, capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.1)
    message = f"PostgreSQL did not start:\n{(folder / 'server.log').read_text(encoding='utf-8')}"
    raise NoPostgres(message)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Stop by its own process id, without waiting for connections left open."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=20)


def _leave(signum: int, _frame: FrameType | None) -> None:
    sys.exit(128 + signum)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
