"""Deciding for one person whose unit was divided, or whose post several claim."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.oversight.reforms.errors import AlreadyDecided
from khaigiang.oversight.reforms.models import ReformMove
from khaigiang.oversight.reforms.states import MoveState
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.officials.services.appointments import facts_of, require_possible
from khaigiang.registry.units.models import Unit


@transaction.atomic
def decide_move(move: ReformMove, *, unit: Unit | None, by: User, at: datetime) -> ReformMove:
    """Appoint a waiting official to the same post in this unit from the day of the reform; without one they hold it no longer.

    Raises AlreadyDecided, and what an appointment raises: WrongLevel, UnitNotThere or PostIsHeld.
    """
    if unit:
        # The unit's row is the lock: two people placed at once cannot both find the post free.
        Unit.objects.select_for_update().get(pk=unit.pk)
    move = ReformMove.objects.select_for_update(of=("self",)).select_related("reform", "appointment").get(pk=move.pk)
    old = move.appointment
    if move.state != MoveState.WAITING:
        raise AlreadyDecided(official=old.official.full_name)
    move.state = MoveState.LEFT
    if unit:
        move.state, move.new_appointment = MoveState.PLACED, _appoint(move, unit)
    move.save(update_fields=["state", "new_appointment"])
    after = facts_of(move.new_appointment) if move.new_appointment else {"state": move.state}
    audit.record("decide_move", move, by=by, at=at, before=facts_of(old), after=after)
    return move


def _appoint(move: ReformMove, unit: Unit) -> Appointment:
    old = move.appointment
    new = Appointment(
        official=old.official,
        post=old.post,
        unit=unit,
        way=old.way,
        is_sole=old.is_sole,
        valid_from=move.reform.effective_on,
        valid_until=move.was_until,
    )
    require_possible([new])
    new.save()
    return new
