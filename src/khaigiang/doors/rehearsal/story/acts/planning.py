"""The training plan: its rule, quarters, duties; the request; lecturers, halls, programme, grading rule."""

from decimal import Decimal
from typing import Final

from khaigiang.doors.rehearsal.story import cast, dates, programme
from khaigiang.doors.rehearsal.story.acts.documents import PLAN_136
from khaigiang.doors.rehearsal.story.stage import Stage
from khaigiang.planning.documents import services as documents
from khaigiang.planning.documents.models import Document, DocumentKind
from khaigiang.planning.nominations import services as nominations
from khaigiang.planning.plans import services as plans
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.recognition.assessment import services as assessment
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.models import UnitKind
from khaigiang.teaching.curriculum import services as curriculum
from khaigiang.teaching.curriculum.outline import BlockOutline, Line, Outline
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.services import save_lecturer
from khaigiang.teaching.venues.services import save_hall

TITLE: Final = "Bồi dưỡng phó bí thư đảng ủy xã, phường, thị trấn"
PARTS_OF_THE_MARK: Final = (("Chuyên cần, thảo luận", 20), ("Bài kiểm tra", 30), ("Bài thu hoạch", 50))

SCHOOL_SIGNS: Final = ("", "Hiệu trưởng", "Nghiêm Đức Thành")
ORGANISER_SIGNS: Final = ("K/T TRƯỞNG BAN", "Phó Trưởng ban", "Vũ Thị Minh Hằng")
TO_COMMITTEES: Final = "Các quận ủy, huyện ủy, thị ủy\nTrường Đào tạo cán bộ Lê Hồng Phong\nLưu Văn phòng"
TO_THE_SCHOOL: Final = "Ban Tổ chức Thành ủy\nCác học viên có tên trong danh sách\nLưu Văn thư"
DUTIES: Final = (
    (PaperDuty.Paper.PLAN, cast.ORGANISER, ORGANISER_SIGNS, TO_COMMITTEES),
    (PaperDuty.Paper.REQUEST, cast.ORGANISER, ORGANISER_SIGNS, TO_COMMITTEES),
    (PaperDuty.Paper.RETURNING_LETTER, cast.ORGANISER, ORGANISER_SIGNS, TO_COMMITTEES),
    (PaperDuty.Paper.SUBSTITUTION_NOTICE, cast.ORGANISER, ORGANISER_SIGNS, TO_COMMITTEES),
    (PaperDuty.Paper.SUMMONS, cast.ORGANISER, ORGANISER_SIGNS, TO_COMMITTEES),
    (PaperDuty.Paper.REPORT, cast.ORGANISER, ORGANISER_SIGNS, "Thường trực Thành ủy\nLưu Văn phòng"),
    (PaperDuty.Paper.CLASS_DECISION, cast.SCHOOL, SCHOOL_SIGNS, TO_THE_SCHOOL),
    (PaperDuty.Paper.RESULT_DECISION, cast.SCHOOL, SCHOOL_SIGNS, TO_THE_SCHOOL),
    (PaperDuty.Paper.CERTIFICATE, cast.SCHOOL, SCHOOL_SIGNS, ""),
)


def draft_plan(stage: Stage) -> None:
    """The plan as plan 136-KH/TU asks for it: who, when, and who signs which paper; sent up for approval."""
    at = stage.at(16)
    plan = plans.save_plan(
        None,
        title=TITLE,
        code=cast.PLAN_CODE,
        document=Document.objects.get(number=PLAN_136),
        organiser=stage.office(cast.ORGANISER),
        school=stage.office(cast.SCHOOL),
        rule_posts=[Post.objects.get(title=cast.POST)],
        target_kinds=[UnitKind.COMMUNE.value, UnitKind.WARD.value, UnitKind.TOWNSHIP.value],
        target_on=stage.day,
        starts_on=dates.CLASS_STARTS[0],
        ends_on=dates.FINAL_REPORT,
        nominations_due_on=dates.NOMINATIONS_DUE,
        by=stage.organiser,
        at=at,
    )
    for paper, office, (prefix, title, name), recipients in DUTIES:
        plans.set_duty(
            plan,
            paper,
            office=stage.office(office),
            signer_prefix=prefix,
            signer_title=title,
            signer_name=name,
            recipients=recipients,
            by=stage.organiser,
            at=at,
        )
    plans.send_up_plan(plan, by=stage.organiser, at=stage.at(16, 30))


def approve_plan(stage: Stage) -> None:
    """A leader of the city approves the plan: posts and places are fixed; each quarter gets its share of both, each committee its places of each quarter."""
    plan = plans.approve_plan(stage.plan, by=stage.player(Role.LEADER), at=stage.at(9))
    sizes = [_size(number) for number in range(1, len(dates.CLASS_STARTS) + 1)]
    first = [size for size, start in zip(sizes, dates.CLASS_STARTS, strict=True) if start < dates.SECOND_QUARTER]
    places = plan.target_posts.count()
    plans.set_quarters(
        plan,
        [
            plans.QuarterTargets(year=2023, quarter=1, classes=len(first), places=sum(first)),
            plans.QuarterTargets(
                year=2023,
                quarter=2,
                classes=len(sizes) - len(first),
                places=places - sum(first),
            ),
        ],
        by=stage.organiser,
        at=stage.at(9, 30),
    )
    plans.spread_places(plan, by=stage.organiser, at=stage.at(9, 40))


def send_request(stage: Stage) -> None:
    """The organising board asks the 30 committees for names."""
    request = nominations.ask_for_nominations(
        stage.plan,
        due_on=dates.NOMINATIONS_DUE,
        by=stage.organiser,
        at=stage.at(8),
    )
    nominations.send_request(
        request,
        signed_on=stage.day,
        issued_on=stage.day,
        by=stage.organiser,
        at=stage.at(14),
    )


def lecturers_and_halls(stage: Stage) -> None:
    """Who teaches, and where."""
    lecturer_user = stage.player(Role.LECTURER)
    for title, full_name, workplace in cast.LECTURERS:
        save_lecturer(
            None,
            full_name=full_name,
            title=title,
            workplace=workplace,
            user=lecturer_user if full_name == lecturer_user.full_name else None,
            by=stage.officer,
            at=stage.at(8),
        )
    for name, capacity in cast.HALLS:
        save_hall(
            None,
            office=stage.office(cast.SCHOOL),
            name=name,
            capacity=capacity,
            by=stage.officer,
            at=stage.at(8, 30),
        )


def approve_programme(stage: Stage) -> None:
    """Version 1 of the programme, approved by a decision of the school, with the parts of the mark."""
    made = curriculum.save_programme(None, title=programme.TITLE, by=stage.officer, at=stage.at(9))
    version = curriculum.new_version(made, days=programme.DAYS, by=stage.officer, at=stage.at(9))
    curriculum.set_items(version, _outline(), by=stage.officer, at=stage.at(9, 30))
    assessment.set_components(version, PARTS_OF_THE_MARK, by=stage.officer, at=stage.at(10))
    decision = documents.draft_paper(
        issuer=stage.office(cast.SCHOOL),
        kind=DocumentKind.DECISION,
        abstract=f"Phê duyệt chương trình {programme.TITLE.lower()}",
        by=stage.officer,
        at=stage.at(10),
    )
    documents.sign_paper(
        decision,
        signer_name=SCHOOL_SIGNS[2],
        signer_title=SCHOOL_SIGNS[1],
        signed_on=stage.day,
        by=stage.head,
        at=stage.at(15),
    )
    documents.issue_paper(decision, issued_on=stage.day, by=stage.officer, at=stage.at(15, 30))
    decision.refresh_from_db()
    curriculum.approve_version(version, document=decision, by=stage.officer, at=stage.at(16))


def grading_rule(stage: Stage) -> None:
    """The school's own rule on bands, modelled on Decision 268/QĐ-HVCT-HCQG of 2010, article 15."""
    bands = (
        ("xuat-sac", "Xuất sắc", 9, 8),
        ("gioi", "Giỏi", 8, 7),
        ("kha", "Khá", 7, 6),
        ("trung-binh", "Trung bình", 5, 5),
    )
    assessment.save_rule(
        name="Quy định của Nhà trường về xếp loại kết quả học tập",
        citation="Quy định của Nhà trường, theo mẫu Điều 15 Quyết định 268/QĐ-HVCT-HCQG năm 2010",
        valid_from=stage.day,
        absence_limit_percent=20,
        bands=[
            *(
                assessment.NewBand(code=code, name=name, min_mean=Decimal(mean), min_part=Decimal(part))
                for code, name, mean, part in bands
            ),
            assessment.NewBand(
                code="khong-dat",
                name="Không đạt",
                min_mean=Decimal(0),
                min_part=Decimal(0),
                passes=False,
            ),
        ],
        by=stage.officer,
        at=stage.at(10, 30),
    )


def _outline() -> Outline:
    lecturers = {lecturer.full_name: lecturer for lecturer in Lecturer.objects.all()}
    by_place = [lecturers[full_name] for _, full_name, _ in cast.LECTURERS]
    return Outline(
        opening="Khai giảng",
        closing="Tổng kết, bế giảng",
        blocks=tuple(
            BlockOutline(
                title=block.title,
                topics=tuple(
                    Line(title=topic.title, lecturers=tuple(by_place[place] for place in topic.lecturers))
                    for topic in block.topics
                ),
                discussions=(Line(title=block.discussion, lecturers=()),),
            )
            for block in programme.BLOCKS
        ),
    )


def _size(number: int) -> int:
    return cast.CLASS_SIZES[number - 1]
