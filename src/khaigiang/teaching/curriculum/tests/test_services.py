from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.planning.documents.tests.makers import make_paper
from khaigiang.teaching.curriculum.errors import (
    ApprovalNotIssued,
    BlockTitleMissing,
    BlockWithoutTopics,
    NotApproved,
    NothingToApprove,
    TwiceInTheProgramme,
    VersionFrozen,
)
from khaigiang.teaching.curriculum.models import ProgrammeItem, ProgrammeVersion
from khaigiang.teaching.curriculum.outline import BlockOutline, Line, Outline
from khaigiang.teaching.curriculum.services import (
    approve_version,
    new_version,
    save_programme,
    set_items,
    set_lecturers,
    withdraw_approval,
)
from khaigiang.teaching.curriculum.tests.makers import make_approval, make_programme, make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer

pytestmark = pytest.mark.django_db
AT = datetime(2023, 2, 20, 1, 0, tzinfo=UTC)


def outline(*topics: str, discussion: str = "Thảo luận", opening: str = "", closing: str = "") -> Outline:
    block = BlockOutline(
        title="Khối I",
        topics=tuple(Line(title=title) for title in topics),
        discussions=(Line(title=discussion),),
    )
    return Outline(blocks=(block,), opening=opening, closing=closing)


def listed(version: ProgrammeVersion) -> list[tuple[int, str, int, str]]:
    return list(version.items.order_by("ordinal").values_list("ordinal", "kind", "number", "title"))


def test_items_stand_in_their_order_and_are_numbered_by_kind() -> None:
    version = make_version(blocks=(), is_approved=False, with_ceremonies=False, days=4)
    second = BlockOutline(title="Khối II", topics=(Line(title="C"),), discussions=(Line(title="Thảo luận 2"),))
    first = outline("A", "B", opening="Khai giảng", closing="Bế giảng")

    set_items(
        version,
        Outline(blocks=(*first.blocks, second), opening="Khai giảng", closing="Bế giảng"),
        by=make_user(),
        at=AT,
    )

    assert listed(version) == [
        (1, "opening", 1, "Khai giảng"),
        (2, "topic", 1, "A"),
        (3, "topic", 2, "B"),
        (4, "discussion", 1, "Thảo luận"),
        (5, "topic", 3, "C"),
        (6, "discussion", 2, "Thảo luận 2"),
        (7, "closing", 1, "Bế giảng"),
    ]


def test_typing_the_outline_again_keeps_who_may_teach_by_title() -> None:
    tam, hoa = make_lecturer("Lý Thanh Tâm"), make_lecturer("Bùi Xuân Hòa")
    version = make_version(blocks=(), is_approved=False, with_ceremonies=False, days=2)
    block = BlockOutline(title="Khối I", topics=(Line(title="A", lecturers=(tam,)), Line(title="B", lecturers=(hoa,))))
    set_items(version, Outline(blocks=(block,)), by=make_user(), at=AT)

    set_items(version, outline("B", "D", "A"), by=make_user(), at=AT)

    may_teach = {item.title: list(item.lecturers.all()) for item in version.items.all()}
    assert may_teach == {"A": [tam], "B": [hoa], "D": [], "Thảo luận": []}


def test_days_may_be_typed_along() -> None:
    version = make_version(is_approved=False, days=3)

    set_items(version, outline("A"), days=11, by=make_user(), at=AT)

    version.refresh_from_db()
    assert version.days == 11


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (Outline(blocks=(BlockOutline(title="", topics=(Line(title="A"),)),)), BlockTitleMissing),
        (Outline(blocks=(BlockOutline(title="Khối I", topics=()),)), BlockWithoutTopics),
        (outline("A", "A"), TwiceInTheProgramme),
        (outline("A", discussion="A"), TwiceInTheProgramme),
    ],
)
def test_an_odd_outline_is_refused_and_nothing_is_lost(typed: Outline, refusal: type[Exception]) -> None:
    version = make_version(is_approved=False)
    before = listed(version)

    with pytest.raises(refusal):
        set_items(version, typed, by=make_user(), at=AT)

    assert listed(version) == before


def test_an_approved_version_never_changes() -> None:
    version = make_version()

    with pytest.raises(VersionFrozen, match="không thay đổi nữa"):
        set_items(version, outline("A"), by=make_user(), at=AT)
    with pytest.raises(VersionFrozen):
        approve_version(version, document=make_approval(), by=make_user(), at=AT)


def test_who_may_teach_changes_also_after_the_approval_and_only_what_changed_is_audited() -> None:
    tam, hoa = make_lecturer(), make_lecturer()
    version = make_version(blocks=(2,), lecturers=[tam])
    first, second = version.items.filter(kind="topic").order_by("ordinal")

    set_lecturers(version, {first.pk: [tam], second.pk: [hoa]}, by=make_user(), at=AT)

    assert [list(item.lecturers.all()) for item in (first, second)] == [[tam], [hoa]]
    assert Entry.objects.get().after == {second.title: [hoa.pk]}


def test_items_of_another_version_are_left_alone() -> None:
    tam = make_lecturer()
    mine, other = make_version(), make_version()
    strange = other.items.filter(kind="topic").first()
    assert strange is not None

    set_lecturers(mine, {strange.pk: [tam]}, by=make_user(), at=AT)

    assert not strange.lecturers.exists()


def test_approval_takes_the_day_of_the_document() -> None:
    version = make_version(is_approved=False)

    approved = approve_version(version, document=make_approval(), by=make_user(), at=AT)

    assert (approved.is_approved, approved.approved_on) == (True, date(2023, 2, 27))


def test_an_empty_version_and_an_unissued_document_do_not_approve() -> None:
    empty = make_version(blocks=(), with_ceremonies=False, days=1, is_approved=False)

    with pytest.raises(NothingToApprove):
        approve_version(empty, document=make_approval(), by=make_user(), at=AT)
    with pytest.raises(ApprovalNotIssued):
        approve_version(make_version(is_approved=False), document=make_paper(), by=make_user(), at=AT)


def test_an_approval_by_mistake_is_withdrawn_with_its_reason() -> None:
    version = make_version()

    withdraw_approval(version, reason="Nhầm văn bản", by=make_user(), at=AT)

    version.refresh_from_db()
    assert not version.is_approved
    assert Entry.objects.get().after == {"reason": "Nhầm văn bản"}
    with pytest.raises(NotApproved):
        withdraw_approval(version, reason="Lần nữa", by=make_user(), at=AT)


def test_a_new_version_begins_as_a_copy_and_the_old_one_stays() -> None:
    lecturer = make_lecturer()
    old = make_version(blocks=(2, 1), lecturers=[lecturer])

    new = new_version(old.programme, days=5, like=old, by=make_user(), at=AT)

    assert (new.number, new.days, new.is_approved) == (old.number + 1, 5, False)
    assert listed(new) == listed(old)
    topics = new.items.filter(kind="topic").prefetch_related("lecturers", "block__version")
    assert {item.block.version for item in topics if item.block} == {new}
    assert [list(item.lecturers.all()) for item in topics] == [[lecturer]] * 3


def test_versions_count_up_within_a_programme() -> None:
    programme = save_programme(None, title="  Bồi dưỡng  phó bí thư ", by=make_user(), at=AT)

    numbers = [new_version(programme, days=11, by=make_user(), at=AT).number for _ in range(3)]

    assert (programme.title, numbers) == ("Bồi dưỡng phó bí thư", [1, 2, 3])


def test_the_database_refuses_a_topic_outside_a_block_and_two_items_in_one_place() -> None:
    version = make_version(is_approved=False)
    item = version.items.filter(kind="topic").first()
    assert item is not None

    with pytest.raises(IntegrityError, match="lesson_belongs_to_a_block_and_ceremony_to_none"), transaction.atomic():
        ProgrammeItem.objects.filter(pk=item.pk).update(block=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeItem.objects.filter(pk=item.pk).update(ordinal=1)
    with pytest.raises(IntegrityError, match="version_approved_by_a_document_on_a_day"), transaction.atomic():
        ProgrammeVersion.objects.filter(pk=version.pk).update(approved_on=date(2023, 2, 27))


def test_each_service_leaves_one_audit_entry() -> None:
    by = make_user()

    programme = save_programme(None, title="Bồi dưỡng", by=by, at=AT)
    version = new_version(programme, days=1, by=by, at=AT)
    set_items(version, outline("A"), by=by, at=AT)
    approve_version(version, document=make_approval(), by=by, at=AT)
    set_lecturers(version, {}, by=by, at=AT)
    withdraw_approval(version, reason="Nhầm", by=by, at=AT)

    acts = ["save_programme", "new_version", "set_items", "approve_version", "set_lecturers", "withdraw_approval"]
    assert list(Entry.objects.order_by("pk").values_list("act", flat=True)) == acts
    assert make_programme().versions.count() == 0
