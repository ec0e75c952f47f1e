from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_actor, sign_in
from khaigiang.registry.units.tests.makers import make_office
from khaigiang.teaching.curriculum.access import visible_programmes
from khaigiang.teaching.curriculum.models import Programme, ProgrammeVersion
from khaigiang.teaching.curriculum.queries import outline_of, programme_rows, version_page
from khaigiang.teaching.curriculum.services import new_version
from khaigiang.teaching.curriculum.tests.makers import make_approval, make_programme, make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = pytest.mark.django_db
AT = datetime(2023, 3, 6, 2, 0, tzinfo=UTC)


def typed_blocks(*blocks: tuple[str, str], discussions: bool = True) -> dict[str, str]:
    data = {"block-TOTAL_FORMS": str(len(blocks)), "block-INITIAL_FORMS": "0"}
    for place, (title, topics) in enumerate(blocks):
        data |= {f"block-{place}-title": title, f"block-{place}-topics": topics}
        if discussions:
            data[f"block-{place}-has_discussion"] = "on"
    return data


def test_a_programme_is_begun_and_typed_from_an_empty_database(client: Client) -> None:
    sign_in(client, Role.OFFICE)

    client.post(reverse("curriculum:new"), {"title": "Bồi dưỡng phó bí thư"})
    programme = Programme.objects.get()
    client.post(reverse("curriculum:new_version", args=[programme.pk]), {"days": "3"})
    version = ProgrammeVersion.objects.get()
    data = typed_blocks(("Lý luận", "1. Chuyên đề A\n2. Chuyên đề B"), ("Kỹ năng", "Chuyên đề C"), ("", ""))
    response = client.post(
        reverse("curriculum:outline", args=[version.pk]),
        data | {"days": "4", "has_opening": "on", "has_closing": "on"},
        follow=True,
    )

    assert response.status_code == 200
    titles = list(version.items.order_by("ordinal").values_list("title", flat=True))
    assert titles == [
        "Khai giảng khóa học",
        "Chuyên đề A",
        "Chuyên đề B",
        "Thảo luận 1: Lý luận",
        "Chuyên đề C",
        "Thảo luận 2: Kỹ năng",
        "Tổng kết, bế giảng khóa học",
    ]
    version.refresh_from_db()
    assert version.days == 4


def test_an_empty_version_offers_three_blocks_and_a_filled_one_more(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    empty = make_version(blocks=(), with_ceremonies=False, days=1, is_approved=False)
    filled = make_version(blocks=(2, 1), is_approved=False)

    offered = [
        len(client.get(reverse("curriculum:outline", args=[version.pk])).context["forms"].blocks)
        for version in (empty, filled)
    ]

    assert offered == [3, 3]  # three empty ones, or two and a new one


def test_saving_the_page_as_it_is_shown_changes_nothing(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    version = make_version(blocks=(2, 1), is_approved=False)
    before = outline_of(version)
    shown = client.get(reverse("curriculum:outline", args=[version.pk])).context["forms"]
    data = {"block-TOTAL_FORMS": "3", "block-INITIAL_FORMS": "3", "days": str(version.days)}
    data |= dict.fromkeys(("has_opening", "has_closing"), "on")
    for form in shown.blocks:
        data |= {form.add_prefix(name): str(value) for name, value in form.initial.items() if value}

    client.post(reverse("curriculum:outline", args=[version.pk]), data)

    assert outline_of(version) == before


def test_a_block_without_a_title_is_told_and_the_typed_text_stays(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    version = make_version(is_approved=False)

    response = client.post(
        reverse("curriculum:outline", args=[version.pk]),
        typed_blocks(("", "Chuyên đề A")) | {"days": "4"},
    )

    assert response.status_code == 422
    assert "Khối 1 có chuyên đề nhưng chưa có tên" in response.content.decode()
    assert "Chuyên đề A" in response.content.decode()


def test_an_approved_version_is_not_offered_for_typing(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    version = make_version()

    content = client.get(reverse("curriculum:outline", args=[version.pk])).content.decode()

    assert "Phiên bản này đã được phê duyệt" in content
    assert "<textarea" not in content


def test_the_office_says_who_may_teach(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    tam, hoa = make_lecturer("Lý Thanh Tâm"), make_lecturer("Bùi Xuân Hòa")
    version = make_version(blocks=(2,), lecturers=[tam])
    first, second = version.items.filter(kind="topic").order_by("ordinal")

    client.post(
        reverse("curriculum:who_teaches", args=[version.pk]),
        {f"item-{first.pk}": [str(hoa.pk), str(tam.pk)], f"item-{second.pk}": []},
    )

    assert set(first.lecturers.all()) == {tam, hoa}
    assert not second.lecturers.exists()


def test_what_a_timetable_keeps_of_a_topic_is_chosen_and_copied_into_the_next_version(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    hall = make_hall()
    hall.features = ["máy tính"]
    hall.save()
    version = make_version(blocks=(3,), days=4)
    first, second, third = version.items.filter(kind="topic").order_by("ordinal")
    address = reverse("curriculum:who_teaches", args=[version.pk])
    typed = {f"needs-{first.pk}": ["máy tính"], f"day-{second.pk}": "3", f"same-{second.pk}": "on"}

    refused = client.post(address, typed | {f"day-{first.pk}": "5"})
    client.post(address, typed)
    copy = new_version(version.programme, days=4, like=version, by=make_user(), at=AT)

    assert refused.status_code == 422
    assert "không thể chờ đến ngày thứ 5" in refused.content.decode()
    for one in (version, copy):
        kept = one.items.filter(kind="topic").order_by("ordinal")
        assert list(kept.values_list("needs", "not_before_day", "with_previous")) == [
            (["máy tính"], 1, False),
            ([], 3, True),
            ([], 1, False),
        ]
    assert client.post(address, typed | {f"same-{third.pk}": "on"}).status_code == 422


def test_a_lecturer_who_left_stays_ticked_where_they_may_teach(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    left, never = make_lecturer("Đã nghỉ", is_active=False), make_lecturer("Chưa từng", is_active=False)
    version = make_version(blocks=(1,), lecturers=[left])

    content = client.get(reverse("curriculum:who_teaches", args=[version.pk])).content.decode()

    assert "Đã nghỉ" in content
    assert str(never) not in content


def test_approval_is_entered_and_withdrawn(client: Client) -> None:
    sign_in(client, Role.OFFICE, office=make_office())
    version, document = make_version(is_approved=False), make_approval()

    client.post(reverse("curriculum:approve", args=[version.pk]), {"document": str(document.pk)})
    version.refresh_from_db()
    approved = version.is_approved
    client.post(reverse("curriculum:withdraw_approval", args=[version.pk]), {"reason": "Nhầm"})

    version.refresh_from_db()
    assert (approved, version.is_approved) == (True, False)


def test_the_version_page_warns_of_topics_nobody_may_teach_and_of_a_grid_that_does_not_fit(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    version = make_version(blocks=(3,), days=2)

    content = client.get(reverse("curriculum:version", args=[version.pk])).content.decode()

    assert "3 chuyên đề chưa có giảng viên" in content
    assert "Nội dung không vừa số ngày" in content


def test_sums_of_a_version() -> None:
    shown = version_page(make_version(blocks=(5, 5, 7), days=11, lecturers=[make_lecturer()]))

    assert shown.counts == {"opening": 1, "topic": 17, "discussion": 3, "visit": 0, "test": 0, "closing": 1}
    assert (shown.half_days, shown.half_days_left, shown.without_lecturer) == (22, 0, [])
    assert [block.title for block in shown.blocks] == ["", "Khối 1", "Khối 2", "Khối 3", ""]


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_however_many_programmes(
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        make_version()

    with django_assert_num_queries(2):  # programmes, versions with their counts
        assert len(programme_rows(Programme.objects.all())) == count


@pytest.mark.parametrize("blocks", [(1,), (5, 5, 7)])
def test_a_version_costs_the_same_however_many_topics(
    blocks: tuple[int, ...],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    version = make_version(blocks=blocks, lecturers=[make_lecturer(), make_lecturer()])

    with django_assert_num_queries(
        6
    ):  # items with their blocks, lecturers, what they come after, blocks, schools, hours
        version_page(version)


def test_only_those_who_plan_teach_and_account_see_programmes(client: Client) -> None:
    programme = make_programme()

    for role in (Role.OFFICE, Role.LECTURER, Role.TEACHER, Role.AUDITOR):
        assert list(visible_programmes(make_actor(role))) == [programme]
    sign_in(client, Role.TRAINEE)
    assert client.get(reverse("curriculum:programme", args=[programme.pk])).status_code == 404


def test_a_version_is_copied(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    old = make_version()

    client.post(reverse("curriculum:copy_version", args=[old.pk]), {"days": "5"})

    assert sorted(old.programme.versions.values_list("number", "days")) == [(1, old.days), (2, 5)]


def test_a_title_is_corrected(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    programme = make_programme("Bồi dững")

    client.post(reverse("curriculum:edit", args=[programme.pk]), {"title": "Bồi dưỡng"})

    programme.refresh_from_db()
    assert programme.title == "Bồi dưỡng"
