"""Universities of the competition's shape, made up from a seed."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

DAYS: Final = 5
PERIODS_A_DAY: Final = 5
ROOMS: Final = 16
COURSES: Final = 82
CURRICULA: Final = 70


def write_university(path: Path, *, seed: int) -> None:
    """A `.ctt` file: some 280 lectures in 16 rooms, curricula that share courses, courses with closed periods."""
    dice = random.Random(seed)  # noqa: S311  the same university in every run
    lectures = {f"c{number:04}": dice.randint(1, 6) for number in range(COURSES)}
    chapters = {
        "COURSES": [_a_course(dice, name, number) for name, number in lectures.items()],
        "ROOMS": [f"r{number:02} {dice.choice((30, 60, 100, 150, 220, 300))}" for number in range(ROOMS)],
        "CURRICULA": [f"q{number:03} {_a_curriculum(dice, lectures)}" for number in range(CURRICULA)],
        "UNAVAILABILITY_CONSTRAINTS": [
            f"{name} {day} {period}"
            for name in dice.sample(list(lectures), COURSES // 3)
            for day in dice.sample(range(DAYS), 2)
            for period in range(dice.randint(0, 2), PERIODS_A_DAY)
        ],
    }
    head = (f"Name: made-{seed}", f"Days: {DAYS}", f"Periods_per_day: {PERIODS_A_DAY}")
    path.write_text("\n".join([*head, *_lines(chapters), "END.", ""]), encoding="ascii")


def _a_course(dice: random.Random, name: str, lectures: int) -> str:
    teacher = f"t{dice.randrange(COURSES * 7 // 8):03}"
    return f"{name} {teacher} {lectures} {dice.randint(1, min(lectures, 4))} {dice.choice((9, 20, 45, 80, 130, 210))}"


def _a_curriculum(dice: random.Random, lectures: Mapping[str, int]) -> str:
    # Neighbours in the list are courses of one year; together they fill at most four fifths of the week.
    first = dice.randrange(COURSES - 8)
    chosen = dice.sample(list(lectures)[first : first + 9], dice.randint(2, 6))
    while sum(lectures[name] for name in chosen) > DAYS * PERIODS_A_DAY * 4 // 5:
        chosen.pop()
    return f"{len(chosen)} {' '.join(chosen)}"


def _lines(chapters: Mapping[str, Sequence[str]]) -> list[str]:
    return [line for title, entries in chapters.items() for line in ("", f"{title}:", *entries)]
