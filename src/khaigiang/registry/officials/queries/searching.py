"""Finding officials by what somebody types: beginnings of names, numbers, the unit they serve in."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from khaigiang.ground.shared.searching import words_of
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.units.models import Unit
from khaigiang.registry.units.queries import Named, units_named
from khaigiang.vietnamese.names import fold

# As many last digits of an identification number as pages show.
LAST_DIGITS: Final = 4
MOST_WORDS: Final = 8
# So many are looked up once and then counted and listed by their keys; more are met early in the order of names.
FEW: Final = 1_000


def search_officials(
    among: QuerySet[Official],
    *,
    text: str = "",
    post: Post | None = None,
    district: Unit | None = None,
    by_numbers: bool = False,
    on: date,
) -> QuerySet[Official]:
    """Those among the given officials who fit, in the order of names.

    `text` holds beginnings of words of a name, tones or not, in any order, and may name the unit (or its district)
    where somebody holds a post on the day: "an phuc xa". With `by_numbers` digits are parts of telephone numbers or
    the last of an identification number. Post and district are those held on the day.
    """
    words = fold(text).split()[:MOST_WORDS]
    fitting = _all_of(words, by_numbers=by_numbers)
    named = units_named(words, on)
    if named.units:
        fitting |= _all_of(named.others, by_numbers=by_numbers) & Q(pk__in=_serving(named, on).values("official"))
    if post or district:
        held = Appointment.objects.on(on)
        held = held.filter(post=post) if post else held
        held = held.filter(unit__in=_with_parts([district.pk])) if district else held
        among = among.filter(pk__in=held.values("official"))
    return _looked_up(among, fitting).order_by("sort_key", "pk")


def _looked_up(among: QuerySet[Official], fitting: Q) -> QuerySet[Official]:
    """Those who fit. The condition is tried on indexes that hold all it asks for (Official.Meta)."""
    if not fitting:
        return among
    found = list(among.filter(fitting).order_by().values_list("pk", flat=True)[: FEW + 1])
    return among.filter(fitting) if len(found) > FEW else among.filter(pk__in=found)


def _all_of(words: Sequence[str], *, by_numbers: bool) -> Q:
    every = Q()
    for word in words:
        every &= _by_number(word) if by_numbers and _is_number(word) else words_of(word, "folded")
    return every


def _is_number(word: str) -> bool:
    return word.isdecimal() and len(word) >= LAST_DIGITS


def _by_number(digits: str) -> Q:
    return Q(phone__contains=digits) | Q(identity_number__endswith=digits)


def _serving(named: Named, on: date) -> QuerySet[Appointment]:
    held = Appointment.objects.on(on)
    for namesakes in named.units:
        held = held.filter(unit__in=_with_parts(namesakes))
    return held


def _with_parts(unit_ids: Sequence[int]) -> QuerySet[Unit]:
    return Unit.objects.filter(Q(pk__in=unit_ids) | Q(parent__in=unit_ids))
