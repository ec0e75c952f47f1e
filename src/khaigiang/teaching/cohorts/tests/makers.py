"""Classes, people placed in them, listed and let in, for tests."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from typing import Final

from django.db.models import Max

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import working_days
from khaigiang.planning.documents.models import DocumentKind
from khaigiang.planning.documents.tests.makers import make_document, make_series
from khaigiang.planning.nominations.models import Nomination, Unavailability
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_nomination
from khaigiang.planning.plans.models import PaperDuty, Plan, TargetPost
from khaigiang.planning.plans.tests.makers import COMMUNE_KINDS, make_duty, make_plan, make_target_post
from khaigiang.registry.officials.models import Gender, Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.models import Level, Office, Unit
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts.models import (
    ClassDay,
    ClassDecision,
    Enrolment,
    GroupSeat,
    Placement,
    TrainingClass,
)
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.tests.makers import make_hall
from khaigiang.vietnamese.names import fold, sort_key, text_key

_serial = count(1)

FIRST_DAY = date(2023, 3, 13)
DECIDED_ON = date(2023, 3, 7)
DECIDED_AT = datetime(2023, 3, 7, 2, 0, tzinfo=UTC)

FAMILIES: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi")
MIDDLES: Final = ("Văn", "Thị", "Đức", "Thu", "Minh", "Ngọc")
GIVEN: Final = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hòa", "Lan", "Minh", "Nga", "Phong", "Thủy", "Yến")


def make_class(
    plan: Plan | None = None,
    *,
    number: int | None = None,
    version: ProgrammeVersion | None = None,
    days: Sequence[date] | None = None,
    hall: Hall | None = None,
    teacher: User | None = None,
    state: ClassState = ClassState.CONFIRMED,
    sizes: tuple[int, int, int] = (0, 20, 40),
) -> TrainingClass:
    """A class that meets on as many working days as its programme takes; `sizes` are the smallest, wanted, largest."""
    plan = plan or make_plan()
    version = version or make_version()
    number = number or plan.classes.count() + 1
    training_class = TrainingClass.objects.create(
        plan=plan,
        version=version,
        number=number,
        name=f"Lớp {number}",
        code=f"{plan.code}-{number:02d}",
        state=state,
        hall=hall or make_hall(),
        teacher=teacher,
        min_size=sizes[0],
        wanted_size=sizes[1],
        max_size=sizes[2],
    )
    meets = working_days(FIRST_DAY, version.days) if days is None else days
    ClassDay.objects.bulk_create(ClassDay(training_class=training_class, on=day) for day in meets)
    return training_class


def make_accepted(
    plan: Plan,
    full_name: str = "",
    *,
    committee: Office | None = None,
    unit: Unit | None = None,
    gender: Gender = Gender.MALE,
    born_on: str = "1980-05-19",
) -> Nomination:
    """Somebody accepted under the plan, holding a post of their own commune."""
    target_post = make_target_post(plan, unit=unit, committee=committee or make_committee())
    official = make_official(full_name or f"Nguyễn Văn {next(_serial)}", gender=gender, born_on=born_on)
    make_appointment(official, post=target_post.post, unit=target_post.unit)
    return make_nomination(target_post, official=official, state=NominationState.ACCEPTED)


def make_placement(nomination: Nomination, training_class: TrainingClass) -> Placement:
    """An accepted person placed in a class."""
    return Placement.objects.create(nomination=nomination, training_class=training_class)


def make_away(nomination: Nomination, first_day: date, last_day: date | None = None) -> Unavailability:
    """Days on which somebody cannot attend."""
    return Unavailability.objects.create(
        nomination=nomination, first_day=first_day, last_day=last_day or first_day, reason="Họp hội đồng nhân dân"
    )


def make_papers_ready(plan: Plan) -> None:
    """The school signs and numbers the class decisions of the plan, the organiser its summonses."""
    make_duty(plan, PaperDuty.Paper.CLASS_DECISION, office=plan.school)
    make_duty(plan, PaperDuty.Paper.SUMMONS)
    make_series(plan.school, kind=DocumentKind.DECISION, first_number=100)
    make_series(plan.organiser, kind=DocumentKind.OFFICIAL_LETTER, first_number=400)


def make_decision(training_class: TrainingClass, *, on: date = DECIDED_ON) -> ClassDecision:
    """The issued decision that opened a class; a class that had none is open from now on."""
    found = training_class.decisions.filter(kind=ClassDecision.Kind.OPENING).first()
    if found is not None:
        return found
    document = make_document(
        # Beyond every series that tests open.
        f"{10_000 + next(_serial)}/QĐ-TĐTCB",
        issuer=training_class.plan.school,
        kind=DocumentKind.DECISION,
        issued_on=on,
        abstract=f"Mở {training_class.name}",
    )
    if training_class.state in {ClassState.TENTATIVE, ClassState.CONFIRMED}:
        training_class.state = ClassState.OPEN
        training_class.save()
    return ClassDecision.objects.create(
        training_class=training_class, document=document, kind=ClassDecision.Kind.OPENING, effective_on=on
    )


def make_listed(
    training_class: TrainingClass,
    full_name: str = "",
    *,
    nomination: Nomination | None = None,
    committee: Office | None = None,
    gender: Gender = Gender.MALE,
    on: date = DECIDED_ON,
) -> Enrolment:
    """Somebody on the list of a class by its (made where there is none) decision."""
    nomination = nomination or make_accepted(training_class.plan, full_name, committee=committee, gender=gender)
    Placement.objects.get_or_create(nomination=nomination, defaults={"training_class": training_class})
    return Enrolment.objects.create(
        training_class=training_class,
        official=nomination.official,
        target_post=nomination.target_post,
        nomination=nomination,
        added_by=make_decision(training_class, on=on),
        valid_from=on,
        is_current=True,
    )


def make_open_class(people: int = 3, *, plan: Plan | None = None, state: ClassState = ClassState.OPEN) -> TrainingClass:
    """A decided class with so many people of one committee on its list."""
    training_class = make_class(plan, state=state)
    committee = make_committee()
    make_decision(training_class)
    for _ in range(people):
        make_listed(training_class, committee=committee)
    return training_class


def make_let_in(training_class: TrainingClass, full_name: str = "", *, on: date = FIRST_DAY) -> Enrolment:
    """Somebody let in provisionally, without a nomination."""
    target_post = make_target_post(training_class.plan)
    official = make_official(full_name or f"Trần Thị {next(_serial)}", gender=Gender.FEMALE)
    make_appointment(official, post=target_post.post, unit=target_post.unit)
    return Enrolment.objects.create(
        training_class=training_class, official=official, target_post=target_post, let_in_on=on
    )


def make_removed(enrolment: Enrolment, *, on: date = FIRST_DAY + timedelta(days=1), reason: str) -> Enrolment:
    """Somebody whom a decision has taken off the list of their class."""
    enrolment.removed_by = make_decision(enrolment.training_class)
    enrolment.removal_reason, enrolment.valid_until, enrolment.is_current = reason, on, False
    enrolment.save()
    return enrolment


def make_group(
    training_class: TrainingClass, *members: Enrolment, number: int | None = None, discussion: int = 1
) -> int:
    """A group of a class with these members in one discussion; its number."""
    taken = GroupSeat.objects.filter(enrolment__training_class=training_class, discussion=discussion)
    number = number or (taken.aggregate(last=Max("group"))["last"] or 0) + 1
    GroupSeat.objects.bulk_create(GroupSeat(enrolment=one, discussion=discussion, group=number) for one in members)
    return number


def make_people_of_a_city(plan: Plan, *, people: int = 579, committees: int = 30, seed: int = 1) -> list[Nomination]:
    """Accepted people of a whole city, spread unevenly over its committees, sexes, ages and kinds of units; cheap."""
    chance = Random(seed)
    offices = [make_committee() for _ in range(committees)]
    holders = [_person(chance) for _ in range(people)]
    named = [(office, chance.choice(COMMUNE_KINDS)) for office in chance.choices(offices, k=people)]
    units = Unit.objects.bulk_create(_commune(office, kind) for office, kind in named)
    trained = plan.rule_posts.get()
    posts = TargetPost.objects.bulk_create(
        TargetPost(plan=plan, post=trained, unit=unit, committee=office)
        for unit, (office, _kind) in zip(units, named, strict=True)
    )
    officials = Official.objects.bulk_create(holders)
    return Nomination.objects.bulk_create(
        Nomination(
            plan=plan, target_post=post, official=official, committee=post.committee, state=NominationState.ACCEPTED
        )
        for post, official in zip(posts, officials, strict=True)
    )


def _person(chance: Random) -> Official:
    name = f"{chance.choice(FAMILIES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}"
    return Official(
        full_name=name,
        sort_key=sort_key(name),
        folded=fold(name),
        gender=chance.choices([Gender.MALE, Gender.FEMALE], weights=[2, 1])[0],
        born_on=f"{chance.randint(1966, 1994)}-{chance.randint(1, 12):02}-01",
        phone=f"09{chance.randint(10_000_000, 99_999_999)}",
    )


def _commune(office: Office, kind: str) -> Unit:
    number = next(_serial)
    name = f"Xã số {number}"
    return Unit(
        uid=f"C-{number}",
        code=f"8{number:05d}",
        name=name,
        short_name=f"Số {number}",
        kind=kind,
        level=Level.COMMUNE,
        parent=office.unit,
        valid_from=date(2020, 3, 1),
        sort_key=text_key(name),
        folded=fold(name),
    )
