"""Registering many officials at once, each with the post they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.fields.services import put_values
from khaigiang.ground.fields.wording import Typed
from khaigiang.ground.shared.dates import local_day
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.officials.services.appointments import lock_places, new_appointment, require_possible
from khaigiang.registry.officials.services.people import require_a_possible_life, set_name
from khaigiang.registry.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOfficial:
    """A person who is not registered yet, and the post they hold since a day."""

    full_name: str
    gender: str
    post: Post
    unit: Unit
    valid_from: date
    way: str = Appointment.Way.ELECTED
    born_on: str = ""
    ethnicity: str = ""
    qualification: str = ""
    theory_level: str = ""
    joined_party_on: date | None = None
    full_member_on: date | None = None
    identity_number: str = ""
    phone: str = ""
    email: str = ""
    own: Mapping[int, Typed] = field(default_factory=dict)


@transaction.atomic
def register_officials(rows: Sequence[NewOfficial], *, by: User, at: datetime) -> list[Official]:
    """Register every person with their appointment, or nobody: one act, one audit entry.

    Raises what save_official and appoint raise, for the first row that cannot be.
    """
    if not rows:
        return []
    lock_places({row.unit.pk for row in rows}, {row.post.pk for row in rows})
    officials = [_official(row) for row in rows]
    for official in officials:
        require_a_possible_life(official, local_day(at))
    Official.objects.bulk_create(officials)
    appointments = [
        new_appointment(official, post=row.post, unit=row.unit, way=row.way, valid_from=row.valid_from)
        for row, official in zip(rows, officials, strict=True)
    ]
    require_possible(appointments)
    Appointment.objects.bulk_create(appointments)
    put_values([(official, row.own) for row, official in zip(rows, officials, strict=True)])
    after = {"count": len(rows), "people": [str(appointment) for appointment in appointments]}
    audit.record("register_officials", rows[0].post, by=by, at=at, after=after)
    return officials


def _official(row: NewOfficial) -> Official:
    official = Official(
        gender=row.gender,
        born_on=row.born_on,
        ethnicity=row.ethnicity,
        qualification=row.qualification,
        theory_level=row.theory_level,
        joined_party_on=row.joined_party_on,
        full_member_on=row.full_member_on,
        identity_number=row.identity_number,
        phone=row.phone,
        email=row.email,
    )
    set_name(official, row.full_name)
    return official
