"""The last ledgers, kept in memory until anything that stands in them is written."""

from datetime import date
from typing import Final

from khaigiang.ground.audit.kept import Kept
from khaigiang.oversight.coverage.queries.ledger import LedgerRow, read_ledger
from khaigiang.planning.plans.models import Plan

# Some 60 MB: two ledgers of the largest city, or two hundred of the usual size.
MOST_POSTS: Final = 120_000
_ledgers: Final[Kept[tuple[int, date], LedgerRow]] = Kept(most=MOST_POSTS)


def ledger(plan: Plan, on: date) -> list[LedgerRow]:
    """Every post of a plan at the end of a day, by committee and unit.

    16 statements for any number of posts; three after acts that stand in no ledger, two while nothing was written.
    """
    return _ledgers.of((plan.pk, on), lambda: read_ledger(plan, on))
