"""Reforms for tests."""

from datetime import UTC, date, datetime

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.oversight.reforms.models import Reform
from khaigiang.oversight.reforms.services import enter_reform

DAY = date(2025, 7, 1)
AT = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)


def enter(sheet: str = "", *, day: date = DAY, resolution: str = "1656/NQ-UBTVQH15") -> Reform:
    """A draft from a sheet, or from what the registry knows of the day."""
    return enter_reform(resolution=resolution, effective_on=day, sheet=sheet, by=make_user(), at=AT)
