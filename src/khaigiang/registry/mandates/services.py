"""Giving and ending mandates. Both sign the user out everywhere: no session outlives a change of role."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import formats

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.services.users import sign_out_everywhere
from khaigiang.ground.audit import services as audit
from khaigiang.registry.mandates.errors import (
    AlreadyMandated,
    MandateEndsBeforeItBegins,
    MandateHasEnded,
    NeedsAnOffice,
    NeedsAnOfficial,
    OfficialHasAUser,
    WrongKindOfOffice,
)
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.rules import fits
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.officials.models import Official
from khaigiang.registry.units.models import Office


@transaction.atomic
def give_mandate(
    user: User,
    *,
    role: str,
    office: Office | None = None,
    official: Official | None = None,
    valid_from: date,
    valid_until: date | None = None,
    by: User,
    at: datetime,
) -> Mandate:
    """Let a user act in a role for an office or, for a trainee, as one official, from a day on.

    Raises NeedsAnOffice, NeedsAnOfficial, WrongKindOfOffice, MandateEndsBeforeItBegins, AlreadyMandated or
    OfficialHasAUser.
    """
    # The user's row is the lock: of two equal mandates given at once the second finds the first.
    User.objects.select_for_update().get(pk=user.pk)
    mandate = Mandate(
        user=user,
        role=role,
        office=office,
        official=official,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    _require_fitting(mandate)
    if valid_until and valid_until <= valid_from:
        raise MandateEndsBeforeItBegins(day=_in_words(valid_from))
    _require_new(mandate)
    mandate.save()
    _sign_out(user, by=by)
    audit.record("give_mandate", mandate, by=by, at=at, after=_facts(mandate))
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, *, on: date, by: User, at: datetime) -> Mandate:
    """The user acts no longer from this day on; raises MandateEndsBeforeItBegins or MandateHasEnded."""
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    before = _facts(mandate)
    if on <= mandate.valid_from:
        raise MandateEndsBeforeItBegins(day=_in_words(mandate.valid_from))
    if mandate.valid_until and mandate.valid_until <= on:
        raise MandateHasEnded(day=_in_words(mandate.valid_until))
    mandate.valid_until = on
    mandate.save(update_fields=["valid_until"])
    _sign_out(mandate.user, by=by)
    audit.record("end_mandate", mandate, by=by, at=at, before=before, after=_facts(mandate))
    return mandate


def _require_fitting(mandate: Mandate) -> None:
    if mandate.role == Role.TRAINEE:
        if mandate.official is None:
            raise NeedsAnOfficial
        return
    if mandate.office is None:
        raise NeedsAnOffice(role=mandate.get_role_display())
    if not fits(mandate.role, mandate.office.kind):
        raise WrongKindOfOffice(office=mandate.office.name, role=mandate.get_role_display())


def _require_new(mandate: Mandate) -> None:
    lasting = Mandate.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=mandate.valid_from))
    if mandate.valid_until:
        lasting = lasting.filter(valid_from__lt=mandate.valid_until)
    alike = lasting.filter(user=mandate.user, role=mandate.role)
    # A trainee is one official, whichever; everybody else may act for several offices.
    same = (alike if mandate.role == Role.TRAINEE else alike.filter(office=mandate.office)).first()
    if same:
        day = _in_words(same.valid_from)
        raise AlreadyMandated(user=mandate.user, role=mandate.get_role_display(), day=day)
    if mandate.role == Role.TRAINEE:
        other = lasting.filter(role=Role.TRAINEE, official=mandate.official).select_related("user").first()
        if other:
            raise OfficialHasAUser(official=mandate.official, user=other.user.username)


def _sign_out(user: User, *, by: User) -> None:
    if user.pk != by.pk:
        sign_out_everywhere(user)


def _facts(mandate: Mandate) -> dict[str, object]:
    return {
        "user": mandate.user.username,
        "role": mandate.role,
        "office": mandate.office,
        "official": mandate.official,
        "valid_from": mandate.valid_from,
        "valid_until": mandate.valid_until,
    }


def _in_words(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")
