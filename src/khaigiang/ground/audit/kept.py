"""Long lists kept in memory until anything that stands in them is written: every act leaves an entry in the audit."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final, Generic, TypeVar

from django.conf import settings

from khaigiang.ground.audit.queries import Written, written_so_far, wrote_elsewhere

Key = TypeVar("Key")
Row = TypeVar("Row")
# What these features keep stands in no list: somebody who signs in or reads a notice makes none be read anew.
IN_NO_LIST: Final = ("accounts", "jobs", "notices", "outbox")


class Kept(Generic[Key, Row]):
    """The last lists by what they are of; the oldest is forgotten when all together have too many rows."""

    def __init__(self, *, most: int) -> None:
        self.most = most
        self._lists: OrderedDict[Key, tuple[Written, list[Row]]] = OrderedDict()
        self._lock = Lock()

    def of(self, key: Key, read: Callable[[], list[Row]]) -> list[Row]:
        """The list, read anew when anything of it was written since; whoever changes it changes no other's."""
        if not settings.LEDGERS_KEPT:
            return read()
        # Asked before the rows are read: what is written meanwhile makes them be read again.
        written = written_so_far()
        kept = self._lists.get(key)
        if kept is None or (kept[0] != written and wrote_elsewhere(kept[0], IN_NO_LIST)):
            kept = (written, read())
        elif kept[0] != written:
            kept = (written, kept[1])
        self._keep(key, kept)
        return list(kept[1])

    def _keep(self, key: Key, kept: tuple[Written, list[Row]]) -> None:
        with self._lock:
            self._lists[key] = kept
            self._lists.move_to_end(key)
            while len(self._lists) > 1 and sum(len(rows) for _written, rows in self._lists.values()) > self.most:
                self._lists.popitem(last=False)
