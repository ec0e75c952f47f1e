"""Classes whose timetables are public, and what happens to them."""

from datetime import UTC, date, datetime
from typing import Any

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.repairs.models import Repair
from khaigiang.teaching.repairs.services import report_accident
from khaigiang.teaching.repairs.states import AccidentKind
from khaigiang.teaching.timetable.services import release_timetable
from khaigiang.teaching.timetable.tests.makers import BEFORE, fill

TUESDAY = date(2023, 3, 14)
# Half past six in Hà Nội.
AT_HALF_PAST_SIX = datetime(2023, 3, 13, 23, 30, tzinfo=UTC)
WHY = "Giảng viên ốm"


def lecturer_with_account(name: str) -> Lecturer:
    return make_lecturer(name, user=make_user())


def make_public_class(*lecturers: Lecturer, plan: Plan | None = None, **given: Any) -> TrainingClass:
    """A class of seven half-days from Monday on, its timetable public: opening, topics 1 and 2, a discussion, topic 3,
    a discussion, closing. The topics are taught by the second, the first and the first lecturer."""
    version = make_version(blocks=(2, 1), lecturers=lecturers)
    training_class = make_class(plan, version=version, **given)
    fill(training_class, lecturers)
    release_timetable(training_class, by=make_user(), at=BEFORE)
    return training_class


def make_repair(kind: AccidentKind = AccidentKind.LECTURER, *, first_day: date = TUESDAY, **happened: Any) -> Repair:
    """What has happened, with its ways out, at half past six that Tuesday."""
    given = {"classes": TrainingClass.objects.all(), "reason": WHY, "by": make_user(), "at": AT_HALF_PAST_SIX}
    return report_accident(kind, first_day=first_day, **{**given, **happened})
