"""How grave a rule is, findings let pass, where a piece could go, and what is missing set around what stands."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.chains import opened, sealed
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import (
    ChainOutdated,
    DropRefused,
    NotReadyForRelease,
    ReasonMissing,
    RuleRefuses,
    StaleProposal,
)
from khaigiang.teaching.timetable.models import Session, TimetableRun
from khaigiang.teaching.timetable.queries.conflicts import conflict_rows
from khaigiang.teaching.timetable.queries.slots import Target
from khaigiang.teaching.timetable.services import (
    apply_chain,
    apply_timetable,
    ask_for_the_rest,
    heed_finding,
    ignore_finding,
    move_piece,
    release_timetable,
    set_rule_level,
    swap_sessions,
    take_piece_off,
)
from khaigiang.teaching.timetable.services.proposals import search_timetable
from khaigiang.teaching.timetable.solver_bridge.suggestions import what_could_go_there, where_it_could_go
from khaigiang.teaching.timetable.states import FindingKind, Level
from khaigiang.teaching.timetable.tests.makers import BEFORE, fill, item_of
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = pytest.mark.django_db
AFTERNOON = HalfDay.AFTERNOON.value


def filled(*, topics_taught: bool = True) -> TrainingClass:
    plan, lecturer = make_plan(), make_lecturer()
    version = make_version(blocks=(2, 1), lecturers=[lecturer])
    training_class = make_class(plan, version=version, hall=make_hall(office=plan.school))
    fill(training_class, [lecturer] if topics_taught else [])
    return TrainingClass.objects.select_related("plan__school", "version").get(pk=training_class.pk)


def session_of(training_class: TrainingClass, kind: str = "topic", number: int = 1) -> Session:
    return training_class.sessions.get(item=item_of(training_class, kind, number))


def upside_down(training_class: TrainingClass) -> None:
    """The discussion of the first block before a topic of it."""
    first, discussion = session_of(training_class), session_of(training_class, "discussion")
    target = Target(on=discussion.on, half_day=discussion.half_day)
    move_piece(training_class.plan, (training_class.pk, first.item_id), target, seen=1, by=make_user(), at=BEFORE)


def test_a_rule_that_refuses_the_act_keeps_the_timetable_as_it_was() -> None:
    training_class = filled()
    by = make_user()
    set_rule_level(training_class.plan, FindingKind.OUT_OF_ORDER, Level.BLOCK_ACT, by=by, at=BEFORE)
    before = [Draft.of(one) for one in training_class.sessions.order_by("pk")]

    with pytest.raises(DropRefused):
        upside_down(training_class)
    with pytest.raises(RuleRefuses):
        swap_sessions(session_of(training_class), session_of(training_class, "discussion"), by=by, at=BEFORE)

    assert [Draft.of(one) for one in training_class.sessions.order_by("pk")] == before


def test_a_rule_that_stops_the_release_does_not_stop_the_move() -> None:
    training_class = filled()
    by = make_user()
    set_rule_level(training_class.plan, FindingKind.OUT_OF_ORDER, Level.BLOCK_RELEASE, by=by, at=BEFORE)
    upside_down(training_class)

    with pytest.raises(NotReadyForRelease):
        release_timetable(training_class, by=by, at=BEFORE)


def test_a_rule_is_let_pass_only_for_a_reason_and_then_says_nothing() -> None:
    training_class = filled()
    by, classes = make_user(), TrainingClass.objects.filter(pk=training_class.pk)
    upside_down(training_class)
    told = {row.kind for row in conflict_rows(classes)}
    with pytest.raises(ReasonMissing):
        set_rule_level(training_class.plan, FindingKind.OUT_OF_ORDER, Level.IGNORED, by=by, at=BEFORE)

    set_rule_level(
        training_class.plan, FindingKind.OUT_OF_ORDER, Level.IGNORED, reason="Chương trình ghép", by=by, at=BEFORE
    )

    assert told == {"out_of_order"}
    assert conflict_rows(classes) == []


def test_one_finding_is_let_pass_with_reason_and_name_and_taken_back() -> None:
    training_class = filled(topics_taught=False)
    by, classes = make_user(), TrainingClass.objects.filter(pk=training_class.pk)
    for session in training_class.sessions.filter(item__kind="topic"):
        ignore_finding(session, FindingKind.NO_LECTURER, reason="Mời sau", by=by, at=BEFORE)

    rows = conflict_rows(classes)
    release_timetable(training_class, by=by, at=BEFORE)
    heed_finding(session_of(training_class), FindingKind.NO_LECTURER, by=by, at=BEFORE)

    assert {(row.reason, row.ignored_by) for row in rows} == {("Mời sau", str(by))}
    assert [row.ignored_by for row in conflict_rows(classes)].count("") == 1


def test_the_list_leads_to_the_place_of_each_finding(client: Client) -> None:
    training_class = filled(topics_taught=False)
    sign_in(client, Role.OFFICE, office=training_class.plan.school)

    page = client.get(reverse("timetable:conflicts", args=[training_class.plan_id])).content.decode()

    assert f"#piece-{training_class.pk}-{item_of(training_class).pk}" in page


def test_beside_the_board_stand_the_first_findings_and_a_link_to_the_rest(client: Client) -> None:
    training_class = filled(topics_taught=False)
    sign_in(client, Role.OFFICE, office=training_class.plan.school)
    address = reverse("timetable:conflicts", args=[training_class.plan_id])
    everything = client.get(address, headers={"HX-Request": "true"}).content.decode()
    all_rows = everything.count('<li class="conflict')

    beside = client.get(f"{address}?first=2", headers={"HX-Request": "true"}).content.decode()

    assert all_rows > 2
    assert beside.count('<li class="conflict') == 2
    assert f'<a href="{address}">và {all_rows - 2} mục nữa</a>' in beside
    assert "mục nữa" not in everything


def test_where_a_piece_could_go_is_ranked_and_done_with_one_click() -> None:
    training_class = filled()
    session = session_of(training_class)
    plan, by = training_class.plan, make_user()

    offered = where_it_could_go(plan, (training_class.pk, session.item_id))
    chain = sealed(offered[0].drafts, 0)
    moved, step = opened(chain)
    apply_chain(plan, moved, after_step=step, by=by, at=BEFORE)

    assert [one.price for one in offered] == sorted(one.price for one in offered)
    assert set(moved) <= {Draft.of(one) for one in training_class.sessions.all()}
    with pytest.raises(ChainOutdated):
        apply_chain(plan, moved, after_step=step, by=by, at=BEFORE)


def test_a_chain_that_was_not_offered_is_refused() -> None:
    with pytest.raises(ChainOutdated):
        opened("WzBd:forged")


def test_what_could_go_to_a_free_half_day_comes_from_the_tray_and_from_elsewhere() -> None:
    training_class = filled()
    session = session_of(training_class, number=2)
    plan, key = training_class.plan, (training_class.pk, session.item_id)
    take_piece_off(plan, key, seen=1, by=make_user(), at=BEFORE)

    offered = what_could_go_there(plan, training_class.pk, Target(on=session.on, half_day=session.half_day))

    assert key in {draft.key for one in offered for draft in one.drafts}


def asked_for_the_rest(training_class: TrainingClass) -> TimetableRun:
    run = ask_for_the_rest([training_class], by=make_user(), at=BEFORE)
    return search_timetable(run, watch=lambda _told: True, hold=lambda: None, by=make_user(), at=BEFORE)


def test_the_rest_is_set_around_what_stands_and_nothing_that_stands_moves() -> None:
    training_class = filled()
    session = session_of(training_class, number=2)
    take_piece_off(training_class.plan, (training_class.pk, session.item_id), seen=1, by=make_user(), at=BEFORE)
    standing = {Draft.of(one) for one in training_class.sessions.all()}

    run = asked_for_the_rest(training_class)
    apply_timetable(run, by=make_user(), at=BEFORE)

    now = {Draft.of(one) for one in training_class.sessions.all()}
    assert standing < now
    assert len(now) == len(standing) + 1


def test_a_search_that_ends_after_a_hand_has_moved_something_overwrites_nothing() -> None:
    training_class = filled()
    session = session_of(training_class, number=2)
    plan = training_class.plan
    take_piece_off(plan, (training_class.pk, session.item_id), seen=1, by=make_user(), at=BEFORE)
    run = asked_for_the_rest(training_class)
    placed = Target(on=session.on, half_day=session.half_day)
    move_piece(plan, (training_class.pk, session.item_id), placed, by=make_user(), at=BEFORE)
    by_hand = {Draft.of(one) for one in training_class.sessions.all()}

    with pytest.raises(StaleProposal):
        apply_timetable(run, by=make_user(), at=BEFORE)

    assert {Draft.of(one) for one in training_class.sessions.all()} == by_hand
