"""The last ledgers, kept in memory until anything is written: every act leaves an entry in the audit."""

from collections import OrderedDict
from datetime import date
from threading import Lock
from typing import Final, NamedTuple

from django.conf import settings

from khaigiang.ground.audit.queries import Written, written_so_far
from khaigiang.oversight.coverage.queries.ledger import LedgerRow, read_ledger
from khaigiang.planning.plans.models import Plan

# Some 60 MB: two ledgers of the largest city, or two hundred of the usual size.
MOST_POSTS: Final = 120_000


class _Kept(NamedTuple):
    written: Written
    rows: list[LedgerRow]


_ledgers: OrderedDict[tuple[int, date], _Kept] = OrderedDict()
_lock: Final = Lock()


def ledger(plan: Plan, on: date) -> list[LedgerRow]:
    """Every post of a plan at the end of a day, by committee and unit.

    14 statements for any number of posts; two while nothing has been written since the last time.
    """
    if not settings.LEDGERS_KEPT:
        return read_ledger(plan, on)
    # Asked before the rows are read: what is written meanwhile makes them be read again.
    written = written_so_far()
    kept = _ledgers.get((plan.pk, on))
    if kept is None or kept.written != written:
        kept = _Kept(written, read_ledger(plan, on))
        _keep((plan.pk, on), kept)
    return list(kept.rows)


def _keep(key: tuple[int, date], kept: _Kept) -> None:
    with _lock:
        _ledgers[key] = kept
        _ledgers.move_to_end(key)
        while len(_ledgers) > 1 and sum(len(one.rows) for one in _ledgers.values()) > MOST_POSTS:
            _ledgers.popitem(last=False)
