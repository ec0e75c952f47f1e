"""Undoing a reform, as long as nothing was built on it."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.removal.hanging import first_built_on
from khaigiang.oversight.reforms.errors import NotConfirmed, SomethingDepends
from khaigiang.oversight.reforms.models import Reform, ReformLine, ReformMove
from khaigiang.oversight.reforms.states import ReformState
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.units.models import Succession, Unit


@transaction.atomic
def undo_reform(reform: Reform, *, by: User, at: datetime) -> Reform:
    """Give back every appointment and unit as they were; raises NotConfirmed or SomethingDepends."""
    reform = Reform.objects.select_for_update().get(pk=reform.pk)
    if reform.state != ReformState.CONFIRMED:
        raise NotConfirmed
    moves = list(reform.moves.select_related("appointment", "new_appointment__official"))
    lines = list(reform.lines.select_related("successor", "predecessor"))
    _require_unchanged(reform, moves)
    new_ids = [move.new_appointment_id for move in moves if move.new_appointment_id]
    reform.moves.all().delete()
    Appointment.objects.filter(pk__in=new_ids).delete()
    _give_back_units(reform, lines)
    for move in moves:
        move.appointment.valid_until = move.was_until
    Appointment.objects.bulk_update([move.appointment for move in moves], ["valid_until"])
    reform.state = ReformState.UNDONE
    reform.save(update_fields=["state"])
    after = {"state": reform.state, "people": len(moves)}
    audit.record("undo_reform", reform, by=by, at=at, before={"state": ReformState.CONFIRMED}, after=after)
    return reform


def _require_unchanged(reform: Reform, moves: list[ReformMove]) -> None:
    """A new appointment that somebody ended, moved on or cites; raises SomethingDepends."""
    for move in moves:
        new = move.new_appointment
        if new and new.valid_until != move.was_until:
            raise SomethingDepends(what=str(new))
        if move.appointment.valid_until != reform.effective_on:
            raise SomethingDepends(what=str(move.appointment))
        if new and (built := first_built_on([new], but={ReformMove})):
            raise SomethingDepends(what=str(built))


def _give_back_units(reform: Reform, lines: list[ReformLine]) -> None:
    made = [line.successor for line in lines if line.made_unit and line.successor]
    for line in lines:
        if line.made_succession:
            Succession.objects.filter(
                predecessor=line.predecessor_id, successor=line.successor_id, effective_on=reform.effective_on
            ).delete()
    for unit in made:
        if built := first_built_on([unit], but={ReformLine}):
            raise SomethingDepends(what=str(built))
    made_ids = [unit.pk for unit in made]
    for line in lines:
        if line.successor_id in made_ids:
            line.successor = None
    ReformLine.objects.bulk_update(lines, ["successor"])
    Unit.objects.filter(pk__in=made_ids).delete()
    ended = [line.predecessor_id for line in lines if line.ended_predecessor]
    Unit.objects.filter(pk__in=ended).update(valid_until=None)
