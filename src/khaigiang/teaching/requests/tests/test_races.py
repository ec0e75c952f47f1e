"""An answer and a withdrawal in one instant, two who accept, and work killed while it reminds."""

from collections import Counter
from functools import partial
from typing import Any

import pytest
from django.db import connections

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.shared.tests.racing import KILLS, WRITERS, kill_during, race, seconds_of
from khaigiang.ground.web import clock
from khaigiang.teaching.requests import services
from khaigiang.teaching.requests.jobs import remind_lecturers
from khaigiang.teaching.requests.models import AskedSession, RequestReminder
from khaigiang.teaching.requests.states import AskedState, Via
from khaigiang.teaching.requests.tests.makers import AT, make_office_user, make_request, make_sessions, seen
from khaigiang.teaching.requests.tests.test_waiting import DAY, Attempt

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
REMINDED = AT + 2 * DAY


def test_of_an_answer_and_a_withdrawal_in_one_instant_one_wins_and_the_other_is_told() -> None:
    request = make_request(make_sessions(2))
    by, shown = make_office_user(request.asking.training_class), seen(request)
    lecturer: dict[str, Any] = {"via": Via.SIGNED_IN, "by": request.lecturer.user, "at": AT}
    jobs = [
        partial(services.accept_request, request, shown, **lecturer),
        partial(services.withdraw_request, request, shown, by=by, at=AT),
        partial(services.decline_request, request, shown, reason="Bận", **lecturer),
    ] * 4

    told = race(jobs)

    assert Counter(told) == {"done": 1, "ChangedMeanwhile": len(jobs) - 1}
    assert len(set(AskedSession.objects.values_list("state", flat=True))) == 1
    assert set(AskedSession.objects.values_list("version", flat=True)) == {2}


def test_of_many_who_accept_one_session_in_one_instant_one_has_it() -> None:
    sessions = make_sessions(1)
    requests = [make_request(sessions) for _ in range(6)]
    jobs = [
        partial(services.accept_request, one, seen(one), via=Via.SIGNED_IN, by=one.lecturer.user, at=AT)
        for one in requests
    ]

    told = race(jobs)

    assert Counter(told)["done"] == 1, told
    assert set(told) <= {"done", "ChangedMeanwhile", "AnswerNotPossible", "GivenToAnother"}, told
    winner = AskedSession.objects.get(state=AskedState.ACCEPTED)
    sessions[0].refresh_from_db()
    assert sessions[0].lecturer_id == winner.lecturer_id


def test_of_several_who_remind_at_one_moment_one_does() -> None:
    request = make_request(make_sessions(1))

    told = race([partial(services.remind_of_request, request, by=None, at=REMINDED)] * WRITERS)

    assert Counter(told) == {"done": 1, "NobodyWaits": WRITERS - 1}
    # That they are asked, and the reminder.
    assert Notice.objects.filter(to=request.lecturer.user).count() == 2


def remind_all(plan_id: int, by: User) -> None:
    clock.use(lambda: REMINDED)
    remind_lecturers(Attempt(by, REMINDED), plan_id, 0)


@pytest.mark.parametrize("turn", range(KILLS))
def test_a_worker_killed_while_it_reminds_tells_every_lecturer_once(turn: int) -> None:
    sessions = make_sessions(4)
    requests = [make_request([one]) for one in sessions]
    work = partial(remind_all, sessions[0].training_class.plan_id, make_office_user(sessions[0].training_class))

    kill_during(work, after=0.03 + 0.05 * turn)
    assert Notice.objects.count() == len(requests) + RequestReminder.objects.count()
    seconds_of(work)

    assert sorted(RequestReminder.objects.values_list("request", "step")) == [(one.pk, "before") for one in requests]
    assert [Notice.objects.filter(to=one.lecturer.user).count() for one in requests] == [2] * 4
    connections.close_all()
