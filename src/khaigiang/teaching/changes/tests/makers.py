"""Changes of classes for tests: classes of a plan that may change, and what is wanted of them."""

from datetime import UTC, date, datetime

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import working_days
from khaigiang.planning.documents.rules import SignedAndDated
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import Wanted
from khaigiang.teaching.changes.services import approve_change, propose_change
from khaigiang.teaching.changes.states import ChangeKind
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.services import draft_summons, issue_summons
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import (
    make_accepted,
    make_class,
    make_listed,
    make_papers_ready,
    make_placement,
)

AT = datetime(2023, 3, 8, 2, 0, tzinfo=UTC)
ON = date(2023, 3, 8)
LATER = date(2023, 5, 22)
WHY = "Trùng lịch kỳ họp Hội đồng nhân dân"


def make_ready_plan() -> Plan:
    """A plan whose papers somebody signs."""
    plan = make_plan()
    make_papers_ready(plan)
    return plan


def make_decided(plan: Plan, people: int = 2, *, version_of: TrainingClass | None = None) -> TrainingClass:
    """A decided class with so many people, of the programme of another one."""
    training_class = make_class(plan, version=version_of.version if version_of else None)
    for _ in range(people):
        make_listed(training_class)
    training_class.refresh_from_db()
    assert training_class.state == ClassState.OPEN
    return training_class


def make_undecided(plan: Plan, people: int = 2, *, version_of: TrainingClass | None = None) -> TrainingClass:
    """A confirmed class with so many people placed in it."""
    training_class = make_class(plan, version=version_of.version if version_of else None)
    for _ in range(people):
        make_placement(make_accepted(plan), training_class)
    return training_class


def summon(training_class: TrainingClass) -> None:
    """Call everybody on the list."""
    summons = draft_summons(training_class, by=make_user(), at=AT)
    issue_summons(summons, **signing(), by=make_user(), at=AT)


def signing() -> SignedAndDated:
    """A signature of the day."""
    return SignedAndDated(signer_name="Nghiêm Đức Thành", signer_title="Hiệu trưởng", signed_on=ON, issued_on=ON)


def postponed(training_class: TrainingClass, first: date = LATER) -> Wanted:
    """The class begins on another day."""
    days = working_days(first, training_class.version.days)
    return Wanted(kind=ChangeKind.POSTPONE, training_class=training_class, days=tuple(days))


def cancelled(training_class: TrainingClass) -> Wanted:
    """The class is not held."""
    return Wanted(kind=ChangeKind.CANCEL, training_class=training_class)


def merged(training_class: TrainingClass, other: TrainingClass) -> Wanted:
    """The class goes into another."""
    return Wanted(kind=ChangeKind.MERGE, training_class=training_class, other_class=other)


def moved(person: Enrolment, other: TrainingClass) -> Wanted:
    """Somebody goes into another class."""
    return Wanted(kind=ChangeKind.MOVE, training_class=person.training_class, other_class=other, people=(person,))


def swapped(person: Enrolment, other: Enrolment) -> Wanted:
    """Two people change classes."""
    return Wanted(
        kind=ChangeKind.SWAP,
        training_class=person.training_class,
        other_class=other.training_class,
        people=(person, other),
    )


def make_proposed(wanted: Wanted) -> ClassChange:
    """A change that waits for approval."""
    return propose_change(wanted, reason=WHY, by=make_user(), at=AT)


def make_approved(wanted: Wanted) -> ClassChange:
    """A change that another person approved."""
    return approve_change(make_proposed(wanted), by=make_user(), at=AT)
