"""Reports with tables and charts."""

from khaigiang.papers.skins import Skin
from paper_templates.official import band_table
from paper_templates.paper import Column, Paper


def programme_report(skin: Skin) -> Paper:
    paper = _report(skin)
    paper.each("opening")
    _heading(paper, "I- KẾT QUẢ CHUNG")
    _caption(paper, "Bảng 1.", "Số liệu tổng hợp")
    paper.table(
        (
            Column(heading="STT", width=12, field="row.no", centred=True),
            Column(heading="Nội dung", width=77, field="row.label"),
            Column(heading="Số lượng", width=26, field="row.value", centred=True),
            Column(heading="Tỷ lệ", width=50, field="row.share"),
        ),
        "row in figures",
    )
    _caption(paper, "Bảng 2.", "Xếp loại học viên hoàn thành")
    band_table(paper)
    _caption(paper, "Biểu đồ 1.", "Cơ cấu xếp loại học viên hoàn thành")
    paper.picture("bands.png", "Biểu đồ cơ cấu xếp loại")
    _caption(paper, "Biểu đồ 2.", "Số học viên theo kế hoạch và đã hoàn thành từng tháng")
    paper.picture("months.png", "Biểu đồ kế hoạch và hoàn thành theo tháng")
    _heading(paper, "II- KẾT QUẢ THEO LỚP")
    _caption(paper, "Bảng 3.", "Kết quả từng lớp")
    _class_table(paper)
    _caption(paper, "Biểu đồ 3.", "Xếp loại theo lớp")
    paper.picture("classes.png", "Biểu đồ xếp loại theo lớp")
    _heading(paper, "III- KẾT QUẢ THEO CẤP ỦY")
    _caption(paper, "Bảng 4.", "Kết quả từng cấp ủy")
    _committee_table(paper)
    _heading(paper, "IV- SỐ CÒN LẠI")
    _caption(paper, "Bảng 5.", "Chức danh chưa hoàn thành, phân theo trạng thái")
    paper.table(
        (
            Column(heading="STT", width=14, field="row.no", centred=True),
            Column(heading="Trạng thái", width=80, field="row.state"),
            Column(heading="Số chức danh", width=34, field="row.count", centred=True),
        ),
        "row in remaining",
        totals=("", "Cộng", "{{ remaining_total }}"),
    )
    _ending(paper)
    return paper


def closing_report(skin: Skin) -> Paper:
    paper = _report(skin)
    _heading(paper, "I- CÔNG TÁC TỔ CHỨC")
    paper.each("organisation")
    _heading(paper, "II- KẾT QUẢ HỌC TẬP")
    _caption(paper, "Bảng 1.", "Xếp loại học viên")
    band_table(paper)
    _caption(paper, "Biểu đồ 1.", "Cơ cấu xếp loại học viên")
    paper.picture("bands.png", "Biểu đồ cơ cấu xếp loại")
    _caption(paper, "Bảng 2.", "Kết quả từng cấp ủy")
    _committee_table(paper, planned="Danh sách")
    _departures(paper)
    _heading(paper, "III- CHẤP HÀNH THỜI GIAN HỌC TẬP")
    _absences(paper)
    _heading(paper, "IV- GIẢNG VIÊN, BÁO CÁO VIÊN")
    _caption(paper, "Bảng {{ tables.teaching }}.", "Số buổi lên lớp")
    paper.table(
        (
            Column(heading="STT", width=12, field="row.no", centred=True),
            Column(heading="Giảng viên", width=60, field="row.lecturer"),
            Column(heading="Số buổi", width=20, field="row.half_days", centred=True),
            Column(heading="Nội dung", width=73, field="row.topics"),
        ),
        "row in teaching[:-2]",
        last="row in teaching[-2:]",
    )
    _ending(paper)
    return paper


def _report(skin: Skin) -> Paper:
    paper = Paper(skin)
    paper.letterhead()
    paper.title("BÁO CÁO", "subject")
    return paper


def _heading(paper: Paper, text: str) -> None:
    paper.running("", lead=text, keep=True).paragraph_format.space_before = paper.document.styles[
        "Normal"
    ].paragraph_format.space_after


def _caption(paper: Paper, label: str, text: str) -> None:
    paragraph = paper.line(label, size=13, bold=True, after=3, keep=True)
    run = paragraph.add_run(f" {text}")
    run.font.size = paragraph.runs[0].font.size
    paragraph.paragraph_format.space_before = paper.document.styles["Normal"].paragraph_format.space_after


def _class_table(paper: Paper) -> None:
    """Its columns of bands repeat, as many as there are bands."""
    bands = "Xếp loại"
    table = paper.table(
        (
            Column(heading="Lớp", width=13.5, field="row.name"),
            Column(heading="Thời gian", width=21, field="row.days", centred=True),
            Column(heading="Chỉ tiêu", width=12.5, field="row.planned", centred=True),
            Column(heading="Triệu tập", width=12.5, field="row.summoned", centred=True),
            Column(heading="Tham dự", width=12.5, field="row.attended", centred=True),
            Column(heading="Hoàn thành", width=14, field="row.completed", centred=True),
            Column(heading="{%tc for name in band_names %}", width=12.4, field="'{%tc for count in row.bands %}'", group=bands),
            Column(heading="{{ name }}", width=12.4, field="count", centred=True, group=bands),
            Column(heading="{%tc endfor %}", width=12.4, field="'{%tc endfor %}'", group=bands),
            Column(heading="Trạng thái", width=17, field="row.state", centred=True),
        ),
        "row in classes",
        size=10,
        totals=(
            "Cộng", "", "{{ class_total.planned }}", "{{ class_total.summoned }}", "{{ class_total.attended }}",
            "{{ class_total.completed }}", "{%tc for count in class_total.bands %}", "{{ count }}", "{%tc endfor %}", "",
        ),
    )  # fmt: skip
    for place, text in ((6, "{%tc for count in row.bands %}"), (8, "{%tc endfor %}")):
        table.rows[3].cells[place].paragraphs[0].runs[0].text = text
    shared = table.cell(0, 6)
    shared.paragraphs[0].runs[0].text = "{% colspan band_names|length %}" + bands


def _committee_table(paper: Paper, *, planned: str = "Chỉ tiêu") -> None:
    total = "committee_total"
    paper.table(
        (
            Column(heading="STT", width=12, field="row.no", centred=True),
            Column(heading="Cấp ủy", width=50, field="row.committee"),
            Column(heading=planned, width=19, field="row.planned", centred=True),
            Column(heading="Triệu tập", width=21, field="row.summoned", centred=True),
            Column(heading="Tham dự", width=20, field="row.attended", centred=True),
            Column(heading="Hoàn thành", width=24, field="row.completed", centred=True),
            Column(heading="Còn lại", width=19, field="row.remaining", centred=True),
        ),
        "row in committees",
        totals=(
            "", "Tổng cộng", f"{{{{ {total}.planned }}}}", f"{{{{ {total}.summoned }}}}", f"{{{{ {total}.attended }}}}",
            f"{{{{ {total}.completed }}}}", f"{{{{ {total}.remaining }}}}",
        ),
    )  # fmt: skip


def _departures(paper: Paper) -> None:
    paper.tag("if departures")
    _caption(paper, "Bảng {{ tables.departures }}.", "Học viên đưa ra khỏi danh sách lớp")
    paper.table(
        (
            Column(heading="STT", width=12, field="row.no", centred=True),
            Column(heading="Họ và tên", width=44, field="row.name"),
            Column(heading="Đơn vị", width=41, field="row.unit"),
            Column(heading="Từ ngày", width=27, field="row.left_on", centred=True),
            Column(heading="Lý do", width=41, field="row.reason"),
        ),
        "row in departures",
    )
    paper.tag("endif")


def _absences(paper: Paper) -> None:
    paper.tag("if absences")
    _caption(paper, "Bảng {{ tables.absences }}.", "Học viên vắng mặt")
    missed = "Số buổi vắng"
    paper.table(
        (
            Column(heading="STT", width=12, field="row.no", centred=True),
            Column(heading="Họ và tên", width=44, field="row.name"),
            Column(heading="Đơn vị", width=41, field="row.unit"),
            Column(heading="Có phép", width=17, field="row.with_leave", centred=True, group=missed),
            Column(heading="Không phép", width=17, field="row.without_leave", centred=True, group=missed),
            Column(heading="Lý do", width=34, field="row.reason"),
        ),
        "row in absences",
    )
    paper.tag("else")
    paper.running("Không có học viên vắng mặt.")
    paper.tag("endif")


def _ending(paper: Paper) -> None:
    paper.tag("if remarks")
    _heading(paper, "V- ĐÁNH GIÁ")
    paper.each("remarks")
    paper.tag("endif")
    paper.tag("if proposals")
    _heading(paper, "{% if remarks %}VI{% else %}V{% endif %}- ĐỀ XUẤT, KIẾN NGHỊ")
    paper.each("proposals")
    paper.tag("endif")
    paper.last_words()
