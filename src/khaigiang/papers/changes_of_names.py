"""What a letter that returns people and a notice of substitutes share: whom they concern, and by which paper."""

from collections.abc import Iterable
from dataclasses import dataclass

from khaigiang.papers.people import person_row
from khaigiang.papers.values import Person
from khaigiang.papers.words import birth_date


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReturned:
    """One person whom the office sends back to the committee, with the reason."""

    person: Person
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReplaced:
    """Somebody who comes in the place of another, with the reason."""

    before: Person
    after: Person
    reason: str


def returned_rows(returned: Iterable[NameReturned]) -> list[dict[str, str | int]]:
    """The people sent back as a numbered list."""
    return [person_row(number, one.person) | {"reason": one.reason} for number, one in enumerate(returned, start=1)]


def replaced_rows(replaced: Iterable[NameReplaced]) -> list[dict[str, str | int]]:
    """The changes as a numbered list: who was named, who comes instead, each with the birthday beneath."""
    return [
        person_row(number, one.after)
        | {"before": _with_birthday(one.before), "after": _with_birthday(one.after), "reason": one.reason}
        for number, one in enumerate(replaced, start=1)
    ]


def _with_birthday(person: Person) -> str:
    born = birth_date(person.born_on)
    return f"{person.name}\n({born})" if born else person.name
