"""Who can go to one place only, and who waits for a person: read before confirming and while confirming alike."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from khaigiang.ground.shared.periods import valid_on
from khaigiang.oversight.reforms.models import Reform, ReformLine
from khaigiang.oversight.reforms.states import ENDS, Why
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.units.queries.succession import MOVES_PEOPLE, SURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One appointment in a unit that ends, with the line it follows, or why it follows none yet."""

    appointment: Appointment
    line: ReformLine | None
    why: str


def places(reform: Reform) -> list[Place]:
    """Every appointment that the reform touches, by unit and name, each with its one place or the reason to wait."""
    lines = list(reform.lines.select_related("predecessor", "successor", "new_parent").order_by("pk"))
    ways: dict[int, list[ReformLine]] = {line.predecessor_id: [] for line in lines}
    ended = {line.predecessor_id for line in lines if line.extent == ENDS}
    for line in lines:
        if line.extent in MOVES_PEOPLE:
            ways[line.predecessor_id].append(line)
    touched = [
        _first(appointment, ways[appointment.unit_id], is_ended=appointment.unit_id in ended)
        for appointment in appointments_in(reform, ways)
    ]
    # Of a post that one official holds at a time, nobody here says who keeps it; a shared one everybody brings along.
    claims = Counter(_claim(place) for place in touched if _is_a_claim(place))
    held = _held(reform, touched)
    return [
        _claimed(place) if _is_a_claim(place) and (claims[_claim(place)] > 1 or _claim(place) in held) else place
        for place in touched
    ]


def appointments_in(reform: Reform, unit_ids: Iterable[int]) -> list[Appointment]:
    """Appointments in these units that would last beyond the day of the reform."""
    day = reform.effective_on
    lasting = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    found = Appointment.objects.filter(lasting, unit__in=list(unit_ids), valid_from__lt=day)
    return list(found.select_related("official", "post", "unit").order_by("unit__sort_key", "official__sort_key", "pk"))


def _first(appointment: Appointment, ways: list[ReformLine], *, is_ended: bool) -> Place:
    if is_ended:
        return Place(appointment=appointment, line=None, why=Why.ENDED)
    if len(ways) != 1:
        return Place(appointment=appointment, line=None, why=Why.DIVIDED)
    if ways[0].confidence != SURE:
        return Place(appointment=appointment, line=None, why=Why.UNSURE)
    return Place(appointment=appointment, line=ways[0], why=Why.NONE)


def _is_a_claim(place: Place) -> bool:
    return place.line is not None and place.appointment.is_sole


def _claim(place: Place) -> tuple[int, object]:
    assert place.line is not None
    return place.appointment.post_id, destination(place.line)


def destination(line: ReformLine) -> object:
    """What tells one successor from another, whether it exists already or not."""
    return line.successor_id or (line.new_kind, line.new_name, line.new_parent_id)


def _claimed(place: Place) -> Place:
    return Place(appointment=place.appointment, line=None, why=Why.CLAIMED)


def _held(reform: Reform, touched: list[Place]) -> set[tuple[int, object]]:
    """Posts of existing successors that somebody holds on the day or later."""
    units = {place.line.successor_id for place in touched if place.line and place.line.successor_id}
    found = Appointment.objects.filter(
        valid_on(reform.effective_on) | Q(valid_from__gt=reform.effective_on), unit__in=units, is_sole=True
    )
    return set(found.values_list("post_id", "unit_id"))
