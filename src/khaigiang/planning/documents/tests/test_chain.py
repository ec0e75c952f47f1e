"""The policy chain: links between documents, walked both ways."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.documents.errors import (
    ChainGoesRound,
    EndsBeforeItBegins,
    LinkedToItself,
    LinkExists,
    StandsOnEnded,
    TargetIsLater,
)
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentLink, DocumentState
from khaigiang.planning.documents.queries import chain, ended_grounds, stands_on
from khaigiang.planning.documents.services import (
    correct_document,
    explain_exception,
    issue_paper,
    link_documents,
    name_clause,
    unlink,
)
from khaigiang.planning.documents.tests.makers import make_document, make_link, make_paper, make_series

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 1, 3, tzinfo=UTC)
MARCH_1 = date(2023, 3, 1)
IMPLEMENTS = DocumentLink.Relation.IMPLEMENTS


def link(document: Document, target: Document, *, clause: str = "") -> DocumentLink:
    return link_documents(document, relation=IMPLEMENTS, target=target, clause=clause, by=make_user(), at=AT)


def test_the_chain_is_walked_both_ways_from_the_middle() -> None:
    resolution = make_document("17-NQ/TU", issued_on=date(2021, 5, 20))
    plan_110 = make_document("110-KH/TU", issued_on=date(2022, 10, 19))
    plan_136 = make_document("136-KH/TU", issued_on=date(2023, 2, 22))
    link(plan_110, resolution, clause="mục II, điểm 3")
    link(plan_136, plan_110)

    from_the_top, from_the_middle, from_the_end = chain(resolution), chain(plan_110), chain(plan_136)

    assert [(row.number, row.depth) for row in from_the_end.grounds] == [("110-KH/TU", 1), ("17-NQ/TU", 2)]
    assert [(row.number, row.clause) for row in from_the_middle.grounds] == [("17-NQ/TU", "mục II, điểm 3")]
    assert [row.number for row in from_the_middle.followers] == ["136-KH/TU"]
    assert [(row.number, row.depth) for row in from_the_top.followers] == [("110-KH/TU", 1), ("136-KH/TU", 2)]
    assert from_the_top.grounds == from_the_end.followers == []


def test_a_document_on_which_two_others_stand_is_followed_further_once() -> None:
    top = make_document("17-NQ/TU", issued_on=date(2021, 1, 1))
    shared = make_document("1-KH/TU", issued_on=date(2021, 2, 1))
    left = make_document("2-KH/TU", issued_on=date(2021, 3, 1))
    right = make_document("3-KH/TU", issued_on=date(2021, 4, 1))
    last = make_document("4-KH/TU", issued_on=date(2021, 5, 1))
    for document, target in [(last, left), (last, right), (left, shared), (right, shared), (shared, top)]:
        make_link(document, target)

    assert [row.number for row in chain(last).grounds] == ["2-KH/TU", "1-KH/TU", "17-NQ/TU", "3-KH/TU", "1-KH/TU"]


@pytest.mark.parametrize("width", [1, 12])
def test_the_chain_costs_one_statement_for_each_step(
    width: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    start = make_document(issued_on=date(2023, 1, 1))
    for _ in range(width):
        middle = make_document(issued_on=date(2022, 1, 1))
        make_link(start, middle)
        make_link(middle, make_document(issued_on=date(2021, 1, 1)))

    with django_assert_num_queries(5):  # up: two steps, the end and what was replaced; down: none
        assert len(chain(start).grounds) == 2 * width


def test_links_that_say_nothing_are_refused() -> None:
    older, newer = make_document(issued_on=date(2021, 1, 1)), make_document(issued_on=date(2022, 1, 1))
    link(newer, older)

    with pytest.raises(LinkedToItself):
        link(newer, newer)
    with pytest.raises(LinkExists):
        link(newer, older)
    with pytest.raises(TargetIsLater):
        link(older, newer)


def test_a_chain_never_goes_round() -> None:
    one, two, three = (make_document(issued_on=date(2022, 1, 1)) for _ in range(3))
    link(two, one)
    link(three, two)

    with pytest.raises(ChainGoesRound):
        link(one, three)
    assert stands_on(three, one)
    assert not stands_on(one, three)


def test_a_removed_link_leaves_both_documents() -> None:
    newer, older = make_document(issued_on=date(2022, 1, 1)), make_document(issued_on=date(2021, 1, 1))
    made = link(newer, older)

    unlink(made, by=make_user(), at=AT)

    assert chain(newer).grounds == []
    assert Document.objects.count() == 2


def test_a_link_to_a_replaced_document_or_to_one_without_a_file_is_an_error_that_says_what_to_do() -> None:
    old = make_document("1-KH/TU", issued_on=date(2021, 1, 1), file=True)
    bare = make_document("2-KH/TU", issued_on=date(2021, 2, 1))
    newer = make_document("3-KH/TU", issued_on=date(2022, 1, 1), file=True)
    start = make_document("4-KH/TU", issued_on=date(2022, 2, 1), file=True)
    for target in (old, bare, newer):
        link(start, target)
    make_link(newer, old, DocumentLink.Relation.REPLACES)

    troubles = {(row.number, row.relation, row.depth): row.trouble for row in chain(start).grounds}

    assert {key: trouble.partition(".")[0] for key, trouble in troubles.items()} == {
        ("1-KH/TU", "thực hiện", 1): "Đã được thay thế bằng 3-KH/TU",
        ("2-KH/TU", "thực hiện", 1): "Chưa lưu tệp văn bản này",
        ("3-KH/TU", "thực hiện", 1): "",
        ("1-KH/TU", "thay thế", 2): "",
    }
    assert [row.trouble for row in chain(old).followers if row.number == "3-KH/TU"] == [""] * 1


def ended(number: str, last_day: date) -> Document:
    document = make_document(number, issued_on=date(2021, 5, 20), file=True)
    document.last_day = last_day
    document.save()
    return document


def test_a_ground_that_had_ended_on_the_day_of_the_paper_is_an_error_that_says_what_to_do() -> None:
    ground = ended("17-NQ/TU", date(2022, 12, 31))
    before = make_document("1-KH/TU", issued_on=date(2022, 12, 31), file=True)
    after = make_document("2-KH/TU", issued_on=date(2023, 1, 1), file=True)
    link(before, ground, clause="mục I")
    link(after, ground, clause="mục I")

    told = (
        "17-NQ/TU chỉ có hiệu lực đến hết ngày 31/12/2022, trước ngày của văn bản căn cứ vào nó. "
        "Hãy liên kết với văn bản thay thế."
    )
    assert [row.trouble for row in chain(before).grounds] == [""]
    assert [row.trouble for row in chain(after).grounds] == [told]
    assert {row.number: row.trouble for row in chain(ground).followers} == {"1-KH/TU": "", "2-KH/TU": told}


def test_a_draft_is_told_today_what_had_ended() -> None:
    ground = ended("17-NQ/TU", date(2022, 12, 31))
    draft = make_document(file=True)
    Document.objects.filter(pk=draft.pk).update(state=DocumentState.DRAFT, number="", issued_on=None)
    draft.refresh_from_db()
    link(draft, ground, clause="mục I")

    assert [bool(row.trouble) for row in chain(draft, today=date(2022, 12, 31)).grounds] == [False]
    assert [bool(row.trouble) for row in chain(draft, today=date(2023, 1, 1)).grounds] == [True]


def test_a_link_without_a_clause_is_told_both_ways_until_it_is_named() -> None:
    ground, paper = make_document(issued_on=date(2021, 1, 1)), make_document(issued_on=date(2022, 1, 1))
    nameless = link(paper, ground)
    assert [row.lacks_clause for row in (*chain(paper).grounds, *chain(ground).followers)] == [True, True]

    name_clause(nameless, clause=" mục II, điểm 3 ", by=make_user(), at=AT)

    (row,) = chain(paper).grounds
    assert (row.clause, row.lacks_clause) == ("mục II, điểm 3", False)


def test_a_document_ends_on_its_own_day_at_the_earliest() -> None:
    document = make_document(issued_on=date(2021, 5, 20))

    with pytest.raises(EndsBeforeItBegins):
        correct_document(
            document,
            issuer=document.issuer,
            kind=DocumentKind.PLAN,
            number=document.number,
            issued_on=date(2021, 5, 20),
            abstract=document.abstract,
            last_day=date(2021, 5, 19),
            by=make_user(),
            at=AT,
        )
    with pytest.raises(IntegrityError, match="document_ends_after_it_is_issued"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(last_day=date(2021, 5, 19))


def test_a_paper_on_an_ended_or_replaced_ground_is_issued_only_with_a_reason() -> None:
    ground, replaced = ended("17-NQ/TU", date(2022, 12, 31)), make_document("5-NQ/TU", issued_on=date(2021, 1, 4))
    newer = make_document("6-NQ/TU", issued_on=date(2022, 6, 1))
    DocumentLink.objects.create(document=newer, target=replaced, relation=DocumentLink.Relation.REPLACES)
    draft = make_paper(issuer=make_series().office, kind=DocumentKind.DECISION, signed_on=MARCH_1)
    link(draft, ground, clause="mục I")
    link(draft, replaced, clause="mục II")

    assert [(row.number, row.replaced_by) for row in ended_grounds(draft, date(2022, 12, 31))] == [
        ("5-NQ/TU", "6-NQ/TU")
    ]
    assert [row.number for row in ended_grounds(draft, date(2022, 5, 31))] == []
    with pytest.raises(StandsOnEnded, match="17-NQ/TU"):
        issue_paper(draft, issued_on=MARCH_1, by=make_user(), at=AT)
    explain_exception(draft, reason="Chưa có văn bản thay thế", by=make_user(), at=AT)
    draft.refresh_from_db()

    assert issue_paper(draft, issued_on=MARCH_1, by=make_user(), at=AT).state == DocumentState.ISSUED
