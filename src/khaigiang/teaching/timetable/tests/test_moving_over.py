"""Classes that are not decided yet let follow another version of their programme (E2)."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.errors import ItemInATimetable
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.curriculum.services import new_version, remove_line, save_block, save_item
from khaigiang.teaching.curriculum.services.editing import ItemValues
from khaigiang.teaching.curriculum.tests.makers import make_approval, make_version
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import (
    ClassesMovedSince,
    NoClassesToMove,
    NotMovable,
    VersionNotApproved,
)
from khaigiang.teaching.timetable.models import MoveOver
from khaigiang.teaching.timetable.queries.moving_over import movable_classes, moves_of
from khaigiang.teaching.timetable.services import move_classes_over, remove_session, undo_move_over
from khaigiang.teaching.timetable.services.arranging import sessions_of
from khaigiang.teaching.timetable.tests.makers import MONDAY, fill, make_session

pytestmark = pytest.mark.django_db
AT = datetime(2023, 2, 20, 1, 0, tzinfo=UTC)


def new_version_of(old: ProgrammeVersion) -> ProgrammeVersion:
    """The next version: topic 1 dropped, a visit added at the end of the block; approved."""
    version = new_version(old.programme, days=old.days, like=old, by=make_user(), at=AT)
    remove_line(version, version.items.get(title="Chuyên đề 1"), by=make_user(), at=AT)
    visit = ItemValues(
        kind="visit", title="Đi thực tế", block=version.blocks.get(), minutes=None, shares_half_day=False,
        lecturers=(), after=(),
    )  # fmt: skip
    save_item(version, None, **visit, by=make_user(), at=AT)
    version.refresh_from_db()
    version.approved_by = make_approval()
    version.approved_on = version.approved_by.issued_on
    version.save()
    return version


def titles(training_class: TrainingClass) -> list[str]:
    return [session.item.title for session in sessions_of([training_class.pk])]


def test_sessions_of_items_that_the_version_holds_stay_and_the_move_is_undone() -> None:
    training_class = make_class(version=make_version(blocks=(2,)))
    fill(training_class)
    rows = {session.item.title: session.pk for session in sessions_of([training_class.pk])}
    before = [Draft.of(session) for session in sessions_of([training_class.pk])]
    version = new_version_of(training_class.version)

    move = move_classes_over(version, [training_class.pk], by=make_user(), at=AT)
    training_class.refresh_from_db()
    moved = sessions_of([training_class.pk])
    undo_move_over(move, by=make_user(), at=AT)

    assert training_class.version == version
    assert [session.item.title for session in moved] == ["Khai giảng", "Chuyên đề 2", "Thảo luận 1", "Bế giảng"]
    assert all(session.item.version_id == version.pk for session in moved)
    assert [session.pk for session in moved] == [rows[session.item.title] for session in moved]
    training_class.refresh_from_db()
    assert training_class.version != version
    assert [Draft.of(session) for session in sessions_of([training_class.pk])] == before


def test_what_a_move_does_is_shown_before_it_is_done(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    training_class = make_class(version=make_version(blocks=(2,)))
    fill(training_class)
    decided = make_class(version=training_class.version, state=ClassState.OPEN)
    version = new_version_of(training_class.version)
    address = reverse("timetable:move_over", args=[version.pk])

    (row,) = client.get(address).context["rows"]
    empty = client.post(address, {})
    client.post(address, {"classes": [str(training_class.pk)]})
    page = client.get(address).content.decode()
    client.post(reverse("timetable:undo_move_over", args=[MoveOver.objects.get().pk]))

    assert (row.name, row.kept, row.dropped, row.missing) == (
        training_class.name, 4, ("Chuyên đề 1",), ("Đi thực tế",),
    )  # fmt: skip
    assert decided not in movable_classes(version)
    assert empty.status_code == 200
    assert "1 lớp đã chuyển" in page
    training_class.refresh_from_db()
    assert training_class.version != version


def test_what_cannot_be_moved_is_refused_and_nothing_changes() -> None:
    training_class = make_class(version=make_version(blocks=(2,)))
    fill(training_class)
    before = titles(training_class)
    version = new_version_of(training_class.version)
    decided = make_class(version=training_class.version, state=ClassState.OPEN)
    draft = new_version(version.programme, days=9, like=version, by=make_user(), at=AT)

    for target, classes, refusal in (
        (version, [], NoClassesToMove),
        (draft, [training_class.pk], VersionNotApproved),
        (version, [training_class.pk, decided.pk], NotMovable),
    ):
        with pytest.raises(refusal):
            move_classes_over(target, classes, by=make_user(), at=AT)

    assert titles(training_class) == before
    assert not MoveOver.objects.exists()


def test_a_move_is_not_undone_once_the_timetable_changed() -> None:
    training_class = make_class(version=make_version(blocks=(2,)))
    fill(training_class)
    move = move_classes_over(new_version_of(training_class.version), [training_class.pk], by=make_user(), at=AT)
    remove_session(sessions_of([training_class.pk])[0], by=make_user(), at=AT)

    with pytest.raises(ClassesMovedSince):
        undo_move_over(move, by=make_user(), at=AT)


def test_a_line_that_a_timetable_holds_is_not_taken_out() -> None:
    draft = make_version(blocks=(2,), is_approved=False)
    training_class = make_class(version=draft)
    item = draft.items.get(title="Chuyên đề 1")
    make_session(training_class, item=item, on=MONDAY, half_day=HalfDay.MORNING)

    with pytest.raises(ItemInATimetable):
        remove_line(draft, item, by=make_user(), at=AT)

    save_block(draft, None, title="Khối mới", by=make_user(), at=AT)
    assert draft.items.filter(pk=item.pk).exists()


@pytest.mark.parametrize("count", [1, 4])
def test_the_preview_costs_the_same_however_many_classes(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    old = make_version(blocks=(2,))
    for _ in range(count):
        fill(make_class(version=old))
    version = new_version_of(old)
    classes = list(movable_classes(version))

    with django_assert_num_queries(5):  # items here and there, items in order, sessions, days
        assert len(moves_of(version, classes)) == count
