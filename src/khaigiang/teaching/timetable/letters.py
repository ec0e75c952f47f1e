"""From the sessions of a class to the paper that hangs on its door."""

from collections.abc import Iterable
from datetime import date, time
from typing import Final

from khaigiang.ground.shared.dates import HalfDay, local_day
from khaigiang.papers import timetable
from khaigiang.papers.timetable import Session as Line
from khaigiang.papers.timetable import Timetable
from khaigiang.papers.values import Letterhead
from khaigiang.planning.documents.letterheads import SKINS
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import one_form
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.letters import course
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.timetable.models import Piece
from khaigiang.teaching.timetable.queries import changes_since_release, current_release, sessions_of_class

# Official papers are Vietnamese whatever language the pages speak.
HALVES: Final = {HalfDay.MORNING: "Sáng", HalfDay.AFTERNOON: "Chiều", HalfDay.EVENING: "Tối"}
FORMS: Final = {
    ItemKind.OPENING: "Toàn lớp",
    ItemKind.TOPIC: "Lên lớp",
    ItemKind.DISCUSSION: "Thảo luận",
    ItemKind.VISIT: "Đi thực tế",
    ItemKind.TEST: "Kiểm tra",
    ItemKind.CLOSING: "Toàn lớp",
}


def timetable_content(training_class: TrainingClass, pieces: Iterable[Piece], *, dated_on: date | None) -> Timetable:
    """The timetable of a class as its paper prints it; without a date it is a draft."""
    school = training_class.plan.school
    return Timetable(
        letterhead=Letterhead(
            skin=SKINS[school.skin],
            superior=school.superior,
            issuer=school.name,
            number=None,
            place=school.place,
            dated_on=dated_on,
        ),
        class_name=training_class.name,
        course=course(training_class),
        sessions=tuple(_line(piece) for piece in pieces),
        signature=None,
    )


def class_paper(training_class: TrainingClass) -> Timetable:
    """The timetable of a class as it stands: of the day it was made public, or a draft while it differs from that."""
    sessions = sessions_of_class(training_class)
    release = current_release(training_class)
    is_public = release is not None and not changes_since_release(training_class, sessions)
    dated_on = local_day(release.released_at) if release and is_public else None
    return timetable_content(training_class, sessions, dated_on=dated_on)


def written_paper(training_class: TrainingClass, kind: str, on: date) -> bytes:
    """The timetable as "docx" or "pdf", with the template of the school that is in force on a day."""
    office, content = training_class.plan.school, class_paper(training_class)
    return one_form(timetable, content, PaperName.TIMETABLE, office=office, on=on, kind=kind)


def wall_paper(classes: Iterable[TrainingClass]) -> bytes:
    """The timetables of these classes to hang on a wall, an A3 page for each."""
    return timetable.wall([class_paper(one) for one in classes])


def workbook(classes: Iterable[TrainingClass]) -> bytes:
    """The timetables of these classes as a workbook, a sheet for each."""
    return timetable.xlsx([class_paper(one) for one in classes])


def last_timetable(office: Office) -> Timetable | None:
    """The timetable that the school made public last."""
    released = TrainingClass.objects.filter(plan__school=office, releases__isnull=False)
    last = released.select_related("plan__school", "version__programme").order_by("-releases").first()
    return class_paper(last) if last else None


def wall_name(code: str) -> str:
    """What the file with the pages for the wall is called."""
    return f"Lịch học {code} (A3).pdf"


def paper_name(training_class: TrainingClass, ending: str) -> str:
    """What the file is called."""
    return f"Lịch học {training_class.code}.{ending}"


def _line(piece: Piece) -> Line:
    half = HALVES[HalfDay(piece.half_day)]
    return Line(
        on=piece.on,
        half_day=f"{half} ({_hour(piece.starts_at)} - {_hour(piece.ends_at)})",
        content=_content(piece.item),
        lecturer=str(piece.lecturer or ""),
        form=FORMS[ItemKind(piece.item.kind)],
        place=piece.hall.name,
    )


def _content(item: ProgrammeItem) -> str:
    return f"Chuyên đề {item.number}: {item.title}" if item.kind == ItemKind.TOPIC else item.title


def _hour(at: time) -> str:
    return f"{at.hour}h{at:%M}"
