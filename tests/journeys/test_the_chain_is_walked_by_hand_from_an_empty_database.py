"""The whole chain walked by hand: from an empty database to the last report, through pages alone."""

import re
from contextlib import ExitStack
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser

from khaigiang.ground.shared.dates import HANOI
from tests.journeys.by_hand import PASSWORD, Desk, People
from tests.journeys.serving import served
from tests.on_the_story.playing import Installation

pytestmark = pytest.mark.journey

CITY, BOARD, SCHOOL = "Thành ủy Hà Nội", "Ban Tổ chức Thành ủy Hà Nội", "Trường Đào tạo cán bộ Lê Hồng Phong"
OWN, OTHER = "Quận ủy Hoàn Kiếm", "Huyện ủy Gia Lâm"
POST = "Phó Bí thư Đảng ủy phụ trách công tác xây dựng Đảng"
SECOND_POST = "Ủy viên Ban Thường vụ Đảng ủy"


BODIES = (
    (CITY, "thành ủy", "", "TU", "thể thức văn bản Đảng"),
    (BOARD, "ban tổ chức thành ủy", CITY, "BTCTU", "thể thức văn bản Đảng"),
    (SCHOOL, "trường đào tạo cán bộ", CITY, "TĐTCB", "thể thức văn bản Nhà nước"),
)
COLLEAGUES = (
    ("lanhdao", "Đỗ Quang Vinh", "lãnh đạo thành phố", CITY),
    ("tochuc", "Vũ Thị Minh Hằng", "cán bộ ban tổ chức thành ủy", BOARD),
    ("capuy", "Ngô Bích Thủy", "cấp ủy cử học", OWN),
    ("hieutruong", "Nghiêm Đức Thành", "lãnh đạo trường", SCHOOL),
    ("giaovu", "Trần Thu Anh", "phòng quản lý đào tạo", SCHOOL),
    ("chunhiem", "Phùng Hữu Nghĩa", "chủ nhiệm lớp", SCHOOL),
    ("giangvien", "Lý Thanh Tâm", "giảng viên", SCHOOL),
    ("kiemtra", "Quách Kim Oanh", "cán bộ kiểm tra", CITY),
)
WARDS = ("Chương Dương", "Cửa Đông", "Cửa Nam", "Đồng Xuân", "Hàng Bạc", "Hàng Bài",
         "Hàng Bồ", "Hàng Bông", "Hàng Buồm", "Hàng Đào", "Hàng Gai", "Hàng Mã")  # fmt: skip
COMMUNES = ("Bát Tràng", "Cổ Bi", "Đa Tốn", "Đặng Xá", "Đình Xuyên", "Đông Dư",
            "Dương Hà", "Dương Quang", "Dương Xá", "Kiêu Kỵ", "Kim Lan", "Kim Sơn")  # fmt: skip
HOLDERS = (
    *((f"Nguyễn Văn {ward}", f"Phường {ward} – Hoàn Kiếm") for ward in WARDS),
    *((f"Trần Thị {commune}", f"Xã {commune} – Gia Lâm") for commune in COMMUNES),
)
PAPERS = (
    ("nghị quyết", "04-NQ/TU", "17/6/2021", "Nghị quyết chuyên đề về công tác cán bộ"),
    ("kế hoạch", "110-KH/TU", "19/10/2022", "Tổ chức 5 lớp bồi dưỡng phó bí thư đảng ủy"),
    ("kế hoạch", "136-KH/TU", "22/2/2023", "Tổ chức các lớp bồi dưỡng năm 2023"),
)
LINKS = (
    ("110-KH/TU", "thực hiện", "04-NQ/TU"),
    ("136-KH/TU", "thực hiện", "110-KH/TU"),
    ("136-KH/TU", "căn cứ", "04-NQ/TU"),
)
SERIES = (
    ("tochuc", BOARD, "công văn", "2020-2025", "14/10/2020"),
    ("tochuc", BOARD, "báo cáo", "2020-2025", "14/10/2020"),
    ("giaovu", SCHOOL, "quyết định", "Từ năm 2023", "1/1/2023"),
)
SIGNERS = (
    (("request", "summons", "report"), "Phó Trưởng ban", "Vũ Thị Minh Hằng"),
    (("class_decision", "result_decision", "certificate"), "Hiệu trưởng", "Nghiêm Đức Thành"),
)
A_SCAN = {"name": "ban-ky.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
COURSE = "Bồi dưỡng nâng cao năng lực lãnh đạo, quản lý"
LECTURERS = (("TS.", "Lý Thanh Tâm", "Lý Thanh Tâm"), ("ThS.", "Bùi Xuân Hòa", "không có tài khoản"))
FIRST_STEPS = "Những bước đầu tiên"
# A worker searches; the page that waits goes on to what it found.
FOUND = r"/(allocation|proposals)/\d+/"
HALF_DAYS = 6
CLASSES = ("Lớp 1", "Lớp 2")
ACCEPT = "Chấp nhận những người đã chọn"
TITLE = "Bồi dưỡng phó bí thư đảng ủy xã, phường, thị trấn"


def day(from_today: int) -> str:
    """A day as people type it: the walk is dated around today, since a serving product knows no other day."""
    now = datetime.now(HANOI)  # noqa: TID251  a person looks at the calendar on the wall
    return f"{now + timedelta(days=from_today):%d/%m/%Y}"


def the_administrator_sets_the_house_up(people: People) -> None:
    admin = people("quantri").reads(FIRST_STEPS, "Nạp danh mục đơn vị của thành phố")
    admin.follow("/units/").press("Nạp danh mục đơn vị").reads("769", "156 cấp ủy")
    for name, kind, superior, symbol, skin in BODIES:
        admin.follow("/offices/", "/offices/new/")
        admin.fill(name=name, kind=kind, unit="Thành phố Hà Nội", superior=superior.upper(), symbol=symbol, skin=skin)
        admin.press("Lưu").reads(name)
    for username, name, role, office in COLLEAGUES:
        admin.follow("/users/", "/users/new/").fill(full_name=name, username=username, new=PASSWORD, again=PASSWORD)
        admin.press("Lập người dùng")
        admin.follow("/mandates/", "/mandates/new/").fill(user=name, role=role, office=office).press("Phân công")


def officials_are_registered(people: People) -> None:
    office = people("giaovu").reads(FIRST_STEPS, "Thêm chức danh cần bồi dưỡng")
    for title, short in ((POST, "Phó Bí thư"), (SECOND_POST, "UV BTV")):
        office.follow("/officials/posts/", "/posts/new/").fill(title=title, short_title=short).press("Lưu")
    office.follow("/officials/", "/officials/new/").fill(post=POST, valid_from="1/7/2020")
    for name, unit in HOLDERS:
        gender = "nam" if "Văn" in name else "nữ"
        office.fill(full_name=name, gender=gender, unit=unit)
        office.press("Thêm rồi nhập tiếp người khác").reads(name)


def documents_are_registered_and_linked(people: People) -> None:
    board = people("tochuc")
    for kind, number, issued_on, abstract in PAPERS:
        board.follow("/documents/", "/documents/new/")
        board.fill(issuer=CITY, kind=kind, number=number, issued_on=issued_on, abstract=abstract, file=A_SCAN).press()
        board.reads(number, abstract)
    for number, relation, target in LINKS:
        board.follow("/documents/").open(number).follow("/link/")
        board.fill(relation=relation, target=target, clause="mục II").press().reads(target)
    board.open("04-NQ/TU").reads("110-KH/TU", "136-KH/TU")
    for username, office, kind, period, first_day in SERIES:
        desk = people(username)
        desk.follow("/documents/", "/documents/series/", "/series/new/")
        desk.fill(office=office, kind=kind, period=period, starts_on=first_day).press().reads(period)


def the_plan_is_made_and_opened(people: People) -> None:
    board = people("tochuc")
    board.follow("/plans/", "/plans/new/")
    board.fill(document="136-KH/TU", title=TITLE, code="BD-PBT", organiser=BOARD, school=SCHOOL)
    board.fill(starts_on=day(-30), ends_on=day(60), nominations_due_on=day(7))
    board.fill(rule_posts=[POST], target_kinds=["xã", "phường", "thị trấn"], target_on="22/2/2023").press(
        "Lưu kế hoạch"
    )
    board.reads("579")
    for papers, title, name in SIGNERS:
        for place, paper in enumerate(papers):
            board.follow(f"/duties/{paper}/")
            # Whoever signed the last paper of an office is proposed for the next one.
            if place == 0:
                board.fill(signer_title=title, signer_name=name)
            board.press()
    board.follow("/send-up/").press().reads("579")
    people("lanhdao").follow("/plans/").open(TITLE).follow("/approve/").press().reads("579")
    board.follow("/plans/").open(TITLE).follow("/quarters/").fill(classes__=2, places__=24).press()


def people_are_asked_for_named_and_vetted(people: People) -> None:
    board, own, office = people("tochuc"), people("capuy"), people("giaovu")
    board.follow("/nominations/").open(TITLE).follow("/request/").press()
    board.follow("/request/send/").fill(signed_on=day(-29), issued_on=day(-29)).press().reads("01-CV/BTCTU")

    own.follow("/officials/", "/officials/new/").fill(full_name="Lê Thị Thay", gender="nữ", born_on="1/1/1980")
    own.fill(post=SECOND_POST, unit="Phường Hàng Bạc – Hoàn Kiếm", valid_from="1/7/2020").press()
    own.follow("/nominations/").open(TITLE).follow("/holders/").press()
    own.follow("/send/").fill(letter_number="15-CV/QU", letter_dated_on=day(-25)).press().reads("15-CV/QU")
    office.follow("/nominations/").open(TITLE).open(OTHER).follow("/holders/").press()
    office.follow("/send/").fill(letter_number="22-CV/HU", letter_dated_on=day(-24)).press().reads("22-CV/HU")

    office.follow("/nominations/").open(TITLE).follow("/vetting/")
    office.follow("/return/", among="Nguyễn Văn Hàng Bạc").fill(reason="Đang điều trị dài ngày").press()
    office.follow("/nominations/").open(TITLE).follow("/vetting/").press(ACCEPT).press(ACCEPT)
    own.follow("/nominations/").open(TITLE).reads("Đang điều trị dài ngày").open("Nguyễn Văn Hàng Bạc")
    own.follow("/substitute/").fill(official="Lê Thị Thay", reason="Cử người thay").press()
    own.follow("/nominations/").open(TITLE).follow("/send/")
    own.fill(letter_number="19-CV/QU", letter_dated_on=day(-22)).press()
    own.follow("/nominations/").open(TITLE).open("Nguyễn Văn Cửa Đông").follow("/days/")
    own.fill(first_day=day(-10), last_day=day(-8), reason="Họp Hội đồng nhân dân").press()
    office.follow("/nominations/").open(TITLE).follow("/vetting/").press(ACCEPT).press(ACCEPT)


def the_programme_is_written_and_approved(people: People) -> None:
    office = people("giaovu")
    for title, name, user in LECTURERS:
        office.follow("/lecturers/", "/lecturers/new/").fill(full_name=name, title=title, user=user).press()
    for name, seats in (("Hội trường A", 60), ("Phòng 301", 40)):
        office.follow("/halls/", "/halls/new/").fill(name=name, capacity=seats).press()
    office.follow("/programmes/", "/programmes/new/").fill(title=COURSE).press()
    office.fill(days=3).press("Bắt đầu")
    office.fill(block__0__title="Xây dựng Đảng", block__0__topics="Công tác cán bộ ở cơ sở")
    office.fill(block__1__title="Kỹ năng", block__1__topics="Xử lý tình huống").press("Lưu")
    office.follow("/lecturers/").tick_everything().press("Lưu")
    office.follow("/documents/", "/documents/draft/")
    office.fill(issuer=SCHOOL, kind="quyết định", abstract=f"Phê duyệt chương trình {COURSE}").press()
    office.follow("/sign/").fill(signer_name="Nghiêm Đức Thành", signer_title="Hiệu trưởng", signed_on=day(-20)).press()
    office.follow("/issue/").fill(issued_on=day(-20)).press().reads("01/QĐ-TĐTCB")
    office.follow("/programmes/", "/versions/1/")
    office.follow("/parts/").fill(part__0__name="Thảo luận", part__0__weight=40)
    office.fill(part__1__name="Bài thu hoạch", part__1__weight=60, part__2__name="", part__2__weight="").press()
    office.follow("/approve/").fill(document="01/QĐ-TĐTCB").press().reads("01/QĐ-TĐTCB")
    office.follow("/results/", "/rules/", "/rules/new/").fill(valid_from="1/1/2023").press().reads("Xuất sắc")


def classes_are_planned_and_filled(people: People) -> None:
    office = people("giaovu")
    office.follow("/plans/").open(TITLE).follow("/classes/of-plan/1/", "/classes/of-plan/1/plan/")
    office.fill(version=COURSE, count=2, people=24, first_day=day(-12)).press("Xem đề xuất")
    office.fill(form__0__hall="Hội trường A", form__1__hall="Phòng 301", form__1__first_day=day(8)).press()
    for name in CLASSES:
        office.follow("/classes/").open(name).follow("/teacher/").fill(teacher="Phùng Hữu Nghĩa").press()
        office.press("Chốt lớp")
    office.follow("/classes/of-plan/1/allocation/").press("Lập phương án").arrives(FOUND)
    office.press("Xếp lớp theo phương án này")


def somebody_is_moved_and_pinned_and_a_new_allocation_leaves_them_there(people: People) -> None:
    office = people("giaovu").follow("/classes/").open("Lớp 1").open("Đã xếp lớp")
    name = office.first_name()
    office.open(name).reads("Điểm trừ nếu xếp vào từng lớp").fill(training_class="Lớp 2")
    office.press("Chuyển sang lớp đã chọn").reads(f"Đã chuyển {name} sang Lớp 2")
    office.open("Ghim …").fill(reason="Đã báo lớp cho cấp ủy").press("Ghim").reads("Đã ghim 1 người vào lớp")
    office.follow("/classes/of-plan/1/allocation/").press("Lập phương án").arrives(FOUND)
    office.open("Đối chiếu").reads("Đang áp dụng").is_silent_of(name)
    office.follow_number(0, "/classes/allocation/").press("Xếp lớp theo phương án này").press("Hoàn tác")
    office.follow("/classes/of-plan/1/allocation/", "/pins/").reads(name).press("Hoàn tác").reads("Chưa ghim ai")
    office.follow("/classes/of-plan/1/allocation/").press("Lập phương án").arrives(FOUND)
    office.press("Xếp lớp theo phương án này")


def a_closed_hall_is_told_and_another_is_taken_by_a_click(people: People) -> None:
    office = people("giaovu").follow("/halls/").open("Hội trường A")
    office.fill(first_day=day(-14), last_day=day(-4), reason="Sửa âm thanh").press("Ghi lại")
    office.follow("/timetable/", "/timetable/plans/1/").tick_everything().press("Đề xuất lịch")
    office.waits_for("Làm như vậy và tìm lại").reads("Hội trường A không dùng được")
    office.press("Làm như vậy và tìm lại").arrives(FOUND)
    office.follow("/timetable/plans/1/").follow_number(1, "/timetable/proposals/").press("Hoàn tác")
    office.follow("/halls/").open("Hội trường A").follow("/remove/").press()


def timetables_are_made_and_made_public(people: People) -> None:
    office = people("giaovu")
    for _again in range(2):
        office.follow("/timetable/", "/timetable/plans/1/").tick_everything().press("Đề xuất lịch").arrives(FOUND)
        office.press("Áp dụng phương án này")
        if not _again:
            office.press("Hoàn tác")
    for name in CLASSES:
        office.follow("/timetable/").open(name).follow("/release/").press("Công bố")
    office.press("Tạo địa chỉ lịch")
    (address,) = re.findall(r"/timetable/feeds/[\w-]+\.ics", office.page.content())[:1]
    assert office.page.request.get(address).text().count("BEGIN:VEVENT") == HALF_DAYS


def classes_are_decided_and_summoned(people: People) -> None:
    office, board = people("giaovu"), people("tochuc")
    office.page.goto("/classes/1/summons/")
    office.press().reads("quyết định")
    for name, on in zip(CLASSES, (-15, -14), strict=True):
        office.home().follow("/classes/").open(name).press("Dự thảo quyết định")
        office.fill(signed_on=day(on), issued_on=day(on)).press("Ban hành quyết định")
        office.follow("/classes/").open(name).follow("/summons/").press()
        board.follow("/classes/").open(name).follow("/summonses/" + name[-1] + "/")
        board.fill(signed_on=day(on), issued_on=day(on)).press("Ban hành công văn")
    people("capuy").follow("/classes/").open("Lớp 1")


def the_class_opens(people: People) -> None:
    office, teacher = people("giaovu"), people("chunhiem")
    office.follow("/officials/", "/officials/new/").fill(full_name="Phạm Văn Sớm", gender="nam", post=POST)
    office.fill(unit="Phường Hàng Trống – Hoàn Kiếm", valid_from="1/7/2020").press()
    office.follow("/classes/").open("Lớp 1").follow("/groups/", "/groups/propose/").press().press("Chia tổ như trên")
    office.follow("/dossiers/classes/1/").press("Lập danh mục việc").press("Đã xong")
    office.follow("/ceremonies/classes/1/opening/").press("Lưu chương trình")
    office.follow("/classes/").open("Lớp 1").follow("/dossiers/classes/1/")
    assert office.downloads("/opening-set.pdf").startswith(b"%PDF")
    office.follow("/classes/").open("Lớp 1").press("Bắt đầu lớp")
    teacher.follow("/attendance/classes/1/", "/first-morning/", "/let-in/")
    teacher.page.locator("[name=q]").last.fill("Sớm")
    teacher.press("Cho vào")


def the_class_runs(people: People) -> None:
    admin, office, teacher = people("quantri"), people("giaovu"), people("chunhiem")
    for half_day in range(HALF_DAYS):
        teacher.home().follow("/attendance/classes/1/").follow_number(0, "?everybody=")
        if half_day == 0:
            teacher.page.locator("main select").first.select_option("k")
        teacher.press("Lưu điểm danh")
    teacher.follow("/attendance/classes/1/", "/first-morning/").reads("Vắng")
    holder = office.home().follow("/classes/").open("Lớp 2").follow("/classes/2/list/").first_name()
    admin.follow("/users/", "/users/new/").fill(full_name=holder, username="hocvien", new=PASSWORD, again=PASSWORD)
    admin.press("Lập người dùng").follow("/mandates/", "/mandates/new/").fill(official=holder).search()
    admin.fill(user=holder, role="học viên", official_id=holder).press("Phân công")
    trainee = people("hocvien").follow("/attendance/leave/").fill(reason="Họp Ban Thường vụ").press()
    trainee.reads("Họp Ban Thường vụ")
    teacher.home().follow("/attendance/classes/2/", "/attendance/classes/2/leave/").press("Đồng ý")


def who_was_let_in_is_listed_by_a_supplementary_decision(people: People) -> None:
    own, office, board = people("capuy"), people("giaovu"), people("tochuc")
    own.follow("/nominations/").open(TITLE).open("Người khác", among="Phường Hàng Trống")
    own.fill(official="Phạm Văn Sớm").press()
    own.follow("/nominations/").open(TITLE).follow("/send/")
    own.fill(letter_number="31-CV/QU", letter_dated_on=day(0)).press()
    office.follow("/nominations/").open(TITLE).follow("/vetting/").press(ACCEPT).press(ACCEPT)
    office.follow("/classes/").open("Lớp 1").follow("/classes/1/papers/", "/classes/1/supplementary/")
    office.fill(add=["Phạm Văn Sớm"]).press("Dự thảo quyết định")
    office.fill(signed_on=day(0), issued_on=day(0)).press("Ban hành quyết định")
    office.follow("/classes/").open("Lớp 1").follow("/classes/1/papers/", "/classes/1/summons/").press()
    board.follow("/classes/").open("Lớp 1").follow("/classes/1/papers/").open("Dự thảo")
    board.fill(signed_on=day(0), issued_on=day(0)).press("Ban hành công văn")
    office.follow("/classes/").open("Lớp 1").follow("/classes/1/list/").reads("Phạm Văn Sớm")


def marks_are_entered_locked_and_recognised(people: People) -> None:
    office, teacher, head = people("giaovu"), people("chunhiem"), people("hieutruong")
    office.follow("/classes/").open("Lớp 1").press("Kết thúc học")
    office.follow("/results/").press("Mở bảng điểm")
    teacher.follow("/results/", "/results/classes/1/marks/").follow("/paste/")
    teacher.fill(block="8,5\t9").press("Xem trong bảng điểm").reads("13")
    teacher.fill(block="\n".join(["8,5\t9", "7\t7,5"] * 6 + ["\t"])).press("Xem trong bảng điểm").press("Lưu điểm")
    teacher.fill_first("10,5").press("Lưu điểm").reads("10,5").fill_first("9,5").press("Lưu điểm")
    teacher.follow("/results/classes/1/").fill(missing_reason="Vào lớp muộn").press("Khóa bảng điểm")
    head.follow("/results/", "/results/classes/1/").press("Xác nhận kết quả")
    head.follow("/results/classes/1/reopen/").fill(reason="Sửa một điểm nhập nhầm").press()
    teacher.home().follow("/results/", "/results/classes/1/").fill(missing_reason="Vào lớp muộn").press("Khóa")
    head.home().follow("/results/", "/results/classes/1/").press("Xác nhận kết quả")
    office.home().follow("/results/", "/results/classes/1/").press("Lập quyết định")
    office.fill(signed_on=day(-1), issued_on=day(0)).press("Ký, cấp số và ban hành")


def certificates_are_issued_checked_and_replaced(people: People) -> None:
    office, head = people("giaovu"), people("hieutruong")
    office.follow("/results/", "/results/classes/1/").open("05/QĐ-TĐTCB").follow("/certificates/classes/1/").press(
        "Cấp"
    )
    assert office.downloads("/all.pdf").startswith(b"%PDF")
    first, second = office.page.locator("main tbody th a").all_inner_texts()[:2]
    office.open(first).follow("/reissue/").fill(reason="In sai ngày sinh").press()
    head.follow("/certificates/").open(second).follow("/revoke/").fill(reason="Cấp nhầm người").press()
    with people.site.visited() as page:
        stranger = Desk(page)
        for number, said in (
            (first, "Đã thay bằng"),
            (second, "Đã thu hồi"),
            ("9999/X", "Không có giấy chứng nhận nào"),
        ):
            page.goto("/certificates/check/")
            stranger.fill(number=number).press("Kiểm tra").reads(said)


def the_programme_is_accounted_for(people: People) -> None:
    office, board, auditor = people("giaovu"), people("tochuc"), people("kiemtra")
    office.follow("/classes/").open("Lớp 1").press("Đóng lớp")
    auditor.follow("/reports/").open(TITLE).reads("579", "12")
    for end, start in ((".docx", b"PK"), (".pdf", b"%PDF"), (".xlsx", b"PK")):
        assert auditor.downloads(f"report{end}").startswith(start)
    auditor.follow_number(0, "/people/completed/").reads("Nguyễn Văn")
    auditor.follow("/classes/").open("Lớp 1").follow("/reports/classes/1/brief/")
    assert auditor.downloads("/closing.docx").startswith(b"PK")
    assert auditor.downloads("/closing.pdf").startswith(b"%PDF")
    board.follow("/reports/").open(TITLE).press()
    board.fill(signed_on=day(0), issued_on=day(0)).press("Ký, cấp số và ban hành").reads("01-BC/BTCTU")


def everybody_has_a_home(people: People) -> None:
    for username in ("quantri", "hocvien", *(username for username, *_ in COLLEAGUES)):
        people(username).is_silent_of(FIRST_STEPS)


CHAPTERS = (
    the_administrator_sets_the_house_up,
    officials_are_registered,
    documents_are_registered_and_linked,
    the_plan_is_made_and_opened,
    people_are_asked_for_named_and_vetted,
    the_programme_is_written_and_approved,
    classes_are_planned_and_filled,
    somebody_is_moved_and_pinned_and_a_new_allocation_leaves_them_there,
    a_closed_hall_is_told_and_another_is_taken_by_a_click,
    timetables_are_made_and_made_public,
    classes_are_decided_and_summoned,
    the_class_opens,
    the_class_runs,
    who_was_let_in_is_listed_by_a_supplementary_decision,
    marks_are_entered_locked_and_recognised,
    certificates_are_issued_checked_and_replaced,
    the_programme_is_accounted_for,
    everybody_has_a_home,
)


def test_the_chain_is_walked_by_hand_from_an_empty_database(own_tables: Installation, browser: Browser) -> None:
    made = own_tables.run(
        "adduser", "quantri", "Đàm Tiến Long", "--administrator", "--password-from-stdin", typed=PASSWORD
    )
    assert made.returncode == 0, made.stderr

    with served(own_tables, browser, with_worker=True) as site, ExitStack() as windows:
        people = People(site, windows)
        for chapter in CHAPTERS:
            chapter(people)
