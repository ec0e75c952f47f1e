"""Confirming a reform: units, successions and people in one transaction."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import formats

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.oversight.reforms.errors import NoLongerADraft, StillLiesInIt, UnitsHaveChanged
from khaigiang.oversight.reforms.models import Reform, ReformLine, ReformMove
from khaigiang.oversight.reforms.placing import Place, destination, places
from khaigiang.oversight.reforms.states import ENDS, MoveState, ReformState
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.units.models import Succession, Unit
from khaigiang.registry.units.rules import KIND_IN_NAMES, LEVEL_OF_KIND, unit_sort_key
from khaigiang.vietnamese.names import fold


@transaction.atomic
def confirm_reform(reform: Reform, *, by: User, at: datetime) -> Reform:
    """Carry out a draft: whoever can go to one place only is appointed there, everybody else waits on the work list.

    Raises NoLongerADraft, UnitsHaveChanged or StillLiesInIt.
    """
    reform = Reform.objects.select_for_update().get(pk=reform.pk)
    if reform.state != ReformState.DRAFT:
        raise NoLongerADraft
    touched = places(reform)
    lines = list(reform.lines.select_related("predecessor", "successor", "new_parent").order_by("pk"))
    _end_predecessors(reform, lines)
    _require_nothing_left_in(reform, [line for line in lines if line.extent == ENDS])
    going = [line for line in lines if line.extent != ENDS]
    _make_successors(reform, going)
    _write_successions(reform, going)
    ReformLine.objects.bulk_update(lines, ["successor", "made_unit", "made_succession", "ended_predecessor"])
    _move_people(reform, touched, {line.pk: line for line in lines})
    reform.state = ReformState.CONFIRMED
    reform.save(update_fields=["state"])
    states = Counter(place.line is not None for place in touched)
    after = {"lines": len(lines), "moved": states[True], "waiting": states[False]}
    audit.record("confirm_reform", reform, by=by, at=at, before={"state": ReformState.DRAFT}, after=after)
    return reform


def _end_predecessors(reform: Reform, lines: list[ReformLine]) -> None:
    day = reform.effective_on
    ended: dict[int, Unit] = {}
    for line in lines:
        unit = line.predecessor
        if unit.valid_until is None and unit.pk not in ended:
            line.ended_predecessor = True
            ended[unit.pk] = unit
        elif unit.valid_until not in {None, day}:
            raise UnitsHaveChanged(unit=unit.name, day=formats.date_format(day, "DATE_FORMAT"))
    if any(unit.valid_from >= day for unit in ended.values()):
        late = next(unit for unit in ended.values() if unit.valid_from >= day)
        raise UnitsHaveChanged(unit=late.name, day=formats.date_format(day, "DATE_FORMAT"))
    Unit.objects.filter(pk__in=ended).update(valid_until=day)


def _require_nothing_left_in(reform: Reform, ending: list[ReformLine]) -> None:
    day = reform.effective_on
    parents = [line.predecessor_id for line in ending]
    left = Unit.objects.filter(parent__in=parents).filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day))
    unit = left.select_related("parent").first()
    if unit:
        raise StillLiesInIt(unit=unit.name, parent=str(unit.parent), day=formats.date_format(day, "DATE_FORMAT"))


def _make_successors(reform: Reform, lines: list[ReformLine]) -> None:
    made: dict[object, Unit] = {}
    for line in lines:
        if line.successor_id is None:
            key = destination(line)
            line.made_unit = key not in made
            made[key] = made.get(key) or _new_unit(reform, line)
            line.successor = made[key]


def _new_unit(reform: Reform, line: ReformLine) -> Unit:
    name = f"{KIND_IN_NAMES[line.new_kind]} {line.new_name}"
    return Unit.objects.create(
        uid=f"R{reform.pk}-{line.pk}",
        code=line.new_code,
        name=name,
        short_name=line.new_name,
        kind=line.new_kind,
        level=LEVEL_OF_KIND[line.new_kind],
        parent=line.new_parent,
        valid_from=reform.effective_on,
        sort_key=unit_sort_key(name, line.new_name),
        folded=fold(name),
    )


def _write_successions(reform: Reform, lines: list[ReformLine]) -> None:
    known = set(Succession.objects.filter(effective_on=reform.effective_on).values_list("predecessor", "successor"))
    new = [line for line in lines if (line.predecessor_id, line.successor_id) not in known]
    alone = Counter(line.predecessor_id for line in lines)
    for line in new:
        line.made_succession = True
        if line.successor is None or not line.successor.valid_from <= reform.effective_on:
            raise UnitsHaveChanged(unit=str(line), day=formats.date_format(reform.effective_on, "DATE_FORMAT"))
    Succession.objects.bulk_create(
        Succession(
            predecessor_id=line.predecessor_id,
            successor=line.successor,
            effective_on=reform.effective_on,
            extent=line.extent,
            resolution=reform.resolution,
            clause=line.clause,
            is_default=alone[line.predecessor_id] == 1,
            confidence=line.confidence,
        )
        for line in new
    )


def _move_people(reform: Reform, touched: list[Place], lines: dict[int, ReformLine]) -> None:
    day = reform.effective_on
    was_until = {place.appointment.pk: place.appointment.valid_until for place in touched}
    Appointment.objects.filter(pk__in=was_until).update(valid_until=day)
    moved = [place for place in touched if place.line]
    new = Appointment.objects.bulk_create(_anew(place, lines, reform) for place in moved)
    there = {place.appointment.pk: appointment for place, appointment in zip(moved, new, strict=True)}
    ReformMove.objects.bulk_create(
        ReformMove(
            reform=reform,
            appointment=place.appointment,
            was_until=was_until[place.appointment.pk],
            new_appointment=there.get(place.appointment.pk),
            state=MoveState.MOVED if place.line else MoveState.WAITING,
            why=place.why,
        )
        for place in touched
    )


def _anew(place: Place, lines: dict[int, ReformLine], reform: Reform) -> Appointment:
    assert place.line is not None
    old = place.appointment
    return Appointment(
        official_id=old.official_id,
        post_id=old.post_id,
        unit=lines[place.line.pk].successor,
        way=old.way,
        is_sole=old.is_sole,
        valid_from=reform.effective_on,
        valid_until=old.valid_until,
    )
