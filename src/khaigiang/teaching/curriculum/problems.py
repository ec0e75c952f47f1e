"""What is wrong with a line of a programme, told beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.teaching.curriculum.rules import HALF_DAYS_A_DAY, by_half_day
from khaigiang.teaching.curriculum.states import ItemKind

# After the topics and visits of its block.
CLOSES_A_BLOCK = (ItemKind.DISCUSSION, ItemKind.TEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item as its problems are looked for; `lecturers` are those who teach at present."""

    id: int
    kind: str
    title: str
    block: int | None
    minutes: int | None
    shares_half_day: bool
    lecturers: frozenset[int]
    after: frozenset[int]


def problems_of(lines: Sequence[Line], *, days: int, block_order: bool, longest: int) -> dict[int, list[str]]:
    """By the id of an item, what is wrong with it; `longest` are the minutes of the longest half-day of the school."""
    found: dict[int, list[str]] = {line.id: [] for line in lines}
    for line, sentence, values in _problems(lines, days=days, block_order=block_order, longest=longest):
        found[line.id].append(str(sentence) % values)
    return found


Problem = tuple[Line, Promise, Mapping[str, object]]


def _problems(lines: Sequence[Line], *, days: int, block_order: bool, longest: int) -> Iterator[Problem]:
    half_days = by_half_day(lines)
    most = days * HALF_DAYS_A_DAY
    for place, together in enumerate(half_days, start=1):
        if place > most:
            values = {"place": place, "days": days, "most": most}
            yield together[0], _("Half-day %(place)s: %(days)s days hold %(most)s."), values
        yield from _of_half_day(together, longest)
    for place, line in enumerate(lines):
        if line.kind == ItemKind.TOPIC and not line.lecturers:
            yield line, _("Nobody active can teach it."), {}
        yield from _out_of_order(line, lines[place + 1 :], block_order=block_order)


def _of_half_day(together: Sequence[Line], longest: int) -> Iterator[Problem]:
    needed = sum(line.minutes or 1 for line in together)
    if needed > longest:
        values = {"needed": needed, "longest": longest}
        yield together[-1], _("The half-day would take %(needed)s minutes; the longest has %(longest)s."), values
    asked = [line.lecturers for line in together if line.lecturers]
    if len(asked) > 1 and not frozenset.intersection(*asked):
        yield together[-1], _("Nobody may teach all that shares this half-day."), {}


def _out_of_order(line: Line, later: Sequence[Line], *, block_order: bool) -> Iterator[Problem]:
    wrong = next((one for one in later if one.id in line.after), None)
    if wrong is not None:
        yield line, _("It must come after “%(title)s”, which stands further down."), {"title": wrong.title}
    if block_order and line.kind in CLOSES_A_BLOCK:
        topic = next((one for one in later if one.block == line.block and one.kind not in CLOSES_A_BLOCK), None)
        if topic is not None:
            sentence = _("“%(title)s” stands below it; a timetable puts it first all the same.")
            yield line, sentence, {"title": topic.title}
