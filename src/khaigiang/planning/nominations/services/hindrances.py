"""A committee says why somebody cannot be named for now, and that they can after all."""

from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.nominations.errors import AlreadyHindered, HindranceUnsaid, NamedAlready, ServesElsewhere
from khaigiang.planning.nominations.models import Hindrance
from khaigiang.planning.nominations.states import LIVE, HindranceReason
from khaigiang.planning.plans.models import TargetPost
from khaigiang.registry.officials.models import Appointment, Official


@transaction.atomic
def state_hindrance(
    target_post: TargetPost,
    *,
    official: Official,
    why: HindranceReason,
    until: date | None = None,
    note: str = "",
    by: User,
    at: datetime,
) -> Hindrance:
    """Say why somebody who serves in the unit cannot come for now; the post then says so to the office.

    Raises HindranceUnsaid, ServesElsewhere, NamedAlready or AlreadyHindered.
    """
    note = note.strip()
    if why == HindranceReason.OTHER and not note:
        raise HindranceUnsaid
    if not Appointment.objects.on(local_day(at)).filter(official=official, unit=target_post.unit_id).exists():
        raise ServesElsewhere(official=official, unit=target_post.unit)
    if target_post.nominations.filter(official=official, state__in=LIVE).exists():
        raise NamedAlready(official=official, unit=target_post.unit)
    standing = Hindrance.objects.select_for_update().filter(target_post=target_post, official=official)
    for one in standing.filter(taken_back_at__isnull=True):
        if one.until is None or one.until >= local_day(at):
            raise AlreadyHindered(official=official)
        one.taken_back_at, one.taken_back_by = at, by
        one.save(update_fields=["taken_back_at", "taken_back_by"])
    hindrance = Hindrance.objects.create(
        target_post=target_post, official=official, why=why, until=until, note=note, said_at=at, said_by=by
    )
    audit.record("state_hindrance", hindrance, by=by, at=at, after=_told(hindrance))
    return hindrance


@transaction.atomic
def withdraw_hindrance(hindrance: Hindrance, *, by: User, at: datetime) -> Hindrance:
    """The person can come after all; saying so twice changes nothing."""
    hindrance = Hindrance.objects.select_for_update().select_related("official").get(pk=hindrance.pk)
    if hindrance.taken_back_at is None:
        hindrance.taken_back_at, hindrance.taken_back_by = at, by
        hindrance.save(update_fields=["taken_back_at", "taken_back_by"])
        audit.record("withdraw_hindrance", hindrance, by=by, at=at, before=_told(hindrance))
    return hindrance


def _told(hindrance: Hindrance) -> dict[str, object]:
    return {
        "official": hindrance.official.full_name,
        "target_post": hindrance.target_post_id,
        "why": str(hindrance.why),
        "until": hindrance.until,
        "note": hindrance.note,
    }
