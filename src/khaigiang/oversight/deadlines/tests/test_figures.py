"""What the database counts and lists is what the rules say of each person, on any day (A7)."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.oversight.coverage.tests.makers import make_recognised
from khaigiang.oversight.deadlines import services
from khaigiang.oversight.deadlines.models import Proof, ProofAccepted, Relief, Requirement
from khaigiang.oversight.deadlines.queries import Choice, DueList, due_by_committee, figures, people_of, rows_of
from khaigiang.oversight.deadlines.states import AT_REST, WANTED, DueState, ProofState, ReliefKind, ReliefState
from khaigiang.oversight.deadlines.tests.makers import AT, TODAY, make_reached, make_requirement, make_wording
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_nomination
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment
from khaigiang.registry.units.models import UnitKind
from khaigiang.registry.units.tests.makers import make_committee, make_commune
from khaigiang.teaching.cohorts.tests.makers import make_class, make_listed

pytestmark = pytest.mark.django_db

FIRST = date(2019, 1, 1)
DAYS = 1600
EVERYBODY = 10_000


@pytest.mark.parametrize("seed", range(3))
def test_what_is_counted_and_listed_is_what_the_rules_say_of_each_person(seed: int) -> None:
    chance = random.Random(seed)
    _history(chance)

    for on in [TODAY, *(FIRST + timedelta(days=chance.randrange(2400)) for _ in range(5))]:
        said = rows_of(on)
        counted = Counter((row.line_id, row.place.district_id, row.place.committee_id, row.state) for row in said)
        found: Counter[tuple[object, ...]] = Counter()
        for one in figures(on):
            found[one.line_id, one.district_id, one.committee_id, one.state] += one.count
        assert found == counted
        assert _listed(on, Choice()) == [(row.line_id, row.official_id) for row in said]
        for state in DueState:
            expected = [(row.line_id, row.official_id) for row in said if row.state == state]
            assert _listed(on, Choice(state=state.value)) == expected


@pytest.mark.parametrize("seed", range(3))
def test_what_a_survey_of_need_is_answered_from_is_what_the_rules_say_of_each_person(seed: int) -> None:
    _history(random.Random(seed))
    (post_id,) = {row.post_id for row in rows_of(TODAY)}

    for year in range(2019, 2028):
        soonest: dict[int, tuple[int, int]] = {}
        for row in rows_of(TODAY):
            due = row.falls_due_on
            if due and due.year <= year and row.state in {*WANTED, DueState.EXTENDED}:
                quarter = (due.month + 2) // 3 if due.year == year else 1
                soonest.setdefault(row.official_id, (row.committee_id or 0, quarter))
        found = due_by_committee(post_id, year, TODAY)

        assert found is not None
        counted = {(pk, place + 1): count for pk, counts in found.items() for place, count in enumerate(counts)}
        assert Counter(counted) == Counter(soonest.values())


def test_a_quarter_counted_is_the_quarter_in_which_each_falls_due() -> None:
    _history(random.Random(7))

    said = Counter(
        f"{row.falls_due_on.year}-{(row.falls_due_on.month + 2) // 3}"
        for row in rows_of(TODAY)
        if row.falls_due_on and row.state not in AT_REST
    )
    found: Counter[str] = Counter()
    for one in figures(TODAY):
        found[one.quarter] += one.count if one.quarter else 0

    assert +found == said
    for quarter, count in said.items():
        assert len(_listed(TODAY, Choice(quarter=quarter))) == count


def test_one_person_whom_two_requirements_reach_is_one_person() -> None:
    first = make_requirement()
    second = make_requirement(post=first.posts.get())
    make_reached(first)

    assert sum(one.count for one in figures(TODAY)) == 2
    assert people_of(TODAY, Choice()) == 1
    assert people_of(TODAY, Choice(line_id=second.pk)) == 1


@pytest.mark.parametrize("word", ["%", "_", "!"])
def test_a_mark_that_is_typed_is_looked_for_as_it_stands(word: str) -> None:
    make_reached(make_requirement(), "Trần Văn Quá")

    assert figures(TODAY, words=[word]) == []
    assert sum(one.count for one in figures(TODAY, words=["tran"])) == 1


@pytest.mark.parametrize("people", [1, 5])
def test_counting_costs_the_same_statements_however_many_people(people: int) -> None:
    requirement = make_requirement(again_years=5)
    make_target_post(make_plan(post=requirement.posts.get()))
    for number in range(people):
        make_reached(requirement, f"Người {number}")

    with CaptureQueriesContext(connection) as captured:
        assert sum(one.count for one in figures(TODAY)) == people

    assert len(captured) == 7


def _listed(on: date, choice: Choice) -> list[tuple[int, int]]:
    return [(row.line_id, row.official_id) for row in DueList(on, choice, count=EVERYBODY)[0:EVERYBODY]]


def _history(chance: random.Random) -> None:
    """Two requirements, one of them changed, and people whose posts, reliefs and learning have random days."""
    requirement = make_requirement(again_years=chance.choice([None, 1, 3]), valid_from=_day(chance))
    plan = make_plan(post=requirement.posts.get())
    training_class = make_class(plan, version=requirement.programme.versions.get())
    make_requirement(post=requirement.posts.get(), valid_from=_day(chance), counts_anew=True, grace_days=40)
    committee = make_committee()
    for number in range(7):
        official = make_reached(
            requirement, f"Người {number}", since=_day(chance), committee=chance.choice([committee, None])
        )
        _more_posts(chance, official, requirement)
        _relieved(chance, official, requirement)
        _has_learned_elsewhere(chance, official, requirement)
    for number in range(3):
        enrolment = make_listed(training_class, f"Học viên {number}")
        if chance.random() < 0.6:
            make_recognised(enrolment, code=chance.choice(["", "gioi"]), on=date(2023, 4, 3))
    make_nomination(make_target_post(plan), state=NominationState.SUBMITTED)
    wording = make_wording(
        posts=list(requirement.posts.all()), programme=requirement.programme, within=chance.choice([3, 6, 24]),
        grace_days=20, again_years=chance.choice([None, 2]), kinds=[UnitKind.WARD],
    )  # fmt: skip
    services.change_requirement(requirement, wording, valid_from=TODAY, by=make_user(), at=AT)


def _day(chance: random.Random) -> date:
    return FIRST + timedelta(days=chance.randrange(DAYS))


def _more_posts(chance: random.Random, official: Official, requirement: Requirement) -> None:
    """Nobody holds a post that follows, touches, or lies apart from the first one, or lasts."""
    if chance.random() < 0.5:
        return
    first = official.appointments.get()
    if chance.random() < 0.7:
        first.valid_until = first.valid_from + timedelta(days=chance.randrange(30, 900))
        first.save()
    for _ in range(chance.randrange(1, 3)):
        since = first.valid_until if first.valid_until and chance.random() < 0.4 else _day(chance)
        until = since + timedelta(days=chance.randrange(30, 900)) if chance.random() < 0.5 else None
        make_appointment(
            official, post=requirement.posts.get(), unit=make_commune(), valid_from=since, valid_until=until
        )


def _relieved(chance: random.Random, official: Official, requirement: Requirement) -> None:
    clerk, head = make_user(), make_user()
    for kind in (ReliefKind.EXTENSION, ReliefKind.EXEMPTION):
        if chance.random() < 0.4:
            answered_on = _day(chance)
            is_back = chance.random() < 0.3
            Relief.objects.create(
                requirement_id=requirement.line_id_of_all,
                official=official,
                kind=kind,
                state=ReliefState.TAKEN_BACK if is_back else ReliefState.GRANTED,
                until=_day(chance) if kind == ReliefKind.EXTENSION or chance.random() < 0.5 else None,
                reason="Nghỉ thai sản",
                paper="Công văn số 12-CV/QU",
                asked_at=AT,
                asked_by=clerk,
                answered_on=answered_on,
                answered_by=head,
                taken_back_on=answered_on + timedelta(days=200) if is_back else None,
            )


def _has_learned_elsewhere(chance: random.Random, official: Official, requirement: Requirement) -> None:
    for number in range(chance.randrange(3)):
        proof = Proof.objects.create(
            requirement_id=requirement.line_id_of_all,
            official=official,
            course="Bồi dưỡng",
            school="Trường Chính trị",
            number=f"CC-{number}",
            learned_on=_day(chance),
            state=ProofState.HANDED_IN,
            handed_in_at=AT,
            handed_in_by=make_user(),
        )
        accepted_on = _day(chance)
        until = accepted_on + timedelta(days=chance.randrange(300)) if chance.random() < 0.3 else None
        ProofAccepted.objects.create(proof=proof, accepted_on=accepted_on, taken_back_on=until)
