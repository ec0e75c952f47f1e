"""Answers to a summons of the second plan, whose class begins in a month."""

from datetime import timedelta
from typing import Final

from khaigiang.ground.web import clock
from khaigiang.teaching.answers import services
from khaigiang.teaching.answers.links import secret_of
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.answers.services import Reason
from khaigiang.teaching.answers.states import ReasonKind, Via
from khaigiang.teaching.cohorts import services as cohorts
from khaigiang.teaching.cohorts.models import ClassDay, Summons
from tests.on_the_story.scenarios import second_plan
from tests.on_the_story.scenarios.second_plan import by, signed
from tests.on_the_story.scenarios.sending import NOBODY, Sent, Table, post, when

IN_A_MONTH: Final = timedelta(days=30)
ILL: Final = Reason(kind=ReasonKind.ILLNESS, words="Mổ mắt")


def summons() -> Summons:
    """An issued summons to a class that has not begun."""
    drafted = second_plan.summons_drafted()
    put_off(drafted)
    return cohorts.issue_summons(drafted, **signed(), **by("demo-organiser"))


def put_off(called: Summons) -> None:
    """The class of a summons meets a month later."""
    for day in ClassDay.objects.filter(training_class=called.training_class).order_by("-on"):
        day.on += IN_A_MONTH
        day.save()


def answer() -> Answer:
    """The answer that the first person called has still to give."""
    return summons().answers.select_related("enrolment__nomination").order_by("pk")[0]


def declined() -> Answer:
    """Somebody who is ill and cannot come."""
    return services.decline_summons(answer(), reason=ILL, seen=0, via=Via.LINK, by=None, at=clock.now())


def _secret(one: Answer) -> str:
    return secret_of(one.links.get(replaced_at=None).number)


def _before_there_were_links() -> Sent:
    called = summons()
    called.answers.all().delete()
    return post(called.training_class_id)


def _due() -> Sent:
    """Class 5 was called five days ago and, for once, begins in a month; the silent are reminded each day."""
    called = Summons.objects.filter(training_class__number=5).order_by("pk")[0]
    put_off(called)
    services.set_reminder_rule(
        called.training_class.plan, is_on=True, days_after=1, days_before=2, most=9, **by("demo-office")
    )
    return post(called.pk)


TABLE: Final[Table] = {
    "answers:own": when(NOBODY, lambda: post(_secret(answer()))),
    "answers:answer": when("demo-office", lambda: post(answer().pk, act="coming", seen=0)),
    # What the committee says, and the nomination that is deferred by it.
    "answers:settle": when("demo-office", lambda: post(declined().pk, what="later", reason="Sau mổ"), entries=2),
    "answers:renew": when("demo-office", lambda: post(answer().pk)),
    "answers:make_links": when("demo-office", _before_there_were_links),
    # The rule, and the work that it asks for.
    "answers:reminders": when(
        "demo-office",
        lambda: post(summons().training_class.plan_id, is_on="on", days_after=3, days_before=2, most=2),
        entries=2,
    ),
    # The reminders, and both of their mailings.
    "answers:draft_reminder": when("demo-office", _due, entries=3),
}
