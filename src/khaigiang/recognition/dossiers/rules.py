"""The usual checklist of a class: what, who owes it, how many days before or after which day of the class."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.registry.mandates.states import Role


class Anchor(StrEnum):
    """The day of the class that a due day is counted from."""

    FIRST_DAY = "first"
    LAST_DAY = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One line of the usual checklist; `days` is negative before the anchor's day."""

    code: str
    title: Promise | str
    owner: Role
    anchor: Anchor
    days: int


FIRST, LAST = Anchor.FIRST_DAY, Anchor.LAST_DAY
USUAL: Final = (
    Duty(code="decision", title=_("Class decision signed and numbered"), owner=Role.HEAD, anchor=FIRST, days=-6),
    Duty(code="summons", title=_("Summons sent to the committees"), owner=Role.ORGANISER, anchor=FIRST, days=-5),
    Duty(code="timetable", title=_("Timetable released"), owner=Role.OFFICE, anchor=FIRST, days=-5),
    Duty(code="lecturers", title=_("Lecturers confirmed"), owner=Role.OFFICE, anchor=FIRST, days=-4),
    Duty(code="groups", title=_("Discussion groups formed"), owner=Role.TEACHER, anchor=FIRST, days=-2),
    Duty(code="hall", title=_("Hall, sound and banner ready"), owner=Role.OFFICE, anchor=FIRST, days=-1),
    Duty(code="programme", title=_("Programme of the opening set"), owner=Role.OFFICE, anchor=FIRST, days=-1),
    Duty(code="opening-set", title=_("Opening set printed"), owner=Role.OFFICE, anchor=FIRST, days=-1),
    Duty(
        code="first-morning",
        title=_("First morning settled: missing called, unlisted decided"),
        owner=Role.TEACHER,
        anchor=FIRST,
        days=0,
    ),
    Duty(code="news-brief", title=_("News brief of the opening sent"), owner=Role.OFFICE, anchor=FIRST, days=0),
    Duty(code="attendance", title=_("Attendance book complete"), owner=Role.TEACHER, anchor=LAST, days=0),
    Duty(code="marks", title=_("Marks entered and locked"), owner=Role.TEACHER, anchor=LAST, days=0),
    Duty(
        code="results", title=_("Results confirmed and recognised by a decision"), owner=Role.HEAD, anchor=LAST, days=0
    ),
    Duty(code="certificates", title=_("Certificates issued and handed over"), owner=Role.OFFICE, anchor=LAST, days=0),
    Duty(code="report", title=_("Report of the class sent"), owner=Role.OFFICE, anchor=LAST, days=7),
)
BY_CODE: Final = {duty.code: duty for duty in USUAL}


def due_day(duty: Duty, *, first_day: date, last_day: date) -> date:
    """When a duty of a class is due."""
    return (first_day if duty.anchor == Anchor.FIRST_DAY else last_day) + timedelta(days=duty.days)
