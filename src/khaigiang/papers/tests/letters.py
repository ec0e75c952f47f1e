"""Papers of planning, of real size: the plan, letters about names, summonses to carry."""

from dataclasses import replace
from datetime import date, datetime

from khaigiang.papers.changes_of_names import NameReplaced, NameReturned
from khaigiang.papers.personal_summons import PersonalSummons
from khaigiang.papers.request_letter import Places
from khaigiang.papers.returning_letter import ReturningLetter
from khaigiang.papers.substitution_notice import SubstitutionNotice
from khaigiang.papers.tests.makers import (
    COMMITTEES,
    COURSE,
    PLAN,
    make_contact,
    make_letterhead,
    make_people,
    make_recipients,
    make_signature,
)
from khaigiang.papers.training_plan import QuarterPlaces, TrainingPlan
from khaigiang.papers.values import Letterhead

LETTER = "Công văn số 87-CV/QU ngày 01/03/2023 của Quận ủy Hai Bà Trưng"
REASONS = (
    "Quá tuổi theo quy định của Kế hoạch",
    "Đã hoàn thành lớp bồi dưỡng cùng nội dung năm 2022",
    "Thiếu ngày sinh",
)


def make_personal_summons(*, skin: str = "state", people: int = 3) -> PersonalSummons:
    return PersonalSummons(
        letterhead=make_letterhead(skin=skin),
        class_name="Lớp 1",
        course=COURSE,
        based_on=("Quyết định số 156/QĐ-TĐTCB ngày 10/03/2023 của Trường Đào tạo cán bộ Lê Hồng Phong",),
        gather_at=datetime(2023, 3, 13, 7, 15),  # noqa: DTZ001 - local time at the school
        ends_on=date(2023, 3, 27),
        venue="Hội trường A, Trường Đào tạo cán bộ Lê Hồng Phong",
        people=make_people(people),
        requirements=("Mang theo giấy triệu tập", "Trang phục nghiêm túc"),
        contact=make_contact(),
        signature=make_signature(skin=skin),
        recipients=make_recipients(),
    )


def make_returning_letter(*, skin: str = "party", people: int = 3) -> ReturningLetter:
    return ReturningLetter(
        letterhead=make_letterhead(skin=skin),
        committee="Quận ủy Hai Bà Trưng",
        course=COURSE,
        based_on=(PLAN,),
        answers=(LETTER,),
        returned=tuple(
            NameReturned(person=person, reason=REASONS[place % 3]) for place, person in enumerate(make_people(people))
        ),
        answer_until=date(2023, 3, 8),
        send_to="Ban Tổ chức Thành ủy",
        contact=make_contact(),
        signature=make_signature(skin=skin),
        recipients=make_recipients(),
    )


def make_substitution_notice(*, skin: str = "state", people: int = 2) -> SubstitutionNotice:
    named = make_people(2 * people)
    return SubstitutionNotice(
        letterhead=_notice_head(skin),
        committee="Quận ủy Hai Bà Trưng",
        course=COURSE,
        based_on=(PLAN,),
        answers=(LETTER,),
        replaced=tuple(
            NameReplaced(before=before, after=after, reason="Điều động công tác theo quyết định của Ban Thường vụ")
            for before, after in zip(named[:people], named[people:], strict=True)
        ),
        contact=make_contact(),
        signature=make_signature(skin=skin),
        recipients=make_recipients(),
    )


def make_training_plan(*, skin: str = "party", committees: int = 30, quarters: int = 2) -> TrainingPlan:
    return TrainingPlan(
        letterhead=make_letterhead(skin=skin),
        grounds=(PLAN,),
        course=COURSE,
        target_group="Phó Bí thư Đảng ủy phụ trách công tác xây dựng Đảng các xã, phường, thị trấn",
        starts_on=date(2023, 3, 1),
        ends_on=date(2023, 6, 30),
        answer_until=date(2023, 3, 3),
        organiser="Ban Tổ chức Thành ủy",
        school="Trường Đào tạo cán bộ Lê Hồng Phong",
        quarters=tuple(
            QuarterPlaces(quarter=f"Quý {name}/2023", classes=classes, places=places)
            for name, classes, places in (("I", 2, 214), ("II", 3, None))[:quarters]
        ),
        places=tuple(
            Places(committee=name, places=12 + place % 11) for place, name in enumerate(COMMITTEES[:committees])
        ),
        signature=make_signature(skin=skin),
        recipients=make_recipients(),
    )


def _notice_head(skin: str) -> Letterhead:
    head = make_letterhead(skin=skin)
    number = head.number or ""
    return replace(head, number=number.replace("CV", "TB").replace("QĐ-", "TB-"))
