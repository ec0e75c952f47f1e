"""The fields that a template of a paper may print, explained."""

from dataclasses import dataclass

from khaigiang.papers.template_check import fields_of
from khaigiang.planning.templates.words import FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One field: its name as it is written in Word, what it prints, whether it may not be left out."""

    name: str
    meaning: str
    of_rows: tuple[str, ...]
    is_required: bool


def field_rows(template: str) -> list[FieldRow]:
    """The fields of a paper in one layout ("state/summons"), those that must stand there first."""
    rows = [
        FieldRow(
            name=one.name,
            meaning=str(FIELDS.get(one.name, "")),
            of_rows=one.of_rows,
            is_required=one.is_required,
        )
        for one in fields_of(template)
    ]
    return sorted(rows, key=lambda row: (not row.is_required, row.name))
