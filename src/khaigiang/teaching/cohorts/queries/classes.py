"""Reading training classes: rows of a plan, their days, who may teach them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypedDict

from django.db.models import Count, IntegerField, Max, Min, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts.models import ClassDay, Enrolment, Placement, TrainingClass
from khaigiang.teaching.cohorts.states import HAS_A_LIST, ClassState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

TONES: Final[dict[str, str]] = {
    ClassState.TENTATIVE: "neutral",
    ClassState.CONFIRMED: "info",
    ClassState.OPEN: "info",
    ClassState.RUNNING: "success",
    ClassState.CLOSING: "warning",
    ClassState.CLOSED: "neutral",
    ClassState.CANCELLED: "danger",
}


class Counts(TypedDict):
    """What is counted with a class."""

    first_day: date | None
    last_day: date | None
    number_of_days: int
    placed: int
    listed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """One class with its days, its size as wanted, and how many are placed in it or on its list."""

    id: int
    plan_id: int
    number: int
    name: str
    code: str
    state: str
    state_label: str
    tone: str
    first_day: date | None
    last_day: date | None
    days: int
    hall: str
    teacher: str
    wanted: int
    smallest: int
    largest: int
    placed: int
    listed: int
    has_list: bool

    @property
    def is_cancelled(self) -> bool:
        """Does it count no longer?"""
        return self.state == ClassState.CANCELLED

    @property
    def people(self) -> int:
        """On the list, or placed while there is none."""
        return self.listed if self.has_list else self.placed

    @property
    def beyond_wanted(self) -> int:
        """How many people there are more than the class was planned for."""
        return max(self.people - self.wanted, 0)


def class_rows(classes: QuerySet[TrainingClass], on: date) -> list[ClassRow]:
    """Classes by plan and number with their counts on a day; one statement whatever their number."""
    found = _counted(classes, on).select_related("hall", "teacher").order_by("plan_id", "number")
    return [_row(training_class) for training_class in found]


def days_of(training_class: TrainingClass) -> list[date]:
    """The days on which a class meets, in order."""
    return list(training_class.days.order_by("on").values_list("on", flat=True))


def days_by_class(classes: Iterable[TrainingClass]) -> dict[int, tuple[date, ...]]:
    """The days of several classes; one statement."""
    found: defaultdict[int, list[date]] = defaultdict(list)
    for class_id, day in (
        ClassDay.objects.filter(training_class__in=list(classes)).order_by("on").values_list("training_class", "on")
    ):
        found[class_id].append(day)
    return {class_id: tuple(days) for class_id, days in found.items()}


def teachers_on(on: date) -> QuerySet[User]:
    """Users who act as class teachers on a day, by name."""
    acting = User.objects.filter(valid_on(on, "mandates__"), mandates__role=Role.TEACHER, is_active=True)
    return User.objects.filter(pk__in=acting.values("pk")).order_by("full_name", "pk")


def next_number(plan: Plan) -> int:
    """The number that the next class of a plan takes."""
    highest: int | None = plan.classes.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def classes_wanted(plan: Plan) -> int:
    """How many classes the quarters of a plan ask for beyond those it has; at least one."""
    wanted: int | None = plan.quarters.aggregate(wanted=Sum("classes"))["wanted"]
    return max(1, (wanted or 0) - plan.classes.exclude(state=ClassState.CANCELLED).count())


def places_of(plan: Plan) -> int:
    """How many people the committees of a plan are asked for."""
    places: int | None = plan.quotas.aggregate(places=Sum("places"))["places"]
    return places or 0


def _counted(classes: QuerySet[TrainingClass], on: date) -> "QuerySet[WithAnnotations[TrainingClass, Counts]]":
    placed = Placement.objects.filter(training_class=OuterRef("pk"), nomination__state=NominationState.ACCEPTED)
    listed = Enrolment.objects.filter(training_class=OuterRef("pk")).listed_on(on)
    return classes.annotate(
        first_day=Min("days__on"),
        last_day=Max("days__on"),
        number_of_days=Count("days"),
        placed=_count(placed),
        listed=_count(listed),
    )


def _count(rows: "QuerySet[Placement] | QuerySet[Enrolment]") -> Coalesce:
    counted = rows.order_by().values("training_class").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _row(training_class: "WithAnnotations[TrainingClass, Counts]") -> ClassRow:
    return ClassRow(
        id=training_class.pk,
        plan_id=training_class.plan_id,
        number=training_class.number,
        name=training_class.name,
        code=training_class.code,
        state=training_class.state,
        state_label=training_class.get_state_display(),
        tone=TONES[training_class.state],
        first_day=training_class.first_day,
        last_day=training_class.last_day,
        days=training_class.number_of_days,
        hall=str(training_class.hall or ""),
        teacher=str(training_class.teacher or ""),
        wanted=training_class.wanted_size,
        smallest=training_class.min_size,
        largest=training_class.max_size,
        placed=training_class.placed,
        listed=training_class.listed,
        has_list=training_class.state in HAS_A_LIST,
    )
