"""Which template an office writes a paper with on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from khaigiang.ground.files.services import read
from khaigiang.planning.templates.models import TemplateInForce
from khaigiang.planning.templates.states import PaperName
from khaigiang.registry.units.models import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePaper:
    """One paper of an office, with the version it is written with; none is the product's own layout."""

    paper: str
    label: str
    version: int | None
    since: date | None
    later: date | None


def template_on(office: Office, name: PaperName, on: date) -> bytes | None:
    """The bytes of the template in force on a day; None for the product's own layout."""
    found = _rows(office).filter(paper=name, in_force_on__lte=on).first()
    return read(found.template.file) if found and found.template else None


def office_papers(office: Office, on: date) -> list[OfficePaper]:
    """Every paper of an office with what is in force on a day, and the next day on which that changes; one statement."""
    rows = list(_rows(office))
    return [_paper(name, [row for row in rows if row.paper == name], on) for name in PaperName]


def _rows(office: Office) -> QuerySet[TemplateInForce]:
    found = TemplateInForce.objects.filter(office=office).select_related("template__file")
    return found.order_by("-in_force_on", "-pk")


def _paper(name: PaperName, rows: list[TemplateInForce], on: date) -> OfficePaper:
    now = next((row for row in rows if row.in_force_on <= on), None)
    later = [row.in_force_on for row in rows if row.in_force_on > on]
    return OfficePaper(
        paper=name.value,
        label=str(name.label),
        version=now.template.version if now and now.template else None,
        since=now.in_force_on if now else None,
        later=min(later, default=None),
    )
