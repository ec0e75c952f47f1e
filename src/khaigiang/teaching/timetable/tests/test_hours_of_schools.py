"""The hours of a school by season: typed with a preview, followed by sessions to come, told by the next release."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries import hours_of, hours_of_days
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.timetable import services
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries import situation_of
from khaigiang.teaching.timetable.queries.hours import what_changes
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, class_with_people, hold, item_of, make_session
from khaigiang.teaching.venues.errors import SeasonsLeaveAGap, SeasonsOverlap
from khaigiang.teaching.venues.hours import (
    DayOfYear,
    HoursOfSchool,
    HoursTable,
    SeasonHours,
    TypedSeason,
    table_of,
)
from khaigiang.teaching.venues.models import SchoolHours, Season
from khaigiang.teaching.venues.queries import half_day_minutes, hours_of_school
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = pytest.mark.django_db

SUMMER = SeasonHours(name="Mùa hè", begins=(3, 15), morning=(time(7), time(11)), afternoon=(time(13, 30), time(16, 30)))
WINTER = SeasonHours(
    name="Mùa đông",
    begins=(10, 16),
    morning=(time(7, 30), time(11, 15)),
    afternoon=(time(13, 30), time(17)),
    evening=(time(18), time(20)),
)
TABLE = HoursTable(valid_from=date(2023, 1, 1), seasons=(SUMMER, WINTER))
WEDNESDAY = MONDAY + timedelta(days=2)


def new_class() -> TrainingClass:
    """A class that sits in a hall of its school."""
    training_class = make_class()
    training_class.hall = make_hall(office=training_class.plan.school)
    training_class.save()
    return training_class


def set_hours(training_class: TrainingClass, table: HoursTable = TABLE, at: datetime = BEFORE) -> SchoolHours:
    school = training_class.plan.school
    return services.set_school_hours(school, table, source="Thông báo 12/TB-TCT", by=make_user(), at=at)


def typed(begins: DayOfYear, last: DayOfYear, name: str = "Mùa hè") -> TypedSeason:
    season = SeasonHours(name=name, begins=begins, morning=SUMMER.morning, afternoon=SUMMER.afternoon)
    return TypedSeason(hours=season, last=last)


def times(session: Session) -> tuple[time, time]:
    session.refresh_from_db()
    return session.starts_at, session.ends_at


def test_a_class_that_crosses_from_winter_to_summer_has_the_hours_of_both() -> None:
    training_class = new_class()
    set_hours(training_class)
    days = [MONDAY, MONDAY + timedelta(days=1), WEDNESDAY]

    found = hours_of_days(hours_of(training_class), days)

    assert [(one.first, one.last, one.morning) for one in found] == [
        (MONDAY, MONDAY + timedelta(days=1), WINTER.morning),
        (WEDNESDAY, WEDNESDAY, SUMMER.morning),
    ]


def test_without_a_table_and_before_the_first_a_school_has_the_usual_hours() -> None:
    training_class = new_class()

    assert hours_of(training_class).on(MONDAY, HalfDay.MORNING) == (time(8), time(11, 30))
    set_hours(training_class)
    assert hours_of(training_class).on(date(2022, 12, 31), HalfDay.MORNING) == (time(8), time(11, 30))
    assert hours_of(training_class).on(date(2023, 1, 1), HalfDay.MORNING) == WINTER.morning


def test_evenings_have_hours_in_the_seasons_in_which_classes_are_held_then() -> None:
    training_class = new_class()
    set_hours(training_class)

    assert hours_of(training_class).on(MONDAY, HalfDay.EVENING) == (time(18), time(20))
    assert hours_of(training_class).on(WEDNESDAY, HalfDay.EVENING) is None


def test_sessions_to_come_follow_and_the_step_is_undone_on_the_board() -> None:
    training_class = new_class()
    winter, summer = make_session(training_class), make_session(training_class, on=WEDNESDAY)

    kept = set_hours(training_class)

    assert (times(winter), times(summer)) == (WINTER.morning, SUMMER.morning)
    step = training_class.plan.board_steps.get()
    services.undo_step(training_class.plan, number=step.number, by=kept.set_by, at=BEFORE)
    assert (times(winter), times(summer)) == ((time(8), time(11, 30)), (time(8), time(11, 30)))


def test_pieces_that_share_a_half_day_share_its_new_hours() -> None:
    training_class = new_class()
    opening, topic = item_of(training_class, "opening", 1), item_of(training_class)
    training_class.version.items.filter(pk=opening.pk).update(minutes=45)
    training_class.version.items.filter(pk=topic.pk).update(shares_half_day=True)
    first = make_session(training_class, item=opening, on=WEDNESDAY)
    Session.objects.filter(pk=first.pk).update(ends_at=time(8, 45))
    second = make_session(training_class, item=topic, on=WEDNESDAY, half_day=HalfDay.AFTERNOON)
    Session.objects.filter(pk=second.pk).update(half_day=HalfDay.MORNING, starts_at=time(8, 45), ends_at=time(11, 30))

    set_hours(training_class)

    assert (times(first), times(second)) == ((time(7), time(7, 45)), (time(7, 45), time(11)))


def test_what_is_past_held_typed_by_hand_or_of_a_class_with_its_own_hours_stays() -> None:
    training_class, own = new_class(), new_class()
    TrainingClass.objects.filter(pk=own.pk).update(
        plan=training_class.plan,
        number=99,
        morning_from=time(8),
        morning_until=time(11, 30),
        afternoon_from=time(14),
        afternoon_until=time(17),
    )
    past, held = make_session(training_class), make_session(training_class, on=WEDNESDAY)
    by_hand = make_session(training_class, on=WEDNESDAY, half_day=HalfDay.AFTERNOON)
    Session.objects.filter(pk=by_hand.pk).update(starts_at=time(14, 30))
    of_its_own = make_session(own, on=WEDNESDAY)
    hold(held)
    stay = [times(one) for one in (past, held, by_hand, of_its_own)]

    set_hours(training_class, at=datetime(2023, 3, 13, 1, tzinfo=UTC))

    assert [times(one) for one in (past, held, by_hand, of_its_own)] == stay


def test_what_is_released_changes_for_people_by_the_next_release_alone() -> None:
    training_class = new_class()
    session = make_session(training_class, item=item_of(training_class, "opening", 1), on=MONDAY)
    release = services.release_timetable(class_with_people(training_class), by=make_user(), at=BEFORE)

    preview = what_changes(
        training_class.plan.school_id, HoursOfSchool(), HoursOfSchool(tables=(TABLE,)), on=date(2023, 3, 6)
    )
    set_hours(training_class)

    assert [(row.sessions, row.released, row.was, row.then) for row in preview.rows] == [
        (1, 1, (time(8), time(11, 30)), WINTER.morning)
    ]
    assert times(session) == WINTER.morning
    assert release.sessions.get().starts_at == time(8)
    again = services.release_timetable(class_with_people(training_class), by=make_user(), at=BEFORE)
    assert again.sessions.get().starts_at == time(7, 30)


def test_a_table_taken_away_gives_sessions_the_hours_before_it() -> None:
    training_class = new_class()
    session = make_session(training_class)
    kept = set_hours(training_class)

    changed = services.take_school_hours_away(kept, by=make_user(), at=BEFORE)

    assert (changed, times(session)) == (1, (time(8), time(11, 30)))
    assert hours_of_school(training_class.plan.school_id).tables == ()
    assert Entry.objects.filter(act="take_school_hours_away").count() == 1


def test_a_session_set_or_moved_by_hand_has_the_hours_of_its_day() -> None:
    training_class = new_class()
    set_hours(training_class)
    facts: dict[str, Any] = {
        "training_class": training_class,
        "item": item_of(training_class),
        "half_day": HalfDay.MORNING,
    }
    assert training_class.hall is not None

    session = services.save_session(None, **facts, on=MONDAY, hall=training_class.hall, by=make_user(), at=BEFORE)
    assert times(session) == WINTER.morning
    services.save_session(session, **facts, on=WEDNESDAY, hall=training_class.hall, by=make_user(), at=BEFORE)
    assert times(session) == SUMMER.morning


def test_the_solver_reads_the_hours_of_each_day() -> None:
    training_class = new_class()
    set_hours(training_class)

    one = situation_of([training_class.pk]).classes[0]

    for day in one.days:
        season = TABLE.on(day)
        assert one.hours_of((day, HalfDay.MORNING.value)) == season.morning
        assert one.hours_of((day, HalfDay.AFTERNOON.value)) == season.afternoon


def test_the_longest_half_day_of_the_editor_is_that_of_the_newest_table() -> None:
    training_class = new_class()
    assert (half_day_minutes().longest, half_day_minutes().mean) == (210, 195)

    set_hours(training_class)

    assert half_day_minutes().longest == 240


def test_a_gap_and_an_overlap_are_told_with_their_days() -> None:
    with pytest.raises(SeasonsLeaveAGap) as gap:
        table_of(date(2023, 1, 1), [typed((4, 16), (10, 15)), typed((11, 1), (4, 15), "Mùa đông")])
    with pytest.raises(SeasonsOverlap) as overlap:
        table_of(date(2023, 1, 1), [typed((4, 16), (10, 15)), typed((10, 15), (4, 15), "Mùa đông")])

    assert "16/10" in str(gap.value)
    assert "31/10" in str(gap.value)
    assert "15/10" in str(overlap.value)


def test_a_season_to_the_28th_of_february_holds_the_29th() -> None:
    table = table_of(date(2023, 1, 1), [typed((3, 1), (10, 31)), typed((11, 1), (2, 28), "Mùa đông")])

    assert [table.on(date(2024, 2, 29)).name, table.on(date(2024, 3, 1)).name] == ["Mùa đông", "Mùa hè"]


@given(st.lists(st.dates(date(2024, 1, 1), date(2024, 12, 31)), min_size=1, max_size=4, unique=True))
def test_seasons_that_follow_one_another_hold_every_day_once(firsts: list[date]) -> None:
    firsts = sorted(firsts)
    lasts = [following - timedelta(days=1) for following in (*firsts[1:], firsts[0])]
    seasons = [
        typed((first.month, first.day), (last.month, last.day), f"Mùa {place}")
        for place, (first, last) in enumerate(zip(firsts, lasts, strict=True))
    ]

    table = table_of(date(2023, 1, 1), seasons)

    for place, first in enumerate(firsts):
        assert table.on(first).name == f"Mùa {place}"
        assert table.on(first - timedelta(days=1)).name == f"Mùa {(place - 1) % len(firsts)}"


def _typed_page(**other: str) -> dict[str, str]:
    values = {
        "valid_from": "1/1/2023",
        "source": "Thông báo 12/TB-TCT",
        "season-TOTAL_FORMS": "4",
        "season-INITIAL_FORMS": "4",
    }
    lines = (
        ("Mùa hè", "15/3", "15/10", "07:00", "11:00", "13:30", "16:30"),
        ("Mùa đông", "16/10", "14/3", "07:30", "11:15", "13:30", "17:00"),
    )
    names = ("name", "first", "last", "morning_from", "morning_until", "afternoon_from", "afternoon_until")
    for place, line in enumerate(lines):
        values |= {f"season-{place}-{name}": text for name, text in zip(names, line, strict=True)}
    return values | other


def test_nothing_changes_before_the_preview_is_confirmed(client: Client) -> None:
    training_class = new_class()
    session = make_session(training_class, on=date(2123, 3, 16))
    sign_in(client, Role.OFFICE, office=training_class.plan.school)
    url = f"/timetable/hours/{training_class.plan.school_id}/set/"

    shown = client.post(url, _typed_page())

    assert shown.status_code == 200
    assert "07:00 – 11:00" in shown.content.decode()
    assert times(session) == (time(8), time(11, 30))
    done = client.post(url, _typed_page(is_confirmed="on"))
    assert done.status_code == 302
    assert times(session) == SUMMER.morning


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(client: Client) -> None:
    school = new_class().plan.school
    sign_in(client, Role.OFFICE, office=school)

    answer = client.post(f"/timetable/hours/{school.pk}/set/", _typed_page(**{"season-0-morning_until": "14:00"}))

    assert answer.status_code == 422
    assert "14:00" in answer.content.decode()
    assert "Mùa đông" in answer.content.decode()
    assert not SchoolHours.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"morning_until": time(7)},
        {"afternoon_from": time(10, 30)},
        {"afternoon_until": time(13, 30)},
        {"evening_from": time(18)},
        {"evening_from": time(16), "evening_until": time(20)},
        {"begins_month": 13},
        {"begins_day": 0},
    ],
)
def test_the_database_refuses_hours_of_a_season_that_contradict(wrong: dict[str, Any]) -> None:
    season = set_hours(new_class()).seasons.get(name="Mùa hè")

    with pytest.raises(IntegrityError), transaction.atomic():
        Season.objects.filter(pk=season.pk).update(**wrong)


@pytest.mark.parametrize("same", [{"name": "Mùa đông"}, {"begins_month": 10, "begins_day": 16}])
def test_the_database_refuses_two_seasons_of_one_name_or_one_first_day(same: dict[str, Any]) -> None:
    season = set_hours(new_class()).seasons.get(name="Mùa hè")

    with pytest.raises(IntegrityError), transaction.atomic():
        Season.objects.filter(pk=season.pk).update(**same)
