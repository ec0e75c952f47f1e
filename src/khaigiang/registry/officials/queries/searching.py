"""Finding officials by what somebody types: beginnings of names, numbers, the unit they serve in."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

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
IN_THE_INDEX: Final = "SELECT rowid FROM officials_words WHERE officials_words MATCH %s"


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
    named = units_named(words, on)
    ways = [_Way(words)]
    if named.units:
        ways.append(_Way(named.others, Q(pk__in=_serving(named, on).values("official"))))
    if post or district:
        held = Appointment.objects.on(on)
        held = held.filter(post=post) if post else held
        held = held.filter(unit__in=_with_parts([district.pk])) if district else held
        among = among.filter(pk__in=held.values("official"))
    found = _looked_up(among, ways, by_numbers=by_numbers) if words else among
    return found.order_by("sort_key", "pk")


class _Way(NamedTuple):
    """One way to fit: by all of these words, and by what else is asked."""

    words: Sequence[str]
    besides: Q = Q()


def _looked_up(among: QuerySet[Official], ways: Sequence[_Way], *, by_numbers: bool) -> QuerySet[Official]:
    """Those who fit in one of the ways: by their keys when they are few, else met in the order of names.

    Each way costs one statement however many it finds.
    """
    keys = {key for way in ways for key in _keys(among, way, by_numbers=by_numbers)}
    if len(keys) <= FEW:
        return among.filter(pk__in=keys)
    every = (_all_of(way.words, by_numbers=by_numbers, named=read) & way.besides for way in ways)
    return among.filter(reduce(or_, every))


def _keys(among: QuerySet[Official], way: _Way, *, by_numbers: bool) -> list[int]:
    """Keys of those who may fit, one more than a few at most."""
    names_alone = not way.besides and not any(by_numbers and _is_number(word) for word in way.words)
    if names_alone and connection.vendor == "sqlite":
        # The index answers without a look at the people, so it may name somebody who is not among them.
        with connection.cursor() as cursor:
            cursor.execute(f"{IN_THE_INDEX} LIMIT %s", [_beginnings(way.words), FEW + 1])
            return [key for (key,) in cursor.fetchall()]
    fitting = among.filter(_all_of(way.words, by_numbers=by_numbers, named=indexed) & way.besides)
    return list(fitting.order_by().values_list("pk", flat=True)[: FEW + 1])


def _all_of(words: Sequence[str], *, by_numbers: bool, named: Callable[[Sequence[str]], Q]) -> Q:
    numbers = [word for word in words if by_numbers and _is_number(word)]
    others = [word for word in words if word not in numbers]
    every = named(others) if others else Q()
    for digits in numbers:
        every &= _by_number(digits)
    return every


def read(words: Sequence[str]) -> Q:
    """By reading every name, in an index that holds all that is asked for (Official.Meta)."""
    return words_of(" ".join(words), "folded")


def indexed(words: Sequence[str]) -> Q:
    """By the index of words that SQLite keeps (migration 0008); finds exactly whom `read` finds."""
    if connection.vendor != "sqlite":
        return read(words)
    return Q(pk__in=RawSQL(IN_THE_INDEX, [_beginnings(words)]))  # noqa: S611 - the words are a parameter


def _beginnings(words: Sequence[str]) -> str:
    return " AND ".join('"{}"*'.format(word.replace('"', '""')) for word in words)


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
