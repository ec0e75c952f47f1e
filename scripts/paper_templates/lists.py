"""Lists that take no number: participants, timetable and the books of an office."""

from khaigiang.papers.document_book import COLUMNS, TITLES, Direction
from khaigiang.papers.skins import Skin
from paper_templates.paper import LEFT, Column, Paper


def participant_list(skin: Skin) -> Paper:
    paper = Paper(skin, flipped=True)
    paper.letterhead(wide=True)
    paper.title("{{ list_title }}", "list_about")
    paper.table(
        (
            Column(heading="STT", width=11, field="row.no", centred=True),
            Column(heading="Họ và tên", width=46, field="row.name"),
            Column(heading="Ngày sinh", width=25, field="row.born", centred=True),
            Column(heading="Giới tính", width=14, field="row.sex", centred=True),
            Column(heading="Chức vụ", width=38, field="row.post"),
            Column(heading="Đơn vị", width=43, field="row.unit"),
            Column(heading="Điện thoại", width=27, field="row.phone", centred=True),
            Column(heading="Tổ", width=22, field="row.group", centred=True),
            Column(heading="Ký tên", width=24, field="''"),
            Column(heading="Ghi chú", width=17, field="row.note"),
        ),
        "row in people",
    )
    paper.line("{{ total }}", italic=True, align=LEFT)
    paper.closing()
    return paper


def timetable(skin: Skin) -> Paper:
    paper = Paper(skin, flipped=True)
    paper.letterhead(wide=True)
    paper.title("LỊCH HỌC", "about")
    table = paper.table(
        (
            Column(heading="Thứ, ngày", width=26, field="day.label", centred=True),
            Column(heading="Buổi", width=34, field="session.half_day", centred=True),
            Column(heading="Nội dung", width=78, field="session.content"),
            Column(heading="Giảng viên", width=46, field="session.lecturer"),
            Column(heading="Hình thức", width=27, field="session.form", centred=True),
            Column(heading="Địa điểm", width=32, field="session.place"),
            Column(heading="Ghi chú", width=24, field="session.note"),
        ),
        "day in days",
        "session in day.sessions",
    )
    # A day's sessions are rows of their own, its first cell one across them.
    table.rows[3].cells[0].paragraphs[0].runs[0].text = "{% vm %}{{ day.label }}"
    paper.tag("if remarks")
    paper.line("Ghi chú:", bold=True, align=LEFT)
    paper.tag("for text in remarks")
    paper.line("{{ text }}", align=LEFT, after=2)
    paper.tag("endfor")
    paper.tag("endif")
    paper.closing()
    return paper


def honorarium_statement(skin: Skin) -> Paper:
    paper = Paper(skin, flipped=True)
    paper.letterhead(wide=True)
    paper.title("BẢNG KÊ THANH TOÁN TIỀN GIẢNG DẠY", "about")
    paper.table(
        (
            Column(heading="STT", width=11, field="row.no", centred=True),
            Column(heading="Họ và tên", width=44, field="row.name"),
            Column(heading="Buổi giảng", width=92, field="row.sessions"),
            Column(heading="Số giờ", width=16, field="row.hours", centred=True),
            Column(heading="Thành tiền (đồng)", width=28, field="row.gross", centred=True),
            Column(heading="Thuế khấu trừ (đồng)", width=26, field="row.tax", centred=True),
            Column(heading="Thực nhận (đồng)", width=28, field="row.net", centred=True),
            Column(heading="Ký nhận", width=22, field="''"),
        ),
        "row in rows",
    )
    paper.tag("for text in totals")
    paper.line("{{ text }}", align=LEFT, after=2)
    paper.tag("endfor")
    paper.tag("for text in sources")
    paper.line("{{ text }}", italic=True, align=LEFT, after=2)
    paper.tag("endfor")
    paper.closing()
    return paper


def outgoing_book(skin: Skin) -> Paper:
    return _book(skin, "outgoing")


def incoming_book(skin: Skin) -> Paper:
    return _book(skin, "incoming")


def _book(skin: Skin, direction: Direction) -> Paper:
    paper = Paper(skin, flipped=True)
    paper.letterhead(wide=True)
    paper.title(TITLES[direction], "book_about")
    columns = (
        Column(heading=column.heading, width=column.width, field=f"line.c{place}", centred=column.centred)
        for place, column in enumerate(COLUMNS[direction])
    )
    paper.table(tuple(columns), "line in lines")
    paper.line("{{ total }}", italic=True, align=LEFT)
    return paper
