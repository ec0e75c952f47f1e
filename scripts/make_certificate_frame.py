"""Draws the certificate's frame and its drum star, and writes them where the certificate's source finds them."""

import sys
from math import cos, pi, sin
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/khaigiang/papers/typst/certificate-frame.svg"
WIDTH, HEIGHT = 297, 210
MARGIN, BAND = 9, 8
GOLD, PALE, RED = "#b08a3a", "#f3ead3", "#9c1c20"
RAYS = 14


def main(target: Path = TARGET) -> None:
    """Write the frame as one SVG the size of a lying A4 page, in millimetres."""
    body = "\n".join((drum(WIDTH / 2, 108, 66), *lines(), *sides(), *corners()))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" fill="none">\n{body}\n</svg>\n'
    target.write_text(svg, encoding="utf-8")


def lines() -> list[str]:
    """The ruled lines outside and inside the woven band."""
    return [
        rect(MARGIN - 2.2, 0.9, RED),
        rect(MARGIN, 0.3, GOLD),
        rect(MARGIN + BAND, 0.3, GOLD),
        rect(MARGIN + BAND + 1.6, 0.6, RED),
    ]


def rect(inset: float, stroke: float, colour: str) -> str:
    size = f'width="{number(WIDTH - 2 * inset)}" height="{number(HEIGHT - 2 * inset)}"'
    return f'<rect x="{number(inset)}" y="{number(inset)}" {size} stroke="{colour}" stroke-width="{stroke}"/>'


def sides() -> list[str]:
    """Four interlaced waves along each side, between the corner squares."""
    near, far_x, far_y = MARGIN + BAND, WIDTH - MARGIN - BAND, HEIGHT - MARGIN - BAND
    across, down = (near, far_x), (near, far_y)
    middle = MARGIN + BAND / 2
    return [
        *(wave(across, middle, phase, upright=False) for phase in range(4)),
        *(wave(across, HEIGHT - middle, phase, upright=False) for phase in range(4)),
        *(wave(down, middle, phase, upright=True) for phase in range(4)),
        *(wave(down, WIDTH - middle, phase, upright=True) for phase in range(4)),
    ]


def wave(span: tuple[float, float], middle: float, phase: int, *, upright: bool) -> str:
    """One wave as smooth curves, a whole number of periods long."""
    start, end = span
    halves = 2 * round((end - start) / 13)
    step = (end - start) / halves / 2
    height = (BAND / 2 - 0.9) * (1 if phase < 2 else 0.55)
    points = [
        (start + quarter * step, middle + height * sin(pi * quarter / 2 + pi * phase))
        for quarter in range(2 * halves + 1)
    ]
    slopes = [height * pi / 2 / step * cos(pi * quarter / 2 + pi * phase) for quarter in range(2 * halves + 1)]
    return f'<path d="{smooth(points, slopes, step, upright=upright)}" stroke="{GOLD}" stroke-width="0.28"/>'


def smooth(points: list[tuple[float, float]], slopes: list[float], step: float, *, upright: bool) -> str:
    def place(x: float, y: float) -> str:
        return f"{number(y)} {number(x)}" if upright else f"{number(x)} {number(y)}"

    pieces = [f"M{place(*points[0])}"]
    for (x, y), (next_x, next_y), slope, next_slope in zip(points, points[1:], slopes, slopes[1:], strict=False):
        first = place(x + step / 3, y + slope * step / 3)
        second = place(next_x - step / 3, next_y - next_slope * step / 3)
        pieces.append(f"C{first} {second} {place(next_x, next_y)}")
    return "".join(pieces)


def corners() -> list[str]:
    """A small star in a square at each corner."""
    half = MARGIN + BAND / 2
    places = [(x, y) for x in (half, WIDTH - half) for y in (half, HEIGHT - half)]
    return [piece for x, y in places for piece in corner(x, y)]


def corner(x: float, y: float) -> list[str]:
    side = BAND
    square = f'x="{number(x - side / 2)}" y="{number(y - side / 2)}" width="{side}" height="{side}"'
    return [
        f'<rect {square} fill="#fff" stroke="{GOLD}" stroke-width="0.3"/>',
        ring(x, y, 3.2, 0.3, GOLD),
        star(x, y, 2.9, 1.1, 8, GOLD),
        f'<circle cx="{number(x)}" cy="{number(y)}" r="0.7" fill="{RED}"/>',
    ]


def drum(x: float, y: float, radius: float) -> str:
    """The face of a bronze drum, faint: a star of fourteen rays, rings, teeth and circles."""
    parts = [
        star(x, y, radius * 0.3, radius * 0.1, RAYS, PALE),
        *(ring(x, y, radius * share, 0.5, PALE) for share in (0.33, 0.36, 0.48, 0.52, 0.7, 0.74, 0.92, 1.0)),
        *dots(x, y, radius * 0.42, radius * 0.032, 28),
        *dots(x, y, radius * 0.83, radius * 0.055, 40),
        teeth(x, y, radius * 0.54, radius * 0.68, 56),
        teeth(x, y, radius * 0.98, radius * 0.935, 84),
    ]
    return "\n".join(parts)


def dots(x: float, y: float, distance: float, radius: float, count: int) -> list[str]:
    angles = [2 * pi * turn / count for turn in range(count)]
    return [ring(x + distance * cos(angle), y + distance * sin(angle), radius, 0.45, PALE) for angle in angles]


def teeth(x: float, y: float, base: float, tip: float, count: int) -> str:
    pieces = []
    for turn in range(count):
        angles = (2 * pi * (turn + share) / count for share in (0.1, 0.9, 0.5))
        corners = [
            f"{number(x + distance * cos(angle))} {number(y + distance * sin(angle))}"
            for angle, distance in zip(angles, (base, base, tip), strict=True)
        ]
        pieces.append("M" + "L".join(corners) + "z")
    return f'<path d="{"".join(pieces)}" fill="{PALE}"/>'


def star(x: float, y: float, outer: float, inner: float, rays: int, colour: str) -> str:
    points = [
        (x + distance * sin(pi * turn / rays), y - distance * cos(pi * turn / rays))
        for turn in range(2 * rays)
        for distance in ((outer if turn % 2 == 0 else inner),)
    ]
    return f'<path d="M{"L".join(f"{number(px)} {number(py)}" for px, py in points)}z" fill="{colour}"/>'


def ring(x: float, y: float, radius: float, stroke: float, colour: str) -> str:
    place = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
    return f'<circle {place} stroke="{colour}" stroke-width="{stroke}"/>'


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
