"""Letters and decisions."""

from khaigiang.papers.skins import Skin
from paper_templates.paper import LEFT, Column, Paper


def request_letter(skin: Skin) -> Paper:
    paper = Paper(skin)
    paper.letterhead(subject=True)
    paper.addressed()
    paper.each("opening")
    paper.tag("if class_lines")
    paper.running("3. Thời gian, địa điểm dự kiến:")
    paper.each("class_lines")
    paper.tag("endif")
    paper.each("requests")
    paper.last_words()
    _places(paper)
    _form(paper)
    return paper


def class_decision(skin: Skin) -> Paper:
    paper = Paper(skin)
    paper.decision()
    paper.annex()
    paper.annex_title("list_title")
    paper.table(
        (
            Column(heading="STT", width=11, field="row.no", centred=True),
            Column(heading="Họ và tên", width=50, field="row.name"),
            Column(heading="Ngày sinh", width=25, field="row.born", centred=True),
            Column(heading="Giới tính", width=14, field="row.sex", centred=True),
            Column(heading="Chức vụ", width=40, field="row.post"),
            Column(heading="Đơn vị", width=58, field="row.unit"),
            Column(heading="Cấp ủy cử", width=46, field="row.committee"),
            Column(heading="Ghi chú", width=23, field="row.note"),
        ),
        "row in trainees",
    )
    paper.line("{{ total }}", italic=True, align=LEFT)
    return paper


def supplementary_decision(skin: Skin) -> Paper:
    paper = Paper(skin)
    paper.decision()
    paper.annex()
    for field, rows in (("added_title", "added"), ("removed_title", "removed")):
        paper.tag(f"if {rows}")
        paper.annex_title(field)
        paper.table(
            (
                Column(heading="STT", width=11, field="row.no", centred=True),
                Column(heading="Họ và tên", width=50, field="row.name"),
                Column(heading="Ngày sinh", width=25, field="row.born", centred=True),
                Column(heading="Chức vụ", width=40, field="row.post"),
                Column(heading="Đơn vị", width=54, field="row.unit"),
                Column(heading="Cấp ủy cử", width=35, field="row.committee"),
                Column(heading="Lý do", width=52, field="row.reason"),
            ),
            f"row in {rows}",
        )
        paper.line("", after=12)
        paper.tag("endif")
    return paper


def summons(skin: Skin) -> Paper:
    paper = Paper(skin)
    paper.letterhead(subject=True)
    paper.addressed()
    paper.each("opening")
    paper.running("{{ list_lead }}", keep=True)
    paper.table(
        (
            Column(heading="STT", width=11, field="row.no", centred=True),
            Column(heading="Họ và tên", width=46, field="row.name"),
            Column(heading="Ngày sinh", width=25, field="row.born", centred=True),
            Column(heading="Chức vụ", width=38, field="row.post"),
            Column(heading="Đơn vị", width=45, field="row.unit"),
        ),
        "row in trainees",
    )
    paper.line("", size=6)
    paper.last_words()
    return paper


def personal_summons(skin: Skin) -> Paper:
    paper = Paper(skin)
    paper.without_page_numbers()
    paper.tag("for person in people")
    paper.letterhead()
    paper.title("GIẤY TRIỆU TẬP", "subject")
    paper.running("{{ call }}")
    paper.running("Đồng chí: ").add_run("{{ person.name }}").bold = True
    paper.tag("if person.born")
    paper.running("Sinh ngày: {{ person.born }}")
    paper.tag("endif")
    paper.running("Chức vụ: {{ person.post }}")
    paper.running("Đơn vị: {{ person.unit }}")
    paper.each("opening")
    paper.last_words()
    paper.tag("if not loop.last")
    paper.new_page()
    paper.tag("endif")
    paper.tag("endfor")
    return paper


def returning_letter(skin: Skin) -> Paper:
    paper = Paper(skin)
    paper.letterhead(subject=True)
    paper.addressed()
    paper.each("opening")
    paper.table(
        (
            Column(heading="STT", width=11, field="row.no", centred=True),
            Column(heading="Họ và tên", width=42, field="row.name"),
            Column(heading="Ngày sinh", width=25, field="row.born", centred=True),
            Column(heading="Đơn vị", width=40, field="row.unit"),
            Column(heading="Lý do", width=47, field="row.reason"),
        ),
        "row in returned",
    )
    paper.line("", size=6)
    paper.last_words()
    return paper


def substitution_notice(skin: Skin) -> Paper:
    paper = Paper(skin)
    paper.letterhead()
    paper.title("THÔNG BÁO", "subject")
    paper.each("opening")
    paper.table(
        (
            Column(heading="STT", width=11, field="row.no", centred=True),
            Column(heading="Đã cử", width=40, field="row.before"),
            Column(heading="Nay cử", width=40, field="row.after"),
            Column(heading="Đơn vị", width=32, field="row.unit"),
            Column(heading="Lý do", width=42, field="row.reason"),
        ),
        "row in replaced",
    )
    paper.line("", size=6)
    paper.last_words()
    return paper


def training_plan(skin: Skin) -> Paper:
    paper = Paper(skin)
    paper.letterhead()
    paper.title("KẾ HOẠCH", "subject")
    paper.each("opening")
    paper.tag("for section in sections")
    paper.running("{{ section.title }}", keep=True).runs[0].bold = True
    paper.each("section.texts")
    paper.tag("endfor")
    paper.last_words()
    paper.annex(flipped=False)
    paper.line("PHỤ LỤC", bold=True)
    paper.annex_title("", literal="PHÂN BỔ CHỈ TIÊU")
    paper.tag("if quarters")
    paper.line("1. Theo quý", bold=True, align=LEFT, after=4, keep=True)
    paper.table(
        (
            Column(heading="STT", width=14, field="row.no", centred=True),
            Column(heading="Quý", width=80, field="row.quarter"),
            Column(heading="Số lớp", width=33, field="row.classes", centred=True),
            Column(heading="Chỉ tiêu (đồng chí)", width=38, field="row.places", centred=True),
        ),
        "row in quarters",
        size=13,
        totals=("", "Tổng cộng", "{{ classes_total }}", "{{ quarters_total }}"),
    )
    paper.line("", size=8)
    paper.line("2. Theo cấp ủy", bold=True, align=LEFT, after=4, keep=True)
    paper.tag("endif")
    places_table(paper)
    return paper


def result_decision(skin: Skin) -> Paper:
    paper = Paper(skin)
    paper.decision()
    paper.annex()
    paper.annex_title("list_title")
    paper.table(
        (
            Column(heading="STT", width=11, field="row.no", centred=True),
            Column(heading="Họ đệm", width=45, field="row.family"),
            Column(heading="Tên", width=22, field="row.given"),
            Column(heading="Ngày sinh", width=25, field="row.born", centred=True),
            Column(heading="Đơn vị", width=55, field="row.unit"),
            Column(heading="Bằng số", width=16, field="row.mark", centred=True, group="Điểm"),
            Column(heading="Bằng chữ", width=45, field="row.mark_words", group="Điểm"),
            Column(heading="Xếp loại", width=26, field="row.band", centred=True),
            Column(heading="Ghi chú", width=22, field="row.note"),
        ),
        "row in results",
    )
    paper.line("", size=6)
    paper.line("Tổng hợp xếp loại", bold=True, align=LEFT, after=4, keep=True)
    band_table(paper)
    paper.tag("if rule")
    paper.line("Xếp loại theo {{ rule }}.", size=11, italic=True, align=LEFT)
    paper.tag("endif")
    return paper


def band_table(paper: Paper) -> None:
    """Counts by band with their sum."""
    paper.table(
        (
            Column(heading="STT", width=14, field="row.no", centred=True),
            Column(heading="Xếp loại", width=50, field="row.band"),
            Column(heading="Số học viên", width=32, field="row.count", centred=True),
            Column(heading="Tỷ lệ", width=28, field="row.percent", centred=True),
        ),
        "row in bands",
        totals=("", "Cộng", "{{ band_total }}", ""),
    )


def _places(paper: Paper) -> None:
    paper.annex(flipped=False)
    paper.annex_title("", literal="PHÂN BỔ CHỈ TIÊU CỬ CÁN BỘ")
    places_table(paper)


def places_table(paper: Paper) -> None:
    """Places of each committee with their sum."""
    paper.table(
        (
            Column(heading="STT", width=14, field="row.no", centred=True),
            Column(heading="Cấp ủy", width=80, field="row.committee"),
            Column(heading="Chỉ tiêu (đồng chí)", width=31, field="row.places", centred=True),
            Column(heading="Ghi chú", width=40, field="row.note"),
        ),
        "row in places",
        size=13,
        totals=("", "Tổng cộng", "{{ total }}", ""),
    )


def _form(paper: Paper) -> None:
    paper.annex()
    head = paper.document.add_table(rows=1, cols=2)
    paper.line("(TÊN CẤP ỦY)", size=12, cell=head.cell(0, 0))
    paper.line("*", size=12, cell=head.cell(0, 0))
    date_line = ".................., ngày ...... tháng ...... năm ............"
    paper.line(date_line, size=12, italic=True, cell=head.cell(0, 1))
    paper.annex_title("form_title")
    born = "Ngày, tháng, năm sinh"
    paper.table(
        (
            Column(heading="STT", width=10, field="number", centred=True),
            Column(heading="Họ và tên", width=44, field="''"),
            Column(heading="Nam", width=20, field="''", group=born),
            Column(heading="Nữ", width=20, field="''", group=born),
            Column(heading="Dân tộc", width=15, field="''"),
            Column(heading="Chức vụ", width=30, field="''"),
            Column(heading="Đơn vị", width=33, field="''"),
            Column(heading="Trình độ chuyên môn", width=25, field="''"),
            Column(heading="Lý luận chính trị", width=19, field="''"),
            Column(heading="Ngày vào Đảng", width=19, field="''"),
            Column(heading="SĐT", width=18, field="''"),
            Column(heading="Ghi chú", width=14, field="''"),
        ),
        "number in form_rows",
        size=11,
        row_height=9,
    )
    paper.line("", size=8)
    foot = paper.document.add_table(rows=1, cols=2)
    paper.line("", cell=foot.cell(0, 0))
    paper.line("T/M BAN THƯỜNG VỤ", bold=True, size=13, cell=foot.cell(0, 1))
    paper.line("(Ký tên, đóng dấu)", italic=True, size=13, cell=foot.cell(0, 1))
