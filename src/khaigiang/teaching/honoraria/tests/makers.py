"""Taught sessions and figures for tests."""

from datetime import UTC, date, datetime
from decimal import Decimal

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.honoraria.models import HonorariumRate, HonorariumStatement, HonorariumTax
from khaigiang.teaching.honoraria.services import make_statement, save_rate, save_tax
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.services import release_timetable
from khaigiang.teaching.timetable.tests.makers import BEFORE, fill

SOURCE = "Quyết định số 12/QĐ-TĐT ngày 03/01/2023"
NEW_YEAR = date(2023, 1, 1)
AFTER = datetime(2023, 4, 3, 2, 0, tzinfo=UTC)
FIRST, LAST = date(2023, 3, 1), date(2023, 3, 31)


def make_taught(*lecturers: Lecturer, topics: int = 2) -> TrainingClass:
    """A class whose topics are released and over by AFTER, taught by the lecturers in turn; its discussion has nobody."""
    teaching = list(lecturers) or [make_lecturer()]
    training_class = make_class(version=make_version(blocks=(topics,), lecturers=teaching))
    fill(training_class, teaching)
    release_timetable(training_class, by=make_user(), at=BEFORE)
    return training_class


def make_rate(
    school: Office,
    amount: int = 400_000,
    *,
    kind: str = "topic",
    title: str = "",
    paid_by: str = "hour",
    valid_from: date = NEW_YEAR,
) -> HonorariumRate:
    """A rate with its source."""
    return save_rate(
        school=school,
        kind=kind,
        title=title,
        paid_by=paid_by,
        amount=amount,
        citation=SOURCE,
        valid_from=valid_from,
        by=make_user(),
        at=AFTER,
    )


def make_tax(school: Office, percent: int = 10, threshold: int = 2_000_000) -> HonorariumTax:
    """The tax since New Year."""
    return save_tax(
        school=school,
        percent=Decimal(percent),
        threshold=threshold,
        citation="Thông tư về thuế",
        valid_from=NEW_YEAR,
        by=make_user(),
        at=AFTER,
    )


def make_draft(school: Office, *, by: User | None = None) -> HonorariumStatement:
    """A draft of March."""
    return make_statement(school, first_day=FIRST, last_day=LAST, by=by or make_user(), at=AFTER)
