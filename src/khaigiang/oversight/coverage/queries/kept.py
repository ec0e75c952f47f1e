"""The last ledgers, kept in memory until anything that stands in them is written: every act leaves an entry."""

from collections import OrderedDict
from datetime import date
from threading import Lock
from typing import Final, NamedTuple

from django.conf import settings

from khaigiang.ground.audit.queries import Written, written_so_far, wrote_elsewhere
from khaigiang.oversight.coverage.queries.ledger import LedgerRow, read_ledger
from khaigiang.planning.plans.models import Plan

# Some 60 MB: two ledgers of the largest city, or two hundred of the usual size.
MOST_POSTS: Final = 120_000
# What these features keep stands in no ledger: somebody who signs in or reads a notice makes none be read anew.
IN_NO_LEDGER: Final = ("accounts", "jobs", "notices", "outbox")


class _Kept(NamedTuple):
    written: Written
    rows: list[LedgerRow]


_ledgers: OrderedDict[tuple[int, date], _Kept] = OrderedDict()
_lock: Final = Lock()


def ledger(plan: Plan, on: date) -> list[LedgerRow]:
    """Every post of a plan at the end of a day, by committee and unit.

    15 statements for any number of posts; three after acts that stand in no ledger, two while nothing was written.
    """
    if not settings.LEDGERS_KEPT:
        return read_ledger(plan, on)
    # Asked before the rows are read: what is written meanwhile makes them be read again.
    written = written_so_far()
    kept = _ledgers.get((plan.pk, on))
    if kept is None or (kept.written != written and wrote_elsewhere(kept.written, IN_NO_LEDGER)):
        kept = _Kept(written, read_ledger(plan, on))
    elif kept.written != written:
        kept = _Kept(written, kept.rows)
    _keep((plan.pk, on), kept)
    return list(kept.rows)


def _keep(key: tuple[int, date], kept: _Kept) -> None:
    with _lock:
        _ledgers[key] = kept
        _ledgers.move_to_end(key)
        while len(_ledgers) > 1 and sum(len(one.rows) for one in _ledgers.values()) > MOST_POSTS:
            _ledgers.popitem(last=False)
