"""A committee says who keeps the office of a person named while they are away."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.nominations.errors import (
    CoverIsAway,
    CoversForOneself,
    CoverUnsaid,
    NotLive,
    ServesElsewhere,
)
from khaigiang.planning.nominations.models import Cover, Nomination
from khaigiang.planning.nominations.queries.away import away_in_the_days_of
from khaigiang.planning.nominations.services.moves import locked
from khaigiang.planning.nominations.states import LIVE
from khaigiang.registry.officials.models import Appointment, Official


@transaction.atomic
def name_cover(
    nomination: Nomination, *, official: Official | None = None, name: str = "", by: User, at: datetime
) -> Cover:
    """Say who keeps the office meanwhile: an official of the unit who stays there, or a name; again when it changes.

    Raises NotLive, CoverUnsaid, CoversForOneself, ServesElsewhere or CoverIsAway.
    """
    [row] = locked([nomination])
    name = " ".join(name.split())
    if row.state not in LIVE:
        raise NotLive(official=row.official)
    if official is None and not name:
        raise CoverUnsaid
    if official is not None:
        _refuse_who_cannot(row, official, at)
    found = Cover.objects.filter(nomination=row).first()
    cover, before = found or Cover(nomination=row), {"cover": str(found)} if found else None
    cover.official, cover.name, cover.said_by, cover.said_at = official, "" if official else name, by, at
    cover.save()
    audit.record("name_cover", row, by=by, at=at, before=before, after={"cover": str(cover)})
    return cover


@transaction.atomic
def withdraw_cover(nomination: Nomination, *, by: User, at: datetime) -> None:
    """Nobody keeps the office yet after all; saying so twice changes nothing."""
    [row] = locked([nomination])
    for cover in Cover.objects.filter(nomination=row).select_related("official"):
        audit.record("withdraw_cover", row, by=by, at=at, before={"cover": str(cover)})
        cover.delete()


def _refuse_who_cannot(row: Nomination, official: Official, at: datetime) -> None:
    if official.pk == row.official_id:
        raise CoversForOneself(official=official)
    serving = Appointment.objects.on(local_day(at)).filter(official=official, unit=row.target_post.unit_id)
    if not serving.exists():
        raise ServesElsewhere(official=official, unit=row.target_post.unit)
    about = away_in_the_days_of(row, [official.pk]).get(official.pk)
    if about:
        raise CoverIsAway(official=official, about=about)
