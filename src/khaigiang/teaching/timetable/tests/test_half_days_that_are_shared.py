"""Field visits, tests, and pieces that share a half-day: one for the search, one after another in the timetable (E1)."""

from datetime import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import HalfDay, working_days
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import HalfDayTooShort, NobodyMayTeachBoth, NoHalfDayLongEnough
from khaigiang.teaching.timetable.hours import length_of, timed
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries import findings_of
from khaigiang.teaching.timetable.queries.pages import sessions_of_class
from khaigiang.teaching.timetable.rules import Place
from khaigiang.teaching.timetable.services import apply_timetable, propose_timetable, save_session, swap_sessions
from khaigiang.teaching.timetable.states import FindingKind
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, class_with_people, fill, item_of, make_session

pytestmark = pytest.mark.django_db
OPENING = 45


def class_whose_opening_shares(*, days: int = 2, minutes: int | None = OPENING) -> TrainingClass:
    """Opening and topic 1 in one half-day, topic 2, its discussion, and the closing: four half-days."""
    version = make_version(blocks=(2,), days=days, lecturers=[make_lecturer()])
    version.items.filter(kind=ItemKind.OPENING).update(minutes=minutes)
    version.items.filter(kind=ItemKind.TOPIC, number=1).update(shares_half_day=True)
    training_class = make_class(make_plan(), version=version, days=working_days(MONDAY, days))
    training_class.refresh_from_db()
    return training_class


def shown(training_class: TrainingClass) -> list[tuple[str, str, str, str]]:
    return [
        (one.item.title, f"{one.on:%d/%m} {one.half_day}", f"{one.starts_at:%H:%M}", f"{one.ends_at:%H:%M}")
        for one in sessions_of_class(training_class)
    ]


def apply(training_class: TrainingClass) -> None:
    run = propose_timetable([training_class], seconds=20, by=make_user(), at=BEFORE)
    apply_timetable(run, by=make_user(), at=BEFORE)


def test_an_opening_of_45_minutes_and_the_first_topic_become_two_sessions_of_one_half_day() -> None:
    training_class = class_whose_opening_shares()

    apply(training_class)

    assert shown(training_class) == [
        ("Khai giảng", "13/03 morning", "08:00", "08:45"),
        ("Chuyên đề 1", "13/03 morning", "08:45", "11:30"),
        ("Chuyên đề 2", "13/03 afternoon", "14:00", "17:00"),
        ("Thảo luận 1", "14/03 morning", "08:00", "11:30"),
        ("Bế giảng", "14/03 afternoon", "14:00", "17:00"),
    ]
    lecturers = {one.item.title: one.lecturer_id is not None for one in sessions_of_class(training_class)}
    assert lecturers["Khai giảng"] is False
    assert lecturers["Chuyên đề 1"] is True
    assert findings_of(class_with_people(training_class), sessions_of_class(training_class)) == []


def test_what_shares_a_half_day_needs_somebody_who_may_teach_it_all_and_room_for_its_minutes() -> None:
    training_class = class_whose_opening_shares()
    second = item_of(training_class, number=2)
    ProgrammeItem.objects.filter(pk=second.pk).update(shares_half_day=True)
    second.lecturers.set([make_lecturer()])

    with pytest.raises(NobodyMayTeachBoth, match="“Chuyên đề 1”, “Chuyên đề 2”"):
        propose_timetable([training_class], seconds=5, by=make_user(), at=BEFORE)
    with pytest.raises(NoHalfDayLongEnough, match="Khai giảng"):
        propose_timetable([class_whose_opening_shares(minutes=300)], seconds=5, by=make_user(), at=BEFORE)


def test_what_moves_or_swaps_takes_along_what_shares_its_half_day() -> None:
    training_class = class_whose_opening_shares(days=3)
    first, second, third = working_days(MONDAY, 3)
    opening = make_session(training_class, item=item_of(training_class, "opening"), on=first)
    Session.objects.filter(pk=opening.pk).update(ends_at=time(8, 45))
    topic = Session(training_class=training_class, item=item_of(training_class), on=first, half_day=HalfDay.MORNING)
    topic.starts_at, topic.ends_at, topic.hall = time(8, 45), time(11, 30), opening.hall
    topic.save()
    other = make_session(training_class, item=item_of(training_class, number=2), on=second)

    save_session(
        topic,
        training_class=training_class,
        item=topic.item,
        on=third,
        half_day=HalfDay.AFTERNOON,
        hall=topic.hall,
        by=make_user(),
        at=BEFORE,
    )
    moved = shown(training_class)
    opening.refresh_from_db()
    swap_sessions(opening, other, by=make_user(), at=BEFORE)

    assert moved == [
        ("Chuyên đề 2", "14/03 morning", "08:00", "11:30"),
        ("Khai giảng", "15/03 afternoon", "14:00", "14:45"),
        ("Chuyên đề 1", "15/03 afternoon", "14:45", "17:00"),
    ]
    assert shown(training_class) == [
        ("Khai giảng", "14/03 morning", "08:00", "08:45"),
        ("Chuyên đề 1", "14/03 morning", "08:45", "11:30"),
        ("Chuyên đề 2", "15/03 afternoon", "14:00", "17:00"),
    ]


def test_what_stands_apart_from_its_half_day_and_what_comes_too_early_is_told() -> None:
    training_class = make_class(version=make_version(blocks=(2,), days=3, lecturers=[make_lecturer()]))
    first, second = item_of(training_class, number=1), item_of(training_class, number=2)
    sessions = fill(training_class)
    ProgrammeItem.objects.filter(pk=first.pk).update(shares_half_day=True)
    first.after.add(second)

    found = findings_of(class_with_people(training_class), sessions)

    told = [(one.session.item.title, one.sentence) for one in found if one.kind != FindingKind.NO_LECTURER]
    assert told == [
        ("Chuyên đề 1", "xếp trước “Chuyên đề 2” trong khi chương trình học sau"),
        ("Chuyên đề 1", "phải cùng buổi với “Khai giảng”, nhưng nội dung đó ở buổi khác"),
    ]


def test_a_rule_of_order_is_kept_by_the_search_also_without_the_order_of_blocks() -> None:
    version = make_version(blocks=(2, 1), days=4, lecturers=[make_lecturer(), make_lecturer()])
    version.block_order = False
    version.save()
    training_class = make_class(make_plan(), version=version, days=working_days(MONDAY, 4))
    first, third = item_of(training_class, number=1), item_of(training_class, number=3)
    first.after.add(third)

    apply(training_class)

    titles = [title for title, *_when in shown(training_class)]
    assert titles.index("Chuyên đề 3") < titles.index("Chuyên đề 1")
    assert (titles[0], titles[-1]) == ("Khai giảng", "Bế giảng")


def test_a_visit_stands_among_the_topics_of_its_block_and_a_test_after_its_discussion() -> None:
    kinds = ("test", "visit", "closing", "discussion", "opening", "topic")
    in_order = sorted(
        kinds, key=lambda kind: Place(kind=kind, block=1 if kind not in {"opening", "closing"} else 0).stage
    )

    assert in_order == ["opening", "visit", "topic", "discussion", "test", "closing"]
    assert Place(kind="visit", block=1).stage == Place(kind="topic", block=1).stage


def test_a_session_added_by_hand_has_the_hours_that_the_programme_leaves_it() -> None:
    training_class = class_whose_opening_shares()
    opening = make_session(training_class, item=item_of(training_class, "opening"))
    Session.objects.filter(pk=opening.pk).update(ends_at=time(8, 45))

    added = save_session(
        None,
        training_class=training_class,
        item=item_of(training_class),
        on=MONDAY,
        half_day=HalfDay.MORNING,
        hall=opening.hall,
        by=make_user(),
        at=BEFORE,
    )

    assert Draft.of(added).starts_at == time(8, 45)
    assert Draft.of(added).ends_at == time(11, 30)


@given(
    length=st.integers(60, 300),
    minutes=st.lists(st.none() | st.integers(1, 60), min_size=1, max_size=5),
)
def test_pieces_of_a_half_day_follow_one_another_and_stay_within_it(length: int, minutes: list[int | None]) -> None:
    hours = (time(8), time(*divmod(480 + length, 60)))
    if sum(one or 1 for one in minutes) > length:
        with pytest.raises(HalfDayTooShort):
            timed(hours, minutes)
        return

    stretches = timed(hours, minutes)

    assert stretches[0][0] == hours[0]
    assert all(earlier[1] == later[0] for earlier, later in pairwise(stretches))
    assert all(length_of(one) == (asked or length_of(one)) >= 1 for one, asked in zip(stretches, minutes, strict=True))
    assert (stretches[-1][1] == hours[1]) if None in minutes else (stretches[-1][1] <= hours[1])
