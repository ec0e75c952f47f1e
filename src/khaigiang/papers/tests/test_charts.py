"""Charts, as the page and as the paper get them."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from math import isclose

import pytest

from khaigiang.papers.charts import (
    ColumnGroup,
    Moment,
    Part,
    StackedRow,
    best_and_bound,
    donut,
    for_paper,
    grouped_columns,
    png,
    stacked_bar,
    stacked_bars,
)
from khaigiang.papers.tests.reading import svg_root

SVG = "{http://www.w3.org/2000/svg}"
PARTS = (
    Part(label="Xuất sắc", value=59, shown="59 (13,8%)"),
    Part(label="Giỏi <&>", value=302, shown="302 (70,7%)"),
    Part(label="Khá", value=66),
    Part(label="Không đạt", value=0),
)
GROUPS = (ColumnGroup(label="T3", values=(116, 110)), ColumnGroup(label="T4", values=(232, 0)))
MOMENTS = (
    Moment(seconds=0.2, best=None, bound=2),
    Moment(seconds=1.0, best=100, bound=2),
    Moment(seconds=4.0, best=30, bound=10),
    Moment(seconds=9.0, best=20, bound=20),
)

MAKERS: dict[str, Callable[[], str]] = {
    "bar": lambda: stacked_bar(PARTS, title="Xếp loại"),
    "bars": lambda: stacked_bars([StackedRow(label=f"Lớp {n}", parts=PARTS) for n in (1, 2)], title="Xếp loại"),
    "columns": lambda: grouped_columns(GROUPS, series=("Kế hoạch", "Hoàn thành"), title="Theo tháng"),
    "search": lambda: best_and_bound(MOMENTS, names=("Tốt nhất", "Cận dưới"), title="Điểm trừ"),
    "donut": lambda: donut(PARTS, title="Xếp loại", centre="427", caption="hoàn thành"),
}
every_chart = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


@every_chart
def test_a_chart_says_in_words_what_it_shows(make: Callable[[], str]) -> None:
    root = svg_root(make())
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")

    assert title is not None
    assert description is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert re.search(r"\d", description.text or "")


@every_chart
def test_a_chart_passes_a_strict_content_policy(make: Callable[[], str]) -> None:
    root = svg_root(make())

    assert {element.tag for element in root.iter()} <= {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "path", "line", "text")
    }
    assert [key for element in root.iter() for key in element.attrib if key == "style" or key.startswith("on")] == []


@every_chart
def test_a_chart_takes_its_colours_from_the_page(make: Callable[[], str]) -> None:
    root = svg_root(make())
    colours = {element.get(key) for element in root.iter() for key in ("fill", "stroke")} - {None}
    series = {name for element in root.iter() for name in (element.get("class") or "").split()}

    assert colours == {"currentColor"}
    assert {"chart-series-1", "chart-series-2"} <= series


@every_chart
def test_a_chart_for_paper_brings_its_own_colours_once(make: Callable[[], str]) -> None:
    svg = for_paper(make())

    assert svg.count("<style>") == 1
    assert png(make(), ppi=72).startswith(b"\x89PNG")
    svg_root(svg)


def test_the_parts_of_a_bar_fill_it_in_proportion() -> None:
    bars = [float(str(rect.get("width"))) for rect in shapes(stacked_bar(PARTS, title="x", width=427), "rect", tall=26)]

    assert [round(width) for width in bars] == [59, 302, 66]


def test_bars_share_one_scale() -> None:
    rows = [StackedRow(label=str(n), parts=(Part(label="a", value=n),)) for n in (50, 100)]
    short, long = (float(str(rect.get("width"))) for rect in shapes(stacked_bars(rows, title="x"), "rect", tall=26))

    assert isclose(long / short, 2, rel_tol=0.01)


def test_columns_are_as_tall_as_their_values() -> None:
    svg = svg_root(MAKERS["columns"]())
    columns = [rect for rect in svg.iter(f"{SVG}rect") if rect.find(f"{SVG}title") is not None]
    heights = {rect.findtext(f"{SVG}title"): float(str(rect.get("height"))) for rect in columns}

    assert set(heights) == {"T3 - Kế hoạch: 116", "T3 - Hoàn thành: 110", "T4 - Kế hoạch: 232"}
    assert isclose(heights["T4 - Kế hoạch: 232"] / heights["T3 - Kế hoạch: 116"], 2, rel_tol=0.01)


@pytest.mark.parametrize(
    ("largest", "scale"),
    [
        (0, ["0", "1"]),
        (3, ["0", "1", "2", "3"]),
        (232, ["0", "50", "100", "150", "200", "250"]),
        (579, ["0", "200", "400", "600"]),
        (57_900, ["0", "20000", "40000", "60000"]),
    ],
)
def test_the_scale_has_few_and_round_numbers(largest: int, scale: list[str]) -> None:
    svg = grouped_columns([ColumnGroup(label="T1", values=(largest,))], series=("a",), title="x")
    numbers = [text.text for text in svg_root(svg).iter(f"{SVG}text") if "chart-scale" in str(text.get("class"))]

    assert numbers == scale


def test_a_single_part_closes_the_ring() -> None:
    (ring,) = (path.get("d") for path in shapes(donut([Part(label="a", value=5)], title="x", centre="5"), "path"))

    assert str(ring).count("Z") == 2


@pytest.mark.parametrize("svg", [
    stacked_bar([], title="x"), stacked_bars([], title="x"), donut([], title="x", centre="0"),
    grouped_columns([], series=("a",), title="x"), stacked_bar([Part(label="a", value=0)], title="x"),
])  # fmt: skip
def test_nothing_to_show_is_still_a_chart(svg: str) -> None:
    assert svg_root(svg).tag == f"{SVG}svg"


def test_two_charts_on_a_page_have_different_ids() -> None:
    first, second = (stacked_bar(PARTS, title="x", name=name) for name in ("one", "two"))

    assert set(re.findall(r'id="([^"]+)"', first)).isdisjoint(re.findall(r'id="([^"]+)"', second))


def shapes(svg: str, tag: str, tall: float | None = None) -> list[ET.Element]:
    found = svg_root(svg).iter(f"{SVG}{tag}")
    return [shape for shape in found if tall is None or float(str(shape.get("height"))) == tall]


def lines_of(chart: str) -> list[list[tuple[float, float]]]:
    """The corners of both lines, the bound's first."""
    paths = [path.get("d", "") for path in svg_root(chart).iter(f"{SVG}path") if path.get("fill-opacity") == "0"]
    return [
        [(float(x), float(y)) for x, y in (corner.split(",") for corner in path.removeprefix("M").split(" L"))]
        for path in paths
    ]


def test_the_best_plan_falls_in_steps_to_meet_the_bound() -> None:
    bound, best = lines_of(best_and_bound(MOMENTS, names=("Tốt nhất", "Cận dưới"), title="Điểm trừ"))

    # On a drawing y grows downwards.
    assert [y for _x, y in best] == sorted(y for _x, y in best)
    assert [y for _x, y in bound] == sorted((y for _x, y in bound), reverse=True)
    assert best[-1] == bound[-1]
    assert [x for x, _y in best] == sorted(x for x, _y in best)


def test_a_first_plan_many_times_as_dear_does_not_flatten_the_rest() -> None:
    _bound, best = lines_of(best_and_bound(MOMENTS, names=("Tốt nhất", "Cận dưới"), title="Điểm trừ", height=300))

    # 100, 30 and 20 on a scale that ends at three times the best: 30 stands at half of 60.
    assert isclose(best[0][1], 10)
    assert isclose(best[2][1], 130, abs_tol=1)


def test_a_search_that_has_found_nothing_yet_is_drawn_without_lines() -> None:
    nothing = [Moment(seconds=second, best=None, bound=None) for second in (0.0, 1.0)]

    assert lines_of(best_and_bound(nothing, names=("Tốt nhất", "Cận dưới"), title="Điểm trừ")) == []
