"""What the classes of the story still owe at the end of 24 May 2023."""

from datetime import date

import pytest

from khaigiang.recognition.dossiers.queries import checklist
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.states import ClassState

pytestmark = pytest.mark.django_db
TODAY = date(2023, 5, 24)


def test_a_closed_class_owes_nothing() -> None:
    closed = TrainingClass.objects.filter(state=ClassState.CLOSED).order_by("number")

    owed = {one.number: [row.title for row in checklist(one, TODAY) if row.done_on is None] for one in closed}

    assert owed == {1: [], 2: [], 3: [], 4: []}


def test_the_class_that_has_begun_owes_what_its_last_day_brings() -> None:
    running = TrainingClass.objects.get(state=ClassState.RUNNING)

    rows = checklist(running, TODAY)

    assert len([row for row in rows if row.done_on is None]) == 5
    assert not any(row.is_late for row in rows)
