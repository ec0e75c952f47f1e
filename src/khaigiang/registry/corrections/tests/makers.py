"""Personal links and proposals for tests."""

from datetime import UTC, datetime
from typing import Any

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.corrections.models import Correction, CorrectionLink
from khaigiang.registry.corrections.services import make_link, propose
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_official

AT = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)


def make_personal_link(official: Official | None = None, *, days: int = 14, at: datetime = AT) -> CorrectionLink:
    """A link that an official can use for some days."""
    return make_link(official or make_official(), days=days, by=make_user(), at=at)


def make_proposal(link: CorrectionLink | None = None, *, note: str = "", at: datetime = AT, **facts: Any) -> Correction:
    """What the person of a link proposes: a telephone where nothing else is given."""
    return propose(link or make_personal_link(), facts or {"phone": "0912 345 678"}, note=note, at=at)
