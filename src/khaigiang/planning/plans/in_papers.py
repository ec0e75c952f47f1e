"""A plan as papers name it: its course, its target group, what it stands on, its quarters."""

from collections.abc import Sequence
from typing import Final

from khaigiang.papers.request_letter import Places
from khaigiang.papers.words import capital
from khaigiang.planning.documents.letterheads import cited
from khaigiang.planning.documents.models import DocumentLink
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.queries import GridRow, QuarterColumn, places_grid, posts_of

# Official papers are Vietnamese whatever language the pages speak; a unit's kind as running text writes it.
KINDS_IN_PAPERS: Final = {
    "xa": "xã",
    "phuong": "phường",
    "thi_tran": "thị trấn",
    "quan": "quận",
    "huyen": "huyện",
    "thi_xa": "thị xã",
    "thanh_pho_truc_thuoc_tw": "thành phố",
}
ROMAN: Final = {1: "I", 2: "II", 3: "III", 4: "IV"}


def course_of(plan: Plan) -> str:
    """What a plan teaches, as running text names it: "lớp bồi dưỡng …"."""
    title = plan.title.strip()
    return title if title.casefold().startswith("lớp") else f"lớp {title[:1].lower()}{title[1:]}"


def grounds_of(plan: Plan) -> tuple[str, ...]:
    """The papers that a plan carries out, the oldest first, and the plan's own."""
    links = plan.document.links.filter(relation=DocumentLink.Relation.IMPLEMENTS).select_related("target__issuer")
    above = sorted((link.target for link in links), key=lambda target: str(target.issued_on))
    return (*(cited(target) for target in above), cited(plan.document))


def target_group_of(plan: Plan) -> str:
    """Whom a plan is for."""
    kinds = [KINDS_IN_PAPERS[kind] for kind in KINDS_IN_PAPERS if kind in plan.target_kinds]
    group = f"{_posts_in_papers(plan)} các {', '.join(kinds)}"
    if plan.born_not_before:
        group += f", sinh từ ngày {plan.born_not_before:%d/%m/%Y} trở lại đây"
    return group


def _posts_in_papers(plan: Plan) -> str:
    *others, last = [post.title for post in posts_of(plan)]
    return f"{', '.join(others)} và {last}" if others else last


def quarter_in_papers(quarter: int, year: int) -> str:
    """A quarter as papers write it: "quý II/2023"."""
    return f"quý {ROMAN[quarter]}/{year}"


def places_in_papers(plan: Plan) -> tuple[Places, ...]:
    """Whoever is asked for people, with how many and how many of them in each quarter where that is said.

    Before the approval they are those that the plan's rules give.
    """
    grid = places_grid(plan)
    years = {column.year for column in grid.columns}
    return tuple(
        Places(committee=row.committee, places=row.places, note=_by_quarter(row, grid.columns, in_years=len(years) > 1))
        for row in grid.rows
        if row.places
    )


def _by_quarter(row: GridRow, columns: Sequence[QuarterColumn], *, in_years: bool) -> str:
    parts = [
        f"quý {ROMAN[column.quarter]}{f'/{column.year}' if in_years else ''}: {count:02d}"
        for column, count in zip(columns, row.cells, strict=True)
        if count
    ]
    return capital("; ".join(parts)) if row.total else ""
