"""Changes of classes: proposed, answered, undone, their papers issued."""

from typing import Final

from khaigiang.ground.shared.dates import working_days
from khaigiang.teaching.changes import services
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import Wanted
from khaigiang.teaching.changes.states import ChangeKind
from khaigiang.teaching.cohorts import services as cohorts
from khaigiang.teaching.cohorts.models import TrainingClass
from tests.on_the_story.scenarios import second_plan
from tests.on_the_story.scenarios.second_plan import by, signed, typed_signature
from tests.on_the_story.scenarios.sending import Table, post, when

WHY: Final = "Trùng lịch kỳ họp Hội đồng nhân dân"
NEW_DAYS: Final = tuple(working_days(second_plan.TODAY.replace(month=8, day=7), 11))


def proposed(kind: ChangeKind = ChangeKind.CANCEL) -> ClassChange:
    """A change of the decided class of the second plan, proposed by the office."""
    return propose(second_plan.decided(), kind)


def propose(training_class: TrainingClass, kind: ChangeKind) -> ClassChange:
    """A change of a class, proposed by the office."""
    days = NEW_DAYS if kind == ChangeKind.POSTPONE else ()
    wanted = Wanted(kind=kind, training_class=training_class, days=days)
    return services.propose_change(wanted, reason=WHY, **by("demo-office"))


def approved(kind: ChangeKind = ChangeKind.CANCEL) -> ClassChange:
    """The same, approved by the head of the school."""
    return services.approve_change(proposed(kind), **by("demo-head"))


def refused() -> ClassChange:
    return services.refuse_change(proposed(), reason="Giữ nguyên kế hoạch", **by("demo-head"))


def taken_back() -> ClassChange:
    return services.take_back_change(proposed(), **by("demo-office"))


def undone() -> ClassChange:
    return services.undo_change(approved(), **by("demo-office"))


def _with_a_letter() -> ClassChange:
    summons = cohorts.issue_summons(second_plan.summons_drafted(), **signed(), **by("demo-organiser"))
    change = propose(TrainingClass.objects.get(pk=summons.training_class_id), ChangeKind.POSTPONE)
    return services.approve_change(change, **by("demo-head"))


def _with_an_issued_letter() -> ClassChange:
    change = _with_a_letter()
    services.issue_change_letter(change, **signed(), **by("demo-organiser"))
    return change


def _too_small() -> TrainingClass:
    training_class = second_plan.confirmed()
    TrainingClass.objects.filter(pk=training_class.pk).update(min_size=8)
    return training_class


def _held() -> TrainingClass:
    training_class = _too_small()
    services.hold_small_class(training_class, reason=WHY, **by("demo-office"))
    return training_class


TABLE: Final[Table] = {
    "changes:propose": when("demo-office", lambda: post(second_plan.decided().pk, "cancel", reason=WHY)),
    # The change itself, the decision that it drew up, and the class.
    "changes:approve": when("demo-head", lambda: post(proposed().pk), entries=3),
    "changes:refuse": when("demo-head", lambda: post(proposed().pk, reason="Giữ nguyên kế hoạch")),
    "changes:take_back": when("demo-office", lambda: post(proposed().pk)),
    "changes:undo": when("demo-office", lambda: post(approved().pk), entries=2),
    "changes:issue": when("demo-office", lambda: post(approved().pk, **typed_signature())),
    "changes:hold": when("demo-office", lambda: post(_too_small().pk, reason=WHY)),
    "changes:small_rules": when(
        "demo-office", lambda: post(days_ahead="21", valid_from="24/5/2023", source="Quy chế của trường")
    ),
    "changes:ask_again": when("demo-office", lambda: post(_held().pk)),
    "changes:issue_letter": when("demo-organiser", lambda: post(_with_a_letter().pk, **typed_signature())),
    "changes:letter_mail": when("demo-office", lambda: post(_with_an_issued_letter().pk, "people")),
}
