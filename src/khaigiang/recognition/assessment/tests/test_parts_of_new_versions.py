"""The parts of the mark go along to a version made from an old one, and the comparison says when they differ."""

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.recognition.assessment.models import Component
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.curriculum.queries.comparing import comparison_of
from khaigiang.teaching.curriculum.services import new_version
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.timetable.tests.makers import BEFORE

pytestmark = pytest.mark.django_db


def marked_version() -> ProgrammeVersion:
    version = make_version()
    for ordinal, (name, weight) in enumerate((("Chuyên cần", 40), ("Bài thu hoạch", 60)), 1):
        Component.objects.create(version=version, ordinal=ordinal, name=name, weight=weight)
    return version


def copy_of(old: ProgrammeVersion) -> ProgrammeVersion:
    return new_version(old.programme, days=old.days, like=old, by=make_user(), at=BEFORE)


def test_a_version_made_from_an_old_one_has_the_parts_of_its_mark() -> None:
    old = marked_version()

    new = copy_of(old)

    parts = [(one.ordinal, one.name, one.weight) for one in new.components.order_by("ordinal")]
    assert parts == [(1, "Chuyên cần", 40), (2, "Bài thu hoạch", 60)]
    assert comparison_of(old, new).sentences == ()


def test_an_empty_version_has_no_parts() -> None:
    old = marked_version()

    new = new_version(old.programme, days=5, by=make_user(), at=BEFORE)

    assert not new.components.exists()


def test_the_comparison_says_that_the_parts_differ() -> None:
    old = marked_version()
    new = copy_of(old)
    new.components.filter(ordinal=1).update(weight=30)
    new.components.filter(ordinal=2).update(weight=70)

    said = "các điểm thành phần: Chuyên cần 40%, Bài thu hoạch 60% → Chuyên cần 30%, Bài thu hoạch 70%"

    assert comparison_of(old, new).sentences == (said,)
