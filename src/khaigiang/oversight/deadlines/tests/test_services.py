"""Requirements, reliefs and proofs: what may be done, by whom, and what the database refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.shared.errors import DomainError
from khaigiang.oversight.coverage.queries import ledger
from khaigiang.oversight.deadlines import errors, services
from khaigiang.oversight.deadlines.models import Proof, ProofAccepted, Relief, Requirement
from khaigiang.oversight.deadlines.queries import joining, posts_to_excuse, rows_of
from khaigiang.oversight.deadlines.tests.makers import (
    AT,
    IN_FORCE,
    TODAY,
    make_asked,
    make_extension,
    make_proof,
    make_reached,
    make_requirement,
    make_wording,
)
from khaigiang.planning.plans.errors import ReasonMissing
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.models import UnitKind
from khaigiang.registry.units.tests.makers import make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def requirement() -> Requirement:
    return make_requirement()


@pytest.fixture
def official(requirement: Requirement) -> Official:
    return make_reached(requirement, since=date(2022, 3, 1))


def wording_of(requirement: Requirement, **said: Any) -> services.Wording:
    return make_wording(posts=list(requirement.posts.all()), programme=requirement.programme, **said)


def test_a_requirement_says_when() -> None:
    with pytest.raises(errors.SaysNotWhen):
        make_requirement(within=None)


def test_what_is_asked_is_changed_from_today_at_the_earliest(requirement: Requirement) -> None:
    with pytest.raises(errors.ChangesThePast):
        services.change_requirement(
            requirement, wording_of(requirement), valid_from=TODAY - timedelta(days=1), by=make_user(), at=AT
        )
    with pytest.raises(errors.ChangesThePast):
        services.end_requirement(requirement, valid_until=TODAY - timedelta(days=1), by=make_user(), at=AT)


def test_an_ended_requirement_is_changed_no_more(requirement: Requirement) -> None:
    services.end_requirement(requirement, valid_until=TODAY, by=make_user(), at=AT)

    with pytest.raises(errors.ChangedAlready):
        services.change_requirement(requirement, wording_of(requirement), valid_from=TODAY, by=make_user(), at=AT)


def test_a_requirement_does_not_end_before_it_begins() -> None:
    later = make_requirement(valid_from=date(2023, 9, 1))

    with pytest.raises(errors.BeforeItBegins):
        services.end_requirement(later, valid_until=date(2023, 9, 1), by=make_user(), at=AT)


def test_an_undone_change_leaves_the_requirement_as_it_was(requirement: Requirement) -> None:
    make_reached(requirement)
    before = rows_of(TODAY)
    changed = services.change_requirement(
        requirement, wording_of(requirement, within=3), valid_from=TODAY, by=make_user(), at=AT
    )

    assert services.discard_requirement(changed, by=make_user(), at=AT) == requirement
    assert rows_of(TODAY) == before


def test_a_change_that_a_past_day_has_seen_is_not_undone(requirement: Requirement) -> None:
    changed = services.change_requirement(requirement, wording_of(requirement), valid_from=TODAY, by=make_user(), at=AT)

    with pytest.raises(errors.ToldAlready):
        services.discard_requirement(changed, by=make_user(), at=AT + timedelta(days=1))
    with pytest.raises(errors.ChangedAlready):
        services.discard_requirement(requirement, by=make_user(), at=AT)


def test_a_requirement_on_which_something_stands_is_not_deleted(requirement: Requirement, official: Official) -> None:
    make_extension(requirement, official)

    with pytest.raises(errors.SomethingStandsOnIt):
        services.discard_requirement(requirement, by=make_user(), at=AT)


def test_more_time_is_more(requirement: Requirement, official: Official) -> None:
    with pytest.raises(errors.NotLater):
        make_extension(requirement, official, until=date(2023, 3, 1))


def test_only_whom_a_requirement_reaches_is_given_more_time(requirement: Requirement) -> None:
    with pytest.raises(errors.NotReached):
        make_extension(requirement, make_official())


def test_nobody_approves_the_exemption_they_asked_for(requirement: Requirement, official: Official) -> None:
    clerk = make_user()
    asked = make_asked(requirement, official, by=clerk)

    with pytest.raises(errors.AnswersOwnExemption):
        services.approve_exemption(asked, by=clerk, at=AT)
    with pytest.raises(IntegrityError, match="nobody_approves_the_exemption_they_asked_for"), transaction.atomic():
        Relief.objects.filter(pk=asked.pk).update(answered_by=clerk)


def test_an_exemption_is_asked_once(requirement: Requirement, official: Official) -> None:
    asked = make_asked(requirement, official)

    with pytest.raises(errors.ExemptAlready):
        make_asked(requirement, official)
    services.refuse_exemption(asked, reason="Còn thời gian", by=make_user(), at=AT)
    assert make_asked(requirement, official).pk != asked.pk


def test_an_exemption_is_refused_with_a_reason(requirement: Requirement, official: Official) -> None:
    asked = make_asked(requirement, official)

    with pytest.raises(ReasonMissing):
        services.refuse_exemption(asked, reason=" ", by=make_user(), at=AT)
    assert rows_of(TODAY)[0].state == "overdue"


def test_nobody_answers_the_proof_they_handed_in(requirement: Requirement, official: Official) -> None:
    clerk = make_user()
    proof = make_proof(requirement, official, by=clerk)

    for answer in (services.accept_proof, lambda *a, **k: services.refuse_proof(*a, reason="Mờ", **k)):
        with pytest.raises(errors.AnswersOwnProof):
            answer(proof, by=clerk, at=AT)
    with pytest.raises(IntegrityError, match="nobody_answers_the_proof_they_handed_in"), transaction.atomic():
        Proof.objects.filter(pk=proof.pk).update(answered_by=clerk)


def test_a_certificate_is_handed_in_once(requirement: Requirement, official: Official) -> None:
    proof = make_proof(requirement, official)

    with pytest.raises(errors.HandedInAlready):
        make_proof(requirement, official)
    services.withdraw_proof(proof, by=make_user(), at=AT)
    assert make_proof(requirement, official).pk != proof.pk


def test_a_certificate_of_a_day_to_come_is_not_taken(requirement: Requirement, official: Official) -> None:
    with pytest.raises(errors.LearnedInTheFuture):
        make_proof(requirement, official, learned_on=TODAY + timedelta(days=1))


def test_an_accepted_proof_excuses_the_post_in_the_ledger_with_the_paper_named(requirement: Requirement) -> None:
    plan = make_plan(post=requirement.posts.get())
    post = make_target_post(plan)
    official = make_official("Phạm Thị Lan")
    make_appointment(official, post=post.post, unit=post.unit)
    proof = make_proof(requirement, official)

    services.accept_proof(proof, excuses=posts_to_excuse(proof, TODAY), by=make_user(), at=AT)

    assert {row.target_post_id: row.state.value for row in ledger(plan, TODAY)} == {post.pk: "excused"}
    assert {row.state.value for row in ledger(plan, TODAY - timedelta(days=1))} == {"not_named"}
    assert "CC-0123" in post.excuses.get().reason
    assert posts_to_excuse(proof, TODAY) == []

    services.reconsider_proof(proof, by=make_user(), at=AT + timedelta(days=3))

    later = TODAY + timedelta(days=3)
    assert {row.state.value for row in ledger(plan, later)} == {"not_named"}
    assert {row.state.value for row in ledger(plan, later - timedelta(days=1))} == {"excused"}
    assert [rows_of(day)[0].state.value for day in (TODAY, later)] == ["elsewhere", "overdue"]


def test_a_proof_taken_back_can_be_refused_and_accepted_anew(requirement: Requirement, official: Official) -> None:
    proof = make_proof(requirement, official)
    services.accept_proof(proof, by=make_user(), at=AT)
    services.reconsider_proof(proof, by=make_user(), at=AT)
    services.accept_proof(proof, by=make_user(), at=AT)
    with pytest.raises(errors.ProofAnswered):
        services.refuse_proof(proof, reason="Mờ", by=make_user(), at=AT)

    assert ProofAccepted.objects.filter(proof=proof, taken_back_on__isnull=True).count() == 1


def test_people_who_fall_due_are_added_to_a_draft_plan_and_taken_out_again(requirement: Requirement) -> None:
    plan = make_plan(post=requirement.posts.get(), state=PlanState.DRAFT, target_kinds=[UnitKind.WARD])
    commune = make_unit("Tản Lĩnh", UnitKind.COMMUNE)
    outside = make_official("Người ngoài")
    make_appointment(outside, post=plan.rule_posts.get(), unit=commune)
    make_appointment(make_official("Người trong"), post=plan.rule_posts.get(), unit=make_unit("Phúc Xá", UnitKind.WARD))

    found = joining(plan, rows_of(TODAY))
    assert {one.official: one.is_added for one in found} == {"Người ngoài": True, "Người trong": False}
    added = services.add_to_plan(plan, found, reason="Đến hạn quý sau", by=make_user(), at=AT)
    assert [(one.unit, one.adds, one.official) for one in plan.exceptions.all()] == [(commune, True, outside)]

    services.take_out_of_plan(plan, added, by=make_user(), at=AT)
    assert not plan.exceptions.exists()


def test_the_posts_of_an_approved_plan_stay_fixed(requirement: Requirement) -> None:
    make_reached(requirement)
    plan = make_plan(post=requirement.posts.get())

    with pytest.raises(errors.NotADraftPlan):
        services.add_to_plan(plan, joining(plan, rows_of(TODAY)), reason="Đến hạn", by=make_user(), at=AT)


def test_what_is_refused_leaves_no_entry_in_the_audit(requirement: Requirement, official: Official) -> None:
    before = Entry.objects.count()

    with pytest.raises(DomainError):
        make_extension(requirement, official, until=IN_FORCE)

    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("requirement_ends_after_it_begins", {"valid_until": IN_FORCE}),
        ("requirement_says_when_it_falls_due", {"within": None}),
        ("requirement_comes_again_after_a_year_or_more", {"again_years": 0}),
        ("requirement_names_its_source", {"source": ""}),
    ],
)
def test_the_database_refuses_a_requirement_that_makes_no_sense(
    requirement: Requirement, constraint: str, changes: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Requirement.objects.filter(pk=requirement.pk).update(**changes)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("an_extension_says_until_when", {"until": None}),
        ("a_relief_has_its_reason_and_paper", {"paper": ""}),
        ("a_relief_holds_from_the_day_it_was_granted", {"answered_on": None}),
        ("a_relief_is_taken_back_on_a_day", {"state": "taken_back"}),
    ],
)
def test_the_database_refuses_a_relief_that_makes_no_sense(
    requirement: Requirement, official: Official, constraint: str, changes: dict[str, object]
) -> None:
    relief = make_extension(requirement, official)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Relief.objects.filter(pk=relief.pk).update(**changes)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("an_answered_proof_says_who_and_when", {"state": "accepted"}),
        ("a_proof_is_refused_with_a_reason", {"state": "refused"}),
    ],
)
def test_the_database_refuses_a_proof_that_makes_no_sense(
    requirement: Requirement, official: Official, constraint: str, changes: dict[str, object]
) -> None:
    proof = make_proof(requirement, official)
    answered = {} if constraint.startswith("an_answered") else {"answered_on": TODAY, "answered_by": make_user()}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Proof.objects.filter(pk=proof.pk).update(**changes, **answered)
