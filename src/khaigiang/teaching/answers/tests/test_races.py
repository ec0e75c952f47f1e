"""Answers at the same instant, beside a decision that takes somebody off, and a worker killed over reminders."""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.db import connections

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.outbox.models import Mailing
from khaigiang.ground.shared.tests.racing import KILLS, WRITERS, kill_during, race, seconds_of
from khaigiang.ground.web import clock
from khaigiang.planning.nominations.services import defer_nomination
from khaigiang.teaching.answers import services
from khaigiang.teaching.answers.jobs import draft_due_reminders
from khaigiang.teaching.answers.models import Answer, AnswerStep, Reminder
from khaigiang.teaching.answers.states import AnswerState
from khaigiang.teaching.answers.tests.makers import AT, ILL, make_answer, make_declined, make_issued_summons, said
from khaigiang.teaching.answers.tests.test_reminding import NEXT_DAY, Attempt, make_rule
from khaigiang.teaching.cohorts.models import Summons
from khaigiang.teaching.cohorts.tests.makers import make_class, make_decision, make_listed, make_papers_ready

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_of_many_answers_at_one_instant_one_wins_and_the_others_are_told() -> None:
    answer = make_answer()
    jobs = [
        partial(services.accept_summons, answer, **said())
        if place % 2
        else partial(services.decline_summons, answer, reason=ILL, **said())
        for place in range(WRITERS)
    ]

    told = race(jobs)

    assert Counter(told) == {"done": 1, "AnsweredMeanwhile": WRITERS - 1}
    assert (Answer.objects.get().version, AnswerStep.objects.count()) == (1, 1)


def write_blindly(answer: Answer) -> None:
    """A writer that locks nothing and looks at no version."""
    AnswerStep.objects.create(answer=answer, state="coming", at=AT, said_by="An")
    Answer.objects.filter(pk=answer.pk).update(version=1, state="coming", received_at=AT, answered_at=AT)


def test_control_writers_who_look_at_nothing_all_believe_that_they_have_won() -> None:
    answer = make_answer()

    assert race([partial(write_blindly, answer)] * WRITERS) == ["done"] * WRITERS
    assert AnswerStep.objects.count() == WRITERS


def test_an_answer_while_the_office_defers_the_person_is_whole_or_told() -> None:
    answer = make_declined()
    nomination, by = answer.enrolment.nomination, make_user()
    assert nomination is not None

    told = race(
        [
            partial(defer_nomination, nomination, reason="Công tác", by=by, at=AT),
            partial(services.accept_summons, answer, **said(seen=1)),
            partial(services.agree_to_later_class, answer, reason="Sau mổ", by=by, at=AT),
        ]
    )

    assert told.count("done") >= 1, told
    assert set(told) <= {
        "done",
        "AnsweredMeanwhile",
        "AnswerNotPossible",
        "NotCalledAnyMore",
        "MoveNotAllowed",
    }, told
    kept = Answer.objects.select_related("enrolment__nomination").get()
    assert kept.enrolment.nomination is not None
    if kept.state == AnswerState.DEFERRED:
        assert kept.enrolment.nomination.state == "deferred"


def test_a_reminder_asked_for_by_many_is_drafted_once() -> None:
    summons, by = make_issued_summons(3), make_user()
    make_rule(summons.training_class.plan)

    told = race([partial(services.draft_reminders, summons, by=by, at=NEXT_DAY)] * WRITERS)

    assert Counter(told) == {"done": 1, "NobodyIsSilent": WRITERS - 1}
    assert (Reminder.objects.count(), Mailing.objects.count()) == (1, 2)


def many_summonses(count: int = 4) -> list[Summons]:
    """Issued summonses to so many classes of one plan."""
    first = make_class()
    plan = first.plan
    make_papers_ready(plan)
    classes = [first, *(make_class(plan) for _ in range(count - 1))]
    for training_class in classes:
        make_decision(training_class)
        make_listed(training_class)
        training_class.refresh_from_db()
    return [make_issued_summons(training_class=training_class) for training_class in classes]


def draft_all(plan_id: int, by: User) -> None:
    clock.use(lambda: NEXT_DAY)
    draft_due_reminders(Attempt(by), plan_id, 0)


@pytest.mark.parametrize("turn", range(KILLS))
def test_a_worker_killed_while_reminders_are_drafted_leaves_each_whole_or_not_at_all(turn: int) -> None:
    summonses = many_summonses()
    plan = summonses[0].training_class.plan
    make_rule(plan)
    work = partial(draft_all, plan.pk, make_user())

    kill_during(work, after=0.05 + 0.1 * turn)
    half_way = Reminder.objects.count()
    whole = all(one.to_people_id and one.to_committees_id for one in Reminder.objects.all())
    assert whole
    assert Mailing.objects.count() == 2 * half_way
    seconds_of(work)

    assert sorted(Reminder.objects.values_list("summons", "step")) == sorted((one.pk, 1) for one in summonses)
    assert Mailing.objects.count() == 2 * len(summonses)
    connections.close_all()


def test_control_a_reminder_without_its_row_would_be_drafted_twice() -> None:
    summons, by = make_issued_summons(1), make_user()
    make_rule(summons.training_class.plan)
    services.draft_reminders(summons, by=by, at=NEXT_DAY)
    Mailing.objects.update(state="discarded")
    Reminder.objects.all().delete()

    services.draft_reminders(summons, by=by, at=NEXT_DAY)

    assert Mailing.objects.count() == 4
    assert Job.objects.filter(not_before__gt=AT + timedelta(days=1)).count() == 0
