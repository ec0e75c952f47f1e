"""What people call the classes, items, lecturers and halls of a situation, and its half-days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.timetable.queries.situation import TAUGHT_HALVES, Situation, Slot
from khaigiang.teaching.timetable.rules import stretches
from khaigiang.teaching.venues.models import Hall

WHOLE_DAY = tuple(half.value for half in TAUGHT_HALVES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names by id; `labels` are the short names of items: "Topic 7", or the title of what is no topic."""

    classes: Mapping[int, str]
    items: Mapping[int, str]
    labels: Mapping[int, str]
    lecturers: Mapping[int, str]
    halls: Mapping[int, str]


def names_of(situation: Situation) -> Names:
    """The names of everything in a situation; two statements."""
    items = ProgrammeItem.objects.in_bulk([item.id for item in situation.items])
    halls = Hall.objects.in_bulk([hall.id for hall in situation.halls])
    labels = {pk: item.name for pk, item in items.items()}
    return Names(
        classes={one.id: one.name for one in situation.classes},
        items={pk: item.full_name for pk, item in items.items()},
        labels=labels,
        lecturers={one.id: one.name for one in situation.lecturers},
        halls={pk: hall.name for pk, hall in halls.items()},
    )


def in_words(half_days: Iterable[Slot]) -> str:
    """Half-days as people say them: "morning 13/3/2023, all day 14/3 – 17/3/2023"."""
    return ", ".join(_stretch(*stretch) for stretch in stretches(half_days))


def _stretch(halves: tuple[str, ...], first: date, last: date) -> str:
    days = day_in_words(last) if first == last else f"{first.day}/{first.month} – {day_in_words(last)}"
    if halves == WHOLE_DAY:
        return _("all day %(days)s") % {"days": days}
    return f"{', '.join(str(HalfDay(half).label) for half in halves)} {days}"
