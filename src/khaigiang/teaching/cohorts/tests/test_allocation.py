"""An allocation is proposed with its price and proof, applied by a person, undone; a stale one is refused."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.officials.models import Gender
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.solvers import allocation as solver
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.errors import (
    AwayOnClassDays,
    ChangedSinceApplied,
    ClassTakesNobody,
    FitsNoClass,
    MoveBreaksRules,
    NoAllocationExists,
    NobodyWaits,
    NoClassTakesPeople,
    NoDays,
    NotAPreview,
    NotAWaitingPerson,
    NotTheLastApplied,
    ProposalIsStale,
    TooFewPeople,
    TooManyPeople,
)
from khaigiang.teaching.cohorts.models import AllocationRun, Placement, TrainingClass, Wish
from khaigiang.teaching.cohorts.queries import allocation_page, placements_of, run_page, situation_of
from khaigiang.teaching.cohorts.solver_bridge import why_in_run, why_now
from khaigiang.teaching.cohorts.solver_bridge.problem import assignment_of, problem_of
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import (
    FIRST_DAY,
    make_accepted,
    make_away,
    make_class,
    make_decision,
    make_listed,
    make_open_class,
    make_papers_ready,
    make_people_of_a_city,
    make_placement,
)
from khaigiang.teaching.cohorts.weights import Weights
from khaigiang.teaching.runs.states import RunState

pytestmark = pytest.mark.django_db
AT = datetime(2023, 3, 6, 2, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def two_classes(*, sizes: tuple[int, int, int] = (0, 2, 4)) -> tuple[Plan, TrainingClass, TrainingClass]:
    plan = make_plan()
    first = make_class(plan, sizes=sizes, days=[FIRST_DAY])
    return plan, first, make_class(plan, sizes=sizes, days=[FIRST_DAY + WEEK])


def propose(plan: Plan, *, weights: Weights | None = None) -> AllocationRun:
    return services.propose_allocation(plan, weights=weights, seconds=10, by=make_user(), at=AT)


def placed(plan: Plan) -> list[tuple[int, int, int]]:
    found = Placement.objects.filter(nomination__plan=plan).order_by("pk")
    return list(found.values_list("pk", "nomination", "training_class"))


def test_a_proposal_places_nobody_before_it_is_applied() -> None:
    plan, _first, _second = two_classes()
    people = [make_accepted(plan) for _ in range(4)]

    run = propose(plan)

    assert (run.state, run.status) == (RunState.PREVIEW, "optimal")
    assert placements_of(run).keys() == {person.pk for person in people}
    assert placed(plan) == []


def test_an_applied_proposal_places_everybody_as_it_says() -> None:
    plan, _first, _second = two_classes()
    for _ in range(4):
        make_accepted(plan)
    run = propose(plan)

    services.apply_allocation(run, by=make_user(), at=AT)

    assert {nomination: class_id for _pk, nomination, class_id in placed(plan)} == placements_of(run)
    acts = Entry.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["propose_allocation", "apply_allocation"]


def test_an_undone_allocation_leaves_the_placements_as_they_were() -> None:
    plan, first, second = two_classes()
    people = [make_accepted(plan) for _ in range(4)]
    make_placement(people[0], first)
    make_placement(people[1], second)
    before = placed(plan)
    run = propose(plan)

    services.apply_allocation(run, by=make_user(), at=AT)
    assert len(placed(plan)) == 4
    services.undo_allocation(run, by=make_user(), at=AT)

    assert placed(plan) == before
    run.refresh_from_db()
    assert run.state == RunState.UNDONE


def test_undoing_forgets_people_who_left_since() -> None:
    plan, _first, _second = two_classes()
    staying, leaving = make_accepted(plan), make_accepted(plan)
    run = propose(plan)
    services.apply_allocation(run, by=make_user(), at=AT)
    Placement.objects.filter(nomination=leaving).delete()
    Nomination.objects.filter(pk=leaving.pk).update(state=NominationState.DEFERRED)

    services.undo_allocation(run, by=make_user(), at=AT)

    assert placed(plan) == []
    assert staying.state == NominationState.ACCEPTED


def somebody_is_accepted(plan: Plan) -> None:
    make_accepted(plan)


def somebody_leaves(plan: Plan) -> None:
    Nomination.objects.filter(pk=situation_of(plan).people[0].nomination_id).update(state=NominationState.RETURNED)


def days_change(plan: Plan) -> None:
    training_class = plan.classes.get(number=1)
    services.set_days(training_class, [FIRST_DAY + timedelta(days=1)], by=make_user(), at=AT)


def a_size_changes(plan: Plan) -> None:
    plan.classes.filter(number=1).update(wanted_size=3)


def somebody_is_away(plan: Plan) -> None:
    make_away(Nomination.objects.get(pk=situation_of(plan).people[0].nomination_id), FIRST_DAY)


def a_wish_is_stated(plan: Plan) -> None:
    nomination = Nomination.objects.get(pk=situation_of(plan).people[0].nomination_id)
    services.set_wish(nomination, plan.classes.get(number=1), Wish.Kind.PREFERS, by=make_user(), at=AT)


def a_class_is_decided(plan: Plan) -> None:
    make_decision(plan.classes.get(number=1))


@pytest.mark.parametrize(
    "change",
    [
        somebody_is_accepted,
        somebody_leaves,
        days_change,
        a_size_changes,
        somebody_is_away,
        a_wish_is_stated,
        a_class_is_decided,
    ],
)
def test_a_proposal_is_stale_once_what_it_read_has_changed(change: Callable[[Plan], None]) -> None:
    plan, _first, _second = two_classes()
    for _ in range(3):
        make_accepted(plan)
    run = propose(plan)

    change(plan)

    with pytest.raises(ProposalIsStale):
        services.apply_allocation(run, by=make_user(), at=AT)
    assert placed(plan) == []


def test_a_proposal_is_applied_once() -> None:
    plan, _first, _second = two_classes()
    make_accepted(plan)
    run = propose(plan)
    services.apply_allocation(run, by=make_user(), at=AT)

    with pytest.raises(NotAPreview):
        services.apply_allocation(run, by=make_user(), at=AT)


def test_a_proposal_laid_aside_is_not_applied() -> None:
    plan, _first, _second = two_classes()
    make_accepted(plan)
    run = propose(plan)
    services.discard_allocation(run, by=make_user(), at=AT)

    with pytest.raises(NotAPreview):
        services.apply_allocation(run, by=make_user(), at=AT)


def test_only_the_allocation_applied_last_is_undone() -> None:
    plan, _first, _second = two_classes()
    make_accepted(plan)
    earlier = services.apply_allocation(propose(plan), by=make_user(), at=AT)
    services.apply_allocation(propose(plan), by=make_user(), at=AT + timedelta(hours=1))

    with pytest.raises(NotTheLastApplied):
        services.undo_allocation(earlier, by=make_user(), at=AT)


def test_an_allocation_is_not_undone_over_a_move_by_hand() -> None:
    plan, first, second = two_classes()
    person = make_accepted(plan)
    run = services.apply_allocation(propose(plan), by=make_user(), at=AT)
    there = placements_of(run)[person.pk]
    services.place(person, second if there == first.pk else first, by=make_user(), at=AT)

    with pytest.raises(ChangedSinceApplied):
        services.undo_allocation(run, by=make_user(), at=AT)


def test_an_allocation_is_not_undone_under_a_drafted_list() -> None:
    plan, first, second = two_classes()
    make_papers_ready(plan)
    person = make_accepted(plan)
    run = services.apply_allocation(propose(plan), by=make_user(), at=AT)
    chosen = first if placements_of(run)[person.pk] == first.pk else second
    services.draft_class_decision(chosen, by=make_user(), at=AT)

    with pytest.raises(ChangedSinceApplied):
        services.undo_allocation(run, by=make_user(), at=AT)


def test_nobody_is_placed_in_a_class_on_whose_days_they_are_away() -> None:
    plan, first, second = two_classes()
    away_first, away_second = make_accepted(plan), make_accepted(plan)
    make_away(away_first, FIRST_DAY - timedelta(days=1), FIRST_DAY)
    make_away(away_second, FIRST_DAY + WEEK)

    run = propose(plan)

    assert placements_of(run) == {away_first.pk: second.pk, away_second.pk: first.pk}


def test_a_pinned_person_stays_where_their_committee_wants_them() -> None:
    plan, first, second = two_classes()
    people = [make_accepted(plan) for _ in range(4)]
    for person in people[:3]:
        services.set_wish(person, second, Wish.Kind.PINNED, by=make_user(), at=AT)

    run = propose(plan)

    assert [placements_of(run)[person.pk] for person in people] == [second.pk, second.pk, second.pk, first.pk]


def test_a_preference_is_met_where_it_costs_less_than_leaving_it() -> None:
    plan, first, second = two_classes()
    people = [make_accepted(plan) for _ in range(4)]
    for person in people[:3]:
        services.set_wish(person, first, Wish.Kind.PREFERS, by=make_user(), at=AT)
    only_size = Weights(size=1, prefer=0, crowding=0, district=0, sex=0, age=0, kind=0)

    dear = propose(plan, weights=Weights(size=1, prefer=3, crowding=0, district=0, sex=0, age=0, kind=0))
    cheap = propose(plan, weights=only_size)

    assert sum(placements_of(dear)[person.pk] == first.pk for person in people[:3]) == 3
    assert sorted(placements_of(cheap).values()) == sorted([first.pk] * 2 + [second.pk] * 2)


def test_no_wish_for_a_class_that_cannot_be_attended_or_takes_nobody() -> None:
    plan, first, second = two_classes()
    person = make_accepted(plan)
    make_away(person, FIRST_DAY)
    make_decision(second)

    with pytest.raises(AwayOnClassDays):
        services.set_wish(person, first, Wish.Kind.PREFERS, by=make_user(), at=AT)
    with pytest.raises(ClassTakesNobody):
        services.set_wish(person, second, Wish.Kind.PREFERS, by=make_user(), at=AT)
    assert Wish.objects.count() == 0


def test_wishes_of_a_committee_are_kept_together_or_not_at_all() -> None:
    plan, first, _second = two_classes()
    committee = make_committee()
    mine, foreign = make_accepted(plan, committee=committee), make_accepted(plan)
    wanted = (first.pk, Wish.Kind.PINNED)

    with pytest.raises(NotAWaitingPerson):
        services.save_wishes(plan, committee, {mine.pk: wanted, foreign.pk: wanted}, by=make_user(), at=AT)
    assert Wish.objects.count() == 0

    assert services.save_wishes(plan, committee, {mine.pk: wanted}, by=make_user(), at=AT) == 1
    assert services.save_wishes(plan, committee, {mine.pk: wanted}, by=make_user(), at=AT) == 0
    assert services.save_wishes(plan, committee, {mine.pk: None}, by=make_user(), at=AT) == 1
    assert Wish.objects.count() == 0


def test_what_cannot_be_allocated_is_refused_with_its_reason() -> None:
    plan = make_plan()
    with pytest.raises(NobodyWaits):
        propose(plan)
    person = make_accepted(plan, "Lê Thị Hoa")
    with pytest.raises(NoClassTakesPeople):
        propose(plan)
    training_class = make_class(plan, sizes=(2, 2, 3), days=[])
    with pytest.raises(NoDays):
        propose(plan)
    services.set_days(training_class, [FIRST_DAY], by=make_user(), at=AT)
    with pytest.raises(TooFewPeople):
        propose(plan)
    for _ in range(3):
        make_accepted(plan)
    with pytest.raises(TooManyPeople):
        propose(plan)
    make_away(person, FIRST_DAY)
    with pytest.raises(FitsNoClass, match="Lê Thị Hoa"):
        propose(plan)


def test_rules_that_contradict_each_other_are_said_to_be_proven_so() -> None:
    plan, first, _second = two_classes(sizes=(0, 1, 1))
    for _ in range(2):
        services.set_wish(make_accepted(plan), first, Wish.Kind.PINNED, by=make_user(), at=AT)

    with pytest.raises(NoAllocationExists):
        propose(plan)


def test_people_with_a_seat_or_in_a_draft_are_not_allocated_again() -> None:
    plan, first, second = two_classes()
    make_papers_ready(plan)
    make_listed(make_class(plan, days=[FIRST_DAY]), nomination=(seated := make_accepted(plan)))
    drafted, waiting = make_accepted(plan), make_accepted(plan)
    make_placement(drafted, first)
    services.draft_class_decision(first, by=make_user(), at=AT)

    run = propose(plan)

    assert placements_of(run) == {waiting.pk: second.pk}
    assert seated.pk not in placements_of(run)


def test_somebody_whose_class_ended_without_success_waits_again() -> None:
    training_class = make_open_class(1, state=ClassState.CLOSED)
    enrolment = training_class.enrolments.get()
    enrolment.is_current = False
    enrolment.save()

    assert [one.nomination_id for one in situation_of(training_class.plan).people] == [enrolment.nomination_id]


def test_a_person_is_moved_by_hand_and_kept_there_by_later_proposals() -> None:
    plan, _first, second = two_classes()
    person = make_accepted(plan)
    services.place(person, second, keep=True, by=make_user(), at=AT)
    for _ in range(3):
        make_accepted(plan)

    run = propose(plan)

    assert Placement.objects.get(nomination=person).training_class == second
    assert placements_of(run)[person.pk] == second.pk


def test_a_move_by_hand_keeps_the_rules() -> None:
    plan, first, second = two_classes(sizes=(0, 1, 1))
    sitting, moving = make_accepted(plan), make_accepted(plan)
    services.place(sitting, second, by=make_user(), at=AT)
    make_away(moving, FIRST_DAY)

    for training_class in (first, second):
        with pytest.raises(MoveBreaksRules):
            services.place(moving, training_class, by=make_user(), at=AT)
    assert not Placement.objects.filter(nomination=moving).exists()


def test_nobody_is_placed_by_hand_in_a_decided_class() -> None:
    training_class = make_open_class(1)

    with pytest.raises(ClassTakesNobody):
        services.place(make_accepted(training_class.plan), training_class, by=make_user(), at=AT)


def test_the_price_of_a_move_is_what_the_whole_would_cost_more() -> None:
    plan, _first, _second = two_classes()
    for gender in (Gender.MALE, Gender.MALE, Gender.FEMALE, Gender.FEMALE):
        make_accepted(plan, gender=gender)
    run = services.apply_allocation(propose(plan), by=make_user(), at=AT)
    person = Nomination.objects.get(pk=min(placements_of(run)))

    shown = why_now(person)

    assert shown is not None
    problem, now = problem_of(situation_of(plan), Weights()), assignment_of(placements_of(run))
    base = solver.cost(problem, now).total
    for option in shown.options:
        moved = solver.cost(problem, {**now, str(person.pk): str(option.class_id)}).total
        assert option.price == moved - base
        assert sum(part.price for part in option.why) == option.price
    assert shown.here == placements_of(run)[person.pk]


def test_the_sentence_says_why_somebody_is_where_they_are() -> None:
    plan, first, second = two_classes()
    pinned, free, hindered = make_accepted(plan), make_accepted(plan), make_accepted(plan)
    services.set_wish(pinned, first, Wish.Kind.PINNED, by=make_user(), at=AT)
    make_away(hindered, FIRST_DAY + WEEK)
    run = propose(plan)

    with translation.override("en"):
        assert str(why_in_run(run, pinned).sentence) == "The committee asked for this class and no other."
        assert str(why_in_run(run, hindered).sentence) == "No other class is possible."
        blocked = next(option for option in why_in_run(run, hindered).options if option.class_id == second.pk)
        assert [obstacle.sentence for obstacle in blocked.obstacles] == ["The person is away on class days: 20/03."]
        now = why_now(free)
        assert now is not None
        assert str(now.sentence) == "This person has no class yet."


def test_somebody_on_a_list_has_no_reasons_any_more() -> None:
    enrolment = make_open_class(1).enrolments.select_related("nomination").get()

    assert enrolment.nomination is not None
    assert why_now(enrolment.nomination) is None


def test_a_whole_city_is_allocated_optimally_and_the_proof_is_shown() -> None:
    plan = make_plan()
    sizes = [(95, 115, 135)] * 4 + [(100, 119, 150)]
    classes = [
        make_class(plan, sizes=size, days=[FIRST_DAY + place * WEEK, FIRST_DAY + place * WEEK + timedelta(days=1)])
        for place, size in enumerate(sizes)
    ]
    people = make_people_of_a_city(plan, people=579)
    for place, person in enumerate(people[::10]):
        make_away(person, FIRST_DAY + (place % 5) * WEEK)
    for place, person in enumerate(people[5::20]):
        Wish.objects.create(nomination=person, training_class=classes[place % 5], kind=Wish.Kind.PREFERS)

    run = services.propose_allocation(plan, by=make_user(), at=AT)
    services.apply_allocation(run, by=make_user(), at=AT)

    assert run.status == "optimal"
    assert run.bound == run.cost["total"]
    assert len(placements_of(run)) == 579
    problem = problem_of(situation_of(plan), Weights())
    assert solver.broken_demands(problem, assignment_of(placements_of(run))) == []
    page = allocation_page(plan)
    assert (page.people, page.placed, sum(size.people for size in page.sizes)) == (579, 579, 579)
    districts = next(table for table in page.tables if table.trait == "district")
    assert len(districts.rows) == 30
    assert sum(table.off for table in page.tables if table.trait == "sex") * 2 == run.cost["sex"]


def test_the_page_of_an_old_proposal_still_shows_whom_it_placed() -> None:
    plan, first, second = two_classes()
    make_papers_ready(plan)
    person = make_accepted(plan, "Lê Thị Hoa")
    run = services.apply_allocation(propose(plan), by=make_user(), at=AT)
    chosen = first if placements_of(run)[person.pk] == first.pk else second
    services.draft_class_decision(chosen, by=make_user(), at=AT)

    shown = run_page(run, str(chosen.pk))

    assert [row.name for row in shown.people] == ["Lê Thị Hoa"]
    assert sum(size.people for size in shown.sizes) == 1
