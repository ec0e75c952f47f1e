"""Where nothing fits, the run says what contradicts each other and what could be given up, done by one click, undone."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import html

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.working import work_off
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.errors import ChangedSinceRelaxed, CommitteeMustBeAsked, HallTooSmall, NothingFits
from khaigiang.teaching.cohorts.models import AllocationRun, TrainingClass, Wish
from khaigiang.teaching.cohorts.queries import placements_of, situation_of
from khaigiang.teaching.cohorts.solver_bridge import Contradiction, contradiction_of, find_contradiction
from khaigiang.teaching.cohorts.tests.browsing import acts, address, must_post, must_show
from khaigiang.teaching.cohorts.tests.makers import DECIDED_AT, FIRST_DAY, make_accepted, make_away, make_class
from khaigiang.teaching.cohorts.weights import Weights
from khaigiang.teaching.runs.errors import NothingToRelax
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_morning")]
WEEK = timedelta(days=7)


def two_classes(plan: Plan, *, sizes: tuple[int, int, int]) -> tuple[TrainingClass, TrainingClass]:
    first = make_class(plan, sizes=sizes, days=[FIRST_DAY])
    return first, make_class(plan, sizes=sizes, days=[FIRST_DAY + WEEK])


def make_pinned(plan: Plan, training_class: TrainingClass) -> Nomination:
    person = make_accepted(plan)
    Wish.objects.create(nomination=person, training_class=training_class, kind=Wish.Kind.PINNED)
    return person


def searched(plan: Plan) -> AllocationRun:
    run = services.ask_for_allocation(plan, by=make_user(), at=DECIDED_AT)
    work_off(now=machine_now)
    run.refresh_from_db()
    assert run.state == RunState.FRUITLESS
    return run


def why(run: AllocationRun) -> Contradiction:
    found = contradiction_of(run)
    assert found is not None
    return found


def take(run: AllocationRun, number: int) -> AllocationRun:
    again = services.relax_allocation(run, number, by=make_user(), at=DECIDED_AT)
    work_off(now=machine_now)
    again.refresh_from_db()
    return again


def plan_of_five() -> Plan:
    """Five people, and two classes that take two each."""
    plan = make_plan()
    two_classes(plan, sizes=(0, 2, 2))
    for _ in range(5):
        make_accepted(plan)
    return plan


def test_too_many_people_for_the_classes_name_both_sizes_and_raising_either_is_a_way_out() -> None:
    plan = make_plan()
    first, second = two_classes(plan, sizes=(0, 2, 2))
    for _ in range(5):
        make_accepted(plan)

    found = why(searched(plan))

    assert found.waiting == 5
    assert [(one.rule, one.class_id, one.number) for one in found.bounds] == [
        ("max", first.pk, 2),
        ("max", second.pk, 2),
    ]
    steps = [[(one.rule, one.class_id, one.now, one.number) for one in way.steps] for way in found.ways_out]
    assert sorted(steps) == [[("max", first.pk, 2, 3)], [("max", second.pk, 2, 3)]]
    assert found.people == ()


def test_a_way_out_is_taken_by_one_click_searched_again_and_undone(client: Client) -> None:
    plan = plan_of_five()
    run = searched(plan)
    sign_in(client, Role.OFFICE)
    page = must_show(client, "search", run.pk)
    assert "nhận nhiều nhất 2 người" in page
    assert address("relax_run", run.pk, 1) in page

    must_post(client, "relax_run", run.pk, 1)
    work_off(now=machine_now)

    again = AllocationRun.objects.latest("pk")
    assert (again.state, again.weights, len(placements_of(again))) == (RunState.PREVIEW, run.weights, 5)
    assert sorted(TrainingClass.objects.values_list("max_size", flat=True)) == [2, 3]
    must_post(client, "relax_run", run.pk, 2, status=409)
    taken = must_show(client, "search", run.pk)
    assert address("undo_relaxation", run.pk) in taken
    assert f'href="{address("run", again.pk)}"' in taken
    must_post(client, "undo_relaxation", run.pk)
    assert list(TrainingClass.objects.values_list("max_size", flat=True)) == [2, 2]
    assert acts()[-1] == "undo_relaxation"
    must_post(client, "undo_relaxation", run.pk, status=409)


def test_what_contradicts_itself_is_read_while_ways_out_are_still_looked_for(client: Client) -> None:
    plan = plan_of_five()
    heard: list[dict[str, Any]] = []

    found = find_contradiction(situation_of(plan), Weights(), tell=heard.append)

    assert heard == [{"demands": found["demands"], "ways_out": []}]
    assert len(found["ways_out"]) == 2
    run = AllocationRun.objects.create(
        plan=plan,
        state=RunState.SEARCHING,
        told_at=machine_now(),
        contradiction=heard[0],
        made_by=make_user(),
        made_at=DECIDED_AT,
    )
    sign_in(client, Role.OFFICE)
    page = must_show(client, "search", run.pk)
    assert "Đang tìm cách gỡ" in page
    assert address("stop_run", run.pk) in page
    assert "Dừng và giữ các cách gỡ đã tìm được" in page
    assert "nhận nhiều nhất 2 người" in page
    assert "Chưa tìm ra cách gỡ" not in page


def test_a_stop_ends_the_search_for_ways_out_and_keeps_what_contradicts_itself(client: Client) -> None:
    plan, by = make_plan(), make_user()
    two_classes(plan, sizes=(0, 2, 2))
    for _ in range(5):
        make_accepted(plan)
    run = services.ask_for_allocation(plan, by=by, at=DECIDED_AT)
    sign_in(client, Role.OFFICE)

    def stop_as_soon_as_it_is_read() -> None:
        if AllocationRun.objects.get(pk=run.pk).contradiction:
            return
        AllocationRun.objects.filter(pk=run.pk).update(state=RunState.SEARCHING)
        must_post(client, "stop_run", run.pk)

    with pytest.raises(NothingFits):
        services.search_allocation(run, watch=lambda _: True, hold=stop_as_soon_as_it_is_read, by=by, at=DECIDED_AT)

    run.refresh_from_db()
    found = why(run)
    assert (len(found.bounds), found.ways_out) == (2, ())
    page = must_show(client, "search", run.pk)
    assert "giữ lại các cách gỡ đã tìm được" in page
    AllocationRun.objects.filter(pk=run.pk).update(state=RunState.FRUITLESS)
    assert "dừng trước khi tìm ra cách gỡ" in must_show(client, "search", run.pk)


def test_what_is_fetched_anew_while_a_search_lasts_takes_the_place_of_all_that_was_fetched_before(
    client: Client,
) -> None:
    run = searched(plan_of_five())
    sign_in(client, Role.OFFICE)

    part = client.get(address("search", run.pk), headers={"HX-Request": "true"}).content.decode()

    (fetched,) = html.fragments_fromstring(part.strip())
    assert fetched.get("id") == "run-search"
    assert "mâu thuẫn với nhau" in fetched.text_content()


def test_the_price_told_beside_a_way_out_is_that_of_the_run_it_leads_to() -> None:
    plan = plan_of_five()
    run = searched(plan)
    told = why(run).ways_out[0].price

    assert take(run, 1).cost["total"] == told


def test_too_many_people_pinned_to_one_class_may_be_unpinned_and_pinned_again() -> None:
    plan = make_plan()
    first, _second = two_classes(plan, sizes=(0, 2, 2))
    people = [make_pinned(plan, first) for _ in range(3)]
    run = searched(plan)
    found = why(run)
    assert {(one.rule, one.class_id) for one in found.bounds} == {("max", first.pk)}
    assert {person.nomination_id for one in found.people for person in one.people} == {one.pk for one in people}
    assert {one.cause for one in found.people} == {"pinned"}
    unpinning = next(way for way in found.ways_out if [step.rule for step in way.steps] == ["pinned"])

    again = take(run, unpinning.number)

    assert (again.state, len(placements_of(again))) == (RunState.PREVIEW, 3)
    assert Wish.objects.filter(kind=Wish.Kind.PREFERS).count() == 1
    run.refresh_from_db()
    services.undo_relaxation(run, by=make_user(), at=DECIDED_AT)
    assert Wish.objects.filter(kind=Wish.Kind.PINNED, training_class=first).count() == 3


def test_days_away_are_changed_by_no_click_and_the_page_says_who_is_to_be_asked(client: Client) -> None:
    plan = make_plan()
    two_classes(plan, sizes=(0, 2, 2))
    person = make_accepted(plan, "Lê Thị Hoa")
    make_away(person, FIRST_DAY, FIRST_DAY + WEEK)
    run = searched(plan)

    found = why(run)

    assert [(one.cause, [who.name for who in one.people]) for one in found.people] == [("away", ["Lê Thị Hoa"])]
    assert [way.by_a_click for way in found.ways_out] == [False, False]
    with pytest.raises(CommitteeMustBeAsked):
        services.relax_allocation(run, 1, by=make_user(), at=DECIDED_AT)
    sign_in(client, Role.OFFICE)
    page = must_show(client, "search", run.pk)
    assert "Lê Thị Hoa" in page
    assert "Chỉ cấp ủy mới sửa được ngày bận" in page
    assert address("relax_run", run.pk, 1) not in page


def test_too_few_people_for_the_smallest_sizes_may_begin_with_fewer() -> None:
    plan = make_plan()
    two_classes(plan, sizes=(2, 2, 4))
    for _ in range(3):
        make_accepted(plan)
    run = searched(plan)
    found = why(run)
    assert {one.rule for one in found.bounds} == {"min"}

    assert take(run, 1).state == RunState.PREVIEW


def test_a_class_never_grows_past_the_seats_of_its_hall() -> None:
    plan = make_plan()
    make_class(plan, sizes=(0, 2, 2), hall=make_hall(capacity=2))
    for _ in range(3):
        make_accepted(plan)
    run = searched(plan)

    with pytest.raises(HallTooSmall):
        services.relax_allocation(run, 1, by=make_user(), at=DECIDED_AT)


def test_a_way_out_whose_sizes_somebody_changed_since_is_not_undone() -> None:
    plan = plan_of_five()
    run = searched(plan)
    take(run, 1)
    run.refresh_from_db()
    TrainingClass.objects.filter(max_size=3).update(max_size=9)

    with pytest.raises(ChangedSinceRelaxed):
        services.undo_relaxation(run, by=make_user(), at=DECIDED_AT)
    with pytest.raises(NothingToRelax):
        services.relax_allocation(run, 1, by=make_user(), at=DECIDED_AT)
