"""Two people, or two hundred, drop on one half-day in the same instant: one has it, the others are told, nothing is
lost (F2, F6, F8)."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, time
from functools import partial
from multiprocessing.synchronize import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.shared.tests.racing import PROCESSES, WRITERS, meeting_point, race
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.models import BoardStep, Session
from khaigiang.teaching.timetable.queries.slots import Target
from khaigiang.teaching.timetable.services import move_piece
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, item_of, make_session
from khaigiang.teaching.timetable.tests.test_a_hall_is_taken_once import teaches, wants
from khaigiang.teaching.timetable.tests.test_races import book, classes_of_one_programme, take_the_guard_away
from khaigiang.teaching.venues.models import Booking, Hall, HallUse
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ON = MONDAY
MORNING = HalfDay.MORNING.value
TOLD = {"PlaceTakenMeanwhile", "MovedMeanwhile", "ClassBusy", "LecturerBusy", "HallBusy", "DropRefused", "DoubleBooked"}
# Rounds of two people who drop at the same instant.
ROUNDS = max(3, min(WRITERS // 4, 25))


def class_with_pieces(pieces: int) -> list[Session]:
    """As many sessions of one class on as many mornings, one after the other; all of its days are free in the afternoon."""
    training_class = make_class(version=make_version(blocks=(pieces,)), hall=make_hall())
    days = [date.fromordinal(ON.toordinal() + 7 * place) for place in range(pieces)]
    return [
        make_session(training_class, item=item_of(training_class, number=place + 1), on=on)
        for place, on in enumerate(days)
    ]


def drop(session: Session, half_day: str, there: list[int], by: User) -> Callable[[], object]:
    """A person who saw these items in the half-day of the first Monday, and lets go of the piece there."""
    return partial(
        move_piece,
        session.training_class.plan,
        (session.training_class_id, session.item_id),
        Target(on=ON, half_day=half_day),
        seen=session.version,
        there=there,
        by=by,
        at=BEFORE,
    )


def where(sessions: Sequence[Session]) -> Counter[tuple[date, str]]:
    return Counter(Session.objects.filter(pk__in=[one.pk for one in sessions]).values_list("on", "half_day"))


def assert_one_won(told: list[str], *, of: int) -> None:
    counted = Counter(told)
    assert (counted["done"], len(told)) == (1, of), told
    assert set(counted) - {"done"} <= TOLD, told


def test_of_all_who_drop_on_one_free_half_day_one_has_it_and_every_other_piece_stays() -> None:
    sessions, by = class_with_pieces(PROCESSES), make_user()
    before = where(sessions)

    told = race([drop(one, HalfDay.AFTERNOON.value, [], by) for one in sessions])

    assert_one_won(told, of=PROCESSES)
    assert (where(sessions) - before) == Counter({(ON, HalfDay.AFTERNOON.value): 1})
    assert (before - where(sessions)).total() == 1
    assert BoardStep.objects.count() == Entry.objects.filter(act="move_on_board").count() == 1


def test_two_who_drop_on_the_piece_that_stands_there_change_places_once() -> None:
    by = make_user()
    for _ in range(ROUNDS):
        there, first, second = sessions = class_with_pieces(3)
        before = where(sessions)

        told = race([drop(one, MORNING, [there.item_id], by) for one in (first, second)], processes=2)

        assert_one_won(told, of=2)
        assert where(sessions) == before
        Session.objects.all().delete()


def test_two_classes_that_drop_on_one_half_day_of_one_lecturer() -> None:
    by = make_user()
    for _ in range(ROUNDS):
        lecturer = make_lecturer()
        version = make_version(blocks=(1,), lecturers=[lecturer])
        sessions = [
            make_session(make_class(version=version, hall=make_hall()), lecturer=lecturer, on=on)
            for on in (date(2023, 3, 14), date(2023, 3, 15))
        ]

        told = race([drop(one, MORNING, [], by) for one in sessions], processes=2)

        assert_one_won(told, of=2)
        assert Session.objects.filter(lecturer=lecturer, on=ON).count() == 1
        Session.objects.all().delete()


class Told(DomainError):
    sentence = "%(refusal)s"


def post(client: Client, address: str, session: Session, there: str = "") -> None:
    """A browser lets go of the piece on the afternoon of the first Monday; raises what the page says where refused."""
    answer = client.post(
        address,
        {
            "piece": f"{session.training_class_id}-{session.item_id}",
            "seen": session.version,
            "to": f"c{session.training_class_id}/{ON:%Y-%m-%d}/afternoon|{there}",
        },
        headers={"Accept": "application/json"},
    )
    if answer.status_code == 422:
        raise Told(refusal=answer.json()["refusal"])
    assert answer.status_code == 200, answer.content


def signed_in(training_class: TrainingClass) -> Client:
    client = Client()
    client.force_login(make_mandate(Role.OFFICE, office=training_class.plan.school).user)
    return client


def test_two_browsers_that_drop_at_the_same_instant_one_is_told_by_whom_or_why() -> None:
    sessions = class_with_pieces(PROCESSES)
    training_class = sessions[0].training_class
    address = reverse("timetable:move_piece", args=[training_class.plan_id]) + "?view=classes&since=0"
    clients = [signed_in(training_class) for _ in sessions]
    before = where(sessions)

    told = race([partial(post, client, address, one) for client, one in zip(clients, sessions, strict=True)])

    assert Counter(told) == {"done": 1, "Told": PROCESSES - 1}
    assert (where(sessions) - before) == Counter({(ON, HalfDay.AFTERNOON.value): 1})
    with pytest.raises(Told, match=r"vừa thay đổi|đã có"):
        post(clients[0], address, next(one for one in sessions if Session.objects.get(pk=one.pk).version == 1))


def drop_carelessly(session: Session, meet: Barrier) -> None:
    """Looks whether the half-day is free, and writes; nothing is held between, and the database does not mind."""
    is_free = not Session.objects.filter(
        training_class=session.training_class_id, on=ON, half_day=HalfDay.AFTERNOON
    ).exists()
    meet.wait()
    if is_free:
        Session.objects.filter(pk=session.pk).update(
            on=ON, half_day=HalfDay.AFTERNOON, starts_at=time(14), ends_at=time(17)
        )


def test_control_without_any_guard_all_have_the_half_day() -> None:
    """The race is real: writers who only look drop on one another, and the tests above would see it."""
    sessions, meet = class_with_pieces(PROCESSES), meeting_point()
    put_back = [take_the_guard_away(shared, act="UPDATE") for shared in ("training_class_id", "hall_id")]
    try:
        race([partial(drop_carelessly, one, meet) for one in sessions])
        dropped = Session.objects.filter(on=ON, half_day=HalfDay.AFTERNOON).count()
        Session.objects.all().delete()
    finally:
        with connection.cursor() as cursor:
            for statement in put_back:
                cursor.execute(statement)

    assert dropped > 1


def places(training_class: TrainingClass, hall: Hall, by: User) -> Callable[[], object]:
    """A person who drops a piece from the tray on the row of a hall."""
    return partial(
        move_piece,
        training_class.plan,
        (training_class.pk, item_of(training_class).pk),
        Target(on=ON, half_day=MORNING, hall_id=hall.pk),
        by=by,
        at=BEFORE,
    )


def test_of_all_who_want_one_hall_by_form_on_the_board_and_for_meetings_one_has_it() -> None:
    hall, by = make_hall(), make_user()
    classes = classes_of_one_programme(WRITERS)
    kinds = (teaches, places, lambda _class, hall, by: wants(hall, by))
    jobs = [kinds[place % 3](one, hall, by) for place, one in enumerate(classes)]

    told = Counter(race(jobs))

    assert (told["done"], told.total()) == (1, WRITERS), told
    assert set(told) - {"done"} <= TOLD | {"HallTaken", "HallTakenMeanwhile"}, told
    assert HallUse.objects.count() == Session.objects.count() + Booking.objects.count() == 1


def test_of_all_who_want_one_lecturer_by_form_and_on_the_board_one_has_them() -> None:
    lecturer, by = make_lecturer(), make_user()
    classes = classes_of_one_programme(WRITERS)
    item_of(classes[0]).lecturers.set([lecturer])
    jobs = [
        book(by, one, item_of(one), make_hall(), lecturer)
        if place % 2
        else partial(
            move_piece,
            one.plan,
            (one.pk, item_of(one).pk),
            Target(on=ON, half_day=MORNING, lecturer_id=lecturer.pk, hall_id=make_hall().pk),
            by=by,
            at=BEFORE,
        )
        for place, one in enumerate(classes)
    ]

    told = Counter(race(jobs))

    assert (told["done"], told.total()) == (1, WRITERS), told
    assert set(told) - {"done"} <= TOLD, told
    assert Session.objects.filter(lecturer=lecturer).count() == Session.objects.count() == 1
