"""For which kinds of offices each role acts."""

from collections.abc import Mapping
from typing import Final

COMMITTEES: Final = frozenset({"district_committee", "commune_committee"})
SCHOOLS: Final = frozenset({"school"})

# Roles that are not named here may be had at any office: leaders, lecturers from elsewhere, auditors, administrators.
OFFICE_KINDS_OF_ROLE: Final[Mapping[str, frozenset[str]]] = {
    "organiser": frozenset({"organiser", "city_committee"}),
    "committee": COMMITTEES,
    "head": SCHOOLS,
    "office": SCHOOLS,
    "teacher": SCHOOLS,
}


def fits(role: str, office_kind: str) -> bool:
    """May somebody act in this role for an office of this kind?"""
    return office_kind in OFFICE_KINDS_OF_ROLE.get(role, {office_kind})
