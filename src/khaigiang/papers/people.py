"""How people stand in the lists of papers."""

from collections.abc import Iterable

from khaigiang.papers import words
from khaigiang.papers.values import Person

_SEXES = {"male": "Nam", "female": "Nữ", None: ""}


def person_row(number: int, person: Person) -> dict[str, str | int]:
    """One person's line in a list; the birthday also stands in the column of their sex, as rosters have it."""
    born = words.birth_date(person.born_on)
    family, _, given = person.name.rpartition(" ")
    return {
        "no": number,
        "name": person.name,
        "family": family,
        "given": given,
        "born": born,
        "born_male": born if person.sex == "male" else "",
        "born_female": born if person.sex == "female" else "",
        "sex": _SEXES[person.sex],
        "ethnicity": person.ethnicity,
        "post": person.post,
        "unit": person.unit,
        "committee": person.committee,
        "qualification": person.qualification,
        "political_theory": person.political_theory,
        "joined_party": words.short_date(person.joined_party_on) if person.joined_party_on else "",
        "phone": person.phone,
        "group": person.group,
        "note": person.note,
    }


def person_rows(people: Iterable[Person]) -> list[dict[str, str | int]]:
    """A numbered list of people, in the order given."""
    return [person_row(number, person) for number, person in enumerate(people, start=1)]
