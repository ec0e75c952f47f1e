"""The pages of wishes, proposals, reasons and moves by hand."""

import pytest
from django.test import Client

from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.working import work_off
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.models import AllocationRun, Placement, Wish
from khaigiang.teaching.cohorts.queries import placements_of
from khaigiang.teaching.cohorts.tests.browsing import acts, address, must_post, must_show, statements
from khaigiang.teaching.cohorts.tests.makers import (
    DECIDED_AT,
    make_accepted,
    make_class,
    make_open_class,
    make_people_of_a_city,
    make_placement,
)
from khaigiang.teaching.cohorts.weights import Weights
from khaigiang.teaching.runs.states import RunState

ASKED = {**Weights().as_json(), "name": "", "seconds": 20}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_morning")]


def test_the_pages_of_an_allocation_cost_the_same_however_many_people(client: Client) -> None:
    actor = sign_in(client, Role.OFFICE)
    counts = [pages_of_an_allocation(client, actor, people) for people in (3, 40)]

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 20


def pages_of_an_allocation(client: Client, actor: Actor, people: int) -> list[int]:
    plan = make_plan()
    make_class(plan, sizes=(0, people, people))
    make_people_of_a_city(plan, people=people, committees=3)
    run = services.propose_allocation(plan, by=actor.user, at=DECIDED_AT)
    services.apply_allocation(run, by=actor.user, at=DECIDED_AT)
    person = min(placements_of(run))
    pages = (("allocation", plan.pk), ("run", run.pk), ("placement", person), ("why_in_run", run.pk, person))
    return [statements(client, address(name, *args)) for name, *args in pages]


def test_an_allocation_is_asked_for_read_applied_and_undone(client: Client) -> None:
    plan = make_plan()
    make_class(plan, sizes=(0, 2, 4))
    person = make_accepted(plan, "Lê Thị Hoa")
    sign_in(client, Role.OFFICE)

    must_post(client, "allocation", plan.pk, data=ASKED)
    assert work_off(now=machine_now) == 1
    run = AllocationRun.objects.get()
    assert "Lê Thị Hoa" in must_show(client, "run", run.pk)
    must_show(client, "why_in_run", run.pk, person.pk)
    assert Placement.objects.count() == 0
    must_post(client, "apply_run", run.pk)
    assert dict(Placement.objects.values_list("nomination", "training_class")) == placements_of(run)
    must_post(client, "undo_run", run.pk)

    assert Placement.objects.count() == 0
    asked = ["ask_for_allocation", "ask_for_job"]
    assert acts() == [*asked, "propose_allocation", "apply_allocation", "undo_allocation"]
    must_post(client, "apply_run", run.pk, status=409)


def test_a_stale_proposal_says_so_and_cannot_be_applied(client: Client) -> None:
    plan = make_plan()
    make_class(plan, sizes=(0, 2, 4))
    make_accepted(plan)
    actor = sign_in(client, Role.OFFICE)
    run = services.propose_allocation(plan, by=actor.user, at=DECIDED_AT)
    assert address("apply_run", run.pk) in must_show(client, "run", run.pk)

    make_accepted(plan)

    assert address("apply_run", run.pk) not in must_show(client, "run", run.pk)
    must_post(client, "apply_run", run.pk, status=409)
    must_post(client, "discard_run", run.pk)
    run.refresh_from_db()
    assert run.state == RunState.DISCARDED


@pytest.mark.parametrize("value", ["-1", "tám", "7,5", "1001", ""])
def test_a_weight_that_is_no_whole_number_is_said(client: Client, value: str) -> None:
    plan = make_plan()
    sign_in(client, Role.OFFICE)

    response = client.post(address("allocation", plan.pk), ASKED | {"size": value})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["size"]
    assert AllocationRun.objects.count() == 0


def test_a_run_that_is_to_move_few_people_makes_a_change_dearer_than_all_it_could_save(client: Client) -> None:
    plan = make_plan()
    make_class(plan, sizes=(0, 1, 2))
    make_accepted(plan)
    sign_in(client, Role.OFFICE)

    must_post(client, "allocation", plan.pk, data=ASKED | {"few_move": "on", "size": 3})
    must_post(client, "allocation", plan.pk, data=ASKED)

    # Two seats, a wish, a crowd, and the shares of four traits in two classes.
    assert [run.weights["moved"] for run in AllocationRun.objects.order_by("pk")] == [2 * 3 + 5 + 5 + 2 * 6 + 1, 0]


def test_an_allocation_of_nobody_is_refused_in_a_sentence(client: Client) -> None:
    plan = make_plan()
    sign_in(client, Role.OFFICE)

    response = client.post(address("allocation", plan.pk), ASKED)

    assert response.status_code == 422
    assert len(response.context["form"].non_field_errors()) == 1


def test_a_person_is_moved_by_hand_with_the_price_shown(client: Client) -> None:
    plan = make_plan()
    first, second = make_class(plan, sizes=(0, 1, 2)), make_class(plan, sizes=(0, 1, 2))
    person = make_accepted(plan)
    make_placement(person, first)
    sign_in(client, Role.OFFICE)

    page = client.get(address("placement", person.pk))
    assert [(one.class_id, one.price) for one in page.context["shown"].options] == [(first.pk, 0), (second.pk, 0)]
    must_post(client, "placement", person.pk, data={"training_class": second.pk, "keep": "on"})
    must_post(client, "placement", person.pk, data={"training_class": first.pk}, status=422)
    must_post(client, "placement", person.pk, data={"keep": "on"}, status=422)

    assert Placement.objects.get().training_class == second
    assert Wish.objects.get().training_class == second
    assert acts() == ["place"]


def test_somebody_on_a_list_is_not_moved_by_hand(client: Client) -> None:
    enrolment = make_open_class(1).enrolments.get()
    sign_in(client, Role.OFFICE)

    page = client.get(address("placement", enrolment.nomination_id or 0))

    assert page.context["shown"] is None


def test_who_waits_while_no_class_takes_people_is_told_so(client: Client) -> None:
    plan = make_plan()
    make_open_class(1, plan=plan)
    late = make_accepted(plan)
    sign_in(client, Role.OFFICE)

    page = must_show(client, "placement", late.pk)

    assert "Chưa có lớp nào để chuyển người này đến" in page
    assert "hoặc hiện không lớp nào còn nhận người" in page


def test_a_committee_states_its_wishes_and_no_others(client: Client) -> None:
    plan, committee = make_plan(), make_committee()
    training_class = make_class(plan)
    mine = make_accepted(plan, "Lê Thị Hoa", committee=committee)
    theirs = make_accepted(plan, "Đỗ Văn Bình")
    sign_in(client, Role.COMMITTEE, office=committee)
    foreign = f"?committee={theirs.committee_id}"

    assert "Đỗ Văn Bình" not in must_show(client, "wishes", plan.pk, query=foreign)
    wish = f"pinned:{training_class.pk}"
    must_post(client, "wishes", plan.pk, data={f"wish-{mine.pk}": wish, f"wish-{theirs.pk}": wish})
    must_post(client, "wishes", plan.pk, data={f"wish-{mine.pk}": "pinned:0"}, status=422)

    assert [(one.nomination, one.kind) for one in Wish.objects.all()] == [(mine, Wish.Kind.PINNED)]
    assert acts() == ["save_wishes"]


def test_without_a_class_that_takes_people_the_page_teaches_instead_of_counting_zeros(client: Client) -> None:
    plan = make_plan()
    make_open_class(2, plan=plan)
    sign_in(client, Role.OFFICE)

    page = must_show(client, "allocation", plan.pk)

    assert "Hiện không lớp nào còn nhận người" in page
    assert "chỉ nhận thêm người bằng quyết định bổ sung" in page
    assert 'class="stat"' not in page


def test_somebody_enters_a_full_class_by_an_exchange_that_was_read_first(client: Client) -> None:
    plan = make_plan()
    first, second = make_class(plan, sizes=(0, 1, 1)), make_class(plan, sizes=(0, 1, 1))
    one, other = make_accepted(plan, "Lê Thị Hoa"), make_accepted(plan, "Đỗ Văn Bình")
    make_placement(one, first)
    make_placement(other, second)
    sign_in(client, Role.OFFICE)
    assert address("exchange", one.pk, second.pk) in must_show(client, "placement", one.pk)

    shown = client.get(address("exchange", one.pk, second.pk)).context["shown"]
    assert [(move.person.name, move.class_id) for move in shown.moves] == [
        ("Lê Thị Hoa", second.pk),
        ("Đỗ Văn Bình", first.pk),
    ]
    must_post(client, "exchange", one.pk, second.pk, data={"agreed": "something else"}, status=409)
    must_post(client, "exchange", one.pk, second.pk, data={"agreed": shown.mark})

    placed = dict(Placement.objects.values_list("nomination", "training_class"))
    assert placed == {one.pk: second.pk, other.pk: first.pk}
    assert acts() == ["exchange"]


def test_where_no_exchange_keeps_every_rule_the_page_says_so(client: Client) -> None:
    plan = make_plan()
    first, second = make_class(plan, sizes=(0, 1, 1)), make_class(plan, sizes=(0, 1, 1))
    one, other = make_accepted(plan), make_accepted(plan)
    make_placement(one, first)
    make_placement(other, second)
    Wish.objects.create(nomination=other, training_class=second, kind=Wish.Kind.PINNED)
    sign_in(client, Role.OFFICE)

    assert "Không có cách đổi chỗ nào" in must_show(client, "exchange", one.pk, second.pk)
