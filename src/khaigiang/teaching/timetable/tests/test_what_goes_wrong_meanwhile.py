"""A search that ends late, a release, days moved by hand, while somebody works on the board: one sentence, nothing lost."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.tests.racing import race
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.services import set_days
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.timetable.drafts import Draft, values_of
from khaigiang.teaching.timetable.errors import NotReadyForRelease, StaleProposal
from khaigiang.teaching.timetable.models import ReleasedSession, Session
from khaigiang.teaching.timetable.queries.conflicts import conflict_rows
from khaigiang.teaching.timetable.queries.released import current_release
from khaigiang.teaching.timetable.queries.slots import Target
from khaigiang.teaching.timetable.services import (
    apply_timetable,
    ask_for_the_rest,
    feed_of,
    move_piece,
    release_timetable,
    renew_feed,
    search_timetable,
    take_piece_off,
    undo_step,
)
from khaigiang.teaching.timetable.services.arranging import sessions_of
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, fill, item_of, make_session
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = pytest.mark.django_db
AFTERNOON = HalfDay.AFTERNOON.value


def filled_class() -> TrainingClass:
    """A class of seven half-days from Monday morning on, everything taught; only Thursday afternoon is free."""
    plan, lecturer = make_plan(), make_lecturer(max_per_week=12)
    version = make_version(blocks=(2, 1), lecturers=[lecturer])
    training_class = make_class(plan, version=version, hall=make_hall(office=plan.school))
    fill(training_class, [lecturer])
    return training_class


def standing(training_class: TrainingClass) -> list[Draft]:
    return [Draft.of(one) for one in sessions_of([training_class.pk])]


def moved(session: Session, on: date, half_day: str = AFTERNOON, *, by: User | None = None) -> None:
    session.refresh_from_db()
    move_piece(
        session.training_class.plan,
        (session.training_class_id, session.item_id),
        Target(on=on, half_day=half_day),
        seen=session.version,
        by=by or make_user(),
        at=BEFORE,
    )


def test_a_search_that_ends_after_an_edit_by_hand_is_a_draft_to_compare_and_overwrites_nothing(client: Client) -> None:
    training_class = filled_class()
    first, last = (sessions_of([training_class.pk])[place] for place in (0, -1))
    take_piece_off(training_class.plan, (training_class.pk, last.item_id), seen=1, by=make_user(), at=BEFORE)
    run = ask_for_the_rest([training_class], by=make_user(), at=BEFORE)

    # While the search was under way; it is told of nothing until it keeps what it found.
    def edit_by_hand() -> None:
        moved(first, first.on + timedelta(days=3))

    run = search_timetable(run, watch=lambda _told: True, hold=edit_by_hand, by=make_user(), at=BEFORE)
    by_hand = standing(training_class)

    with pytest.raises(StaleProposal, match="đã thay đổi"):
        apply_timetable(run, by=make_user(), at=BEFORE)

    assert standing(training_class) == by_hand
    run.refresh_from_db()
    assert run.state == RunState.PREVIEW
    sign_in(client, Role.OFFICE, office=training_class.plan.school)
    shown = client.get(reverse("timetable:compare", args=[training_class.plan_id]) + f"?one={run.pk}")
    assert shown.status_code == 200
    assert "<table" in shown.content.decode()


def test_a_release_before_a_drop_keeps_what_people_were_shown_and_the_drop_counts_for_the_next() -> None:
    training_class = filled_class()
    session, shown = sessions_of([training_class.pk])[0], set(standing(training_class))
    release = release_timetable(training_class, by=make_user(), at=BEFORE)

    moved(session, session.on + timedelta(days=3))

    assert {_released(one, training_class) for one in release.sessions.all()} == shown
    second = release_timetable(training_class, by=make_user(), at=BEFORE)
    assert {_released(one, training_class) for one in second.sessions.all()} == set(standing(training_class))


def test_a_release_after_a_drop_holds_it_and_the_step_can_still_be_undone() -> None:
    training_class = filled_class()
    session, by = sessions_of([training_class.pk])[0], make_user()
    was = standing(training_class)
    move_piece(
        training_class.plan,
        (training_class.pk, session.item_id),
        Target(on=session.on + timedelta(days=3), half_day=AFTERNOON),
        seen=1,
        by=by,
        at=BEFORE,
    )
    release = release_timetable(training_class, by=make_user(), at=BEFORE)

    undo_step(training_class.plan, by=by, at=BEFORE)

    assert standing(training_class) == was
    assert {_released(one, training_class) for one in release.sessions.all()} != set(was)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_release_and_a_drop_at_the_same_moment_publish_what_stood_before_or_after_it_never_half() -> None:
    for _ in range(3):
        training_class = filled_class()
        first, before = sessions_of([training_class.pk])[0], set(standing(training_class))
        # Both change places with one another: half of it would be two pieces in one half-day, or none.
        onto = sessions_of([training_class.pk])[3]

        told = race(
            [
                partial(release_timetable, training_class, by=make_user(), at=BEFORE),
                partial(moved, first, onto.on, onto.half_day, by=make_user()),
            ],
            processes=2,
        )

        release = current_release(training_class)
        assert told == ["done", "done"]
        assert release is not None
        published = {_released(one, training_class) for one in release.sessions.all()}
        assert published in (before, set(standing(training_class)))


def test_a_class_moved_to_another_week_by_hand_keeps_its_sessions_and_says_of_each_that_it_does_not_meet_then() -> None:
    training_class = filled_class()
    held, stood = sessions_of([training_class.pk])[0], len(standing(training_class))
    old = sorted(training_class.days.values_list("on", flat=True))

    set_days(training_class, [day + timedelta(days=7) for day in old], by=make_user(), at=BEFORE)
    moved(held, old[3])

    assert len(standing(training_class)) == stood
    assert (held.training_class_id, Draft.of(Session.objects.get(pk=held.pk)).on) == (training_class.pk, old[3])
    rows = conflict_rows(TrainingClass.objects.filter(pk=training_class.pk))
    told = [row.item_id for row in rows if row.kind == "not_a_class_day"]
    outside = [one.item_id for one in standing(training_class) if one.on < old[0] + timedelta(days=7)]
    assert sorted(told) == sorted(outside) != []
    with pytest.raises(NotReadyForRelease, match="lớp không học ngày này"):
        release_timetable(training_class, by=make_user(), at=BEFORE)


def test_a_calendar_address_that_was_revoked_shows_nothing_but_one_sentence_that_says_what_to_do(
    client: Client,
) -> None:
    training_class = filled_class()
    release_timetable(training_class, by=make_user(), at=BEFORE)
    feed = feed_of(training_class, by=make_user(), at=BEFORE)
    old = reverse("timetable:feed", args=[feed.secret])
    renew_feed(feed, by=make_user(), at=BEFORE)

    answers = [client.get(one) for one in (old, reverse("timetable:feed", args=["khong-co"]))]

    assert [one.status_code for one in answers] == [404, 404]
    # A stranger is not told whether there ever was such an address.
    assert {one.content.decode() for one in answers} == {
        "Địa chỉ lịch này không có, hoặc đã được đổi. Hãy lấy địa chỉ mới ở trang lịch của bạn hoặc hỏi nhà trường."
    }


def test_a_piece_of_a_class_that_was_cancelled_meanwhile_stays_in_the_hand_no_longer(client: Client) -> None:
    session = make_session()
    training_class = session.training_class
    sign_in(client, Role.OFFICE, office=training_class.plan.school)
    key = (training_class.pk, item_of(training_class, number=2).pk)
    TrainingClass.objects.filter(pk=training_class.pk).update(state="cancelled")

    told = client.post(
        reverse("timetable:move_piece", args=[training_class.plan_id]) + "?view=classes&since=0",
        {"piece": f"{key[0]}-{key[1]}", "seen": 0, "to": f"c{key[0]}/{MONDAY:%Y-%m-%d}/afternoon|"},
        headers={"Accept": "application/json"},
    )

    assert (told.status_code, told.json()["refusal"]) == (
        422,
        f"{training_class.name} đã bị hủy, nên không xếp gì cho lớp nữa. Hãy tải lại trang.",
    )
    assert training_class.sessions.count() == 1


def _released(one: ReleasedSession, training_class: TrainingClass) -> Draft:
    """A session of a release as a plain value."""
    return Draft(class_id=training_class.pk, **values_of(one))
