"""The people of two versions of a list laid beside each other: pure."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from khaigiang.ground.shared.known_days import WHOLE
from khaigiang.vietnamese.syllables import sound


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a version: its key, its values, and whom of the register it is about."""

    key: int
    values: Mapping[str, str]
    official: int | None = None


def _by_official(row: Listed) -> Hashable:
    return row.official


def _by_number(row: Listed) -> Hashable:
    return row.values.get("cccd")


def _by_name_and_birth(row: Listed) -> Hashable:
    name, born = row.values.get("full_name", ""), row.values.get("dob", "")
    return (sound(name), born) if name and len(born) == WHOLE else None


def _by_name_and_unit(row: Listed) -> Hashable:
    name, unit = row.values.get("full_name", ""), row.values.get("unit", "")
    return (sound(name), unit) if name and unit else None


def _by_name(row: Listed) -> Hashable:
    return sound(row.values.get("full_name", "")) or None


# The surest sign first; each is asked only of those whom no surer one has brought together.
SIGNS: Final[tuple[Callable[[Listed], Hashable], ...]] = (
    _by_official,
    _by_number,
    _by_name_and_birth,
    _by_name_and_unit,
    _by_name,
)


def pairs_of(older: Iterable[Listed], newer: Iterable[Listed]) -> dict[int, int]:
    """By the key of a newer row the key of the older one about the same person; namesakes are left alone."""
    left, right = {row.key: row for row in older}, {row.key: row for row in newer}
    found: dict[int, int] = {}
    for sign in SIGNS:
        before, now = _alone(left.values(), sign), _alone(right.values(), sign)
        for shared in before.keys() & now.keys():
            found[now[shared]] = before[shared]
            del left[before[shared]], right[now[shared]]
    return found


def _alone(rows: Iterable[Listed], sign: Callable[[Listed], Hashable]) -> dict[Hashable, int]:
    """Rows by a sign that no other row has."""
    keys: dict[Hashable, int | None] = {}
    for row in rows:
        value = sign(row)
        if value is not None:
            keys[value] = row.key if value not in keys else None
    return {value: key for value, key in keys.items() if key is not None}
