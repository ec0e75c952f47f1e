"""What the child process may use: it reads one file of a stranger, and needs nothing else of this machine."""

import ctypes
import os
import resource
import sys
from pathlib import Path
from typing import Any, Final

MEMORY: Final = 300_000_000
SECONDS: Final = 60
OPEN_FILES: Final = 64

CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWNET: Final = 0x40000000
PR_SET_NO_NEW_PRIVS: Final = 38

WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
FORBIDDEN: Final = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "ctypes.",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "shutil.", "ftplib.", "http.client.", "urllib.Request", "webbrowser.",
)  # fmt: skip


def confine(*, memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Give up, for the rest of this process: more memory than that, longer work, children, writing, the network."""
    _limit(resource.RLIMIT_AS, _virtual_size() + memory)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_NPROC, 0)
    _leave_the_network()
    sys.addaudithook(_refuse)


def _limit(which: int, most: int) -> None:
    """Lower a limit; one that is lower already stays."""
    _, hard = resource.getrlimit(which)
    allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(which, (allowed, allowed))


def _virtual_size() -> int:
    """Bytes of address space this process has now; nothing where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _leave_the_network() -> None:
    """Where the kernel allows it; the audit hook stands everywhere."""
    system = ctypes.CDLL(None, use_errno=True)
    for needed in (CLONE_NEWNET, CLONE_NEWUSER | CLONE_NEWNET):
        if hasattr(system, "unshare") and system.unshare(needed) == 0:
            break
    if hasattr(system, "prctl"):
        system.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(FORBIDDEN) or (event == "open" and _writes(arguments)):
        message = f"A reader of lists may not do this: {event}"
        raise PermissionError(message)


def _writes(arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 else 0
    return isinstance(flags, int) and bool(flags & WRITING)
