"""579 certificates: what ours cost beside bare typst for the same pages, before sealing; WeasyPrint for scale."""

import json
from datetime import date
from pathlib import Path

import typst
from weasyprint import HTML

from benchmarks.frame import Ratio, best_seconds
from khaigiang.papers import certificate as paper
from khaigiang.papers.fonts import official_font
from khaigiang.papers.plain import fields
from khaigiang.papers.typesetting import SOURCES
from khaigiang.papers.values import Letterhead, Person, Signature

CERTIFICATES = 579
# Enough to know what a certificate costs where it costs a hundred times as much.
FOR_SCALE = 20
PAGE = """
<html lang="vi"><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4 landscape; margin: 0; background: url({frame}) 0 0 / 297mm 210mm }}
body {{ font: 14pt "{font}"; text-align: center; padding: 18mm 32mm }} h1 {{ font-size: 36pt; color: #9c1c20 }} td {{ text-align: left }}
p, h1, h2 {{ margin: 1mm }}
</style>
<p><b>{banner}<br>{motto}</b></p><p><b>{authority}</b><br><i>cấp</i></p><h1>{title}</h1>
<p>Chứng nhận đồng chí</p><h2>{name}</h2>
<table><tr><td>Ngày sinh<td>{born}<tr><td>Chức vụ, đơn vị<td>{post}<tr><td>Đã hoàn thành<td>{course}
<tr><td>Thời gian<td>{days}<tr><td>Xếp loại<td>{band}</table>
<svg viewBox="0 0 {qr[size]} {qr[size]}" width="26mm"><path d="{qr[path]}"/></svg>
<p>Số: <b>{number}</b><br>Vào sổ gốc số: <b>{book_number}</b><br>{decision}</p>
<p><i>{place_date}</i></p><p><b>{sign[title]}</b></p><p><b>{sign[name]}</b></p></html>
"""


def measure_certificates_before_sealing() -> Ratio:
    """A file for each certificate, from plain values to PDF."""
    contents = [_certificate(number) for number in range(1, CERTIFICATES + 1)]
    sources = [json.dumps(fields({"certificates": [paper._fields(content)]})) for content in contents]  # noqa: SLF001  the yardstick sets the same pages
    folder, family, version = official_font().folder, official_font().family, official_font().version
    return Ratio(
        what=f"{CERTIFICATES} certificates",
        beside="bare typst, the same pages",
        ours=best_seconds(lambda: paper.pdf_batch(contents)),
        yardstick=best_seconds(lambda: [_bare(data, folder, family, version) for data in sources]),
        goal=1.3,
    )


def measure_certificates_beside_weasyprint() -> Ratio:
    """The same words, frame and code as a page of HTML, a certificate each."""
    contents = [_certificate(number) for number in range(1, FOR_SCALE + 1)]
    return Ratio(
        what=f"{FOR_SCALE} certificates",
        beside="WeasyPrint, the same words",
        ours=best_seconds(lambda: paper.pdf_batch(contents)),
        yardstick=best_seconds(lambda: [_by_weasyprint(content) for content in contents]),
    )


def _by_weasyprint(content: paper.Certificate) -> bytes:
    frame = (SOURCES / "certificate-frame.svg").as_uri()
    page = PAGE.format(frame=frame, font=official_font().family, **paper._fields(content))  # noqa: SLF001  as above
    pdf: bytes = HTML(string=page).write_pdf()
    return pdf


def _bare(data: str, folder: Path, family: str, version: str) -> bytes:
    return typst.compile(
        SOURCES / "certificate.typ",
        root=SOURCES,
        font_paths=_fonts(folder),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": data, "font": family, "font-version": version},
        timestamp=0,
    )


def _fonts(folder: Path) -> typst.Fonts:
    if folder not in _loaded:
        _loaded[folder] = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    return _loaded[folder]


_loaded: dict[Path, typst.Fonts] = {}


def _certificate(number: int) -> paper.Certificate:
    return paper.Certificate(
        letterhead=Letterhead(
            skin="state",
            superior="THÀNH ỦY HÀ NỘI",
            issuer="Trường Đào tạo cán bộ",
            number=f"{number:04d}/2023/GCN-TĐTCB",
            place="Hà Nội",
            dated_on=date(2023, 3, 27),
        ),
        authority="Hiệu trưởng",
        holder=Person(name=f"Nguyễn Văn {number}", born_on="1980-05-19", sex=None, post="Phó Bí thư", unit="Phường A"),
        course="Bồi dưỡng phó bí thư đảng ủy",
        class_name="Lớp 1",
        starts_on=date(2023, 3, 13),
        ends_on=date(2023, 3, 27),
        band="Giỏi",
        decision="Quyết định số 156/QĐ-TĐTCB ngày 27/3/2023",
        book_number=f"{number:04d}",
        check_url=f"https://example.invalid/certificates/check/{number:032d}/",
        signature=Signature(prefix="", title="Hiệu trưởng", name="Trần Văn B", on_behalf=""),
    )
