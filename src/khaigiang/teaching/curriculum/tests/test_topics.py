"""Topics through all versions: duties, cases, sources of change, materials, the yearly review (E1)."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.tests.makers import make_office
from khaigiang.teaching.curriculum.models import ChangeSource, Topic
from khaigiang.teaching.curriculum.outline import BlockOutline, Line, Outline
from khaigiang.teaching.curriculum.queries import due_for_review
from khaigiang.teaching.curriculum.rules import months_before
from khaigiang.teaching.curriculum.services import new_version, note_source, review_topic, save_programme, set_items
from khaigiang.teaching.curriculum.tests.makers import make_approval

pytestmark = pytest.mark.django_db
AT = datetime(2023, 3, 6, 2, 0, tzinfo=UTC)


def two_topics() -> tuple[Topic, Topic]:
    """The topics of the only version of a programme."""
    by = make_user()
    version = new_version(save_programme(None, title="Bồi dưỡng", by=by, at=AT), days=2, by=by, at=AT)
    block = BlockOutline(title="Khối I", topics=(Line(title="Đối thoại với dân"), Line(title="Điểm nóng")))
    set_items(version, Outline(blocks=(block,)), by=by, at=AT)
    first, second = (item.topic for item in version.items.select_related("topic").order_by("ordinal"))
    assert first is not None
    assert second is not None
    return first, second


def test_a_topic_stays_the_same_through_versions_and_when_it_is_typed_again() -> None:
    first, _second = two_topics()
    old = first.programme.versions.get()

    new = new_version(first.programme, days=3, like=old, by=make_user(), at=AT)
    block = BlockOutline(title="Khối I", topics=(Line(title="Điểm nóng"), Line(title="Đối thoại với dân")))
    set_items(new, Outline(blocks=(block,)), by=make_user(), at=AT)

    assert [item.version.number for item in first.items.select_related("version").order_by("pk")] == [1, 2]
    assert Topic.objects.count() == 2


def test_the_office_keeps_duties_and_cases_of_a_topic_on_its_page(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    first, _second = two_topics()
    case = {"title": "Khiếu kiện đất đai", "situation": "Mười hộ dân kéo đến trụ sở.", "used_in": "Lớp 1"}

    client.post(reverse("curriculum:topic", args=[first.pk]), {"duties": "Tiếp dân\n  Đối thoại  \nTiếp dân"})
    client.post(reverse("curriculum:add_case", args=[first.pk]), case)
    twice = client.post(reverse("curriculum:add_case", args=[first.pk]), case)
    kept = first.cases.get()
    client.post(reverse("curriculum:case", args=[kept.pk]), case | {"questions": "Ai tiếp trước?", "since": "1/2/2023"})
    page = client.get(reverse("curriculum:topic", args=[first.pk])).content.decode()
    kept.refresh_from_db()
    client.post(reverse("curriculum:case", args=[kept.pk]), {"remove": "1"})

    first.refresh_from_db()
    assert first.duties == ["Tiếp dân", "Đối thoại"]
    assert twice.status_code == 422
    assert "đã có tình huống “Khiếu kiện đất đai”" in twice.content.decode()
    assert (kept.questions, kept.since) == ("Ai tiếp trước?", date(2023, 2, 1))
    assert "Mười hộ dân kéo đến trụ sở." in page
    assert not first.cases.exists()


def test_what_changes_a_topic_is_a_document_or_words(client: Client) -> None:
    sign_in(client, Role.OFFICE, office=make_office())
    first, _second = two_topics()
    document, address = make_approval(), reverse("curriculum:note_source", args=[first.pk])

    empty = client.post(address, {"note": " "})
    client.post(address, {"document": str(document.pk)})
    client.post(address, {"note": "Khảo sát: cần thêm tình huống"})

    assert "Hãy chọn một văn bản, hoặc ghi điều thay đổi" in empty.content.decode()
    assert [str(source) for source in first.sources.order_by("pk")] == [
        str(document),
        "Khảo sát: cần thêm tình huống",
    ]
    with pytest.raises(IntegrityError, match="source_is_a_document_or_words"), transaction.atomic():
        ChangeSource.objects.create(topic=first, noted_on=date(2023, 3, 6), noted_by=make_user())


def test_a_new_file_of_a_material_leaves_the_old_one_where_it_is(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    first, _second = two_topics()
    address = reverse("curriculum:add_material", args=[first.pk])

    for name, content in (("bai-giang.pdf", b"old"), ("bai-giang-2.pdf", b"new")):
        file = SimpleUploadedFile(name, content, content_type="application/pdf")
        client.post(address, {"title": "Bài giảng", "file": file})
    old, new = first.materials.get().versions.order_by("number")
    page = client.get(reverse("curriculum:topic", args=[first.pk])).content.decode()
    answers = [client.get(reverse("curriculum:material_file", args=[one.pk])).content for one in (old, new)]

    assert answers == [b"old", b"new"]
    assert page.index("bai-giang-2.pdf") < page.index("đang sử dụng") < page.index("bai-giang.pdf")


def test_topics_never_reviewed_or_longer_ago_than_typed_are_due_the_oldest_first(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    first, second = two_topics()
    review_topic(first, by=make_user(), at=datetime(2022, 3, 5, 2, 0, tzinfo=UTC))
    note_source(first, document=None, note="Nghị quyết mới", by=make_user(), at=AT)

    due = due_for_review(Topic.objects.all(), months=12, on=date(2023, 3, 6))
    fewer = due_for_review(Topic.objects.all(), months=13, on=date(2023, 3, 6))
    answer = client.post(reverse("curriculum:review", args=[second.pk]), {"list": "1"}, follow=True)

    assert [(row.title, row.noted_since) for row in due] == [("Điểm nóng", 0), ("Đối thoại với dân", 1)]
    assert [row.title for row in fewer] == ["Điểm nóng"]
    assert "Điểm nóng" not in [row.title for row in answer.context["rows"]]


def test_a_topic_that_the_newest_version_dropped_is_not_due() -> None:
    first, _second = two_topics()
    new = new_version(first.programme, days=1, by=make_user(), at=AT)
    block = BlockOutline(title="Khối I", topics=(Line(title="Điểm nóng"),))
    set_items(new, Outline(blocks=(block,)), by=make_user(), at=AT)

    due = due_for_review(Topic.objects.all(), months=12, on=date(2023, 3, 6))

    assert [row.title for row in due] == ["Điểm nóng"]


@pytest.mark.parametrize("count", [1, 5])
def test_the_review_list_costs_the_same_however_many_topics(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        two_topics()

    with django_assert_num_queries(2):  # topics with their programmes, sources
        assert len(due_for_review(Topic.objects.all(), months=12, on=date(2023, 3, 6))) == 2 * count


@given(on=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(1, 120))
def test_months_before_is_a_day_that_many_months_ago(on: date, months: int) -> None:
    found = months_before(on, months)

    assert (on.year - found.year) * 12 + on.month - found.month == months
    assert found.day <= on.day
