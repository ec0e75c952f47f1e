"""579 certificates: what ours cost beside bare typst for the same pages, both before sealing."""

import json
from datetime import date
from pathlib import Path

import typst

from benchmarks.frame import Ratio, best_seconds
from khaigiang.papers import certificate as paper
from khaigiang.papers.fonts import official_font
from khaigiang.papers.plain import fields
from khaigiang.papers.typesetting import SOURCES
from khaigiang.papers.values import Letterhead, Person, Signature

CERTIFICATES = 579


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
        holder=Person(
            name=f"Nguyễn Văn {number}", born_on=date(1980, 5, 19), sex=None, post="Phó Bí thư", unit="Phường A"
        ),
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
