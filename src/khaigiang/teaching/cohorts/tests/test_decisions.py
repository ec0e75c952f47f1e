"""A class is opened by a decision with its list; supplementary decisions amend the list; drafts change nothing."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from docx import Document as WordFile

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.files.services import read
from khaigiang.planning.documents.errors import DatedInTheFuture
from khaigiang.planning.documents.models import Document, DocumentLink
from khaigiang.planning.nominations import services as nominations
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.errors import NoDuty
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.officials.tests.makers import make_official
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.errors import (
    DatedBeforeTheLastDecision,
    DraftedForADecision,
    DraftExists,
    MoveNotAllowed,
    NobodyIsPlaced,
    NotAccepted,
    NotADraft,
    NotConfirmed,
    NothingChanges,
    NotOnTheList,
    PostHasASeat,
    ReasonMissing,
)
from khaigiang.teaching.cohorts.models import ClassDecision, Enrolment, Placement, TrainingClass
from khaigiang.teaching.cohorts.queries import decision_changes, decision_rows, joining_rows, list_on, situation_of
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import (
    DECIDED_ON,
    FIRST_DAY,
    make_accepted,
    make_class,
    make_group,
    make_let_in,
    make_listed,
    make_open_class,
    make_papers_ready,
    make_placement,
)

pytestmark = pytest.mark.django_db
AT = datetime(2023, 3, 13, 2, 0, tzinfo=UTC)


def ready_class(*names: str, plan: Plan | None = None) -> TrainingClass:
    """A confirmed class with these people placed in it, and offices that sign its papers."""
    training_class = make_class(plan)
    if plan is None:
        make_papers_ready(training_class.plan)
    for name in names:
        make_placement(make_accepted(training_class.plan, name), training_class)
    return training_class


def open_class(people: int = 3) -> TrainingClass:
    training_class = make_open_class(people)
    make_papers_ready(training_class.plan)
    return training_class


def issue(decision: ClassDecision, *, on: date = FIRST_DAY, number: str | None = None) -> ClassDecision:
    return services.issue_class_decision(
        decision,
        signer_name="Nghiêm Đức Thành",
        signer_title="Hiệu trưởng",
        signed_on=on,
        issued_on=on,
        number=number,
        by=make_user(),
        at=AT,
    )


def draft(training_class: TrainingClass) -> ClassDecision:
    return services.draft_class_decision(training_class, by=make_user(), at=AT)


def amend(training_class: TrainingClass, add: list[Nomination], remove: list[tuple[Enrolment, str]]) -> ClassDecision:
    return services.draft_supplementary(training_class, add=add, remove=remove, by=make_user(), at=AT)


def names(training_class: TrainingClass, on: date = FIRST_DAY) -> list[str]:
    return [row.name for row in list_on(training_class, on)]


def words(document: Document) -> str:
    assert document.docx is not None
    word = WordFile(io.BytesIO(read(document.docx)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def test_an_issued_decision_opens_the_class_with_the_people_placed_in_it() -> None:
    training_class = ready_class("Lê Thị Hoa", "Trần Văn Bình")

    decision = issue(draft(training_class))

    training_class.refresh_from_db()
    assert training_class.state == ClassState.OPEN
    assert names(training_class) == ["Trần Văn Bình", "Lê Thị Hoa"]
    assert decision.document.number == "100/QĐ-TĐTCB"
    assert decision.effective_on == FIRST_DAY
    assert list(Entry.objects.order_by("pk").values_list("act", flat=True)) == [
        "draft_class_decision",
        "issue_class_decision",
    ]


def test_the_paper_of_a_decision_names_the_class_its_days_its_people_and_what_it_stands_on() -> None:
    training_class = ready_class("Lê Thị Hoa")

    decision = issue(draft(training_class))

    text = words(decision.document)
    plan_number = training_class.plan.document.number
    for expected in ("100/QĐ-TĐTCB", training_class.name, "Lê Thị Hoa", "13/03/2023", plan_number, "Nghiêm Đức Thành"):
        assert expected in text
    assert decision.document.pdf is not None
    assert read(decision.document.pdf).startswith(b"%PDF")


def test_a_decision_stands_on_the_plan_and_the_approved_programme() -> None:
    training_class = ready_class("Lê Thị Hoa")

    decision = draft(training_class)

    links = decision.document.links.order_by("pk").values_list("relation", "target")
    assert list(links) == [
        (DocumentLink.Relation.IMPLEMENTS, training_class.plan.document_id),
        (DocumentLink.Relation.BASED_ON, training_class.version.approved_by_id),
    ]


def test_a_number_from_an_outside_register_is_kept_as_typed() -> None:
    training_class = ready_class("Lê Thị Hoa")
    training_class.plan.duties.update(office=training_class.plan.organiser)

    decision = issue(draft(training_class), number="731-QĐ/TU")

    assert decision.document.number == "731-QĐ/TU"


def test_a_tentative_class_gets_no_decision() -> None:
    training_class = ready_class("Lê Thị Hoa")
    training_class.state = ClassState.TENTATIVE
    training_class.save()

    with pytest.raises(NotConfirmed):
        draft(training_class)


def test_a_class_without_people_gets_no_decision() -> None:
    with pytest.raises(NobodyIsPlaced):
        draft(ready_class())


def test_a_decision_is_drafted_once() -> None:
    training_class = ready_class("Lê Thị Hoa")
    draft(training_class)

    with pytest.raises(DraftExists):
        draft(training_class)


def test_a_class_is_opened_once() -> None:
    training_class = ready_class("Lê Thị Hoa")
    issue(draft(training_class))

    with pytest.raises(MoveNotAllowed):
        draft(training_class)


def test_no_decision_while_nobody_is_named_to_sign_it() -> None:
    training_class = make_class()
    make_placement(make_accepted(training_class.plan), training_class)

    with pytest.raises(NoDuty):
        draft(training_class)
    assert ClassDecision.objects.count() == 0


def test_a_decision_is_not_dated_in_the_future() -> None:
    decision = draft(ready_class("Lê Thị Hoa"))

    with pytest.raises(DatedInTheFuture):
        issue(decision, on=FIRST_DAY + timedelta(days=1))
    decision.document.refresh_from_db()
    assert decision.document.number == ""


def test_a_decision_is_issued_once() -> None:
    decision = issue(draft(ready_class("Lê Thị Hoa")))

    with pytest.raises(NotADraft):
        issue(decision)


def test_a_discarded_draft_leaves_everything_as_it_was() -> None:
    training_class = ready_class("Lê Thị Hoa")
    papers = Document.objects.count()
    waiting = situation_of(training_class.plan)

    services.discard_class_decision(draft(training_class), by=make_user(), at=AT)

    assert Document.objects.count() == papers
    assert Enrolment.objects.count() == 0
    assert situation_of(training_class.plan) == waiting


def test_an_issued_decision_is_not_discarded() -> None:
    decision = issue(draft(ready_class("Lê Thị Hoa")))

    with pytest.raises(NotADraft):
        services.discard_class_decision(decision, by=make_user(), at=AT)


def test_a_supplementary_decision_adds_and_removes_on_its_day() -> None:
    training_class = open_class(0)
    leaving = make_listed(training_class, "Đỗ Văn Bình")
    joining = make_accepted(training_class.plan, "Vũ Thị Cúc")

    issue(amend(training_class, [joining], [(leaving, "Được điều động")]))

    assert names(training_class, FIRST_DAY - timedelta(days=1)) == ["Đỗ Văn Bình"]
    assert names(training_class, FIRST_DAY) == ["Vũ Thị Cúc"]
    assert [row.number for row in decision_rows(training_class)][1] == "100/QĐ-TĐTCB"
    assert Placement.objects.get().nomination == joining


def test_the_paper_of_a_supplementary_decision_prints_the_reasons_and_the_size_afterwards() -> None:
    training_class = open_class(2)
    leaving = training_class.enrolments.first()
    assert leaving is not None
    joining = make_accepted(training_class.plan, "Vũ Thị Cúc")

    decision = issue(amend(training_class, [joining], [(leaving, "Được điều động")]))

    text = words(decision.document)
    for expected in ("Vũ Thị Cúc", str(leaving.official), "Được điều động", "có 02 (hai) học viên"):
        assert expected in text
    relation = decision.document.links.exclude(target=training_class.plan.document).get()
    assert relation.relation == DocumentLink.Relation.AMENDS


def test_a_substitute_takes_the_seat_in_the_decision_that_frees_it() -> None:
    training_class = open_class(0)
    missing = make_listed(training_class, "Đỗ Văn Bình")
    assert missing.nomination is not None
    other = make_official("Vũ Thị Cúc")
    Nomination.objects.filter(pk=missing.nomination.pk).update(state=NominationState.REPLACED)
    substitute = Nomination.objects.create(
        plan=training_class.plan,
        target_post=missing.target_post,
        official=other,
        committee=missing.target_post.committee,
        replaces=missing.nomination,
        state=NominationState.ACCEPTED,
    )

    with pytest.raises(PostHasASeat):
        amend(training_class, [substitute], [])
    issue(amend(training_class, [substitute], [(missing, "Vắng mặt ngày khai giảng")]))

    assert names(training_class) == ["Vũ Thị Cúc"]


def test_somebody_let_in_is_listed_by_the_decision_that_adds_them() -> None:
    training_class = open_class(1)
    let_in = make_let_in(training_class, "Trần Thị Lan")
    nomination = Nomination.objects.create(
        plan=training_class.plan,
        target_post=let_in.target_post,
        official=let_in.official,
        committee=let_in.target_post.committee,
        state=NominationState.ACCEPTED,
    )

    assert [(row.name, row.is_let_in) for row in joining_rows(training_class)] == [("Trần Thị Lan", True)]
    issue(amend(training_class, [nomination], []))

    let_in.refresh_from_db()
    assert (let_in.valid_from, let_in.is_current, let_in.nomination) == (FIRST_DAY, True, nomination)
    assert Enrolment.objects.filter(official=let_in.official).count() == 1


def test_a_discarded_draft_leaves_somebody_let_in_provisional() -> None:
    training_class = open_class(1)
    let_in = make_let_in(training_class)
    nomination = Nomination.objects.create(
        plan=training_class.plan,
        target_post=let_in.target_post,
        official=let_in.official,
        committee=let_in.target_post.committee,
        state=NominationState.ACCEPTED,
    )
    listed = training_class.enrolments.filter(is_current=True).get()

    services.discard_class_decision(amend(training_class, [nomination], [(listed, "Ốm")]), by=make_user(), at=AT)

    let_in.refresh_from_db()
    listed.refresh_from_db()
    assert (let_in.added_by, let_in.nomination, let_in.let_in_on) == (None, None, FIRST_DAY)
    assert (listed.removed_by, listed.removal_reason, listed.is_current) == (None, "", True)


def test_a_newcomer_joins_the_smallest_group() -> None:
    training_class = open_class(0)
    members = [make_listed(training_class) for _ in range(3)]
    make_group(training_class, members[0], members[1])
    small = make_group(training_class, members[2])
    joining = make_accepted(training_class.plan)

    issue(amend(training_class, [joining], []))

    assert Enrolment.objects.get(nomination=joining).seats.get().group == small


def test_only_accepted_people_without_a_seat_are_added() -> None:
    training_class = open_class(1)
    returned = make_accepted(training_class.plan)
    Nomination.objects.filter(pk=returned.pk).update(state=NominationState.RETURNED)
    seated = make_listed(make_class(training_class.plan)).nomination
    assert seated is not None

    for nobody in (returned, seated):
        with pytest.raises(NotAccepted):
            amend(training_class, [nobody], [])


def test_only_people_on_the_list_of_the_class_are_removed_and_with_a_reason() -> None:
    training_class = open_class(1)
    listed = training_class.enrolments.get()
    elsewhere = make_listed(make_class(training_class.plan))

    with pytest.raises(NotOnTheList):
        amend(training_class, [], [(elsewhere, "Ốm")])
    with pytest.raises(ReasonMissing):
        amend(training_class, [], [(listed, "  ")])
    with pytest.raises(NothingChanges):
        amend(training_class, [], [])


def test_a_decision_is_not_dated_before_the_last_one_on_the_same_list() -> None:
    training_class = open_class(2)
    decision = amend(training_class, [], [(training_class.enrolments.all()[0], "Ốm")])

    with pytest.raises(DatedBeforeTheLastDecision):
        issue(decision, on=DECIDED_ON - timedelta(days=1))


def test_a_seat_taken_elsewhere_since_the_draft_is_refused_when_the_decision_is_issued() -> None:
    training_class = open_class(1)
    other = make_open_class(0, plan=training_class.plan)
    joining = make_accepted(training_class.plan)
    decision = amend(training_class, [joining], [])
    rival = make_official("Vũ Thị Cúc")
    Enrolment.objects.create(
        training_class=other,
        official=rival,
        target_post=joining.target_post,
        added_by=other.decisions.get(),
        valid_from=DECIDED_ON,
        is_current=True,
    )

    with pytest.raises(PostHasASeat):
        issue(decision)
    assert len(names(training_class)) == 1


def test_somebody_taken_off_a_list_waits_for_another_class() -> None:
    training_class = open_class(2)
    leaving = training_class.enrolments.all()[0]

    issue(amend(training_class, [], [(leaving, "Bận công tác đột xuất")]))

    assert [one.nomination_id for one in situation_of(training_class.plan).people] == [leaving.nomination_id]
    assert not Placement.objects.filter(nomination=leaving.nomination_id).exists()


def test_a_deferred_person_loses_their_place_but_keeps_a_seat_until_a_decision_removes_them() -> None:
    plan = make_plan()
    waiting, seated = make_accepted(plan), make_accepted(plan)
    training_class, decided = make_class(plan), make_class(plan)
    make_placement(waiting, training_class)
    make_listed(decided, nomination=seated)

    for nomination in (waiting, seated):
        nominations.defer_nomination(nomination, reason="Đi công tác", by=make_user(), at=AT)

    assert not Placement.objects.filter(nomination=waiting).exists()
    assert Placement.objects.filter(nomination=seated).exists()
    assert decided.enrolments.get().is_current


def test_nobody_leaves_while_they_stand_in_a_draft() -> None:
    training_class = ready_class("Lê Thị Hoa")
    draft(training_class)
    nomination = Nomination.objects.get()

    with pytest.raises(DraftedForADecision):
        nominations.defer_nomination(nomination, reason="Đi công tác", by=make_user(), at=AT)
    nomination.refresh_from_db()
    assert nomination.state == NominationState.ACCEPTED


def test_the_changes_of_a_decision_are_told_with_their_reasons() -> None:
    training_class = open_class(1)
    leaving = training_class.enrolments.get()

    changes = decision_changes(amend(training_class, [], [(leaving, "Ốm")]))

    assert changes.added == []
    assert [(one.person.enrolment_id, one.reason) for one in changes.removed] == [(leaving.pk, "Ốm")]
