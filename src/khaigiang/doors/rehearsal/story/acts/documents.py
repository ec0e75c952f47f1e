"""The policy chain: the resolution of the term and the two plans of the source article."""

from datetime import date
from typing import Final

from khaigiang.doors.rehearsal.story import cast, dates
from khaigiang.doors.rehearsal.story.stage import Stage
from khaigiang.planning.documents import services
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentLink

Relation = DocumentLink.Relation

# The article names a thematic resolution of the term without its number: number and day are ours.
RESOLUTION: Final = "04-NQ/TU"
RESOLUTION_ISSUED: Final = date(2021, 6, 17)
PLAN_110: Final = "110-KH/TU"
PLAN_136: Final = "136-KH/TU"
# Of the plan of the year the article says nothing: number, day and wording are ours.
ANNUAL_PLAN: Final = "124-KH/TU"


def resolution_of_the_term(stage: Stage) -> None:
    """The thematic resolution on cadre work, registered when the installation is set up."""
    _register(
        stage,
        DocumentKind.RESOLUTION,
        RESOLUTION,
        RESOLUTION_ISSUED,
        "Nghị quyết chuyên đề về công tác cán bộ, nhiệm kỳ 2020-2025",
    )


def plan_110(stage: Stage) -> None:
    """Plan 110-KH/TU asks for five classes; it implements the resolution."""
    plan = _register(
        stage,
        DocumentKind.PLAN,
        PLAN_110,
        dates.PLAN_110,
        "Tổ chức 5 lớp bồi dưỡng nâng cao năng lực lãnh đạo, quản lý cho phó bí thư đảng ủy xã, phường, thị trấn "
        "phụ trách công tác xây dựng Đảng",
    )
    _link(stage, plan, Relation.IMPLEMENTS, RESOLUTION, "Nhiệm vụ đào tạo, bồi dưỡng cán bộ")


def annual_plan(stage: Stage) -> None:
    """The plan of the year 2023, in which these classes are one line."""
    _register(
        stage,
        DocumentKind.PLAN,
        ANNUAL_PLAN,
        dates.ANNUAL_PLAN,
        "Đào tạo, bồi dưỡng cán bộ, công chức, viên chức năm 2023",
    )


def plan_136(stage: Stage) -> None:
    """Plan 136-KH/TU organises them in the first two quarters; it implements plan 110-KH/TU."""
    plan = _register(
        stage,
        DocumentKind.PLAN,
        PLAN_136,
        dates.PLAN_136,
        "Tổ chức 5 lớp bồi dưỡng nâng cao năng lực lãnh đạo, quản lý cho đội ngũ phó bí thư đảng ủy xã, phường, "
        "thị trấn, nhiệm kỳ 2020-2025",
    )
    _link(stage, plan, Relation.IMPLEMENTS, PLAN_110, "Yêu cầu mở 5 lớp")
    _link(stage, plan, Relation.BASED_ON, RESOLUTION, "")


def _register(stage: Stage, kind: DocumentKind, number: str, issued_on: date, abstract: str) -> Document:
    return services.register_document(
        issuer=stage.office(cast.CITY_COMMITTEE),
        kind=kind,
        number=number,
        issued_on=issued_on,
        abstract=abstract,
        by=stage.organiser,
        at=stage.at(15),
    )


def _link(stage: Stage, document: Document, relation: DocumentLink.Relation, target: str, clause: str) -> None:
    services.link_documents(
        document,
        relation=relation,
        target=Document.objects.get(number=target),
        clause=clause,
        by=stage.organiser,
        at=stage.at(15, 30),
    )
