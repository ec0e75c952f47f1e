"""What columns of lists tell of a person, and which values come of it."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from khaigiang.lists.layout.cells import Told

# Which values are read from the column of a fact.
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "full_name": ("full_name",), "family": ("full_name",), "given": ("full_name",), "gender": ("gender",),
    "male": ("gender", "dob"), "female": ("gender", "dob"), "dob": ("dob",), "dob_male": ("gender", "dob"),
    "dob_female": ("gender", "dob"), "dob_day": ("dob",), "dob_month": ("dob",), "dob_year": ("dob",), "cccd": ("cccd",),
    "phone": ("phone",), "both": ("position", "unit"), "position": ("position",), "unit": ("unit",), "body": ("district",),
    "district": ("district",), "party": ("party_date",), "party_official": ("party_date",), "party_both": ("party_date",),
    "party_probation": ("party_probationary",), "ethnicity": ("ethnicity",), "qualification": ("qualification",),
    "theory": ("theory_level",), "note": ("note",),
}  # fmt: skip
MORE: Final = {"ethnicity": "ethnicity", "qualification": "qualification", "theory": "theory_level", "note": "note"}
# The facts of most lists: each tells one value, and none depends on what other columns there are.
SIMPLE: Final[Mapping[str, str]] = {
    fact: FIELDS[fact][0]
    for fact in ("full_name", "gender", "dob", "cccd", "phone", "position", "unit", "district", "party", *MORE)
}
PLAIN: Final = frozenset({*SIMPLE, "ordinal"})
LEAST: Final = frozenset({"full_name", "gender", "unit", "district"})
# Told together, and by the register.
OF_PLACES: Final = frozenset({"unit", "district"})


class Shape(NamedTuple):
    """Which simple facts a row tells, and where each of them goes."""

    fields: tuple[str, ...]
    of_values: Callable[[Mapping[str, Told]], tuple[Told, ...]]
    raw_fields: tuple[str, ...]
    of_raw: Callable[[Mapping[str, Told]], tuple[Told, ...]]
    more: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1_000)
def shape_of(facts: tuple[str, ...]) -> Shape | None:
    """The shape of a row that tells these facts; nothing where they are not simple, or too few."""
    if not LEAST <= set(facts) <= PLAIN:
        return None
    simple = [fact for fact in facts if fact in SIMPLE]
    alone = [fact for fact in simple if fact not in OF_PLACES and fact not in MORE]
    more = tuple((fact, MORE[fact]) for fact in simple if fact in MORE)
    return Shape(
        tuple(SIMPLE[fact] for fact in alone),
        itemgetter(*alone),
        tuple(SIMPLE[fact] for fact in simple),
        itemgetter(*simple),
        more,
    )
