from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import make_class, make_listed
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.ical import LONGEST_LINE, Event, calendar
from khaigiang.teaching.timetable.models import Feed, Session
from khaigiang.teaching.timetable.queries import sessions_of_class
from khaigiang.teaching.timetable.services import feed_of, release_timetable, remove_session, renew_feed, swap_sessions
from khaigiang.teaching.timetable.tests.makers import BEFORE, fill


def event(summary: str = "Chuyên đề 1", *, description: str = "", location: str = "Hội trường A") -> Event:
    return Event(
        uid="BD-01-7@khaigiang",
        on=date(2023, 3, 13),
        starts_at=time(8),
        ends_at=time(11, 30),
        summary=summary,
        location=location,
        description=description,
        published_at=datetime(2023, 3, 6, 2, 0, tzinfo=UTC),
        sequence=2,
    )


def unfolded(content: bytes) -> list[str]:
    """The content lines of a calendar, as RFC 5545 section 3.1 says to read them."""
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def events_in(content: bytes) -> Iterator[dict[str, str]]:
    """The events of a calendar by property."""
    found: dict[str, str] = {}
    for line in unfolded(content):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found = {}
        elif line == "END:VEVENT":
            yield dict(found)
        else:
            found[name] = value


def test_an_event_carries_its_time_in_hanoi_and_its_version() -> None:
    (found,) = events_in(calendar("Lớp 1", [event()]))

    assert found == {
        "UID": "BD-01-7@khaigiang",
        "DTSTAMP": "20230306T020000Z",
        "SEQUENCE": "2",
        "DTSTART;TZID=Asia/Ho_Chi_Minh": "20230313T080000",
        "DTEND;TZID=Asia/Ho_Chi_Minh": "20230313T113000",
        "SUMMARY": "Chuyên đề 1",
        "LOCATION": "Hội trường A",
        "DESCRIPTION": "",
        "STATUS": "CONFIRMED",
    }


def test_the_zone_that_the_calendar_defines_is_the_one_of_hanoi() -> None:
    """L17: one time zone, the same in every place."""
    lines = unfolded(calendar("Lớp 1", []))
    offset = next(line.partition(":")[2] for line in lines if line.startswith("TZOFFSETTO"))

    hanoi = datetime(2023, 3, 13, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")).utcoffset()
    assert hanoi == timedelta(hours=int(offset[:3]))
    assert {line.partition(":")[2] for line in lines if line.startswith(("TZID", "X-WR-TIMEZONE"))} == {
        "Asia/Ho_Chi_Minh"
    }


def test_text_is_escaped() -> None:
    (found,) = events_in(calendar("x", [event("Quốc phòng; an ninh, đối ngoại \\ tôn giáo", description="a\nb\r\nc")]))

    assert found["SUMMARY"] == "Quốc phòng\\; an ninh\\, đối ngoại \\\\ tôn giáo"
    assert found["DESCRIPTION"] == "a\\nb\\nc"


def test_nobody_writes_a_line_of_their_own_into_a_calendar() -> None:
    content = calendar("x", [event("Chuyên đề\r\nATTACH:https://example.invalid/")])

    assert not any(line.startswith("ATTACH") for line in unfolded(content))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_lines_are_at_most_75_octets_and_read_back_whole(text: str) -> None:
    content = calendar("x", [event(text)])

    assert all(len(line) <= LONGEST_LINE for line in content.split(b"\r\n"))
    (found,) = events_in(content)
    said = found["SUMMARY"].replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\")
    assert said == text


@pytest.fixture
def released(db: None) -> TrainingClass:  # noqa: ARG001  opens the database first
    lecturer = make_lecturer("Lý Thanh Tâm")
    training_class = make_class(version=make_version(blocks=(2, 1), lecturers=[lecturer]))
    fill(training_class, [lecturer])
    release_timetable(training_class, by=make_user(), at=BEFORE)
    return training_class


def read(feed: Feed) -> list[dict[str, str]]:
    """What a calendar program, which does not sign in, gets."""
    response = Client().get(reverse("timetable:feed", args=[feed.secret]))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return list(events_in(response.content))


def test_the_address_stays_the_same_however_often_it_is_asked_for(released: TrainingClass) -> None:
    first = feed_of(released, by=make_user(), at=BEFORE)
    second = feed_of(released, by=make_user(), at=BEFORE)

    assert first.secret == second.secret
    assert len(first.secret) >= 32


def test_class_lecturer_and_hall_have_calendars_of_their_own(released: TrainingClass) -> None:
    lecturer, hall = make_lecturer("Khác"), released.hall
    assert hall is not None
    teaching = sessions_of_class(released)[1].lecturer
    assert teaching is not None

    counts = [len(read(feed_of(owner, by=make_user(), at=BEFORE))) for owner in (released, hall, teaching, lecturer)]

    assert counts == [7, 7, 3, 0]


def test_entries_keep_their_name_when_they_move_and_what_is_not_public_is_not_told(released: TrainingClass) -> None:
    feed = feed_of(released, by=make_user(), at=BEFORE)
    before = {one["UID"]: one["DTSTART;TZID=Asia/Ho_Chi_Minh"] for one in read(feed)}
    topics = [one for one in sessions_of_class(released) if one.item.kind == "topic"]
    swap_sessions(topics[0], topics[1], by=make_user(), at=BEFORE)
    unreleased = {one["UID"]: one["DTSTART;TZID=Asia/Ho_Chi_Minh"] for one in read(feed)}

    release_timetable(released, by=make_user(), at=BEFORE)

    after = {one["UID"]: one["DTSTART;TZID=Asia/Ho_Chi_Minh"] for one in read(feed)}
    assert unreleased == before
    assert set(after) == set(before)
    assert {uid for uid in after if after[uid] != before[uid]} == {
        f"{released.code}-{topic.item_id}@khaigiang" for topic in topics[:2]
    }
    assert {one["SEQUENCE"] for one in read(feed)} == {"2"}


def statuses(feed: Feed) -> dict[str, tuple[str, str]]:
    """By name the status and the number of every entry."""
    return {one["UID"]: (one["STATUS"], one["SEQUENCE"]) for one in read(feed)}


def test_what_no_longer_takes_place_is_cancelled_on_the_telephone(released: TrainingClass) -> None:
    feed = feed_of(released, by=make_user(), at=BEFORE)
    dropped = sessions_of_class(released)[-1]
    remove_session(dropped, by=make_user(), at=BEFORE)
    release_timetable(released, by=make_user(), at=BEFORE)

    found = statuses(feed)

    assert found[f"{released.code}-{dropped.item_id}@khaigiang"] == ("CANCELLED", "2")
    assert len(found) == 7
    assert list(found.values()).count(("CONFIRMED", "2")) == 6


def test_a_session_given_to_somebody_else_is_cancelled_for_the_first_and_comes_to_the_second(
    released: TrainingClass,
) -> None:
    session = next(one for one in sessions_of_class(released) if one.lecturer)
    first, second = session.lecturer, make_lecturer("Khác")
    assert first is not None
    Session.objects.filter(pk=session.pk).update(lecturer=second)
    release_timetable(released, by=make_user(), at=BEFORE)

    of_the_first, of_the_second, of_the_class = (
        statuses(feed_of(owner, by=make_user(), at=BEFORE)) for owner in (first, second, released)
    )

    name = f"{released.code}-{session.item_id}@khaigiang"
    assert of_the_first[name] == ("CANCELLED", "2")
    assert of_the_second == {name: ("CONFIRMED", "2")}
    assert {status for status, _number in of_the_class.values()} == {"CONFIRMED"}


def test_a_cancelled_class_is_cancelled_on_every_telephone(released: TrainingClass) -> None:
    feed = feed_of(released, by=make_user(), at=BEFORE)
    TrainingClass.objects.filter(pk=released.pk).update(state=ClassState.CANCELLED)

    assert set(statuses(feed).values()) == {("CANCELLED", "2")}


def test_an_unknown_or_renewed_address_shows_nothing(released: TrainingClass, client: Client) -> None:
    feed = feed_of(released, by=make_user(), at=BEFORE)
    old = reverse("timetable:feed", args=[feed.secret])

    renew_feed(feed, by=make_user(), at=BEFORE)

    assert client.get(old).status_code == 404
    assert client.get(reverse("timetable:feed", args=["khong-co"])).status_code == 404
    assert len(read(feed)) == 7


def test_a_feed_is_of_one_thing(released: TrainingClass) -> None:
    feed = feed_of(released, by=make_user(), at=BEFORE)

    with pytest.raises(IntegrityError, match="feed_is_of_one_thing"), transaction.atomic():
        Feed.objects.filter(pk=feed.pk).update(hall=released.hall)


def test_a_trainee_may_have_the_calendar_of_their_class_and_no_other(released: TrainingClass, client: Client) -> None:
    enrolment = make_listed(released)
    sign_in(client, Role.TRAINEE, official=enrolment.official)
    other = make_class()

    own = client.post(reverse("timetable:ask_for_feed", args=["training_class", released.pk]))
    strange = client.post(reverse("timetable:ask_for_feed", args=["training_class", other.pk]))

    assert (own.status_code, strange.status_code) == (302, 404)
    assert Feed.objects.get().training_class == released


def test_a_person_has_all_they_teach_and_attend_under_one_address_that_they_renew(
    released: TrainingClass, client: Client
) -> None:
    lecturer = make_lecturer()
    other = make_class(version=make_version(blocks=(1,), lecturers=[lecturer]))
    fill(other, [lecturer])
    release_timetable(other, by=make_user(), at=BEFORE)
    actor = sign_in(client, Role.TRAINEE, official=make_listed(released).official)
    lecturer.user = actor.user
    lecturer.save()

    client.post(reverse("timetable:ask_for_feed", args=["person", actor.user.pk]))

    feed = Feed.objects.get()
    assert feed.person == actor.user
    of_the_other = other.sessions.get(item__kind="topic")
    assert set(statuses(feed)) == {
        *(f"{released.code}-{one.item_id}@khaigiang" for one in sessions_of_class(released)),
        f"{other.code}-{of_the_other.item_id}@khaigiang",
    }
    old = reverse("timetable:feed", args=[feed.secret])
    client.post(reverse("timetable:renew_feed", args=[feed.pk]))
    assert client.get(old).status_code == 404


def test_nobody_has_or_renews_the_calendar_of_another_person(released: TrainingClass, client: Client) -> None:
    feed = feed_of(make_user(), by=make_user(), at=BEFORE)
    assert feed.person is not None
    sign_in(client, Role.OFFICE, office=released.plan.school)

    asked = client.post(reverse("timetable:ask_for_feed", args=["person", feed.person.pk]))
    renewed = client.post(reverse("timetable:renew_feed", args=[feed.pk]))

    assert (asked.status_code, renewed.status_code) == (404, 404)


def test_a_lecturer_has_and_renews_their_own_calendar_only(released: TrainingClass, client: Client) -> None:
    actor = sign_in(client, Role.LECTURER)
    own, other = make_lecturer(user=actor.user), make_lecturer()
    strange = feed_of(other, by=make_user(), at=BEFORE)
    assert released.hall is not None

    asked = [
        client.post(reverse("timetable:ask_for_feed", args=[kind, pk])).status_code
        for kind, pk in (("lecturer", own.pk), ("lecturer", other.pk), ("hall", released.hall.pk), ("x", own.pk))
    ]
    renewed = [
        client.post(reverse("timetable:renew_feed", args=[feed.pk])).status_code
        for feed in (Feed.objects.get(lecturer=own), strange)
    ]

    assert (asked, renewed) == ([302, 404, 404, 404], [302, 404])
