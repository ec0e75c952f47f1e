"""Officials as papers name them."""

from typing import Final

from khaigiang.papers.values import Person, Sex
from khaigiang.registry.officials.models import Gender, Official, TheoryLevel
from khaigiang.registry.units.models import Unit

SEXES: Final[dict[str, Sex]] = {Gender.MALE: "male", Gender.FEMALE: "female"}

# Official papers are Vietnamese whatever language the pages speak.
THEORY_IN_PAPERS: Final[dict[str, str]] = {
    TheoryLevel.NONE: "",
    TheoryLevel.ELEMENTARY: "Sơ cấp",
    TheoryLevel.INTERMEDIATE: "Trung cấp",
    TheoryLevel.ADVANCED: "Cao cấp",
    TheoryLevel.BACHELOR: "Cử nhân",
}


def person_in_papers(
    official: Official, *, post: str, unit: Unit, committee: str = "", group: str = "", note: str = ""
) -> Person:
    """One official with the post and unit they are listed under."""
    return Person(
        name=official.full_name,
        born_on=official.born_on,
        sex=SEXES.get(official.gender),
        post=post,
        unit=unit.name,
        committee=committee,
        ethnicity=official.ethnicity,
        qualification=official.qualification,
        political_theory=THEORY_IN_PAPERS[official.theory_level],
        joined_party_on=official.joined_party_on,
        phone=official.phone,
        group=group,
        note=note,
    )
