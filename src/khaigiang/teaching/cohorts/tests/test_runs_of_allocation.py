"""An allocation is searched by a worker: its progress is shown, it is stopped, broken off, begun again, named, compared."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.test import Client

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.jobs.states import JobState
from khaigiang.ground.jobs.working import Stopped, work_off, work_one
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.solvers.progress import Progress
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.models import AllocationRun, Placement, TrainingClass
from khaigiang.teaching.cohorts.queries import PARTS, placements_of
from khaigiang.teaching.cohorts.solver_bridge import compared, is_stale
from khaigiang.teaching.cohorts.tests.browsing import acts, address, must_post, must_show, statements
from khaigiang.teaching.cohorts.tests.makers import (
    DECIDED_AT,
    FIRST_DAY,
    make_accepted,
    make_class,
    make_people_of_a_city,
    make_placement,
)
from khaigiang.teaching.cohorts.weights import Weights
from khaigiang.teaching.runs.queries import search_of
from khaigiang.teaching.runs.services import carry_out, rename_run, stop_run
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.runs.watching import Told, Watch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_morning")]


def two_classes(plan: Plan) -> tuple[TrainingClass, TrainingClass]:
    first = make_class(plan, sizes=(0, 2, 4), days=[FIRST_DAY])
    return first, make_class(plan, sizes=(0, 2, 4), days=[FIRST_DAY + timedelta(days=7)])


def ask(plan: Plan) -> AllocationRun:
    return services.ask_for_allocation(plan, by=make_user(), at=DECIDED_AT)


@dataclass
class AWorkersJob:
    """A worker's hold on a job, outside of the queue."""

    told: list[tuple[int, int]] = field(default_factory=list)
    job_id: int = 0
    fence: int = 1
    by: object = None
    at = DECIDED_AT

    def tell(self, done: int, total: int) -> None:
        self.told.append((done, total))

    def hold(self) -> None:
        return


def carried_out(run: AllocationRun, find: Callable[[Watch], str]) -> str:
    return carry_out(run, job=AWorkersJob(), find=find)


def test_whoever_asks_waits_for_nothing_and_a_worker_finds_the_proposal() -> None:
    plan = make_plan()
    two_classes(plan)
    people = [make_accepted(plan) for _ in range(4)]
    run = ask(plan)
    assert (run.state, placements_of(run)) == (RunState.WAITING, {})

    assert work_off(now=machine_now) == 1

    run.refresh_from_db()
    assert (run.state, run.status) == (RunState.PREVIEW, "optimal")
    assert placements_of(run).keys() == {person.pk for person in people}
    assert run.progress[-1][1:] == [run.cost["total"], run.bound]
    assert Job.objects.get().state == JobState.DONE
    assert not Placement.objects.exists()


def test_the_page_of_a_search_shows_how_far_it_is_until_there_is_a_proposal(client: Client) -> None:
    plan = make_plan()
    two_classes(plan)
    make_accepted(plan)
    sign_in(client, Role.OFFICE)
    run = ask(plan)

    assert client.get(address("run", run.pk)).headers["Location"] == address("search", run.pk)
    page = must_show(client, "search", run.pk)
    assert address("stop_run", run.pk) in page
    part = client.get(address("search", run.pk), headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="run-search"')
    run.state, run.progress = RunState.SEARCHING, [[0.5, 40, None], [2.0, 30, 10]]
    run.save()
    page = must_show(client, "search", run.pk)
    assert "<svg" in page
    assert "66,7" in page

    run.state = RunState.WAITING
    run.save()
    work_off(now=machine_now)
    response = client.get(address("search", run.pk), headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == address("run", run.pk)


def test_the_best_found_never_gets_worse_and_silence_is_no_line_of_its_own() -> None:
    run = ask_somebody()

    def find(watch: Watch) -> str:
        for second, cost in enumerate([None, 9, 9, 9, 9, 4, 4]):
            run.told_at = None
            watch(Progress(seconds=float(second), cost=cost, bound=0 if second else None))
        return "found"

    assert carried_out(run, find) == "found"

    run.refresh_from_db()
    assert run.progress == [[0.0, None, None], [1.0, 9, 0], [4.0, 9, 0], [5.0, 4, 0], [6.0, 4, 0]]


def ask_somebody() -> AllocationRun:
    plan = make_plan()
    two_classes(plan)
    make_accepted(plan)
    return ask(plan)


def test_a_search_that_is_stopped_keeps_the_best_it_has_found(client: Client) -> None:
    run = ask_somebody()
    sign_in(client, Role.OFFICE)
    goes_on: list[bool] = []

    def find(watch: Watch) -> str:
        goes_on.append(watch(Progress(seconds=0.1, cost=5, bound=0)))
        must_post(client, "stop_run", run.pk)
        goes_on.append(watch(Progress(seconds=9.0, cost=5, bound=0)))
        return "found"

    carried_out(run, lambda watch: find(lambda progress: _later(watch, progress)))

    assert goes_on == [True, False]
    assert acts()[-1] == "stop_run"
    run.refresh_from_db()
    assert run.progress[-1] == [9.0, 5, 0]


def _later(watch: Watch, progress: Told) -> bool:
    """As if half a second had passed since the last line."""
    watch.written_at = None  # type: ignore[attr-defined]  # a watch of carry_out
    return watch(progress)


def test_an_ended_search_is_not_stopped(client: Client) -> None:
    run = ask_somebody()
    work_off(now=machine_now)
    sign_in(client, Role.OFFICE)

    must_post(client, "stop_run", run.pk, status=409)


def test_a_search_whose_worker_died_is_told_as_broken_off_and_can_be_begun_again(client: Client) -> None:
    run = ask_somebody()
    run.state, run.told_at = RunState.SEARCHING, machine_now() - timedelta(minutes=2)
    run.save()
    sign_in(client, Role.OFFICE)
    assert "Đã lâu không có tin" in must_show(client, "search", run.pk)

    work_off(now=machine_now)

    run.refresh_from_db()
    assert (run.state, placements_of(run)) == (RunState.BROKEN, {})
    assert "bị ngắt" in must_show(client, "search", run.pk)
    must_post(client, "begin_again", run.pk)
    must_post(client, "begin_again", run.pk, status=409)
    work_off(now=machine_now)
    run.refresh_from_db()
    assert run.state == RunState.PREVIEW


def test_control_a_search_whose_worker_lives_is_not_told_as_broken_off(client: Client) -> None:
    run = ask_somebody()
    run.state, run.told_at = RunState.SEARCHING, machine_now()
    run.save()
    sign_in(client, Role.OFFICE)

    page = must_show(client, "search", run.pk)

    assert "Đã lâu không có tin" not in page
    assert address("begin_again", run.pk) not in page


def test_a_worker_that_is_told_to_end_lets_the_next_one_begin_anew() -> None:
    run = ask_somebody()

    def end(watch: Watch) -> str:
        watch(Progress(seconds=0.1, cost=5, bound=0))
        raise Stopped

    with pytest.raises(Stopped):
        carried_out(run, end)

    run.refresh_from_db()
    assert (run.state, run.progress) == (RunState.WAITING, [])
    assert work_one(now=machine_now)
    run.refresh_from_db()
    assert run.state == RunState.PREVIEW


def test_a_search_that_finds_nothing_says_why(client: Client) -> None:
    run = ask_somebody()
    TrainingClass.objects.update(min_size=2)
    sign_in(client, Role.OFFICE)

    work_off(now=machine_now)

    run.refresh_from_db()
    assert run.state == RunState.FRUITLESS
    assert run.said in must_show(client, "search", run.pk)


def test_a_run_is_called_by_its_name(client: Client) -> None:
    run = ask_somebody()
    work_off(now=machine_now)
    sign_in(client, Role.OFFICE)

    must_post(client, "rename_run", run.pk, data={"name": "Không xét nguyện vọng"})

    assert "Không xét nguyện vọng" in must_show(client, "run", run.pk)
    assert "Không xét nguyện vọng" in must_show(client, "allocation", run.plan_id)
    assert acts()[-1] == "rename_run"


def test_two_allocations_stand_side_by_side_with_who_sits_elsewhere(client: Client) -> None:
    plan = make_plan()
    first, second = two_classes(plan)
    people = [make_accepted(plan) for _ in range(4)]
    for person in people[:3]:
        make_placement(person, first)
    make_placement(people[3], second)
    run = services.propose_allocation(plan, by=make_user(), at=DECIDED_AT)
    placed = placements_of(run)

    shown = compared(plan, run, None)

    assert shown is not None
    assert {mover.person.nomination_id for mover in shown.movers} == {
        person.pk for person in people if placed[person.pk] != (second if person == people[3] else first).pk
    }
    assert [(one.one, one.other) for one in shown.sizes] == [(2, 3), (2, 1)]
    assert shown.total.one == run.cost["total"]
    # One more and one fewer than wanted, and the two crowd of nothing else.
    assert next(part for part in shown.parts if part.label == PARTS["size"]).more == 2 * Weights().size
    sign_in(client, Role.OFFICE)
    assert shown.movers[0].person.name in must_show(client, "compare", plan.pk, query=f"?one={run.pk}")
    assert compared(plan, run, run) is None


def test_comparing_costs_the_same_however_many_people(client: Client) -> None:
    sign_in(client, Role.OFFICE)

    def count(people: int) -> int:
        plan = make_plan()
        make_class(plan, sizes=(0, people, people))
        make_people_of_a_city(plan, people=people, committees=3)
        services.propose_allocation(plan, by=make_user(), at=DECIDED_AT)
        return statements(client, address("compare", plan.pk))

    assert count(3) == count(30) <= 20


def test_naming_and_stopping_are_written_down() -> None:
    run = ask_somebody()

    stop_run(run, by=make_user(), at=DECIDED_AT)
    rename_run(run, "Thử", by=make_user(), at=DECIDED_AT)

    assert acts()[-2:] == ["stop_run", "rename_run"]
    run.refresh_from_db()
    assert search_of(run, now=machine_now()).stop_asked


def test_a_run_told_to_move_few_people_leaves_them_where_they_are() -> None:
    plan = make_plan()
    first, second = two_classes(plan)
    people = [make_accepted(plan) for _ in range(4)]
    for person, training_class in zip(people, (second, first, second, first), strict=True):
        make_placement(person, training_class)
    now = {one.nomination_id: one.training_class_id for one in Placement.objects.all()}

    run = services.propose_allocation(plan, weights=Weights().with_few_moves, by=make_user(), at=DECIDED_AT)

    assert placements_of(run) == now
    assert run.cost["moved"] == 0
    assert not is_stale(run)
    Placement.objects.filter(nomination=people[0]).update(training_class=first)
    assert is_stale(run)
