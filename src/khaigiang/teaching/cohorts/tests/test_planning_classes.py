"""Classes are planned together or one by one, changed within limits, and taken back while nothing hangs on them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.errors import (
    ClassNumberTaken,
    DaysAreSettled,
    DaysOutsideThePlan,
    HallTooSmall,
    MoveNotAllowed,
    NotATeacher,
    NothingToUndo,
    NumberOfADecidedClass,
    PlanIsNotOpen,
    SizesContradict,
    SomethingHangsOnTheClass,
    VersionIsFixed,
)
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries import class_rows, days_of, proposed_classes
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import (
    FIRST_DAY,
    make_accepted,
    make_class,
    make_decision,
    make_open_class,
    make_placement,
)
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = pytest.mark.django_db
AT = datetime(2023, 3, 6, 2, 0, tzinfo=UTC)


def save(
    plan: Plan,
    *,
    training_class: TrainingClass | None = None,
    number: int = 1,
    version: ProgrammeVersion | None = None,
    hall: Hall | None = None,
    sizes: tuple[int, int, int] = (90, 110, 130),
) -> TrainingClass:
    return services.save_class(
        training_class,
        plan=plan,
        version=version or make_version(),
        number=number,
        name=f"Lớp {number}",
        hall=hall,
        min_size=sizes[0],
        wanted_size=sizes[1],
        max_size=sizes[2],
        by=make_user(),
        at=AT,
    )


def new_class(number: int, *days: date) -> services.NewClass:
    return services.NewClass(number=number, name=f"Lớp {number}", wanted_size=110, min_size=90, max_size=130, days=days)


def test_a_saved_class_has_a_code_of_its_plan_and_is_tentative() -> None:
    plan = make_plan()

    saved = save(plan, number=3)

    assert saved.code == f"{plan.code}-03"
    assert saved.state == ClassState.TENTATIVE
    assert [entry.act for entry in Entry.objects.all()] == ["save_class"]


def test_a_class_is_planned_only_while_the_plan_is_open() -> None:
    with pytest.raises(PlanIsNotOpen):
        save(make_plan(state=PlanState.CLOSED))


def test_two_classes_of_a_plan_do_not_share_a_number() -> None:
    plan = make_plan()
    save(plan, number=1)

    with pytest.raises(ClassNumberTaken):
        save(plan, number=1)


@pytest.mark.parametrize("sizes", [(111, 110, 130), (90, 110, 109)])
def test_the_wanted_size_lies_between_the_smallest_and_the_largest(sizes: tuple[int, int, int]) -> None:
    with pytest.raises(SizesContradict):
        save(make_plan(), sizes=sizes)


def test_a_hall_has_a_seat_for_everybody_who_may_come() -> None:
    save(make_plan(), hall=make_hall(capacity=130))

    with pytest.raises(HallTooSmall):
        save(make_plan(), hall=make_hall(capacity=129))


def test_a_decided_class_keeps_its_number_and_its_programme() -> None:
    training_class = make_open_class(1)

    with pytest.raises(NumberOfADecidedClass):
        save(training_class.plan, training_class=training_class, number=9, version=training_class.version)
    training_class.refresh_from_db()
    with pytest.raises(VersionIsFixed):
        save(training_class.plan, training_class=training_class, number=training_class.number)


def test_several_classes_are_planned_at_once_and_all_taken_back() -> None:
    plan, by = make_plan(), make_user()
    rows = [new_class(1, FIRST_DAY), new_class(2, FIRST_DAY + timedelta(days=1))]

    services.plan_classes(plan, make_version(), rows, by=by, at=AT)

    assert [(one.number, days_of(one)) for one in plan.classes.order_by("number")] == [
        (1, [FIRST_DAY]),
        (2, [FIRST_DAY + timedelta(days=1)]),
    ]
    assert services.undo_planning(plan, by=by, at=AT) == 2
    assert plan.classes.count() == 0


def test_one_bad_class_leaves_none_of_them() -> None:
    plan = make_plan()

    with pytest.raises(ClassNumberTaken):
        services.plan_classes(plan, make_version(), [new_class(1), new_class(1)], by=make_user(), at=AT)

    assert plan.classes.count() == 0


def test_taking_planned_classes_back_leaves_those_that_something_hangs_on() -> None:
    plan = make_plan()
    filled = make_class(plan, state=ClassState.TENTATIVE)
    make_class(plan, state=ClassState.TENTATIVE)
    make_placement(make_accepted(plan), filled)

    services.undo_planning(plan, by=make_user(), at=AT)

    assert list(plan.classes.all()) == [filled]
    with pytest.raises(NothingToUndo):
        services.undo_planning(plan, by=make_user(), at=AT)


def test_a_class_with_people_is_not_taken_away() -> None:
    training_class = make_class(state=ClassState.TENTATIVE)
    make_placement(make_accepted(training_class.plan), training_class)

    with pytest.raises(SomethingHangsOnTheClass):
        services.remove_class(training_class, by=make_user(), at=AT)
    assert TrainingClass.objects.filter(pk=training_class.pk).exists()


def test_a_confirmed_class_is_not_taken_away() -> None:
    with pytest.raises(MoveNotAllowed):
        services.remove_class(make_class(), by=make_user(), at=AT)


def test_days_are_kept_once_each_and_in_order() -> None:
    training_class = make_class(days=[FIRST_DAY])
    later = FIRST_DAY + timedelta(days=2)

    services.set_days(training_class, [later, FIRST_DAY, later], by=make_user(), at=AT)

    assert days_of(training_class) == [FIRST_DAY, later]


def test_days_lie_within_the_plan() -> None:
    training_class = make_class()

    with pytest.raises(DaysOutsideThePlan):
        services.set_days(training_class, [training_class.plan.ends_on + timedelta(days=1)], by=make_user(), at=AT)


def test_a_decided_class_keeps_its_first_and_last_day() -> None:
    days = [FIRST_DAY, FIRST_DAY + timedelta(days=1), FIRST_DAY + timedelta(days=2)]
    training_class = make_class(days=days)
    make_decision(training_class)

    services.set_days(training_class, [days[0], days[2]], by=make_user(), at=AT)
    with pytest.raises(DaysAreSettled):
        services.set_days(training_class, days[:2], by=make_user(), at=AT)

    assert days_of(training_class) == [days[0], days[2]]


def test_a_class_teacher_acts_as_one_on_the_day() -> None:
    training_class, stranger = make_class(), make_user()
    teacher = make_mandate(Role.TEACHER).user
    former = make_mandate(Role.TEACHER, valid_until=date(2023, 3, 6)).user

    services.appoint_teacher(training_class, teacher, by=make_user(), at=AT)

    training_class.refresh_from_db()
    assert training_class.teacher == teacher
    for nobody in (stranger, former):
        with pytest.raises(NotATeacher):
            services.appoint_teacher(training_class, nobody, by=make_user(), at=AT)


def test_a_proposal_shares_the_people_evenly_and_numbers_on() -> None:
    plan = make_plan()
    make_class(plan, number=1)

    found = proposed_classes(plan, make_version(days=11), count=2, people=225, first_day=date(2023, 3, 28), holidays=[])

    assert [(one.number, one.first_day, one.min_size, one.wanted_size, one.max_size) for one in found] == [
        (2, date(2023, 3, 28), 90, 113, 136),
        (3, date(2023, 4, 12), 89, 112, 135),
    ]


def test_a_row_counts_the_placed_before_the_decision_and_the_listed_after_it() -> None:
    planned, decided = make_class(), make_open_class(2)
    make_placement(make_accepted(planned.plan), planned)

    found = {row.id: row for row in class_rows(TrainingClass.objects.all(), FIRST_DAY)}

    assert (found[planned.pk].people, found[decided.pk].people) == (1, 2)
    assert (found[planned.pk].days, found[planned.pk].first_day) == (planned.version.days, FIRST_DAY)
