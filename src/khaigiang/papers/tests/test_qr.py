"""QR codes."""

import segno

from khaigiang.papers import qr
from khaigiang.papers.tests.reading import svg_root

ADDRESS = "https://khaigiang.example/kiem-tra/00000000000000000000000000000001"


def test_a_code_on_a_page_is_dark_on_white_and_says_what_it_is() -> None:
    root = svg_root(qr.svg(ADDRESS, title="Mã kiểm tra <số 1>"))
    namespace = "{http://www.w3.org/2000/svg}"

    assert root.findtext(f"{namespace}title") == "Mã kiểm tra <số 1>"
    assert (root.get("role"), root.get("style")) == ("img", None)
    colours = {path.get("fill") or path.get("stroke") for path in root.iter(f"{namespace}path")}
    assert colours == {"#fff", "#000"}


def test_a_code_has_no_inline_style() -> None:
    assert "style" not in qr.svg(ADDRESS, title="x")


def test_a_code_as_a_picture_has_the_size_of_its_modules() -> None:
    png = qr.png(ADDRESS, scale=5)
    modules = segno.make_qr(ADDRESS, error="m").symbol_size(scale=5, border=4)[0]

    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == int.from_bytes(png[20:24], "big") == modules


def test_an_outline_covers_a_square_of_whole_modules() -> None:
    outline = qr.outline(ADDRESS)

    assert outline.size == len(segno.make_qr(ADDRESS, error="m", boost_error=False).matrix)
    assert outline.path.startswith("M0 0h7v1H0z")


def test_equal_texts_are_equal_codes() -> None:
    assert qr.svg(ADDRESS, title="x") == qr.svg(ADDRESS, title="x")
    assert qr.outline(ADDRESS) == qr.outline(ADDRESS)
    assert qr.outline(ADDRESS) != qr.outline(ADDRESS[:-1] + "2")
