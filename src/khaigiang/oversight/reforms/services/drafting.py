"""Entering a reform: from a sheet, or from what the registry already knows of the day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.oversight.reforms.errors import NothingKnown, ReformAlreadyEntered, SheetDoesNotFit
from khaigiang.oversight.reforms.models import Reform, ReformLine
from khaigiang.oversight.reforms.rules import SheetLine, read_sheet
from khaigiang.oversight.reforms.states import ENDS, ReformState
from khaigiang.registry.units.models import Succession, Unit
from khaigiang.registry.units.rules import KIND_IN_NAMES
from khaigiang.vietnamese.names import fold, tidy


@transaction.atomic
def enter_reform(*, resolution: str, effective_on: date, sheet: str = "", by: User, at: datetime) -> Reform:
    """Keep a reform as a draft: the lines of a sheet, or without one the successions known for the day.

    Raises SheetDoesNotFit with every line that is wrong, NothingKnown or ReformAlreadyEntered.
    """
    resolution = tidy(resolution)
    day = formats.date_format(effective_on, "DATE_FORMAT")
    same = Reform.objects.filter(resolution=resolution, effective_on=effective_on)
    if same.exclude(state=ReformState.UNDONE).exists():
        raise ReformAlreadyEntered(resolution=resolution, day=day)
    lines = _from_sheet(read_sheet(sheet), effective_on) if sheet.strip() else _from_registry(effective_on)
    if not lines:
        raise NothingKnown(day=day)
    reform = Reform.objects.create(resolution=resolution, effective_on=effective_on)
    for line in lines:
        line.reform = reform
    ReformLine.objects.bulk_create(lines)
    after = {"resolution": resolution, "effective_on": effective_on, "lines": len(lines)}
    audit.record("enter_reform", reform, by=by, at=at, after=after)
    return reform


def _from_registry(effective_on: date) -> list[ReformLine]:
    ending = Unit.objects.filter(valid_until=effective_on, successions__isnull=True).order_by("level", "sort_key", "pk")
    return [
        *(ReformLine(predecessor=unit, extent=ENDS, confidence="high") for unit in ending),
        *_known_successions(effective_on),
    ]


def _known_successions(effective_on: date) -> list[ReformLine]:
    return [
        ReformLine(
            predecessor_id=edge.predecessor_id,
            successor_id=edge.successor_id,
            extent=edge.extent,
            confidence=edge.confidence or "high",
            clause=edge.clause,
        )
        for edge in Succession.objects.filter(effective_on=effective_on).order_by("pk")
    ]


def _from_sheet(typed: list[SheetLine], effective_on: date) -> list[ReformLine]:
    before = _by_name(Unit.objects.on(effective_on - timedelta(days=1)))
    after = _by_name(Unit.objects.on(effective_on))
    lines, faults = [], []
    # A unit that goes by this sheet is no successor, though the registry knows no end of it yet.
    going = {unit.pk for line in typed for unit in _named(before, line.old_name, line.old_parent)}
    for line in typed:
        made = _line(line, before, after, going, effective_on)
        if isinstance(made, str):
            faults.append(f"{line.number}: {made}")
        else:
            lines.append(made)
    if faults:
        raise SheetDoesNotFit(faults=" ".join(faults))
    return lines


def _line(
    line: SheetLine,
    before: dict[str, list[Unit]],
    after: dict[str, list[Unit]],
    going: set[int],
    effective_on: date,
) -> ReformLine | str:
    """The line with its units, or what is wrong with it."""
    day = formats.date_format(effective_on, "DATE_FORMAT")
    olds = _named(before, line.old_name, line.old_parent)
    if len(olds) != 1:
        return _which(olds, line.old_name, formats.date_format(effective_on - timedelta(days=1), "DATE_FORMAT"))
    if olds[0].valid_until not in {None, effective_on}:
        return _("“%(unit)s” ends on another day than %(day)s.") % {"unit": line.old_name, "day": day}
    if not line.extent or not line.confidence:
        return _("the extent or the sureness is none of the words of the template.")
    made = ReformLine(predecessor=olds[0], extent=line.extent, confidence=line.confidence, clause=line.clause)
    if line.extent == ENDS:
        return made if not line.new_name else _("a unit that ends without a successor goes to none.")
    return _to_its_successor(made, line, after, going, effective_on)


def _to_its_successor(
    made: ReformLine, line: SheetLine, after: dict[str, list[Unit]], going: set[int], effective_on: date
) -> ReformLine | str:
    named = _named(after, line.new_name, line.new_parent)
    there = [unit for unit in named if unit.pk not in going]
    if len(there) == 1:
        made.successor = there[0]
        return made
    if there:
        return _which(there, line.new_name, formats.date_format(effective_on, "DATE_FORMAT"))
    if named and not line.new_code:
        return _("“%(unit)s” goes by this sheet itself, so nobody can go to it.") % {"unit": line.new_name}
    return _new_unit(made, line, after)


def _new_unit(made: ReformLine, line: SheetLine, after: dict[str, list[Unit]]) -> ReformLine | str:
    name = fold(line.new_name)
    kind = next((kind for kind, word in KIND_IN_NAMES.items() if name.startswith(fold(word) + " ")), "")
    parents = _named(after, line.new_parent, "")
    if not kind or not line.new_code or len(parents) != 1:
        return _("the new unit “%(unit)s” needs a kind before its name, a code, and the unit it lies in.") % {
            "unit": line.new_name
        }
    made.new_kind, made.new_code, made.new_parent = kind, line.new_code, parents[0]
    made.new_name = line.new_name[len(KIND_IN_NAMES[kind]) :].strip()
    return made


def _which(found: list[Unit], name: str, day: str) -> str:
    if found:
        return _("there are several units “%(unit)s” on %(day)s: name the unit it lies in.") % {
            "unit": name,
            "day": day,
        }
    return _("“%(unit)s” does not exist on %(day)s.") % {"unit": name, "day": day}


def _by_name(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for unit in Unit.objects.filter(pk__in=[unit.pk for unit in units]).select_related("parent"):
        found.setdefault(unit.name.casefold(), []).append(unit)
    return found


def _named(units: dict[str, list[Unit]], name: str, parent: str) -> list[Unit]:
    found = units.get(name.casefold(), [])
    return [unit for unit in found if not parent or (unit.parent and unit.parent.name.casefold() == parent.casefold())]
