from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.teaching.lecturers.errors import AbsenceEndsBeforeItBegins, UserIsAnotherLecturer, WeekBelowDay
from khaigiang.teaching.lecturers.models import Lecturer, LecturerAbsence
from khaigiang.teaching.lecturers.services import add_lecturer_absence, remove_lecturer_absence, save_lecturer
from khaigiang.teaching.lecturers.tests.makers import make_absence, make_lecturer

pytestmark = pytest.mark.django_db
AT = datetime(2023, 2, 20, 1, 0, tzinfo=UTC)


def test_a_new_lecturer_is_found_without_tones_and_sorted_by_given_name() -> None:
    lecturer = save_lecturer(
        None,
        full_name="Đặng Thu Hiền ",
        title="TS.",
        workplace="Khoa Lý luận cơ sở",
        by=make_user(),
        at=AT,
    )

    assert str(lecturer) == "TS. Đặng Thu Hiền"
    assert lecturer.folded == "dang thu hien khoa ly luan co so"
    assert lecturer.sort_key < make_lecturer("Bùi Xuân Hòa").sort_key


def test_saving_leaves_one_audit_entry_with_what_was_before() -> None:
    lecturer = make_lecturer("Lý Thanh Tâm", max_per_week=6)

    save_lecturer(lecturer, full_name="Lý Thanh Tâm", title="TS.", max_per_week=4, by=make_user(), at=AT)

    entry = Entry.objects.get()
    assert (entry.act, entry.subject) == ("save_lecturer", "TS. Lý Thanh Tâm")
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["max_per_week"], entry.after["max_per_week"]) == (6, 4)


def test_a_user_is_one_lecturer_at_most() -> None:
    user = make_user()
    make_lecturer("Lý Thanh Tâm", user=user)

    with pytest.raises(UserIsAnotherLecturer, match="Lý Thanh Tâm"):
        save_lecturer(None, full_name="Bùi Xuân Hòa", user=user, by=make_user(), at=AT)


def test_a_lecturer_keeps_their_own_user() -> None:
    user = make_user()
    lecturer = make_lecturer("Lý Thanh Tâm", user=user)

    save_lecturer(lecturer, full_name="Lý Thanh Tâm", user=user, by=make_user(), at=AT)

    assert Lecturer.objects.get().user == user


def test_a_week_holds_what_a_day_may_hold() -> None:
    with pytest.raises(WeekBelowDay):
        save_lecturer(None, full_name="Lý Thanh Tâm", max_per_day=2, max_per_week=1, by=make_user(), at=AT)


@pytest.mark.parametrize(
    ("limits", "constraint"),
    [
        ({"max_per_day": 0}, "lecturer_may_teach_at_least_a_half_day"),
        ({"max_per_day": 2, "max_per_week": 1}, "lecturer_teaches_in_a_week_what_fits_a_day"),
    ],
)
def test_the_database_refuses_impossible_limits(limits: dict[str, int], constraint: str) -> None:
    lecturer = make_lecturer()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Lecturer.objects.filter(pk=lecturer.pk).update(**limits)


def test_days_away_are_noted_and_taken_back() -> None:
    lecturer = make_lecturer()

    absence = add_lecturer_absence(
        lecturer,
        first_day=date(2023, 4, 3),
        last_day=date(2023, 4, 5),
        reason="Hội thảo",
        by=make_user(),
        at=AT,
    )
    remove_lecturer_absence(absence, by=make_user(), at=AT)

    assert not LecturerAbsence.objects.exists()
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["add_lecturer_absence", "remove_lecturer_absence"]


def test_days_away_do_not_end_before_they_begin() -> None:
    lecturer = make_lecturer()

    with pytest.raises(AbsenceEndsBeforeItBegins):
        add_lecturer_absence(
            lecturer,
            first_day=date(2023, 4, 5),
            last_day=date(2023, 4, 3),
            by=make_user(),
            at=AT,
        )


def test_the_database_refuses_days_away_that_end_before_they_begin() -> None:
    with pytest.raises(IntegrityError, match="lecturer_absence_ends_after_it_begins"), transaction.atomic():
        make_absence(make_lecturer(), date(2023, 4, 5), date(2023, 4, 3))
