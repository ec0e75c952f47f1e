"""Who is pinned to a class: read with who pinned them when and why, pinned and let go many at once, undone."""

import pytest
from django.test import Client

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.errors import ChangedSincePinned, NobodyChosen, NotPinned, NotPlaced
from khaigiang.teaching.cohorts.models import PinChange, TrainingClass, Wish
from khaigiang.teaching.cohorts.queries import PinRow, pin_page, placements_of
from khaigiang.teaching.cohorts.tests.browsing import acts, address, must_post, must_show, statements
from khaigiang.teaching.cohorts.tests.makers import DECIDED_AT, make_accepted, make_class, make_placement
from khaigiang.teaching.cohorts.weights import Weights

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_morning")]


def placed(plan: Plan, training_class: TrainingClass, name: str = "", *, committee: Office | None = None) -> Nomination:
    person = make_accepted(plan, name, committee=committee)
    make_placement(person, training_class)
    return person


def pin(plan: Plan, *people: Nomination, reason: str = "") -> PinChange:
    return services.pin_people(plan, [one.pk for one in people], reason=reason, by=make_user(), at=DECIDED_AT)


def wishes() -> dict[int, tuple[int, str]]:
    return {
        pk: (class_id, kind) for pk, class_id, kind in Wish.objects.values_list("nomination", "training_class", "kind")
    }


def pinned(plan: Plan) -> list[PinRow]:
    return pin_page(plan).pinned


def test_pinned_people_stay_in_every_later_run_whatever_counts_and_whoever_comes() -> None:
    plan = make_plan()
    first, second = (make_class(plan, sizes=(0, 5, 8)) for _ in range(2))
    people = [placed(plan, first if number < 5 else second) for number in range(8)]
    held = people[:5]
    pin(plan, *held)

    for number, weights in enumerate((Weights(), Weights(size=50, prefer=0), Weights(size=0, district=90, moved=9))):
        make_accepted(plan, f"Người Mới {number}")
        run = services.propose_allocation(plan, weights=weights, by=make_user(), at=DECIDED_AT)
        assert {placements_of(run)[one.pk] for one in held} == {first.pk}
        services.apply_allocation(run, by=make_user(), at=DECIDED_AT)


def test_the_page_says_who_pinned_whom_when_and_why(client: Client) -> None:
    plan = make_plan()
    training_class = make_class(plan)
    person = placed(plan, training_class, "Lê Thị Hoa")
    by = make_user(full_name="Phạm Văn Thư")
    services.pin_people(plan, [person.pk], reason="Đã nhận phòng nghỉ", by=by, at=DECIDED_AT)

    (row,) = pinned(plan)

    assert (row.name, row.class_name, row.set_by, row.set_at, row.reason) == (
        "Lê Thị Hoa", "Lớp 1", "Phạm Văn Thư", DECIDED_AT, "Đã nhận phòng nghỉ",
    )  # fmt: skip
    sign_in(client, Role.LEADER)
    page = must_show(client, "pins", plan.pk)
    assert "Phạm Văn Thư" in page
    assert "Đã nhận phòng nghỉ" in page
    assert 'name="person"' not in page


def test_a_wish_of_the_committee_and_a_move_by_hand_say_who_pinned_too() -> None:
    plan, by = make_plan(), make_user(full_name="Cấp Ủy Một")
    training_class = make_class(plan)
    wished, moved = make_accepted(plan), make_accepted(plan)
    services.set_wish(wished, training_class, Wish.Kind.PINNED, by=by, at=DECIDED_AT)
    services.place(moved, training_class, keep=True, by=by, at=DECIDED_AT)

    assert [(row.set_by, row.set_at, row.sits_elsewhere) for row in pinned(plan)] == [
        ("Cấp Ủy Một", DECIDED_AT, row.nomination_id == wished.pk) for row in pinned(plan)
    ]
    assert {row.nomination_id for row in pinned(plan)} == {wished.pk, moved.pk}


def test_many_are_pinned_by_committee_after_a_preview_and_undone(client: Client) -> None:
    plan, committee = make_plan(), make_committee()
    first, second = make_class(plan), make_class(plan)
    people = [placed(plan, first, f"Người {number}", committee=committee) for number in range(3)]
    other = placed(plan, first, "Người Khác")
    services.set_wish(people[0], second, Wish.Kind.PREFERS, by=make_user(), at=DECIDED_AT)
    before = wishes()
    sign_in(client, Role.OFFICE)
    asked = f"?everybody=1&committee={committee.pk}&training_class="

    preview = must_show(client, "pin_people", plan.pk, query=asked)
    assert [one.official.full_name in preview for one in (*people, other)] == [True, True, True, False]
    assert wishes() == before
    must_post(client, "pin_people", plan.pk, data={"person": [one.pk for one in people], "reason": "Đã báo lớp"})

    assert wishes() == {one.pk: (first.pk, "pinned") for one in people}
    assert acts()[-1] == "pin_people"
    change = PinChange.objects.get()
    assert address("undo_pins", change.pk) in must_show(client, "pins", plan.pk)
    must_post(client, "undo_pins", change.pk)
    assert wishes() == before
    must_post(client, "undo_pins", change.pk, status=409)


def test_one_or_many_are_let_go_and_keep_the_class_as_a_wish_or_not(client: Client) -> None:
    plan = make_plan()
    training_class = make_class(plan)
    first, second, third = (placed(plan, training_class) for _ in range(3))
    pin(plan, first, second, third)
    sign_in(client, Role.OFFICE)
    assert first.official.full_name in must_show(client, "unpin_people", plan.pk, query=f"?person={first.pk}")

    must_post(client, "unpin_people", plan.pk, data={"person": [first.pk], "stays_a_wish": "on"})
    must_post(client, "unpin_people", plan.pk, data={"person": [second.pk]})

    assert wishes() == {first.pk: (training_class.pk, "prefers"), third.pk: (training_class.pk, "pinned")}
    must_post(client, "undo_pins", PinChange.objects.latest("pk").pk)
    assert wishes()[second.pk] == (training_class.pk, "pinned")


def test_the_page_is_narrowed_to_a_committee_or_a_class(client: Client) -> None:
    plan, committee = make_plan(), make_committee()
    first, second = make_class(plan), make_class(plan)
    placed(plan, first, "Người Một", committee=committee)
    placed(plan, second, "Người Hai", committee=committee)
    pin(plan, placed(plan, second, "Người Ba"))
    sign_in(client, Role.OFFICE)

    by_committee = must_show(client, "pins", plan.pk, query=f"?committee={committee.pk}")
    by_class = must_show(client, "pins", plan.pk, query=f"?training_class={second.pk}")

    assert [name in by_committee for name in ("Người Một", "Người Hai", "Người Ba")] == [True, True, False]
    assert [name in by_class for name in ("Người Một", "Người Hai", "Người Ba")] == [False, True, True]


def test_nobody_chosen_and_people_without_a_class_or_a_pin_are_refused_and_nothing_changes(client: Client) -> None:
    plan = make_plan()
    sitting, waiting = placed(plan, make_class(plan)), make_accepted(plan)
    sign_in(client, Role.OFFICE)
    assert "Chưa chọn ai" in must_show(client, "pin_people", plan.pk)

    with pytest.raises(NobodyChosen):
        pin(plan)
    with pytest.raises(NotPlaced):
        pin(plan, sitting, waiting)
    with pytest.raises(NotPinned):
        services.unpin_people(plan, [sitting.pk], stays_a_wish=True, by=make_user(), at=DECIDED_AT)
    assert wishes() == {}


def test_what_a_committee_wished_anew_is_not_lost_by_undo() -> None:
    plan = make_plan()
    first, second = make_class(plan), make_class(plan)
    person = placed(plan, first)
    change = pin(plan, person)
    services.set_wish(person, second, Wish.Kind.PREFERS, by=make_user(), at=DECIDED_AT)

    with pytest.raises(ChangedSincePinned):
        services.undo_pins(change, by=make_user(), at=DECIDED_AT)
    assert wishes() == {person.pk: (second.pk, "prefers")}


def test_committees_and_trainees_see_no_pins_of_others(client: Client) -> None:
    plan = make_plan()
    for role in (Role.COMMITTEE, Role.TRAINEE, Role.TEACHER):
        sign_in(client, role)
        assert client.get(address("pins", plan.pk)).status_code in {403, 404}


def test_the_page_of_pins_costs_the_same_however_many_people(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    counts = []
    for people in (2, 30):
        plan = make_plan()
        training_class = make_class(plan)
        some = [placed(plan, training_class) for _ in range(people)]
        pin(plan, *some[: people // 2])
        counts.append(statements(client, address("pins", plan.pk)))

    assert counts[0] == counts[1]
