"""Reading the form of the International Timetabling Competition 2007, track 3 (`.ctt`), and its answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from khaigiang.solvers.courses.problem import (
    MOST_PERIODS_A_DAY,
    Course,
    Curriculum,
    Problem,
    Room,
    Sitting,
    Slot,
    Timetable,
)
from khaigiang.solvers.errors import MalformedProblem

# Chapter → the line of the head that says how many entries it has.
CHAPTERS: Final[Mapping[str, str]] = {
    "COURSES": "Courses",
    "ROOMS": "Rooms",
    "CURRICULA": "Curricula",
    "UNAVAILABILITY_CONSTRAINTS": "Constraints",
}
HEAD: Final = frozenset({"Name", "Days", "Periods_per_day", *CHAPTERS.values()})
END: Final = "END."
LONGEST_QUOTE: Final = 60

Entry = TypeVar("Entry", Course, Room, Curriculum)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, in words, and where it stands."""

    file: str
    number: int
    words: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where the line stands, for a sentence that refuses it."""
        return f"{self.file}, dòng {self.number}"

    def expect(self, what: str) -> None:
        """Raise MalformedProblem unless the line has as many words as `what` names."""
        if len(self.words) != len(what.split()):
            raise MalformedProblem(self.place, f"{_short(' '.join(self.words))} phải có dạng “{what}”")

    def whole(self, at: int, *, least: int = 0, most: int | None = None) -> int:
        """The word at that place as a whole number from `least` to `most`."""
        word = self.words[at]
        if not (word.isascii() and word.isdigit() and len(word) < len(str(10**9))):
            raise MalformedProblem(
                self.place, f"{_short(word)} không phải số nguyên từ {least} đến {10**9 - 1 if most is None else most}"
            )
        number = int(word)
        if number < least or (most is not None and number > most):
            raise MalformedProblem(
                self.place, f"{number} không nằm trong khoảng từ {least} đến {10**9 - 1 if most is None else most}"
            )
        return number


@dataclass(frozen=True, slots=True)
class Content:
    """A file taken apart: the lines of its head by their key, the lines of each chapter."""

    head: Mapping[str, Line]
    chapters: Mapping[str, tuple[Line, ...]]


def read(path: Path) -> Problem:
    """The problem in a `.ctt` file; raises MalformedProblem with the line where it does not fit the form."""
    content = _taken_apart(path)
    for key in ("Days", "Periods_per_day"):
        if key not in content.head:
            raise MalformedProblem(path.name, f"thiếu dòng “{key}:” trước chương thứ nhất")
    days = content.head["Days"].whole(1, least=1)
    periods_a_day = content.head["Periods_per_day"].whole(1, least=1, most=MOST_PERIODS_A_DAY)
    courses = _each_once(content.chapters["COURSES"], _course)
    known = {course.id for course in courses}
    return Problem(
        name=" ".join(content.head["Name"].words[1:]) if "Name" in content.head else "",
        days=days,
        periods_a_day=periods_a_day,
        courses=courses,
        rooms=_each_once(content.chapters["ROOMS"], _room),
        curricula=_each_once(content.chapters["CURRICULA"], lambda line: _curriculum(line, known)),
        closed=frozenset(
            (_known(line, line.words[0], known), slot)
            for line, slot in _slots(content.chapters["UNAVAILABILITY_CONSTRAINTS"], days, periods_a_day)
        ),
    )


def write(path: Path, timetable: Timetable) -> None:
    """Write one line for each lecture: course, room, day and period in that day, both counted from 0."""
    lines = (f"{at.course} {at.room} {at.slot.day} {at.slot.period}\n" for at in timetable)
    path.write_text("".join(lines), encoding="utf-8")


def read_timetable(path: Path) -> Timetable:
    """The timetable that somebody wrote in this form, by us or by another solver."""
    lines = list(_lines(path))
    for line in lines:
        line.expect("course room day period")
    return tuple(
        Sitting(course=line.words[0], room=line.words[1], slot=Slot(day=line.whole(2), period=line.whole(3)))
        for line in lines
    )


def _taken_apart(path: Path) -> Content:
    head: dict[str, Line] = {}
    chapters: dict[str, list[Line]] = {}
    chapter: list[Line] | None = None
    for line in _lines(path):
        title = line.words[0].removesuffix(":")
        if line.words == (END,):
            _refuse_other_counts(path, head, chapters)
            return Content(head=head, chapters={title: tuple(chapters.get(title, ())) for title in CHAPTERS})
        if title in CHAPTERS and line.words == (f"{title}:",):
            if title in chapters:
                raise MalformedProblem(line.place, f"chương {title} lặp lại")
            chapter = chapters[title] = []
        elif chapter is None:
            _note_in_head(head, title, line)
        elif line.words == (f"{title}:",):
            raise MalformedProblem(line.place, f"mẫu này không có chương {_short(title)}")
        else:
            chapter.append(line)
    raise MalformedProblem(path.name, f"tệp kết thúc mà không có “{END}”; có thể tệp bị cắt cụt")


def _short(words: str) -> str:
    return repr(words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…")


def _lines(path: Path) -> Iterator[Line]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    for number, line in enumerate(text.splitlines(), start=1):
        words = tuple(line.split())
        if words:
            yield Line(path.name, number, words)


def _note_in_head(head: dict[str, Line], key: str, line: Line) -> None:
    if key not in HEAD or not line.words[0].endswith(":"):
        raise MalformedProblem(
            line.place, f"{_short(line.words[0])} không phải là {', '.join(sorted(HEAD))} hay tên một chương"
        )
    if key in head:
        raise MalformedProblem(line.place, f"dòng “{key}:” lặp lại")
    if key != "Name":
        line.expect(f"{key}: number")
    head[key] = line


def _refuse_other_counts(path: Path, head: Mapping[str, Line], chapters: Mapping[str, list[Line]]) -> None:
    for title, key in CHAPTERS.items():
        found = len(chapters.get(title, ()))
        if key in head and head[key].whole(1) != found:
            raise MalformedProblem(head[key].place, f"báo {head[key].words[1]} mục mà chương {title} có {found}")
        if key not in head and title not in chapters:
            raise MalformedProblem(path.name, f"không có chương {title}, cũng không có dòng “{key}: 0”")


def _each_once(lines: Iterable[Line], read_entry: Callable[[Line], Entry]) -> tuple[Entry, ...]:
    entries: dict[str, Entry] = {}
    for line in lines:
        entry = read_entry(line)
        if entry.id in entries:
            raise MalformedProblem(line.place, f"{entry.id!r} đã có ở trên")
        entries[entry.id] = entry
    return tuple(entries.values())


def _course(line: Line) -> Course:
    line.expect("course teacher lectures days students")
    return Course(
        id=line.words[0],
        teacher=line.words[1],
        lectures=line.whole(2),
        days=line.whole(3),
        students=line.whole(4),
    )


def _room(line: Line) -> Room:
    line.expect("room seats")
    return Room(id=line.words[0], seats=line.whole(1))


def _curriculum(line: Line, known: set[str]) -> Curriculum:
    if len(line.words) < 2 or line.whole(1) != len(line.words) - 2:
        raise MalformedProblem(
            line.place, "chương trình học phải có dạng “curriculum number course …”, đủ số môn đã ghi"
        )
    courses = dict.fromkeys(_known(line, course, known) for course in line.words[2:])
    return Curriculum(id=line.words[0], courses=tuple(courses))


def _slots(lines: Iterable[Line], days: int, periods_a_day: int) -> Iterator[tuple[Line, Slot]]:
    for line in lines:
        line.expect("course day period")
        yield line, Slot(day=line.whole(1, most=days - 1), period=line.whole(2, most=periods_a_day - 1))


def _known(line: Line, course: str, known: set[str]) -> str:
    if course not in known:
        raise MalformedProblem(line.place, f"không có môn {_short(course)}")
    return course
