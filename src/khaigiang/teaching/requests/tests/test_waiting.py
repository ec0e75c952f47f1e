from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

import pytest

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.outbox.models import Mailing
from khaigiang.ground.web import clock
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.teaching.requests import services
from khaigiang.teaching.requests.errors import NobodyWaits
from khaigiang.teaching.requests.jobs import remind_lecturers
from khaigiang.teaching.requests.models import TeachingRequest
from khaigiang.teaching.requests.tests.makers import (
    AT,
    accepted,
    make_office_user,
    make_request,
    make_sessions,
    make_teacher,
    states,
)

pytestmark = pytest.mark.django_db
# Asked on 6/3, to be answered by 10/3: reminded on 8 and 10/3, who asked told on 11/3, the head from 12/3 on.
DAY = timedelta(days=1)


class Attempt:
    """One run of the job, without a worker."""

    def __init__(self, by: User, at: datetime = AT) -> None:
        self.job_id, self.fence, self.by, self.at = 1, 1, by, at

    def tell(self, done: int, total: int) -> None:
        """Nobody looks."""

    def hold(self) -> None:
        """Nobody else works here."""


@pytest.fixture(autouse=True)
def the_clock_stands_again() -> Iterator[None]:
    yield
    clock.use(None)


def told(user: User | None) -> list[str]:
    return list(Notice.objects.filter(to=user).order_by("pk").values_list("title", flat=True))[1:]


def waited(request: TeachingRequest, days: int) -> list[str]:
    """The steps done when the job runs on each of so many days."""
    by = request.asking.asked_by
    for day in range(days):
        clock.use(partial(AT.__add__, day * DAY))
        remind_lecturers(Attempt(by), request.asking.training_class.plan_id, day)
    return list(request.reminders.order_by("pk").values_list("step", flat=True))


def test_a_lecturer_is_reminded_twice_then_who_asked_is_told_then_the_head_of_the_school() -> None:
    sessions, lecturer = make_sessions(1), make_teacher("Bùi Xuân Hòa", email="a@truong.vn")
    training_class = sessions[0].training_class
    by = make_office_user(training_class)
    head = make_mandate(Role.HEAD, office=training_class.plan.school).user
    request = make_request(sessions, lecturer, by=by)

    assert waited(request, 7) == ["before", "due", "asker", "head"]

    assert told(lecturer.user) == [
        f"Trả lời chậm nhất 10/3/2023 về việc giảng tại {training_class}",
        f"Hôm nay là hạn trả lời về việc giảng tại {training_class}",
    ]
    assert [*Notice.objects.filter(to=by).values_list("title", flat=True)] == [
        f"{lecturer} chưa trả lời mời giảng tại {training_class}"
    ]
    assert (
        Notice.objects.get(to=head).title
        == f"{lecturer} quá hạn từ 10/3/2023 chưa trả lời mời giảng tại {training_class}"
    )
    assert Mailing.objects.count() == 3


def test_who_has_answered_is_not_reminded_and_the_work_ends_when_nobody_waits() -> None:
    request = make_request(make_sessions(1))
    accepted(request)

    assert waited(request, 3) == []
    assert Job.objects.filter(kind="remind_lecturers").count() == 1


def test_the_days_of_the_rule_count_and_a_step_whose_day_is_over_is_not_made_up_for() -> None:
    request = make_request(make_sessions(1))
    services.set_request_rule(
        request.asking.training_class.plan, days_to_answer=5, remind_before=1, escalate_after=3, by=make_user(), at=AT
    )

    with pytest.raises(NobodyWaits):
        services.remind_of_request(request, by=None, at=AT + 2 * DAY)
    reminder = services.remind_of_request(request, by=None, at=AT + 5 * DAY)

    assert reminder.step == "asker"
    with pytest.raises(NobodyWaits):
        services.remind_of_request(request, by=None, at=AT + 6 * DAY)
    assert services.remind_of_request(request, by=None, at=AT + 7 * DAY).step == "head"


def test_a_session_that_begins_while_nobody_answered_lapses() -> None:
    request = make_request(make_sessions(2))

    assert services.lapse_begun(request, by=None, at=AT + 7 * DAY) == 1

    assert states(request) == ["lapsed", "sent"]


def test_the_work_goes_on_day_by_day_while_a_request_waits_and_once_for_all_requests_of_a_plan() -> None:
    sessions = make_sessions(2)
    request = make_request(sessions[:1])
    make_request(sessions[1:])

    assert Job.objects.filter(kind="remind_lecturers").count() == 1
    waited(request, 1)
    assert list(Job.objects.filter(kind="remind_lecturers").order_by("pk").values_list("ids__turn", flat=True)) == [
        0,
        1,
    ]
