"""Reading templates: which one is in force, all versions, the fields of a paper."""

from khaigiang.planning.templates.queries.fields import FieldRow, field_rows
from khaigiang.planning.templates.queries.in_force import OfficePaper, office_papers, template_on
from khaigiang.planning.templates.queries.versions import VersionRow, version_rows

__all__ = [
    "FieldRow",
    "OfficePaper",
    "VersionRow",
    "field_rows",
    "office_papers",
    "template_on",
    "version_rows",
]
