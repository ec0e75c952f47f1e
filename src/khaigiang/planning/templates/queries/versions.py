"""All versions of an office's template of one paper."""

from dataclasses import dataclass
from datetime import date, datetime

from khaigiang.planning.templates.models import PaperTemplate, TemplateInForce
from khaigiang.planning.templates.states import PaperName
from khaigiang.registry.units.models import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version: what was changed, by whom, and on which days it was put in force; id 0 is the product's layout."""

    id: int
    version: int
    note: str
    uploaded_at: datetime | None
    uploaded_by: str
    in_force: list[date]
    is_current: bool


def version_rows(office: Office, name: PaperName, on: date) -> list[VersionRow]:
    """The versions of a paper, the newest first, the product's own layout last; two statements."""
    put = list(TemplateInForce.objects.filter(office=office, paper=name).order_by("in_force_on", "pk"))
    current = next((row for row in reversed(put) if row.in_force_on <= on), None)
    versions = PaperTemplate.objects.filter(office=office, paper=name).select_related("uploaded_by")
    own = [
        VersionRow(
            id=one.pk,
            version=one.version,
            note=one.note,
            uploaded_at=one.uploaded_at,
            uploaded_by=str(one.uploaded_by),
            in_force=[row.in_force_on for row in put if row.template_id == one.pk],
            is_current=current is not None and current.template_id == one.pk,
        )
        for one in versions.order_by("-version")
    ]
    shipped = VersionRow(
        id=0,
        version=0,
        note="",
        uploaded_at=None,
        uploaded_by="",
        in_force=[row.in_force_on for row in put if row.template_id is None],
        is_current=current is None or current.template_id is None,
    )
    return [*own, shipped]
