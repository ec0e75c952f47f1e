"""Random lives of the second plan: every act goes through its service, on a day that only moves forward."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random
from typing import Any, Final, TypeVar

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.cells import Typed
from khaigiang.ground.shared.dates import HalfDay, at_time, working_days
from khaigiang.oversight.deadlines import services as deadlines
from khaigiang.oversight.deadlines.models import Proof, Requirement
from khaigiang.oversight.deadlines.queries import posts_to_excuse
from khaigiang.oversight.deadlines.states import ProofState
from khaigiang.oversight.reforms.services import confirm_reform, enter_reform
from khaigiang.planning.documents.models import Document, DocumentKind
from khaigiang.planning.documents.services import register_document
from khaigiang.planning.needs import services as needs
from khaigiang.planning.nominations import services as nominations
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import LIVE, NominationState
from khaigiang.planning.plans import services as plans
from khaigiang.planning.plans.models import Excuse, Plan
from khaigiang.recognition.assessment import services as assessment
from khaigiang.recognition.assessment.models import Component, GradingRule
from khaigiang.registry.officials.services import end_appointment
from khaigiang.registry.units.models import Office, OfficeKind
from khaigiang.teaching.answers import services as answers
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.answers.services import Reason
from khaigiang.teaching.answers.states import OPEN, WAITS_FOR_COMMITTEE, AnswerState, ReasonKind, Via
from khaigiang.teaching.attendance.services import record_attendance
from khaigiang.teaching.changes import services as changes
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import Wanted
from khaigiang.teaching.changes.states import INTO_ANOTHER, ChangeKind, ChangeState
from khaigiang.teaching.cohorts import services as cohorts
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.timetable.models import Session
from tests.on_the_story.scenarios import deadlines as deadline_rows
from tests.on_the_story.scenarios import second_plan

NOON: Final = time(12)
REFORM: Final = date(2025, 1, 1)
# The classes of the second quarter begin today, so what is held there has lapsed; the next quarter has none yet.
HELD_IN: Final = (2023, 3)
LATE, EARLY = 10, 90
WHY: Final = "Theo đề nghị của cấp ủy"
ILL: Final = Reason(kind=ReasonKind.ILLNESS, words="Mổ mắt")
S = NominationState
Row = TypeVar("Row")


@dataclass(slots=True)
class History:
    """A plan of eight townships with two classes, the day it has come to, and the dice."""

    plan: Plan
    dice: Random
    day: date = second_plan.TODAY

    def by(self, username: str) -> dict[str, Any]:
        return {"by": User.objects.get(username=username), "at": at_time(self.day, NOON)}

    def signed(self) -> dict[str, Any]:
        return second_plan.signed() | {"signed_on": self.day, "issued_on": self.day}

    def one_of(self, rows: Iterable[Row]) -> Row | None:
        found = list(rows)
        return self.dice.choice(found) if found else None

    def some_of(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if self.dice.random() < 0.7]

    def named(self, *states: NominationState) -> list[Nomination]:
        together = ("plan", "committee", "official", "target_post__unit")
        return list(self.plan.nominations.filter(state__in=states).select_related(*together).order_by("pk"))

    def classes(self, *states: ClassState) -> list[TrainingClass]:
        found = TrainingClass.objects.select_related("plan", "version", "hall").filter(plan=self.plan)
        return list(found.filter(state__in=states).order_by("number"))


def _name(history: History) -> None:
    committee = history.one_of(second_plan.committees(history.plan))
    if committee:
        nominations.nominate_holders(history.plan, committee, **history.by(second_plan.user_of(committee)))


def _send(history: History) -> None:
    waiting = history.named(S.DRAFT, S.RETURNED)
    first = history.one_of(waiting)
    if first:
        own = [one for one in waiting if one.committee_id == first.committee_id]
        nominations.submit_nominations(
            history.plan,
            first.committee,
            own,
            letter_number=f"{history.day:%j}-CV/HU",
            letter_dated_on=history.day,
            **history.by("demo-office"),
        )


def _accept(history: History) -> None:
    nominations.accept_nominations(history.some_of(history.named(S.SUBMITTED)), **history.by("demo-office"))


def _take_back(history: History) -> None:
    waiting = [one for one in history.named(S.ACCEPTED) if not hasattr(one, "placement")]
    nominations.take_back_acceptance(history.some_of(waiting), **history.by("demo-office"))


def _on_one(
    *states: NominationState, act: Callable[..., object], with_reason: bool = True
) -> Callable[[History], None]:
    def done(history: History) -> None:
        nomination = history.one_of(history.named(*states))
        if nomination:
            act(nomination, **({"reason": WHY} if with_reason else {}), **history.by("demo-office"))

    return done


def _substitute(history: History) -> None:
    nomination = history.one_of(history.named(S.ACCEPTED, S.RETURNED, S.DEFERRED))
    if nomination:
        somebody = second_plan.other_official(nomination.target_post)
        nominations.name_substitute(nomination, official=somebody, reason=WHY, **history.by("demo-office"))


def _excuse(history: History) -> None:
    post = history.one_of(history.plan.target_posts.order_by("pk"))
    if post:
        plans.excuse_post(post, reason=WHY, **history.by("demo-organiser"))


def _amend_the_group(history: History) -> None:
    """A post leaves the group today, or one that left it joins it again."""
    post = history.one_of(history.plan.target_posts.order_by("pk"))
    if post:
        plans.amend_plan(
            history.plan,
            {},
            group={(post.post_id, post.unit_id): WHY},
            document=_document(history),
            in_force_on=history.day,
            **history.by("demo-organiser"),
        )


def _document(history: History) -> Document:
    return register_document(
        issuer=Office.objects.get(kind=OfficeKind.CITY_COMMITTEE),
        kind=DocumentKind.PLAN,
        number=f"{history.plan.amendments.count() + 901}-KH/TU",
        issued_on=history.day,
        abstract="Sửa đổi đối tượng bồi dưỡng",
        **history.by("demo-organiser"),
    )


def _accept_proof(history: History) -> None:
    post = history.one_of(history.plan.target_posts.select_related("unit").order_by("pk"))
    held = post.unit.appointments.on(history.day).select_related("official").order_by("pk").first() if post else None
    if held:
        requirement = Requirement.objects.first() or deadline_rows.requirement()
        proof = deadlines.hand_in_proof(
            requirement,
            held.official,
            course="Bồi dưỡng cán bộ cơ sở",
            school="Trường Chính trị tỉnh",
            number=f"CC-{Proof.objects.count()}",
            learned_on=history.day,
            **history.by("demo-committee"),
        )
        excused = posts_to_excuse(proof, history.day)
        deadlines.accept_proof(proof, excuses=excused, **history.by("demo-office"))


def _reconsider_proof(history: History) -> None:
    proof = history.one_of(Proof.objects.filter(state=ProofState.ACCEPTED).order_by("pk"))
    if proof:
        deadlines.reconsider_proof(proof, **history.by("demo-office"))


def _withdraw_excuse(history: History) -> None:
    excuse = history.one_of(Excuse.objects.filter(target_post__plan=history.plan, withdrawn_on=None))
    if excuse:
        plans.withdraw_excuse(excuse, **history.by("demo-organiser"))


def _place(history: History) -> None:
    training_class = history.one_of(history.classes(ClassState.CONFIRMED))
    if training_class:
        for nomination in history.named(S.ACCEPTED):
            if not hasattr(nomination, "placement"):
                cohorts.place(nomination, training_class, **history.by("demo-office"))


def _open_class(history: History) -> None:
    training_class = history.one_of(history.classes(ClassState.CONFIRMED))
    if training_class:
        decision = cohorts.draft_class_decision(training_class, **history.by("demo-office"))
        cohorts.issue_class_decision(decision, **history.signed(), **history.by("demo-office"))


def _amend(history: History) -> None:
    training_class = history.one_of(history.classes(ClassState.OPEN, ClassState.RUNNING, ClassState.CLOSING))
    if training_class:
        listed = Enrolment.objects.filter(training_class=training_class, is_current=True).select_related("official")
        decision = cohorts.draft_supplementary(
            training_class,
            add=history.some_of(history.named(S.ACCEPTED))[:2],
            remove=[(one, WHY) for one in history.some_of(listed.order_by("pk"))[:1]],
            **history.by("demo-office"),
        )
        cohorts.issue_class_decision(decision, **history.signed(), **history.by("demo-office"))


def _summon(history: History) -> None:
    training_class = history.one_of(history.classes(ClassState.OPEN, ClassState.RUNNING))
    if training_class:
        summons = cohorts.draft_summons(training_class, **history.by("demo-organiser"))
        cohorts.issue_summons(summons, **history.signed(), **history.by("demo-organiser"))


def _start(history: History) -> None:
    training_class = history.one_of(history.classes(ClassState.OPEN))
    if training_class:
        cohorts.start_class(training_class, **history.by("demo-office"))


def _let_in(history: History) -> None:
    training_class, post = (
        history.one_of(history.classes(ClassState.RUNNING)),
        history.one_of(history.plan.target_posts.select_related("unit", "plan").order_by("pk")),
    )
    holder = post.unit.appointments.on(history.day).order_by("pk").first() if post else None
    if training_class and post and holder:
        cohorts.let_in(
            training_class, official=holder.official, target_post=post, on=history.day, **history.by("demo-office")
        )


def _attend(history: History) -> None:
    training_class = history.one_of(history.classes(ClassState.RUNNING))
    if training_class and training_class.hall:
        session, _made = Session.objects.get_or_create(
            training_class=training_class,
            on=history.day,
            half_day=HalfDay.MORNING,
            defaults={
                "item": training_class.version.items.exclude(sessions__training_class=training_class).order_by("pk")[0],
                "hall": training_class.hall,
                "starts_at": time(8),
                "ends_at": time(11, 30),
            },
        )
        people = Enrolment.objects.filter(training_class=training_class).in_class_on(history.day)
        letters = {one.pk: Typed(text=history.dice.choice("xxk"), seen=None) for one in people}
        record_attendance(session, letters, **history.by("demo-teacher"))


def _judge(history: History) -> None:
    training_class = history.one_of(history.classes(ClassState.RUNNING))
    if training_class:
        sheet = assessment.open_sheet(training_class, GradingRule.objects.get(), **history.by("demo-office"))
        listed = training_class.enrolments.filter(is_current=True)
        mark = {one.pk: history.dice.choice(("3", "8")) for one in listed}
        cells = {(pk, part.pk): Typed(text=mark[pk], seen=None) for pk in mark for part in Component.objects.all()}
        assessment.enter_marks(training_class, cells, **history.by("demo-teacher"))
        assessment.lock_results(sheet, missing_reason=WHY, **history.by("demo-teacher"))
        assessment.confirm_results(sheet, **history.by("demo-head"))
        decision = assessment.draft_result_decision(training_class, **history.by("demo-office"))
        assessment.issue_result_decision(decision, **history.signed(), **history.by("demo-office"))


def _answer(act: Callable[..., object], **said: object) -> Callable[[History], None]:
    def done(history: History) -> None:
        answer = _one_answer(history, *sorted(OPEN))
        if answer:
            # Once a class has begun its office writes down why so late.
            act(answer, seen=answer.version, via=Via.OFFICE, because=WHY, **said, **history.by("demo-office"))

    return done


def _agree_to_a_later_class(history: History) -> None:
    answer = _one_answer(history, *sorted(WAITS_FOR_COMMITTEE))
    if answer:
        answers.agree_to_later_class(answer, reason=WHY, **history.by("demo-office"))


def _one_answer(history: History, *states: AnswerState) -> Answer | None:
    given = Answer.objects.filter(summons__training_class__plan=history.plan, state__in=states)
    return history.one_of(given.select_related("enrolment__official", "summons").order_by("pk"))


def _hold_places(history: History) -> None:
    committee = history.one_of(second_plan.committees(history.plan))
    if committee:
        needs.set_reservation_rule(history.plan, LATE, **history.by("demo-organiser"))
        places = {HELD_IN: second_plan.TWO_TOWNSHIPS}
        needs.reserve_places(history.plan, committee, places, **history.by("demo-organiser"))


def _let_places_lapse(history: History) -> None:
    needs.set_reservation_rule(history.plan, EARLY, **history.by("demo-organiser"))
    needs.lapse_reservations(history.plan, **history.by("demo-organiser"))


def _change(kind: ChangeKind) -> Callable[[History], None]:
    def done(history: History) -> None:
        classes = history.classes(ClassState.CONFIRMED, ClassState.OPEN, ClassState.RUNNING)
        training_class = history.one_of(classes)
        others = [one for one in classes if one != training_class]
        if training_class is None or (kind in INTO_ANOTHER and not others):
            return
        other = history.one_of(others) if kind in INTO_ANOTHER else None
        first = history.day + timedelta(days=history.dice.randint(1, 20))
        days = working_days(first, training_class.version.days) if kind == ChangeKind.POSTPONE else []
        wanted = Wanted(
            kind=kind,
            training_class=training_class,
            other_class=other,
            days=tuple(days),
            people=tuple(_changing(history, kind, training_class, other)),
        )
        change = changes.propose_change(wanted, reason=WHY, **history.by("demo-office"))
        if change.state == ChangeState.PROPOSED:
            changes.approve_change(change, **history.by("demo-head"))

    return done


def _changing(
    history: History, kind: ChangeKind, training_class: TrainingClass, other: TrainingClass | None
) -> list[Enrolment]:
    both = {ChangeKind.MOVE: (training_class, None), ChangeKind.SWAP: (training_class, other)}.get(kind, ())
    listed = Enrolment.objects.filter(is_current=True).select_related("official", "training_class").order_by("pk")
    found = [history.one_of(listed.filter(training_class=one)) for one in both if one]
    return [one for one in found if one is not None]


def _on_a_change(act: Callable[..., object], *, signed: bool = False) -> Callable[[History], None]:
    def done(history: History) -> None:
        approved = ClassChange.objects.filter(training_class__plan=history.plan, state=ChangeState.APPROVED)
        change = history.one_of(approved.order_by("pk"))
        if change:
            act(change, **(history.signed() if signed else {}), **history.by("demo-office"))

    return done


def _leave_the_post(history: History) -> None:
    nomination = history.one_of(history.named(*sorted(LIVE)))
    held = nomination.official.appointments.on(history.day).order_by("pk").first() if nomination else None
    if held:
        end_appointment(held, on=history.day, **history.by("demo-office"))


def reform(history: History) -> None:
    """The reform of 1/1/2025, as the registry knows it: 579 communes become 526 while the plan goes on."""
    history.day = REFORM
    entered = enter_reform(resolution="1286/NQ-UBTVQH15", effective_on=REFORM, **history.by("demo-office"))
    confirm_reform(entered, **history.by("demo-office"))


def _a_day_passes(history: History) -> None:
    history.day += timedelta(days=1)


ACTS: Final[dict[str, Callable[[History], None]]] = {
    "amend the group": _amend_the_group,
    "name": _name,
    "send": _send,
    "accept": _accept,
    "take back": _take_back,
    "return": _on_one(S.SUBMITTED, S.ACCEPTED, act=nominations.return_nomination),
    "defer": _on_one(S.ACCEPTED, act=nominations.defer_nomination),
    "resume": _on_one(S.DEFERRED, act=nominations.resume_nomination, with_reason=False),
    "withdraw": _on_one(S.DRAFT, S.SUBMITTED, act=nominations.withdraw_nomination),
    "substitute": _substitute,
    "excuse": _excuse,
    "count again": _withdraw_excuse,
    "accept a proof": _accept_proof,
    "take a proof back": _reconsider_proof,
    "place": _place,
    "open": _open_class,
    "amend": _amend,
    "summon": _summon,
    "start": _start,
    "let in": _let_in,
    "attend": _attend,
    "judge": _judge,
    "come": _answer(answers.accept_summons),
    "cannot come": _answer(answers.decline_summons, reason=ILL),
    "ask for a later class": _answer(answers.ask_for_later_class, reason=ILL),
    "agree to a later class": _agree_to_a_later_class,
    "hold places": _hold_places,
    "let places lapse": _let_places_lapse,
    **{kind.value: _change(kind) for kind in ChangeKind},
    "undo the change": _on_a_change(changes.undo_change),
    "issue the change": _on_a_change(changes.issue_change_decisions, signed=True),
    "leave the post": _leave_the_post,
    "a day passes": _a_day_passes,
}


def begun(dice: Random) -> History:
    """The plan has asked for names and has two confirmed classes that begin today."""
    plan = second_plan.asked()
    history = History(plan=plan, dice=dice)
    version = ProgrammeVersion.objects.get()
    for training_class in cohorts.plan_classes(plan, version, second_plan.class_rows(2), **history.by("demo-office")):
        cohorts.confirm_class(training_class, **history.by("demo-office"))
    return history
