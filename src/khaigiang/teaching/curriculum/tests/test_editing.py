"""A draft version changed on its page, line by line (E1)."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.web import clock
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.curriculum.errors import (
    ItemBelongsToNoBlock,
    NothingToUndo,
    NotInTheVersion,
    SharesWithNothing,
    TwiceInTheProgramme,
    VersionFrozen,
)
from khaigiang.teaching.curriculum.models import Block, ProgrammeItem, ProgrammeVersion
from khaigiang.teaching.curriculum.outline import BlockOutline, Outline
from khaigiang.teaching.curriculum.outline import Line as TypedLine
from khaigiang.teaching.curriculum.queries import version_page
from khaigiang.teaching.curriculum.rules import moved_line, neighbour_after_a_step
from khaigiang.teaching.curriculum.services import (
    move_line,
    remove_line,
    save_block,
    save_item,
    set_frame,
    set_items,
    set_lecturers,
    step_line,
    undo_step,
)
from khaigiang.teaching.curriculum.services.editing import ItemValues
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_lecturer

pytestmark = pytest.mark.django_db
AT = datetime(2023, 3, 6, 2, 0, tzinfo=UTC)


def titles(version: ProgrammeVersion) -> list[str]:
    return list(version.items.order_by("ordinal").values_list("title", flat=True))


def named(version: ProgrammeVersion, title: str) -> ProgrammeItem:
    return version.items.get(title=title)


def line_of(version: ProgrammeVersion, title: str) -> str:
    block = version.blocks.filter(title=title).first()
    return f"b{block.pk}" if block else f"i{named(version, title).pk}"


def values(title: str, block: Block | None, kind: str = "topic", **more: object) -> ItemValues:
    base = ItemValues(kind=kind, title=title, block=block, minutes=None, shares_half_day=False, lecturers=(), after=())
    return {**base, **more}  # type: ignore[typeddict-item]  # whatever a test names, it is a value of an item


def draft(*blocks: int, lecturers: tuple[Lecturer, ...] = (), days: int | None = None) -> ProgrammeVersion:
    return make_version(blocks=blocks or (2, 1), is_approved=False, lecturers=lecturers, days=days)


def problems(version: ProgrammeVersion) -> dict[str, tuple[str, ...]]:
    version.refresh_from_db()
    return {item.title: item.problems for item in version_page(version).items if item.problems}


def test_a_topic_moves_into_another_block_and_its_number_with_it() -> None:
    version = draft()

    move_line(version, line_of(version, "Chuyên đề 1"), before=line_of(version, "Thảo luận 2"), by=make_user(), at=AT)

    assert titles(version) == [
        "Khai giảng", "Chuyên đề 2", "Thảo luận 1", "Chuyên đề 3", "Chuyên đề 1", "Thảo luận 2", "Bế giảng",
    ]  # fmt: skip
    moved = named(version, "Chuyên đề 1")
    assert moved.block is not None
    assert (moved.block.title, moved.number) == ("Khối 2", 3)


def test_a_block_moves_with_all_that_stands_in_it_and_the_ceremonies_stay_at_the_ends() -> None:
    version = draft()

    move_line(version, line_of(version, "Khối 1"), before="", by=make_user(), at=AT)

    assert titles(version) == [
        "Khai giảng", "Chuyên đề 3", "Thảo luận 2", "Chuyên đề 1", "Chuyên đề 2", "Thảo luận 1", "Bế giảng",
    ]  # fmt: skip


def test_every_act_is_undone_one_after_the_other_until_the_version_is_as_it_was() -> None:
    lecturer, by = make_lecturer(), make_user()
    version = draft(lecturers=(lecturer,))
    first = version.blocks.get(ordinal=1)
    named(version, "Chuyên đề 2").after.add(named(version, "Chuyên đề 1"))
    before = titles(version)

    set_frame(version, days=9, block_order=False, by=by, at=AT)
    save_block(version, None, title="Khối mới", by=by, at=AT)
    save_block(version, first, title="Khối đổi tên", by=by, at=AT)
    save_item(version, None, **values("Đi thực tế tại phường", first, "visit"), by=by, at=AT)
    save_item(version, named(version, "Chuyên đề 3"), **values("Chuyên đề ba", first), by=by, at=AT)
    move_line(version, line_of(version, "Chuyên đề 1"), before="", by=by, at=AT)
    remove_line(version, first, by=by, at=AT)
    said = [undo_step(version, by=by, at=AT).said for _ in range(7)]

    version.refresh_from_db()
    assert said[0] == "bỏ “Khối đổi tên”"
    assert titles(version) == before
    assert (version.days, version.block_order) == (4, True)
    second = named(version, "Chuyên đề 2")
    assert [one.title for one in second.after.all()] == ["Chuyên đề 1"]
    assert list(second.lecturers.all()) == [lecturer]
    with pytest.raises(NothingToUndo):
        undo_step(version, by=by, at=AT)


def test_topics_typed_anew_and_lecturers_named_are_undone_like_any_other_act() -> None:
    lecturer, by, version = make_lecturer(), make_user(), draft()
    before = titles(version)
    typed = Outline(blocks=(BlockOutline(title="Khối", topics=(TypedLine(title="Chuyên đề mới"),)),))

    set_items(version, typed, days=1, by=by, at=AT)
    set_lecturers(version, {named(version, "Chuyên đề mới").pk: [lecturer]}, by=by, at=AT)
    said = [undo_step(version, by=by, at=AT).said for _ in range(2)]

    version.refresh_from_db()
    assert said == ["chọn người giảng được", "nhập các chuyên đề"]
    assert (titles(version), version.days) == (before, 4)


def test_a_new_line_is_a_topic_of_the_programme_that_a_copy_carries_on() -> None:
    version = draft()
    save_item(
        version, None, **values("Kiểm tra cuối khóa", version.blocks.get(ordinal=2), "test"), by=make_user(), at=AT
    )

    kept = named(version, "Kiểm tra cuối khóa")

    assert kept.topic is not None
    assert (kept.topic.kind, kept.topic.programme) == ("test", version.programme)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (values("Chuyên đề 1", None, "opening"), TwiceInTheProgramme),
        (values("Chuyên đề lạ", None), ItemBelongsToNoBlock),
    ],
)
def test_an_odd_line_is_refused_and_nothing_is_lost(typed: ItemValues, refusal: type[Exception]) -> None:
    version = draft()
    before = titles(version)

    with pytest.raises(refusal):
        save_item(version, None, **typed, by=make_user(), at=AT)

    assert titles(version) == before
    assert not version.steps.exists()


def test_the_first_line_shares_with_nothing_and_an_approved_version_never_changes() -> None:
    empty = make_version(blocks=(), with_ceremonies=False, days=1, is_approved=False)
    approved = make_version()

    with pytest.raises(SharesWithNothing):
        save_item(empty, None, **values("Khai giảng", None, "opening", shares_half_day=True), by=make_user(), at=AT)
    with pytest.raises(VersionFrozen):
        move_line(approved, line_of(approved, "Chuyên đề 1"), before="", by=make_user(), at=AT)
    with pytest.raises(NotInTheVersion):
        step_line(empty, "i999", up=True, by=make_user(), at=AT)


def test_what_is_wrong_stands_beside_its_line() -> None:
    lecturer, gone = make_lecturer(), make_lecturer(is_active=False)
    version = draft(2, 1, lecturers=(lecturer,), days=3)
    named(version, "Chuyên đề 1").after.add(named(version, "Chuyên đề 3"))
    named(version, "Chuyên đề 3").lecturers.set([gone])
    ProgrammeItem.objects.filter(pk=named(version, "Khai giảng").pk).update(minutes=60)
    ProgrammeItem.objects.filter(pk=named(version, "Chuyên đề 1").pk).update(minutes=180, shares_half_day=True)
    move_line(version, line_of(version, "Thảo luận 1"), before=line_of(version, "Chuyên đề 2"), by=make_user(), at=AT)
    version.days = 2
    version.save()

    assert problems(version) == {
        "Chuyên đề 1": (
            "Buổi này cần 240 phút, buổi dài nhất có 210 phút.",
            "Phải học sau “Chuyên đề 3”, nhưng nội dung đó đứng dưới.",
        ),
        "Thảo luận 1": ("“Chuyên đề 2” đứng dưới; lịch học vẫn xếp nội dung đó trước.",),
        "Chuyên đề 3": ("Không có giảng viên nào đang dạy được nội dung này.",),
        "Thảo luận 2": ("Buổi thứ 5: 2 ngày chỉ có 4 buổi.",),
        "Bế giảng": ("Buổi thứ 6: 2 ngày chỉ có 4 buổi.",),
    }


def test_the_page_moves_a_line_without_javascript_and_answers_a_drop_with_the_lines_alone(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    version = draft()
    address = reverse("curriculum:move", args=[version.pk])

    stepped = client.post(address, {"line": line_of(version, "Chuyên đề 2"), "step": "up"})
    after_a_step = titles(version)
    dropped = client.post(
        address,
        {"line": line_of(version, "Chuyên đề 3"), "before": line_of(version, "Chuyên đề 2")},
        headers={"HX-Request": "true"},
    )
    undone = client.post(reverse("curriculum:undo", args=[version.pk]))

    assert stepped.status_code == 302
    assert after_a_step[1:3] == ["Chuyên đề 2", "Chuyên đề 1"]
    assert dropped.content.decode().lstrip().startswith('<div id="programme"')
    assert "chuyển “Chuyên đề 3”" in dropped.content.decode()
    assert undone.status_code == 302
    assert titles(version) == after_a_step


def test_lines_are_added_changed_and_taken_out_by_forms(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    lecturer = make_lecturer()
    version = draft()
    block = version.blocks.get(ordinal=1)
    typed = {"kind": "visit", "block": str(block.pk), "title": "Đi thực tế tại phường", "minutes": "120"}

    client.post(reverse("curriculum:add_item", args=[version.pk]), typed | {"lecturers": [str(lecturer.pk)]})
    visit = named(version, "Đi thực tế tại phường")
    shown = client.get(reverse("curriculum:item", args=[visit.pk])).context["form"].initial
    client.post(reverse("curriculum:item", args=[visit.pk]), typed | {"minutes": "90"})
    client.post(reverse("curriculum:block", args=[block.pk]), {"title": "Khối A"})
    client.post(reverse("curriculum:frame", args=[version.pk]), {"days": "5"})
    client.post(reverse("curriculum:remove", args=[version.pk]), {"line": line_of(version, "Chuyên đề 1")})
    page = client.get(reverse("curriculum:version", args=[version.pk])).content.decode()

    visit.refresh_from_db()
    version.refresh_from_db()
    assert (shown["minutes"], list(shown["lecturers"])) == (120, [lecturer])
    assert (visit.minutes, visit.lecturers.count()) == (90, 0)
    assert (version.days, version.block_order) == (5, False)
    assert "Chuyên đề 1" not in titles(version)
    assert "Khối A" in page
    assert "7/10 buổi" in page


@pytest.mark.parametrize("blocks", [(3,), (10, 10, 10)])
def test_the_page_costs_the_same_for_three_lines_and_for_thirty(
    client: Client, blocks: tuple[int, ...], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # The clock of a rehearsal asks the database, the machine's does not.
    clock.use(None)
    sign_in(client, Role.OFFICE)
    version = draft(*blocks, lecturers=(make_lecturer(), make_lecturer()))
    client.get(reverse("curriculum:version", args=[version.pk]))

    with django_assert_num_queries(21):
        assert client.get(reverse("curriculum:version", args=[version.pk])).status_code == 200


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """A version as lines: an opening, blocks with their items, a closing."""
    found, item = ["i900"], 0
    for block in range(draw(st.integers(1, 4))):
        size = draw(st.integers(0, 4))
        found += [f"b{block}", *(f"i{number}" for number in range(item, item + size))]
        item += size
    return [*found, "i901"]


@given(lines=lines(), data=st.data())
def test_a_move_loses_no_line_and_leaves_no_lesson_above_the_first_block(lines: list[str], data: st.DataObject) -> None:
    movable = [line for line in lines if line not in {"i900", "i901"}]
    line, before = data.draw(st.sampled_from(movable)), data.draw(st.sampled_from(["", *lines]))

    moved = moved_line(lines, line, before)

    assert sorted(moved) == sorted(lines)
    assert next(one for one in moved if one != "i900").startswith("b")
    assert [one for one in moved if one != line] == [one for one in lines if one != line] or line.startswith("b")


@given(lines=lines(), data=st.data())
def test_a_step_down_is_taken_back_by_a_step_up(lines: list[str], data: st.DataObject) -> None:
    items = [line for line in lines if line.startswith("i") and line not in {"i900", "i901"}]
    if not items:
        return
    line = data.draw(st.sampled_from(items))

    down = moved_line(lines, line, neighbour_after_a_step(lines, line, up=False))
    up = moved_line(down, line, neighbour_after_a_step(down, line, up=True))

    assert up == lines
