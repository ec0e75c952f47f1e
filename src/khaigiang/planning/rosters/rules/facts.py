"""What a list knows of a person, against what is registered."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from khaigiang.ground.shared.known_days import WHOLE
from khaigiang.registry.officials.rules import telephone_digits
from khaigiang.vietnamese.syllables import sound

# The words of a list's values, and the official's field that keeps each.
FIELD_OF: Final[Mapping[str, str]] = {
    "full_name": "full_name",
    "gender": "gender",
    "dob": "born_on",
    "cccd": "identity_number",
    "phone": "phone",
    "party_probationary": "joined_party_on",
    "party_date": "full_member_on",
    "ethnicity": "ethnicity",
    "qualification": "qualification",
    "theory_level": "theory_level",
}
FACT_OF: Final = {field: fact for fact, field in FIELD_OF.items()}
DAYS: Final = frozenset({"joined_party_on", "full_member_on"})
# What tells one person from another is never put right unasked.
TELLING: Final = frozenset({"full_name", "gender", "born_on", "identity_number"})
Known = Mapping[str, str]


def listed_facts(values: Mapping[str, str]) -> dict[str, str]:
    """The facts that the register can keep, by the official's field; days of the Party only where the day is known."""
    facts = {FIELD_OF[fact]: value for fact, value in values.items() if fact in FIELD_OF and value}
    return {field: value for field, value in facts.items() if field not in DAYS or len(value) == WHOLE}


def differences(values: Mapping[str, str], registered: Known) -> dict[str, list[str]]:
    """[registered, listed] by field, where the list knows more or something else."""
    return {
        field: [registered.get(field, ""), listed]
        for field, listed in listed_facts(values).items()
        if not _is_same(field, registered.get(field, ""), listed) and not _is_joining(field, listed, registered)
    }


def doubtful(changes: Mapping[str, list[str]]) -> list[str]:
    """The fields whose change would make another person of somebody, and so waits for an answer.

    Who is known by the year of birth stays the same when the list knows the day.
    """
    return [
        field
        for field, (registered, listed) in changes.items()
        if registered and field in TELLING and not (field == "born_on" and listed.startswith(registered))
    ]


def as_stored(field: str, value: str) -> date | str | None:
    """A listed value as the official's field takes it."""
    if field in DAYS:
        return date.fromisoformat(value) if value else None
    return value


def as_listed(value: object) -> str:
    """An official's stored value in the words of a list."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _is_joining(field: str, listed: str, registered: Known) -> bool:
    """Does a column of days in the Party tell the day of joining, which is known, and not that of full membership?"""
    return field == "full_member_on" and listed == registered.get("joined_party_on")


def _is_same(field: str, registered: str, listed: str) -> bool:
    if field == "full_name":
        return sound(registered) == sound(listed)
    if field == "born_on":
        return registered.startswith(listed)
    if field == "phone":
        return telephone_digits(registered) == telephone_digits(listed)
    return registered == listed if field in DAYS else registered.casefold() == listed.casefold()
