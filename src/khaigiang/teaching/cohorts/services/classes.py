"""Classes themselves: planned several at once or one by one, their days, their teacher."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction
from django.db.models import ProtectedError

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts import notices, rules
from khaigiang.teaching.cohorts.errors import (
    ClassNumberTaken,
    DaysAreSettled,
    DaysOutsideThePlan,
    HallTooSmall,
    MoveNotAllowed,
    NotATeacher,
    NothingToUndo,
    NumberOfADecidedClass,
    OwnHoursContradict,
    PlanIsNotOpen,
    SizesContradict,
    SomethingHangsOnTheClass,
    VersionIsFixed,
)
from khaigiang.teaching.cohorts.models import ClassDay, TrainingClass
from khaigiang.teaching.cohorts.queries import days_of, teachers_on
from khaigiang.teaching.cohorts.services.waiting_list import fill_free_places
from khaigiang.teaching.cohorts.states import ENDS, IS_OVER, TAKES_PEOPLE, ClassState
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.venues.models import Hall


class ClassValues(TypedDict):
    """What is typed about a class."""

    plan: Plan
    version: ProgrammeVersion
    number: int
    name: str
    wanted_size: int
    min_size: int
    max_size: int
    hall: NotRequired[Hall | None]
    morning_from: NotRequired[time | None]
    morning_until: NotRequired[time | None]
    afternoon_from: NotRequired[time | None]
    afternoon_until: NotRequired[time | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClass:
    """One of several classes planned together."""

    number: int
    name: str
    wanted_size: int
    min_size: int
    max_size: int
    hall: Hall | None = None
    days: Sequence[date] = ()


@transaction.atomic
def save_class(
    training_class: TrainingClass | None, *, by: User, at: datetime, **values: Unpack[ClassValues]
) -> TrainingClass:
    """Plan a class, or change one; a decided class keeps its number and programme.

    Raises PlanIsNotOpen, ClassNumberTaken, SizesContradict, HallTooSmall, OwnHoursContradict, NumberOfADecidedClass,
    VersionIsFixed or MoveNotAllowed.
    """
    before = _described(training_class) if training_class else None
    changed = _entered(training_class, values)
    audit.record("save_class", changed, by=by, at=at, before=before, after=_described(changed))
    fill_free_places(changed.plan, by=by, at=at)
    return changed


@transaction.atomic
def plan_classes(
    plan: Plan, version: ProgrammeVersion, rows: Iterable[NewClass], *, by: User, at: datetime
) -> list[TrainingClass]:
    """Plan several classes of one programme at once; raises what `save_class` and `set_days` raise."""
    made: list[TrainingClass] = []
    for row in rows:
        training_class = _entered(
            None,
            ClassValues(
                plan=plan,
                version=version,
                number=row.number,
                name=row.name,
                wanted_size=row.wanted_size,
                min_size=row.min_size,
                max_size=row.max_size,
                hall=row.hall,
            ),
        )
        _keep_days(training_class, row.days)
        made.append(training_class)
    audit.record("plan_classes", plan, by=by, at=at, after={"classes": [_described(one) for one in made]})
    return made


@transaction.atomic
def undo_planning(plan: Plan, *, by: User, at: datetime) -> int:
    """Take back every class of a plan that nothing hangs on yet; returns how many. Raises NothingToUndo."""
    removed = [
        _described(training_class)
        for training_class in plan.classes.filter(state=ClassState.TENTATIVE).order_by("number")
        if _removed(training_class)
    ]
    if not removed:
        raise NothingToUndo
    audit.record("undo_planning", plan, by=by, at=at, before={"classes": removed})
    return len(removed)


@transaction.atomic
def remove_class(training_class: TrainingClass, *, by: User, at: datetime) -> None:
    """Take a class away; raises MoveNotAllowed once it is confirmed, SomethingHangsOnTheClass while anything does."""
    if training_class.state != ClassState.TENTATIVE:
        raise MoveNotAllowed(training_class=training_class, state=training_class.get_state_display())
    audit.record("remove_class", training_class, by=by, at=at, before=_described(training_class))
    if not _removed(training_class):
        raise SomethingHangsOnTheClass(training_class=training_class)


@transaction.atomic
def set_days(training_class: TrainingClass, days: Iterable[date], *, by: User, at: datetime) -> TrainingClass:
    """Say on which days a class meets.

    Raises DaysOutsideThePlan, DaysAreSettled when the decision names another first or last day, or MoveNotAllowed
    once the class is closing.
    """
    training_class = (
        TrainingClass.objects.select_for_update(of=("self",), no_key=True)
        .select_related("plan")
        .get(pk=training_class.pk)
    )
    if training_class.state in ENDS | IS_OVER:
        raise MoveNotAllowed(training_class=training_class, state=training_class.get_state_display())
    before = days_of(training_class)
    _keep_days(training_class, days)
    after = days_of(training_class)
    if training_class.state not in TAKES_PEOPLE and (before[0], before[-1]) != (after[0], after[-1]):
        raise DaysAreSettled(training_class=training_class)
    audit.record(
        "set_days",
        training_class,
        by=by,
        at=at,
        before={"days": [day.isoformat() for day in before]},
        after={"days": [day.isoformat() for day in after]},
    )
    fill_free_places(training_class.plan, by=by, at=at)
    return training_class


@transaction.atomic
def set_hall(training_class: TrainingClass, hall: Hall | None, *, by: User, at: datetime) -> TrainingClass:
    """Give a class a hall of its own, or none; raises HallTooSmall, or MoveNotAllowed once the class is over."""
    training_class = (
        TrainingClass.objects.select_for_update(of=("self",), no_key=True)
        .select_related("plan", "version", "hall")
        .get(pk=training_class.pk)
    )
    if training_class.is_over:
        raise MoveNotAllowed(training_class=training_class, state=training_class.get_state_display())
    before = _described(training_class)
    training_class.hall = hall
    _refuse_a_hall_too_small(training_class)
    training_class.save(update_fields=["hall"])
    audit.record("save_class", training_class, by=by, at=at, before=before, after=_described(training_class))
    return training_class


def set_version_in_transaction(training_class: TrainingClass, version: ProgrammeVersion) -> None:
    """Let a class that is not decided yet follow another version, within a service that records it.

    Raises VersionIsFixed.
    """
    if training_class.state not in TAKES_PEOPLE:
        raise VersionIsFixed(training_class=training_class)
    training_class.version = version
    training_class.save(update_fields=["version"])


@transaction.atomic
def appoint_teacher(training_class: TrainingClass, teacher: User, *, by: User, at: datetime) -> TrainingClass:
    """Name the class teacher; raises NotATeacher, or MoveNotAllowed once the class is closed."""
    if training_class.is_over:
        raise MoveNotAllowed(training_class=training_class, state=training_class.get_state_display())
    if not teachers_on(local_day(at)).filter(pk=teacher.pk).exists():
        raise NotATeacher(user=teacher)
    before = {"teacher": str(training_class.teacher or "")}
    training_class.teacher = teacher
    training_class.save(update_fields=["teacher"])
    audit.record("appoint_teacher", training_class, by=by, at=at, before=before, after={"teacher": str(teacher)})
    notices.teacher_appointed(training_class, at=at)
    return training_class


def _entered(training_class: TrainingClass | None, values: ClassValues) -> TrainingClass:
    changed = training_class or TrainingClass()
    _refuse_changes_of_a_decided_class(changed, values)
    for name, value in values.items():
        setattr(changed, name, value)
    changed.code = rules.class_code(changed.plan.code, changed.number)
    _refuse_contradictions(changed)
    changed.save()
    return changed


def _refuse_changes_of_a_decided_class(training_class: TrainingClass, values: ClassValues) -> None:
    if training_class.state in TAKES_PEOPLE:
        return
    if training_class.is_over:
        raise MoveNotAllowed(training_class=training_class, state=training_class.get_state_display())
    if training_class.number != values["number"]:
        raise NumberOfADecidedClass(training_class=training_class)
    if training_class.version_id != values["version"].pk:
        raise VersionIsFixed(training_class=training_class)


def _refuse_contradictions(training_class: TrainingClass) -> None:
    plan = training_class.plan
    if not plan.is_open:
        raise PlanIsNotOpen(state=plan.get_state_display())
    if plan.classes.filter(number=training_class.number).exclude(pk=training_class.pk).exists():
        raise ClassNumberTaken(number=training_class.number)
    if not training_class.min_size <= training_class.wanted_size <= training_class.max_size:
        raise SizesContradict(name=training_class.name)
    _refuse_a_hall_too_small(training_class)
    _refuse_hours_that_contradict(training_class)


def _refuse_hours_that_contradict(one: TrainingClass) -> None:
    hours = (one.morning_from, one.morning_until, one.afternoon_from, one.afternoon_until)
    if not any(hours):
        return
    typed = [at for at in hours if at is not None]
    is_in_order = typed == sorted(typed) and typed[0] != typed[1] and typed[2:] != typed[2:3] * 2
    if len(typed) < len(hours) or not is_in_order:
        raise OwnHoursContradict


def _refuse_a_hall_too_small(training_class: TrainingClass) -> None:
    hall = training_class.hall
    if hall is not None and hall.capacity < training_class.max_size:
        raise HallTooSmall(hall=hall, seats=hall.capacity, people=training_class.max_size)


def _keep_days(training_class: TrainingClass, days: Iterable[date]) -> None:
    plan, wanted = training_class.plan, sorted(set(days))
    for day in wanted:
        if not plan.starts_on <= day <= plan.ends_on:
            raise DaysOutsideThePlan(
                first=f"{plan.starts_on:%d/%m/%Y}", last=f"{plan.ends_on:%d/%m/%Y}", day=f"{day:%d/%m/%Y}"
            )
    training_class.days.exclude(on__in=wanted).delete()
    there = set(training_class.days.values_list("on", flat=True))
    ClassDay.objects.bulk_create(ClassDay(training_class=training_class, on=day) for day in wanted if day not in there)


def keep_days_in_transaction(training_class: TrainingClass, days: Iterable[date]) -> None:
    """Let a class meet on these days, within a service that records it; raises DaysOutsideThePlan."""
    _keep_days(training_class, days)


def _removed(training_class: TrainingClass) -> bool:
    try:
        with transaction.atomic():
            training_class.delete()
    except ProtectedError:
        return False
    return True


def _described(training_class: TrainingClass) -> dict[str, object]:
    one = training_class
    own = (one.morning_from, one.morning_until, one.afternoon_from, one.afternoon_until)
    hours = [f"{at:%H:%M}" for at in own if at is not None]
    return {
        "code": training_class.code,
        "name": training_class.name,
        "programme": str(training_class.version),
        "hall": str(training_class.hall or ""),
        "sizes": f"{training_class.min_size} – {training_class.wanted_size} – {training_class.max_size}",
        "own hours": hours,
    }
