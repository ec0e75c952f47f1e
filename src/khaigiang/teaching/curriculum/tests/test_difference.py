"""What one version of a programme changes (E2)."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.curriculum.models import ProgrammeItem, ProgrammeVersion
from khaigiang.teaching.curriculum.queries.comparing import comparison_of
from khaigiang.teaching.curriculum.services import (
    move_line,
    new_version,
    remove_line,
    save_item,
    set_frame,
)
from khaigiang.teaching.curriculum.services.editing import ItemValues
from khaigiang.teaching.curriculum.services.items import topic_of
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer

pytestmark = pytest.mark.django_db
AT = datetime(2023, 3, 6, 2, 0, tzinfo=UTC)


def approved(*blocks: int) -> ProgrammeVersion:
    """An approved version whose items are topics of its programme."""
    version = make_version(blocks=blocks)
    for item in version.items.all():
        item.topic = topic_of(version, item.kind, item.title)
        item.save()
    return version


def line(version: ProgrammeVersion, title: str) -> ProgrammeItem:
    return version.items.get(title=title)


def test_what_changed_is_told_in_words() -> None:
    by, old = make_user(), approved(2, 1)
    new = new_version(old.programme, days=5, like=old, by=by, at=AT)
    set_frame(new, days=6, block_order=False, by=by, at=AT)
    move_line(new, f"i{line(new, 'Chuyên đề 1').pk}", before=f"i{line(new, 'Thảo luận 2').pk}", by=by, at=AT)
    remove_line(new, line(new, "Thảo luận 1"), by=by, at=AT)
    values = ItemValues(
        kind="topic",
        title="Chuyển đổi số",
        block=new.blocks.get(ordinal=1),
        minutes=None,
        shares_half_day=False,
        lecturers=(),
        after=(),
    )
    save_item(new, None, **values, by=by, at=AT)
    changed = values | {"title": "Chuyên đề 2", "minutes": 90, "lecturers": [make_lecturer("Lý Thanh Tâm")]}
    save_item(new, line(new, "Chuyên đề 2"), **changed, by=by, at=AT)

    new.refresh_from_db()
    assert list(comparison_of(old, new).sentences) == [
        "4 ngày thành 6 ngày",
        "từ nay các khối có thể đan xen",
        "thứ tự thay đổi",
        "Chuyên đề 2 nay là Chuyên đề 1",
        "Chuyên đề 1: cả buổi thành 90 phút",
        "Chuyên đề 1: thêm TS. Lý Thanh Tâm",
        "mới: Chuyên đề 2: “Chuyển đổi số”",
        "Chuyên đề 1 nay là Chuyên đề 4",
        "Chuyên đề 4: chuyển từ “Khối 1” sang “Khối 2”",
        "bỏ: “Thảo luận 1”",
    ]


def test_a_copy_says_the_same_and_a_dropped_item_stands_where_it_stood() -> None:
    old = approved(2)
    new = new_version(old.programme, days=old.days, like=old, by=make_user(), at=AT)
    same = comparison_of(old, new)

    remove_line(new, line(new, "Chuyên đề 1"), by=make_user(), at=AT)
    pairs = comparison_of(old, new).pairs

    assert (same.sentences, any(pair.is_changed for pair in same.pairs)) == ((), False)
    assert [(pair.old and pair.old.title, pair.new and pair.new.title) for pair in pairs] == [
        ("Khai giảng", "Khai giảng"),
        ("Chuyên đề 1", None),
        ("Chuyên đề 2", "Chuyên đề 2"),
        ("Thảo luận 1", "Thảo luận 1"),
        ("Bế giảng", "Bế giảng"),
    ]


def test_the_page_compares_with_the_version_before_and_with_any_other(client: Client) -> None:
    sign_in(client, Role.LECTURER)
    first = approved(1)
    second = new_version(first.programme, days=3, like=first, by=make_user(), at=AT)
    third = new_version(first.programme, days=4, like=second, by=make_user(), at=AT)
    address = reverse("curriculum:difference", args=[third.pk])

    usual, asked = client.get(address), client.get(address, {"with": str(first.pk)})
    alone = client.get(reverse("curriculum:difference", args=[make_version().pk]))

    assert usual.context["shown"].old == second
    assert asked.context["shown"].old == first
    assert "Chương trình mới có phiên bản này" in alone.content.decode()


@pytest.mark.parametrize("blocks", [(2,), (10, 10, 10)])
def test_a_comparison_costs_the_same_however_many_items(
    blocks: tuple[int, ...], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    old = approved(*blocks)
    new = new_version(old.programme, days=9, like=old, by=make_user(), at=AT)

    with django_assert_num_queries(5):  # items and lecturers of each
        comparison_of(old, new)
