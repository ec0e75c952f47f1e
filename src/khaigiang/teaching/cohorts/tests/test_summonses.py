"""Nobody is summoned without an issued decision; a summons calls the people on the list, each committee its own."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.documents.models import Document, DocumentLink
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts import letters, services
from khaigiang.teaching.cohorts.errors import (
    EverybodyIsSummoned,
    ListChangedSinceDrafted,
    MoveNotAllowed,
    NoDecisionYet,
    NotADraft,
    SummonsInDraft,
)
from khaigiang.teaching.cohorts.models import Enrolment, Summons, TrainingClass
from khaigiang.teaching.cohorts.queries import copies_of, seats_on, summoned_people, summoned_posts, summons_rows
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import (
    DECIDED_ON,
    FIRST_DAY,
    make_accepted,
    make_class,
    make_let_in,
    make_listed,
    make_open_class,
    make_papers_ready,
    make_placement,
)

pytestmark = pytest.mark.django_db
SUMMONED_ON = date(2023, 3, 8)
AT = datetime(2023, 3, 8, 2, 0, tzinfo=UTC)


def open_class(people: int = 3) -> TrainingClass:
    training_class = make_open_class(people)
    make_papers_ready(training_class.plan)
    return training_class


def draft(training_class: TrainingClass) -> Summons:
    return services.draft_summons(training_class, gather_at=time(7, 15), by=make_user(), at=AT)


def issue(summons: Summons, *, on: date = SUMMONED_ON) -> Summons:
    return services.issue_summons(
        summons,
        signer_name="Vũ Đình Quang",
        signer_title="Phó Trưởng ban",
        signed_on=on,
        issued_on=on,
        by=make_user(),
        at=AT,
    )


def test_nobody_is_summoned_without_an_issued_decision() -> None:
    training_class = make_class()
    make_papers_ready(training_class.plan)
    make_placement(make_accepted(training_class.plan), training_class)

    with pytest.raises(NoDecisionYet):
        draft(training_class)
    services.draft_class_decision(training_class, by=make_user(), at=AT)
    with pytest.raises(NoDecisionYet):
        draft(training_class)
    assert Summons.objects.count() == 0


def test_a_summons_calls_everybody_on_the_list_and_stands_on_the_decision() -> None:
    training_class = open_class(3)

    summons = issue(draft(training_class))

    assert summons.document.number == "400-CV/BTCTU"
    assert summons.enrolments.count() == 3
    link = summons.document.links.get()
    assert (link.relation, link.target) == (DocumentLink.Relation.BASED_ON, training_class.decisions.get().document)


def test_people_count_as_summoned_from_the_day_of_the_paper() -> None:
    training_class = open_class(2)
    posts = set(training_class.enrolments.values_list("target_post", flat=True))
    summons = draft(training_class)

    assert summoned_posts(training_class.plan, SUMMONED_ON) == frozenset()
    issue(summons)

    assert summoned_posts(training_class.plan, SUMMONED_ON - timedelta(days=1)) == frozenset()
    assert summoned_posts(training_class.plan, SUMMONED_ON) == posts
    assert {seat.is_summoned for seat in seats_on(training_class.plan, SUMMONED_ON).values()} == {True}
    assert {seat.is_summoned for seat in seats_on(training_class.plan, DECIDED_ON).values()} == {False}
    assert seats_on(training_class.plan, DECIDED_ON - timedelta(days=1)) == {}


def test_a_person_taken_off_the_list_was_summoned_all_the_same() -> None:
    training_class = open_class(1)
    enrolment = training_class.enrolments.get()
    issue(draft(training_class))
    Enrolment.objects.filter(pk=enrolment.pk).update(valid_until=SUMMONED_ON, is_current=False, removal_reason="Ốm")

    assert summoned_posts(training_class.plan, FIRST_DAY) == {enrolment.target_post_id}
    assert seats_on(training_class.plan, FIRST_DAY) == {}


def test_somebody_let_in_counts_as_summoned_once_a_decision_lists_them() -> None:
    training_class = open_class(0)
    let_in = make_let_in(training_class)
    assert summoned_posts(training_class.plan, FIRST_DAY) == frozenset()

    let_in.added_by, let_in.valid_from, let_in.is_current = training_class.decisions.get(), FIRST_DAY, True
    let_in.save()

    assert summoned_posts(training_class.plan, FIRST_DAY) == {let_in.target_post_id}


def test_a_later_summons_calls_only_those_not_called_yet() -> None:
    training_class = open_class(2)
    issue(draft(training_class))
    with pytest.raises(EverybodyIsSummoned):
        draft(training_class)
    newcomer = make_listed(training_class, "Vũ Thị Cúc")

    second = draft(training_class)

    assert [row.enrolment_id for row in summoned_people(second)] == [newcomer.pk]
    assert [row.people for row in summons_rows(training_class)] == [2, 1]


def test_a_summons_is_drafted_once() -> None:
    training_class = open_class(1)
    draft(training_class)

    with pytest.raises(SummonsInDraft):
        draft(training_class)


def test_a_discarded_draft_leaves_no_paper() -> None:
    training_class = open_class(1)
    papers = Document.objects.count()

    services.discard_summons(draft(training_class), by=make_user(), at=AT)

    assert Document.objects.count() == papers
    assert Summons.objects.count() == 0


def test_an_issued_summons_is_neither_issued_again_nor_discarded() -> None:
    summons = issue(draft(open_class(1)))

    with pytest.raises(NotADraft):
        issue(summons)
    with pytest.raises(NotADraft):
        services.discard_summons(summons, by=make_user(), at=AT)


def test_a_draft_that_calls_somebody_who_left_is_not_issued() -> None:
    training_class = open_class(2)
    summons = draft(training_class)
    leaving = training_class.enrolments.all()[0]
    Enrolment.objects.filter(pk=leaving.pk).update(valid_until=SUMMONED_ON, is_current=False, removal_reason="Ốm")

    with pytest.raises(ListChangedSinceDrafted):
        issue(summons)


def test_nobody_is_summoned_to_a_closed_class() -> None:
    training_class = open_class(1)
    training_class.state = ClassState.CLOSED
    training_class.save()

    with pytest.raises(MoveNotAllowed):
        draft(training_class)


def test_the_copy_for_a_committee_names_its_own_people_alone() -> None:
    training_class = open_class(0)
    ours, theirs = make_committee(), make_committee()
    make_listed(training_class, "Đỗ Văn Bình", committee=ours)
    make_listed(training_class, "Vũ Thị Cúc", committee=theirs)
    summons = issue(draft(training_class))

    copy = letters.summons_content(summons, committee=ours)

    assert copy.committee == ours.name
    unit = training_class.enrolments.get(official__full_name="Đỗ Văn Bình").target_post.unit
    district = str(unit.parent)
    assert district.startswith("Quận ")
    assert [(person.name, person.unit) for person in copy.trainees] == [
        ("Đỗ Văn Bình", f"{unit}, quận {district.removeprefix('Quận ')}")
    ]
    assert copy.letterhead.number == "400-CV/BTCTU"
    assert [person.name for person in letters.summons_content(summons).trainees] == ["Đỗ Văn Bình", "Vũ Thị Cúc"]
    assert [(one.committee, one.people) for one in copies_of(summoned_people(summons))] == [
        (ours.name, 1),
        (theirs.name, 1),
    ]


def test_copies_stand_in_the_order_of_vietnamese_names() -> None:
    training_class = open_class(0)
    names = [
        "Huyện ủy Ứng Hòa",
        "Huyện ủy Đan Phượng",
        "Huyện ủy Thường Tín",
        "Huyện ủy Gia Lâm",
        "Huyện ủy Thạch Thất",
    ]
    for name in names:
        committee = make_committee()
        type(committee).objects.filter(pk=committee.pk).update(name=name)
        make_listed(training_class, committee=committee)

    copies = copies_of(summoned_people(issue(draft(training_class))))

    assert [one.committee for one in copies] == [names[1], names[3], names[4], names[2], names[0]]


def test_people_are_told_the_first_morning_and_hour() -> None:
    summons = issue(draft(open_class(1)))

    content = letters.summons_content(summons)

    assert content.gather_at == datetime(2023, 3, 13, 7, 15)  # noqa: DTZ001  a paper prints the clock of Hà Nội
    assert content.signature.name == "Vũ Đình Quang"
    assert summons.training_class.plan.duties.filter(paper=PaperDuty.Paper.SUMMONS).exists()
