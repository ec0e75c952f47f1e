"""What people called answer: most come, some cannot; who is silent is reminded by the office's rule."""

from datetime import timedelta
from typing import Any, Final

from khaigiang.doors.rehearsal.story.acts.courses import DEFER_REASONS, REPLACED_REASON, who_cannot_come
from khaigiang.doors.rehearsal.story.stage import Stage
from khaigiang.ground.jobs import services as jobs
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.outbox import services as outbox
from khaigiang.ground.outbox.models import Mailing
from khaigiang.ground.outbox.states import SEND, Outcome
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.answers import services
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.answers.services import Reason
from khaigiang.teaching.answers.states import AnswerState, ReasonKind, Via
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.services import draft_summons_mail
from khaigiang.teaching.cohorts.states import Whom

KINDS: Final = (ReasonKind.DUTY, ReasonKind.ILLNESS, ReasonKind.FAMILY, ReasonKind.DUTY)
# By their place in the list of a class: who answers at once, who only on the eve, who never does (before there were
# reminders, every third person).
SLOW: Final = 4
SILENT: Final = {1: 3, 2: 3, 3: 3, 4: 3, 5: 9}
ASKED_TO_COME: Final = 30
LEASE: Final = timedelta(minutes=5)


def write_to_all(stage: Stage, number: int) -> None:
    """The summons goes by e-mail to committees and people; who stays silent is reminded."""
    training_class = stage.training_class(number)
    rule: dict[str, Any] = {"is_on": True, "days_after": 3, "days_before": 2, "most": 2}
    services.set_reminder_rule(stage.plan, **rule, by=stage.officer, at=stage.at(15, 30))
    for summons in training_class.summonses.all():
        for whom in Whom:
            given: dict[str, Any] = {"sender_role": Role.OFFICE.value, "by": stage.officer, "at": stage.at(15, 40)}
            _let_go(stage, draft_summons_mail(summons, whom, **given))


def most_answer(stage: Stage, number: int) -> None:
    """In the evening most say that they come."""
    for place, answer in enumerate(_open(stage.training_class(number))):
        if place % SLOW:
            _comes(stage, answer, hour=19)


def the_silent_are_reminded(stage: Stage, number: int) -> None:
    """The reminder that is due is drafted, read and let go."""
    for summons in stage.training_class(number).summonses.all():
        reminder = services.draft_reminders(summons, by=stage.officer, at=stage.at(8, 15))
        for mailing in (reminder.to_people, reminder.to_committees):
            assert mailing is not None, "somebody is silent"
            _let_go(stage, mailing)


def the_others_answer(stage: Stage, number: int) -> None:
    """On the eve those answer who have not yet; some cannot come, one of them is asked to come all the same."""
    training_class = stage.training_class(number)
    _some_cannot(stage, training_class)
    for place, answer in enumerate(_open(training_class)):
        if answer.state == AnswerState.SILENT and place % SILENT[number]:
            _comes(stage, answer, hour=8)


def _some_cannot(stage: Stage, training_class: TrainingClass) -> None:
    leaving, replaced = who_cannot_come(training_class)
    of_people = {answer.enrolment_id: answer for answer in _open(training_class)}
    for turn, enrolment in enumerate(leaving):
        place = turn % len(KINDS)
        reason = Reason(kind=KINDS[place], words=DEFER_REASONS[place])
        services.ask_for_later_class(of_people[enrolment.pk], reason=reason, **_by_link(stage, of_people[enrolment.pk]))
    for enrolment in replaced:
        answer = of_people[enrolment.pk]
        reason = Reason(kind=ReasonKind.STUDY, words=REPLACED_REASON)
        services.decline_summons(answer, reason=reason, **_by_link(stage, answer))
    busy = _open(training_class)[ASKED_TO_COME]
    declined = services.decline_summons(
        busy, reason=Reason(kind=ReasonKind.DUTY, words="Trùng lịch tiếp công dân"), **_by_link(stage, busy)
    )
    committee = stage.organiser_of(busy.enrolment.target_post.committee)
    services.hold_to_summons(declined, reason="Đã bố trí người tiếp công dân thay", by=committee, at=stage.at(7, 50))


def _comes(stage: Stage, answer: Answer, *, hour: int) -> None:
    given: dict[str, Any] = {"seen": answer.version, "at": stage.at(hour, 5)}
    if answer.enrolment.official.email:
        services.accept_summons(answer, via=Via.LINK, by=None, **given)
    else:
        committee = stage.organiser_of(answer.enrolment.target_post.committee)
        services.accept_summons(answer, via=Via.COMMITTEE, by=committee, **given)


def _by_link(stage: Stage, answer: Answer) -> dict[str, Any]:
    return {"seen": answer.version, "via": Via.LINK, "by": None, "at": stage.at(7, 40)}


def _open(training_class: TrainingClass) -> list[Answer]:
    found = Answer.objects.filter(summons__training_class=training_class, enrolment__is_current=True)
    together = ("enrolment__official", "enrolment__target_post__committee", "summons")
    return list(found.select_related(*together).order_by("enrolment__official__sort_key", "pk"))


def _let_go(stage: Stage, mailing: Mailing) -> None:
    """The office has read the drafts; a worker hands them to nobody, since the addresses are invented."""
    outbox.release_mailing(mailing, by=stage.officer, at=stage.at(16))
    while job := jobs.take_up(now=machine_now(), lease=LEASE):
        if job.kind == SEND:
            _hand_over(stage, mailing, job)
        jobs.end(job, said="", now=machine_now())


def _hand_over(stage: Stage, mailing: Mailing, job: Job) -> None:
    while sending := outbox.begin_sending(mailing, job=job.pk, fence=job.fence, at=stage.at(16), now=machine_now()):
        outbox.end_sending(sending, Outcome.TAKEN, said="250 OK", at=stage.at(16, 1), now=machine_now())
