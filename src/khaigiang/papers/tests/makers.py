"""Invented people, offices and papers of real size."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from khaigiang.papers.attendance_book import AttendanceBook, HalfDay, Line
from khaigiang.papers.ceremony_programme import CeremonyProgramme, Item
from khaigiang.papers.certificate import Certificate
from khaigiang.papers.class_decision import ClassDecision
from khaigiang.papers.closing_report import Absence, ClosingReport, Departure, Teaching
from khaigiang.papers.news_brief import NewsBrief
from khaigiang.papers.opening_set import OpeningSet
from khaigiang.papers.participant_list import ParticipantList
from khaigiang.papers.programme_report import ClassFigures, Figure, Month, ProgrammeReport, Remaining
from khaigiang.papers.request_letter import Places, PlannedClass, RequestLetter
from khaigiang.papers.result_decision import Result, ResultDecision
from khaigiang.papers.summons import Summons
from khaigiang.papers.supplementary_decision import Change, SupplementaryDecision
from khaigiang.papers.timetable import Session, Timetable
from khaigiang.papers.values import BandCount, CommitteeCount, Contact, Letterhead, Person, Recipients, Signature

COURSE: Final = (
    "lớp bồi dưỡng nâng cao năng lực lãnh đạo, quản lý cho đội ngũ phó bí thư đảng ủy xã, phường, thị trấn,"
    " nhiệm kỳ 2020 - 2025"
)
PLAN: Final = "Kế hoạch số 136-KH/TU ngày 22 tháng 02 năm 2023 của Ban Thường vụ Thành ủy về tổ chức các lớp bồi dưỡng"

MARKS: Final = tuple(Decimal(text) for text in ("9.25", "8.5", "8", "7.75", "8.05", "6.5", "4.5"))
BANDS: Final = ("Xuất sắc", "Giỏi", "Khá", "Trung bình", "Không đạt")

COMMITTEES: Final = (
    *(
        f"Quận ủy {name}"
        for name in (
            "Ba Đình",
            "Bắc Từ Liêm",
            "Cầu Giấy",
            "Đống Đa",
            "Hà Đông",
            "Hai Bà Trưng",
            "Hoàn Kiếm",
            "Hoàng Mai",
            "Long Biên",
            "Nam Từ Liêm",
            "Tây Hồ",
            "Thanh Xuân",
        )
    ),
    *(
        f"Huyện ủy {name}"
        for name in (
            "Ba Vì",
            "Chương Mỹ",
            "Đan Phượng",
            "Đông Anh",
            "Gia Lâm",
            "Hoài Đức",
            "Mê Linh",
            "Mỹ Đức",
            "Phú Xuyên",
            "Phúc Thọ",
            "Quốc Oai",
            "Sóc Sơn",
            "Thạch Thất",
            "Thanh Oai",
            "Thanh Trì",
            "Thường Tín",
            "Ứng Hòa",
        )
    ),
    "Thị ủy Sơn Tây",
)

_FAMILIES: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Nguyễn Phúc Tôn Nữ")
_MIDDLES: Final = ("Thị Minh", "Văn", "Quốc", "Thị Thanh", "Đức", "Hữu", "Thị Ngọc Bích")
_GIVENS: Final = ("Hạnh", "Khuê", "Toàn", "Nguyệt", "Đỉnh", "Thắng", "Quyền", "Ưng", "Thủy", "Ẩn", "Vượng", "Hoà")
_UNITS: Final = (
    "Phường Văn Miếu",
    "Phường Trung Hòa",
    "Xã Kim Nỗ",
    "Xã Tân Dân",
    "Thị trấn Chúc Sơn",
    "Phường Quốc Tử Giám",
    "Xã Thượng Mỗ",
    "Phường Phú Thịnh",
    "Xã Đại Hưng",
    "Thị trấn Xuân Mai",
    "Phường Nguyễn Trung Trực",
)
_KINDS: Final = {"Quận ủy": "quận", "Huyện ủy": "huyện", "Thị ủy": "thị xã"}


def make_letterhead(
    *, skin: str = "state", number: str | None = "", dated_on: date | None = date(2023, 3, 10)
) -> Letterhead:
    if skin == "party":
        return Letterhead(
            skin="party",
            superior="Thành ủy Hà Nội",
            issuer="Ban Tổ chức",
            known_as="Ban Tổ chức Thành ủy",
            number="512-CV/BTCTU" if number == "" else number,
            series="-CV/BTCTU",
            place="Hà Nội",
            dated_on=dated_on,
        )
    return Letterhead(
        skin="state",
        superior="Thành ủy Hà Nội",
        issuer="Trường Đào tạo cán bộ\nLê Hồng Phong",
        number="156/QĐ-TĐTCB" if number == "" else number,
        series="/QĐ-TĐTCB",
        place="Hà Nội",
        dated_on=dated_on,
    )


def make_signature(*, skin: str = "state") -> Signature:
    if skin == "party":
        return Signature(prefix="K/T", on_behalf="Trưởng ban", title="Phó Trưởng ban", name="Đặng Hữu Khuê")
    return Signature(prefix="KT.", on_behalf="Hiệu trưởng", title="Phó Hiệu trưởng", name="TS. Nguyễn Thị Minh Nguyệt")


def make_recipients() -> Recipients:
    return Recipients(
        lines=("Thường trực Thành ủy (để báo cáo)", "Các quận, huyện, thị ủy", "Như Điều 3", "Lưu: VT, ĐT"),
    )


def make_contact() -> Contact:
    return Contact(name="Vũ Thị Thanh Thủy", office="Phòng Quản lý đào tạo", phone="0912 345 678")


def make_person(number: int = 0) -> Person:
    committee = COMMITTEES[number % len(COMMITTEES)]
    kind, _, place = committee.partition(" ủy ")
    middle = _MIDDLES[number % len(_MIDDLES)]
    return Person(
        name=f"{_FAMILIES[number % len(_FAMILIES)]} {middle} {_GIVENS[number % len(_GIVENS)]}",
        born_on="1975" if number % 17 == 5 else f"{1968 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}",
        sex="female" if middle.startswith("Thị") else "male",
        post="Phó Bí thư Đảng ủy",
        unit=f"{_UNITS[number % len(_UNITS)]}, {_KINDS[f'{kind} ủy']} {place}",
        committee=committee,
        ethnicity="Kinh",
        qualification="Thạc sĩ Quản lý công",
        political_theory="Cao cấp",
        joined_party_on=date(1998 + number % 12, 2, 3),
        phone=f"09{number:08d}",
        group=f"{1 + number % 10}",
        note="Lớp phó" if number == 3 else "",
    )


def make_people(count: int) -> tuple[Person, ...]:
    return tuple(make_person(number) for number in range(count))


def make_request_letter(*, skin: str = "party", number: str | None = "") -> RequestLetter:
    return RequestLetter(
        letterhead=make_letterhead(skin=skin, number=number, dated_on=date(2023, 2, 8)),
        subject="cử cán bộ tham dự các lớp bồi dưỡng phó bí thư đảng ủy xã, phường, thị trấn",
        addressees=("Các quận ủy, huyện ủy, thị ủy", "Trường Đào tạo cán bộ Lê Hồng Phong"),
        grounds=(PLAN,),
        course=COURSE.replace("lớp", "các lớp", 1),
        target_group="phó bí thư đảng ủy xã, phường, thị trấn phụ trách công tác xây dựng Đảng",
        places=tuple(Places(committee=name, places=14 + place % 9) for place, name in enumerate(COMMITTEES)),
        classes=tuple(
            PlannedClass(
                name=f"Lớp {number}",
                starts_on=starts,
                ends_on=ends,
                venue="Hội trường A, Trường Đào tạo cán bộ Lê Hồng Phong",
            )
            for number, (starts, ends) in enumerate(
                (
                    (date(2023, 3, 13), date(2023, 3, 27)),
                    (date(2023, 3, 28), date(2023, 4, 11)),
                    (date(2023, 5, 24), date(2023, 6, 7)),
                ),
                start=1,
            )
        ),
        answer_until=date(2023, 3, 3),
        answer_until_time=time(17, 0),
        send_to="Ban Tổ chức Thành ủy (qua Phòng Đào tạo)",
        contact=make_contact(),
        signature=make_signature(skin=skin),
        recipients=make_recipients(),
    )


BASED_ON: Final = (
    "Quyết định số 3089/QĐ-UBND ngày 12 tháng 6 năm 2020 của Ủy ban nhân dân Thành phố về chức năng, nhiệm vụ của Trường",
    PLAN,
)


def make_class_decision(
    *, skin: str = "state", number: str | None = "", trainees: int = 107, dated_on: date | None = date(2023, 3, 10)
) -> ClassDecision:
    return ClassDecision(
        letterhead=make_letterhead(skin=skin, number=number, dated_on=dated_on),
        authority="Hiệu trưởng\nTrường Đào tạo cán bộ Lê Hồng Phong",
        based_on=BASED_ON,
        proposed_by="Trưởng phòng Quản lý đào tạo",
        class_name="Lớp 1",
        course=COURSE,
        starts_on=date(2023, 3, 13),
        ends_on=date(2023, 3, 27),
        days=11,
        venue="Hội trường A, Trường Đào tạo cán bộ Lê Hồng Phong, số 220 đường Láng, quận Đống Đa",
        class_teacher="Bùi Thị Thanh Nguyệt",
        trainees=make_people(trainees),
        executors="Trưởng phòng Quản lý đào tạo, Trưởng phòng Tổ chức - Hành chính, thủ trưởng các đơn vị liên quan",
        signature=make_signature(skin=skin),
        recipients=make_recipients(),
    )


def make_supplementary_decision(*, skin: str = "state", added: int = 3, removed: int = 2) -> SupplementaryDecision:
    return SupplementaryDecision(
        letterhead=make_letterhead(skin=skin),
        authority="Hiệu trưởng\nTrường Đào tạo cán bộ Lê Hồng Phong",
        based_on=BASED_ON,
        proposed_by="Trưởng phòng Quản lý đào tạo",
        class_name="Lớp 1",
        amends="Quyết định số 156/QĐ-TĐTCB ngày 10 tháng 3 năm 2023 của Trường Đào tạo cán bộ Lê Hồng Phong",
        added=tuple(Change(person=person, reason="Thay đồng chí đã nghỉ hưu") for person in make_people(added)),
        removed=tuple(
            Change(person=person, reason="Chuyển công tác theo quyết định của Ban Thường vụ Huyện ủy")
            for person in make_people(20)[20 - removed :]
        ),
        trainees_after=108,
        executors="Trưởng phòng Quản lý đào tạo, thủ trưởng các đơn vị liên quan",
        signature=make_signature(skin=skin),
        recipients=make_recipients(),
    )


def make_summons(*, skin: str = "state", trainees: int = 6, number: str | None = "") -> Summons:
    return Summons(
        letterhead=make_letterhead(skin=skin, number=number),
        committee="Quận ủy Hai Bà Trưng",
        class_name="Lớp 1",
        course=COURSE,
        based_on=(PLAN, "Quyết định số 156/QĐ-TĐTCB ngày 10 tháng 3 năm 2023 về việc mở Lớp 1"),
        gather_at=datetime.combine(date(2023, 3, 13), time(7, 15)),
        ends_on=date(2023, 3, 27),
        venue="Hội trường A, Trường Đào tạo cán bộ Lê Hồng Phong, số 220 đường Láng, quận Đống Đa",
        trainees=make_people(trainees),
        requirements=("Mang theo giấy triệu tập và sổ tay ghi chép", "Trang phục nghiêm túc, đeo thẻ học viên"),
        contact=make_contact(),
        signature=make_signature(skin=skin),
        recipients=make_recipients(),
    )


def make_result_decision(*, skin: str = "state", trainees: int = 107, number: str | None = "") -> ResultDecision:
    results = tuple(
        Result(person=person, mark=None if place == 11 else MARKS[place % 7], band=BANDS[place % 5])
        for place, person in enumerate(make_people(trainees))
    )
    return ResultDecision(
        letterhead=make_letterhead(skin=skin, number=number, dated_on=date(2023, 3, 27)),
        authority="Hiệu trưởng\nTrường Đào tạo cán bộ Lê Hồng Phong",
        based_on=BASED_ON,
        proposed_by="Trưởng phòng Quản lý đào tạo",
        class_name="Lớp 1",
        course=COURSE,
        starts_on=date(2023, 3, 13),
        ends_on=date(2023, 3, 27),
        rule="Quy định đánh giá kết quả học tập của Trường ban hành ngày 01 tháng 02 năm 2023",
        results=results,
        bands=make_bands(),
        certified=trainees - 1,
        executors="Trưởng phòng Quản lý đào tạo, thủ trưởng các đơn vị liên quan",
        signature=make_signature(skin=skin),
        recipients=make_recipients(),
    )


def make_bands() -> tuple[BandCount, ...]:
    counts = (("Xuất sắc", 16, "15.0"), ("Giỏi", 75, "70.1"), ("Khá", 11, "10.3"), ("Trung bình", 4, "3.7"))
    return (
        *(BandCount(band=band, count=count, percent=Decimal(percent)) for band, count, percent in counts),
        BandCount(band="Không đạt", count=1, percent=Decimal("0.9")),
    )


def make_timetable(*, skin: str = "state", dated_on: date | None = date(2023, 3, 10)) -> Timetable:
    topics = (
        "Khai giảng; Chuyên đề 1: Tư tưởng Hồ Chí Minh về cán bộ và vận dụng ở cơ sở",
        "Chuyên đề 2: Điểm mới trong công tác xây dựng Đảng",
        "Chuyên đề 3: Phòng, chống suy thoái và bảo vệ nền tảng tư tưởng của Đảng trong tình hình mới",
        "Thảo luận 1: Thẩm quyền, trách nhiệm của cán bộ cơ sở",
    )
    sessions = tuple(
        Session(
            on=date(2023, 3, 13) + timedelta(days=day + 2 * (day > 4)),
            half_day=half_day,
            content=topics[(2 * day + part) % 4],
            lecturer="PGS.TS. Nguyễn Thị Minh Nguyệt" if part else "TS. Đặng Hữu Khuê",
            form="Thảo luận tổ" if (2 * day + part) % 4 == 3 else "Lên lớp",
            place="Hội trường A",
            note="Mặc lễ phục" if day == part == 0 else "",
        )
        for day in range(11)
        for part, half_day in enumerate(("Sáng\n(8h00 - 11h30)", "Chiều\n(14h00 - 17h00)"))
    )
    return Timetable(
        letterhead=make_letterhead(skin=skin, dated_on=dated_on),
        class_name="Lớp 1",
        course=COURSE,
        sessions=sessions,
        remarks=("Học viên có mặt trước giờ học 10 phút", "Lịch học có thể thay đổi, Nhà trường sẽ thông báo trước"),
        signature=make_signature(skin=skin),
        recipients=make_recipients(),
    )


def make_programme() -> CeremonyProgramme:
    items = (
        (time(7, 30), time(8, 0), "Đón tiếp đại biểu, học viên; văn nghệ chào mừng", "Phòng Tổ chức - Hành chính"),
        (time(8, 0), time(8, 5), "Chào cờ, tuyên bố lý do, giới thiệu đại biểu", "Phòng Quản lý đào tạo"),
        (time(8, 5), time(8, 10), "Công bố Quyết định mở lớp, Quyết định cử giáo viên chủ nhiệm", "Trưởng phòng QLĐT"),
        (time(8, 10), time(8, 30), "Phát biểu khai giảng", "Lãnh đạo Ban Tổ chức Thành ủy"),
        (time(8, 30), time(8, 35), "Phát biểu của đại diện học viên", "Lớp trưởng"),
        (time(8, 35), time(8, 40), "Tiếp thu ý kiến, bế mạc lễ khai giảng", "Hiệu trưởng Nhà trường"),
    )
    return CeremonyProgramme(
        letterhead=make_letterhead(),
        ceremony="Lễ khai giảng",
        class_name="Lớp 1",
        course=COURSE,
        starts_at=datetime.combine(date(2023, 3, 13), time(7, 30)),
        venue="Hội trường A, Trường Đào tạo cán bộ Lê Hồng Phong",
        chair="Đồng chí Vũ Thị Thanh Thủy",
        items=tuple(
            Item(starts_at=starts, ends_at=ends, content=content, performer=performer)
            for starts, ends, content, performer in items
        ),
        signature=make_signature(),
    )


def make_participant_list(*, skin: str = "state", people: int = 107) -> ParticipantList:
    return ParticipantList(
        letterhead=make_letterhead(skin=skin),
        class_name="Lớp 1",
        course=COURSE,
        as_of=date(2023, 3, 13),
        people=make_people(people),
        signature=make_signature(skin=skin),
    )


def make_book(*, people: int = 107, marked: bool = False) -> AttendanceBook:
    half_days = tuple(
        HalfDay(on=session.on, letter="S" if session.half_day.startswith("Sáng") else "C")
        for session in make_timetable().sessions
    )
    marks = tuple("P" if column == 3 else "K" if column == 9 else "" for column in range(22))
    return AttendanceBook(
        letterhead=make_letterhead(),
        class_name="Lớp 1",
        course=COURSE,
        class_teacher="Bùi Thị Thanh Nguyệt",
        half_days=half_days,
        lines=tuple(
            Line(name=person.name, unit=person.unit, group=person.group, marks=marks if marked else ())
            for person in make_people(people)
        ),
        signature=make_signature(),
    )


def make_opening_set() -> OpeningSet:
    return OpeningSet(programme=make_programme(), participants=make_participant_list(), book=make_book())


def make_certificate(number: int = 1, *, numbered: bool = True, holder: Person | None = None) -> Certificate:
    return Certificate(
        letterhead=Letterhead(
            skin="state",
            superior="Thành ủy Hà Nội",
            issuer="Trường Đào tạo cán bộ\nLê Hồng Phong",
            number=f"{number:04d}/2023/GCN-TĐTCB" if numbered else None,
            place="Hà Nội",
            dated_on=date(2023, 3, 27) if numbered else None,
        ),
        authority="Hiệu trưởng Trường Đào tạo cán bộ Lê Hồng Phong",
        holder=holder or make_person(number),
        course=COURSE,
        class_name="Lớp 1",
        starts_on=date(2023, 3, 13),
        ends_on=date(2023, 3, 27),
        band="Giỏi",
        decision="Quyết định số 173/QĐ-TĐTCB ngày 27/03/2023",
        book_number=f"{number:04d}",
        check_url=f"https://khaigiang.example/kiem-tra/{number:032x}",
        signature=Signature(prefix="", on_behalf="", title="Hiệu trưởng", name="TS. Nguyễn Thị Minh Nguyệt"),
    )


def make_committees() -> tuple[CommitteeCount, ...]:
    return tuple(
        CommitteeCount(committee=name, planned=14 + place % 9, summoned=14, attended=13, completed=12 - place % 4)
        for place, name in enumerate(COMMITTEES)
    )


def make_programme_report(*, skin: str = "party", number: str | None = "") -> ProgrammeReport:
    classes = tuple(
        ClassFigures(
            name=f"Lớp {place}",
            starts_on=date(2023, 3, 13),
            ends_on=date(2023, 3, 27),
            planned=116,
            summoned=116,
            attended=110,
            completed=107 if place < 5 else 0,
            bands=(16, 75, 11, 4, 1) if place < 5 else (0, 0, 0, 0, 0),
            state="Đã bế giảng" if place < 5 else "Đang học",
        )
        for place in range(1, 6)
    )
    return ProgrammeReport(
        letterhead=make_letterhead(skin=skin, number="218-BC/BTCTU" if number == "" else number),
        programme=COURSE.replace("lớp", "các lớp", 1),
        as_of=date(2023, 5, 24),
        based_on=(PLAN,),
        figures=(
            Figure(label="Chỉ tiêu theo kế hoạch", value=579),
            Figure(label="Đã triệu tập", value=571, percent=Decimal("98.6"), of="chỉ tiêu"),
            Figure(label="Hoàn thành khóa học", value=428, percent=Decimal("73.9"), of="chỉ tiêu"),
            Figure(label="Xếp loại xuất sắc", value=64, percent=Decimal("15.0"), of="số hoàn thành"),
        ),
        classes=classes,
        bands=tuple(replace(band, count=band.count * 4) for band in make_bands()),
        committees=make_committees(),
        remaining=(Remaining(state="Đang học Lớp 5", count=143), Remaining(state="Khuyết chức danh", count=8)),
        months=tuple(
            Month(label=f"Tháng {month}", planned=planned, completed=completed)
            for month, planned, completed in ((3, 116, 107), (4, 232, 214), (5, 116, 107), (6, 115, 0))
        ),
        remarks=("Công tác tổ chức lớp học chặt chẽ, đúng kế hoạch", "Học viên chấp hành nghiêm nội quy, quy chế"),
        proposals=("Đề nghị các cấp ủy tiếp tục rà soát, cử học viên đối với các chức danh chưa tham dự",),
        signature=make_signature(skin=skin),
        recipients=make_recipients(),
    )


def make_closing_report(*, skin: str = "state", departures: int = 2, absences: int = 9) -> ClosingReport:
    return ClosingReport(
        letterhead=make_letterhead(skin=skin, number="41/BC-TĐTCB" if skin == "state" else "219-BC/BTCTU"),
        class_name="Lớp 1",
        course=COURSE,
        starts_on=date(2023, 3, 13),
        ends_on=date(2023, 3, 27),
        venue="Hội trường A, Trường Đào tạo cán bộ Lê Hồng Phong",
        places=116,
        bands=make_bands(),
        committees=make_committees(),
        departures=tuple(
            Departure(name=person.name, unit=person.unit, left_on=date(2023, 3, 10), reason="Điều trị bệnh")
            for person in make_people(departures)
        ),
        absences=tuple(
            Absence(name=person.name, unit=person.unit, with_leave=2, without_leave=0, reason="Họp đột xuất")
            for person in make_people(absences)
        ),
        teaching=(
            Teaching(lecturer="PGS.TS. Nguyễn Thị Minh Nguyệt", half_days=5, topics="Chuyên đề 2, 4, 6, 8, 10"),
            Teaching(lecturer="TS. Đặng Hữu Khuê", half_days=4, topics="Chuyên đề 1, 3, 5, 7"),
        ),
        survey_index=Decimal("8.74"),
        remarks=("Lớp học được tổ chức đúng kế hoạch, bảo đảm chất lượng",),
        proposals=("Tiếp tục cập nhật nội dung các chuyên đề kỹ năng",),
        signature=make_signature(skin=skin),
        recipients=make_recipients(),
    )


def make_news_brief() -> NewsBrief:
    return NewsBrief(
        title="Khai giảng lớp bồi dưỡng phó bí thư đảng ủy xã, phường, thị trấn",
        lead="Sáng 24/5, Trường Đào tạo cán bộ Lê Hồng Phong khai giảng Lớp 5, lớp cuối cùng trong kế hoạch năm 2023.",
        paragraphs=(
            "Dự lễ khai giảng có đại diện Ban Tổ chức Thành ủy, lãnh đạo Nhà trường và toàn thể học viên của lớp.",
            "Trong 11 ngày, học viên nghiên cứu các chuyên đề và tham gia các buổi thảo luận gắn với nhiệm vụ ở cơ sở.",
        ),
        captions=("Quang cảnh lễ khai giảng", "Đại diện học viên phát biểu"),
        place="Hà Nội",
        written_on=date(2023, 5, 24),
        figures_as_of=date(2023, 5, 24),
        author="Phòng Quản lý đào tạo",
    )
