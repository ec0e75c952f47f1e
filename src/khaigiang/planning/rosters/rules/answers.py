"""What may be answered to a doubt, and what a typed answer says."""

from datetime import date
from typing import Final

from khaigiang.lists.values import dates
from khaigiang.lists.values.names import read_name
from khaigiang.lists.values.numbers import read_identity, read_phone
from khaigiang.planning.rosters.states import Choice
from khaigiang.vietnamese.names import tidy

# What else than a value answers a doubt; every row may be left out.
CHOICES_OF: Final[dict[str, tuple[Choice, ...]]] = {
    "person_unsure": (Choice.NEW,),
    "fact_differs": (Choice.LIST, Choice.OURS),
    "holds_other": (Choice.TRANSFER, Choice.BESIDE, Choice.NO_POST),
    "post_held": (Choice.REPLACE, Choice.NO_POST),
    "post_twice": (Choice.RIGHT, Choice.NO_POST),
    "post_unknown": (Choice.NO_POST,),
    "post_of_other_level": (Choice.NO_POST,),
    "unit_missing": (Choice.NO_POST,),
    "sex_missing": (),
    "hidden_row": (Choice.YES,),
    "twice": (Choice.RIGHT,),
    "name_missing": (),
    "unit_not_yours": (),
    "not_in_group": (),
    "post_unread": (),
    "post_not_asked": (),
    "person_not_yours": (Choice.ASK,),
    "serves_elsewhere": (Choice.ASK,),
    "office_refused": (Choice.ASK,),
    "post_named": (),
    "post_excused": (),
    "named_elsewhere": (),
    "too_old": (),
    "named_twice": (),
}
# What stands in the way of naming somebody, whatever value is given.
HINDRANCES: Final = frozenset(
    {
        "person_not_yours",
        "serves_elsewhere",
        "office_refused",
        "post_named",
        "post_excused",
        "named_elsewhere",
        "too_old",
        "named_twice",
    }
)
# Doubts that no value answers.
WITHOUT_VALUE: Final = HINDRANCES | {
    "fact_differs", "holds_other", "post_held", "post_twice", "hidden_row", "twice",
}  # fmt: skip
NEVER_EMPTY: Final = frozenset({"full_name", "gender"})
SEXES: Final = frozenset({"M", "F"})
DAYS: Final = frozenset({"dob", "party_date", "party_probationary"})
# Fields whose answer is chosen among rows of the register.
CHOSEN: Final = frozenset({"unit", "position", "person"})


def choices_for(field: str, code: str, *, has_value: bool) -> tuple[Choice, ...]:
    """What may be chosen instead of giving a value."""
    if code in CHOICES_OF:
        return (*CHOICES_OF[code], Choice.LEAVE_OUT)
    if field == "person":
        return (Choice.NEW, Choice.LEAVE_OUT)
    as_it_is = (Choice.RIGHT,) if has_value else ()
    empty = () if field in NEVER_EMPTY or not field else (Choice.EMPTY,)
    return (*as_it_is, *empty, Choice.LEAVE_OUT)


def takes_value(field: str, code: str) -> bool:
    """May a value be given?"""
    return bool(field) and code not in WITHOUT_VALUE


def typed(field: str, text: str, *, today: date) -> str | None:
    """A typed value in the form of docs/lists.md; None where it says nothing that can be read."""
    text = tidy(text)
    if field in DAYS:
        return dates.read_date(text, text, dates.Habit(latest=today.year)).value
    if field == "gender":
        return text if text in SEXES else None
    if field == "full_name":
        return read_name(text).value
    if field == "cccd":
        return read_identity(text).value
    if field == "phone":
        return read_phone(text).value
    return text or None
