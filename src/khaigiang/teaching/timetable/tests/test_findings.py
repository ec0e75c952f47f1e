from datetime import timedelta

import pytest

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class, make_listed
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_absence, make_lecturer
from khaigiang.teaching.timetable.queries import findings_of, missing_items, sessions_of_class
from khaigiang.teaching.timetable.states import BLOCKS_RELEASE, FindingKind
from khaigiang.teaching.timetable.tests.makers import MONDAY, class_with_people, fill, item_of, make_session
from khaigiang.teaching.venues.tests.makers import make_closure, make_hall

pytestmark = pytest.mark.django_db


def kinds(training_class: TrainingClass) -> list[FindingKind]:
    found = findings_of(class_with_people(training_class), sessions_of_class(training_class))
    return [finding.kind for finding in found]


def test_a_sound_timetable_has_no_findings() -> None:
    lecturer = make_lecturer()
    training_class = make_class(version=make_version(lecturers=[lecturer]))
    fill(training_class, [lecturer])

    assert kinds(training_class) == []


def test_a_topic_needs_a_lecturer_a_discussion_does_not() -> None:
    training_class = make_class(version=make_version(blocks=(1,)))
    fill(training_class)

    assert kinds(training_class) == [FindingKind.NO_LECTURER]


def test_a_lecturer_away_and_a_closed_hall_are_seen_on_their_days_only() -> None:
    lecturer = make_lecturer()
    training_class = make_class(version=make_version(lecturers=[lecturer]))
    sessions = fill(training_class, [lecturer])
    topic = sessions[1]
    make_absence(lecturer, topic.on)
    make_closure(topic.hall, MONDAY - timedelta(days=3), MONDAY - timedelta(days=1))

    assert set(kinds(training_class)) == {FindingKind.LECTURER_AWAY}

    make_closure(topic.hall, topic.on)
    assert set(kinds(training_class)) == {FindingKind.LECTURER_AWAY, FindingKind.HALL_CLOSED}


def test_a_hall_closed_for_one_half_day_is_to_be_had_in_the_others() -> None:
    lecturer = make_lecturer()
    training_class = make_class(version=make_version(blocks=(1,), lecturers=[lecturer]))
    opening = fill(training_class, [lecturer])[0]
    assert (opening.on, opening.half_day) == (MONDAY, HalfDay.MORNING)

    make_closure(opening.hall, MONDAY - timedelta(days=1), half_day=HalfDay.MORNING, reason="Cắt điện")
    make_closure(opening.hall, MONDAY - timedelta(days=1), MONDAY, half_day=HalfDay.EVENING, reason="Cắt điện")
    assert kinds(training_class) == []

    make_closure(opening.hall, MONDAY, half_day=HalfDay.MORNING, reason="Cắt điện")
    assert kinds(training_class) == [FindingKind.HALL_CLOSED]


def test_somebody_away_in_the_mornings_may_teach_in_the_afternoon() -> None:
    lecturer = make_lecturer()
    training_class = make_class(version=make_version(blocks=(1,), lecturers=[lecturer]))
    session = make_session(training_class, item=item_of(training_class), lecturer=lecturer)
    make_absence(lecturer, session.on, half_day=HalfDay.MORNING)
    in_the_morning = kinds(training_class)

    training_class.sessions.update(half_day=HalfDay.AFTERNOON, starts_at="14:00", ends_at="17:00")

    assert (in_the_morning, kinds(training_class)) == ([FindingKind.LECTURER_AWAY], [])


def test_a_half_day_said_free_after_all_counts_before_the_pattern_of_the_week() -> None:
    lecturer = make_lecturer()
    lecturer.cannot = ["1-morning"]
    lecturer.save()
    training_class = make_class(version=make_version(blocks=(1,), lecturers=[lecturer]))
    session = make_session(training_class, item=item_of(training_class), on=MONDAY, lecturer=lecturer)
    before = kinds(training_class)

    said = lecturer.said_half_days.create(on=session.on, half_day="morning", verdict="can")
    free_after_all = kinds(training_class)
    said.verdict = "rather_not"
    said.save()

    assert before == [FindingKind.LECTURER_AWAY]
    assert free_after_all == []
    assert kinds(training_class) == [FindingKind.LECTURER_RATHER_NOT]
    assert FindingKind.LECTURER_RATHER_NOT not in BLOCKS_RELEASE


def test_sessions_of_somebody_who_no_longer_teaches_are_named() -> None:
    lecturer = make_lecturer("Lý Thanh Tâm", is_active=False)
    training_class = make_class(version=make_version(blocks=(1,), lecturers=[lecturer]))
    make_session(training_class, item=item_of(training_class), lecturer=lecturer)

    (finding,) = findings_of(class_with_people(training_class), sessions_of_class(training_class))

    assert finding.kind == FindingKind.LECTURER_WITHDRAWN
    assert finding.sentence == "TS. Lý Thanh Tâm không còn giảng dạy: cần phân công người khác"


def test_a_hall_is_held_against_the_list_once_there_is_one() -> None:
    lecturer = make_lecturer()
    training_class = make_class(
        version=make_version(blocks=(1,), lecturers=[lecturer]),
        hall=make_hall(capacity=30),
        sizes=(0, 40, 50),
    )
    fill(training_class, [lecturer])
    before = set(kinds(training_class))

    make_listed(training_class)

    assert (before, kinds(training_class)) == ({FindingKind.HALL_TOO_SMALL}, [])


def test_a_session_on_a_day_the_class_does_not_meet_is_seen() -> None:
    training_class = make_class()
    make_session(training_class, item=item_of(training_class, "opening"), on=MONDAY - timedelta(days=1))

    assert kinds(training_class) == [FindingKind.NOT_A_CLASS_DAY]


def test_who_is_not_named_for_an_item_is_a_warning_only() -> None:
    training_class = make_class(version=make_version(blocks=(1,), lecturers=[make_lecturer()]))
    fill(training_class, [make_lecturer()])

    (kind,) = kinds(training_class)

    assert (kind, kind in BLOCKS_RELEASE) == (FindingKind.NOT_QUALIFIED, False)


def test_load_is_counted_over_all_classes() -> None:
    lecturer = make_lecturer(max_per_day=1, max_per_week=1)
    version = make_version(blocks=(1,), lecturers=[lecturer])
    training_class = make_class(version=version)
    session = make_session(training_class, item=item_of(training_class), lecturer=lecturer)
    alone = kinds(training_class)

    make_session(on=session.on, half_day=HalfDay.AFTERNOON, lecturer=lecturer)

    assert alone == []
    assert kinds(training_class) == [FindingKind.TOO_MUCH_IN_A_DAY, FindingKind.TOO_MUCH_IN_A_WEEK]


def test_what_comes_too_early_is_said_with_what_should_come_first() -> None:
    lecturer = make_lecturer()
    training_class = make_class(version=make_version(blocks=(1,), lecturers=[lecturer]))
    make_session(training_class, item=item_of(training_class, "discussion"))
    make_session(training_class, item=item_of(training_class), half_day=HalfDay.AFTERNOON, lecturer=lecturer)

    (finding,) = findings_of(class_with_people(training_class), sessions_of_class(training_class))

    assert finding.kind == FindingKind.OUT_OF_ORDER
    assert "Chuyên đề 1" in finding.sentence


def test_items_that_stand_nowhere_are_named_in_order() -> None:
    training_class = make_class(version=make_version(blocks=(1,)))
    make_session(training_class, item=item_of(training_class))

    titles = [item.title for item in missing_items(training_class, sessions_of_class(training_class))]

    assert titles == ["Khai giảng", "Thảo luận 1", "Bế giảng"]
