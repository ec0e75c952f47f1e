"""The system's ICU library (PostgreSQL stands on it) as a second opinion on Vietnamese order."""

import ctypes
import ctypes.util
import re
from functools import cached_property
from typing import Any, Final

SECONDARY: Final = 1
LONGEST_KEY: Final = 4096


class Collator:
    """Compares texts by the rules of a locale: letters first, then their marks; capitals do not count."""

    def __init__(self, locale: str, *, strength: int = SECONDARY) -> None:
        self._opened = self._call("open", ctypes.c_void_p, locale.encode(), ctypes.byref(self._status))
        assert self._opened, f"ICU has no collation for {locale}"
        self._call("setStrength", None, self._collator, strength)

    def key(self, text: str) -> bytes:
        """Bytes that order as the texts do."""
        utf16 = text.encode("utf-16-le")
        source = ctypes.create_string_buffer(utf16 + b"\0\0")
        written = ctypes.create_string_buffer(LONGEST_KEY)
        length = self._call("getSortKey", ctypes.c_int32, self._collator, source, len(utf16) // 2, written, LONGEST_KEY)
        assert 0 < length <= LONGEST_KEY
        return written.raw[:length]

    def compare(self, first: str, second: str) -> int:
        """-1, 0 or 1."""
        keys = self.key(first), self.key(second)
        return int(keys[0] > keys[1]) - int(keys[0] < keys[1])

    @property
    def _collator(self) -> ctypes.c_void_p:
        return ctypes.c_void_p(self._opened)

    @cached_property
    def _status(self) -> ctypes.c_int:
        return ctypes.c_int(0)

    @cached_property
    def _library(self) -> tuple[ctypes.CDLL, str]:
        name = ctypes.util.find_library("icui18n") or ""
        version = re.search(r"\.so\.(\d+)", name)
        assert version, "No ICU library found; Debian installs it with PostgreSQL (scripts/system.sh test)."
        return ctypes.CDLL(name), version[1]

    def _call(self, function: str, result: Any, *arguments: Any) -> Any:
        """Call `ucol_<function>`, whose exported name ends with ICU's version."""
        library, version = self._library
        found = getattr(library, f"ucol_{function}_{version}")
        found.restype = result
        return found(*arguments)
