"""Who is silent is reminded by the office's rule: drafts, each step once, and not whoever has answered."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.jobs.states import JobState
from khaigiang.ground.outbox.models import Mailing
from khaigiang.ground.outbox.services import discard_mailing
from khaigiang.ground.outbox.states import MailingState
from khaigiang.ground.web import clock
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.answers import services
from khaigiang.teaching.answers.errors import NobodyIsSilent
from khaigiang.teaching.answers.jobs import draft_due_reminders
from khaigiang.teaching.answers.models import Reminder, ReminderRule
from khaigiang.teaching.answers.queries import due_reminders
from khaigiang.teaching.answers.states import REMIND
from khaigiang.teaching.answers.tests.makers import AT, make_declined, make_issued_summons, said
from khaigiang.teaching.cohorts.models import Summons
from khaigiang.teaching.cohorts.tests.makers import make_listed

pytestmark = pytest.mark.django_db
# The summons is of 8/3, the class begins on 13/3: the rule reminds on 9, 10 and 11/3.
NEXT_DAY = AT + timedelta(days=1)


def make_rule(plan: Plan, **values: Any) -> ReminderRule:
    return services.set_reminder_rule(
        plan,
        **{"is_on": True, "days_after": 1, "days_before": 2, "most": 3, **values},
        by=make_user(),
        at=AT,
    )


def ruled(people: int = 3) -> Summons:
    summons = make_issued_summons(people)
    make_rule(summons.training_class.plan)
    return summons


class Attempt:
    """One run of the job, without a worker."""

    def __init__(self, by: User) -> None:
        self.job_id, self.fence, self.by, self.at = 1, 1, by, AT
        self.told: list[tuple[int, int]] = []

    def tell(self, done: int, total: int) -> None:
        self.told.append((done, total))

    def hold(self) -> None:
        """Nobody else works here."""


def test_the_silent_are_reminded_and_their_committee_gets_one_list_with_telephones() -> None:
    summons = ruled(3)
    first, second, third = summons.answers.order_by("pk")
    services.accept_summons(first, **said())
    services.confirm_receipt(second, **said())
    second.enrolment.official.phone = "0912 000 111"
    second.enrolment.official.save()

    reminder = services.draft_reminders(summons, by=make_user(), at=NEXT_DAY)

    assert (reminder.step, reminder.people) == (1, 2)
    assert reminder.to_people is not None
    assert reminder.to_committees is not None
    people = {second.enrolment.official.full_name, third.enrolment.official.full_name}
    assert set(reminder.to_people.messages.values_list("to_name", flat=True)) == people
    [listing] = reminder.to_committees.messages.select_related("mailing")
    assert "2 đồng chí của quý cơ quan" in listing.body
    assert f"{second.enrolment.official}, {second.enrolment.target_post.unit}, 0912 000 111" in listing.body
    assert Mailing.objects.filter(state=MailingState.DRAFT).count() == 2


def test_a_step_is_drafted_once_even_if_its_drafts_are_thrown_away() -> None:
    summons = ruled()
    reminder = services.draft_reminders(summons, by=make_user(), at=NEXT_DAY)
    assert reminder.to_people is not None
    discard_mailing(reminder.to_people, by=make_user(), at=NEXT_DAY)

    with pytest.raises(NobodyIsSilent):
        services.draft_reminders(summons, by=make_user(), at=NEXT_DAY)
    following = services.draft_reminders(summons, by=make_user(), at=NEXT_DAY + timedelta(days=1))

    assert following.step == 2


def test_days_on_which_nobody_drafted_are_not_made_up_for() -> None:
    summons = ruled()

    late = services.draft_reminders(summons, by=make_user(), at=AT + timedelta(days=3))

    assert late.step == 3
    with pytest.raises(NobodyIsSilent):
        services.draft_reminders(summons, by=make_user(), at=AT + timedelta(days=4))


def test_nobody_is_reminded_on_the_day_of_the_summons_once_the_class_has_begun_or_without_a_rule() -> None:
    summons = make_issued_summons()
    with pytest.raises(NobodyIsSilent):
        services.draft_reminders(summons, by=make_user(), at=NEXT_DAY)
    make_rule(summons.training_class.plan)

    for at in (AT, AT + timedelta(days=5)):
        with pytest.raises(NobodyIsSilent):
            services.draft_reminders(summons, by=make_user(), at=at)


def test_whoever_does_not_come_or_is_not_called_any_more_is_not_reminded() -> None:
    summons = ruled(2)
    first, second = summons.answers.order_by("pk")
    make_declined(first)
    second.enrolment.is_current = False
    second.enrolment.save()

    with pytest.raises(NobodyIsSilent):
        services.draft_reminders(summons, by=make_user(), at=NEXT_DAY)


@pytest.fixture
def the_next_day() -> Iterator[None]:
    clock.use(lambda: NEXT_DAY)
    yield
    clock.use(None)


@pytest.mark.usefixtures("the_next_day")
def test_the_job_drafts_what_is_due_and_asks_for_itself_again_on_the_next_day() -> None:
    summons, attempt = ruled(), Attempt(make_user())
    plan = summons.training_class.plan_id

    said_once = draft_due_reminders(attempt, plan, 0)
    said_twice = draft_due_reminders(attempt, plan, 0)

    assert (said_once, said_twice) == ("Đã soạn thư nhắc: 1.", "Đã soạn thư nhắc: 0.")
    assert Reminder.objects.count() == 1
    again = Job.objects.get(ids={"plan": plan, "turn": 1})
    assert again.not_before is not None
    assert again.not_before > machine_now() + timedelta(hours=23)


def test_a_rule_that_is_off_drafts_nothing_and_asks_for_nothing_more() -> None:
    summons = make_issued_summons()
    plan = summons.training_class.plan
    make_rule(plan, is_on=False)

    assert draft_due_reminders(Attempt(make_user()), plan.pk, 0) == "Quy tắc nhắc trả lời đang tắt."
    assert Job.objects.count() == 0


def test_what_the_rule_asks_is_told_with_its_days() -> None:
    summons = ruled(2)
    rule = ReminderRule.objects.get()

    [row] = due_reminders(rule, NEXT_DAY.date())

    assert [f"{day:%d/%m}" for day in row.days] == ["09/03", "10/03", "11/03"]
    assert (row.summons_id, row.step, row.silent, row.is_to_be_drafted) == (summons.pk, 1, 2, True)


def test_the_database_refuses_a_second_reminder_of_a_step_and_a_rule_of_no_days() -> None:
    summons = ruled()
    services.draft_reminders(summons, by=make_user(), at=NEXT_DAY)

    with pytest.raises(IntegrityError):
        Reminder.objects.create(summons=summons, step=1, people=1, drafted_at=AT)


def test_the_database_refuses_a_rule_that_counts_from_nothing() -> None:
    ruled()

    with pytest.raises(IntegrityError, match="reminder_rule_counts_from_one"):
        ReminderRule.objects.update(most=0)


def waiting_work() -> int:
    return Job.objects.filter(kind=REMIND, state=JobState.WAITING).count()


def test_a_new_summons_is_picked_up_though_the_daily_work_had_ended() -> None:
    training_class = ruled(1).training_class
    Job.objects.filter(kind=REMIND).update(state=JobState.DONE, ended_at=machine_now())
    make_listed(training_class)

    make_issued_summons(training_class=training_class)

    assert waiting_work() == 1


def test_a_new_summons_asks_for_no_second_daily_work() -> None:
    training_class = ruled(1).training_class
    make_listed(training_class)

    make_issued_summons(training_class=training_class)

    assert waiting_work() == 1


def test_without_a_rule_a_summons_asks_for_no_work() -> None:
    make_issued_summons(1)

    assert waiting_work() == 0
