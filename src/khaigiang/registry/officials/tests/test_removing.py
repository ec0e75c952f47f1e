"""Nothing is lost by a click: officials, posts held and posts are removed, taken back, and later deleted for good."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import Q

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.removal.errors import (
    AlreadyRemoved,
    NothingToTakeBack,
    RestsOnRemoved,
    SomethingRestsOn,
    TooLate,
)
from khaigiang.ground.removal.hanging import ties_to, words_for
from khaigiang.ground.removal.kinds import kinds
from khaigiang.ground.removal.models import Removable
from khaigiang.ground.removal.queries import hanging_on, removed
from khaigiang.ground.removal.services import erase_removed, remove, take_back
from khaigiang.ground.web import clock
from khaigiang.registry.officials import access
from khaigiang.registry.officials.errors import PostIsHeld, PostTitleTaken
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.officials.queries import holders, official_rows, posts, search_officials
from khaigiang.registry.officials.services import save_post
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.models import Level
from khaigiang.registry.units.tests.acting import someone
from khaigiang.registry.units.tests.makers import make_commune

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)
TODAY = date(2023, 3, 1)
LAST_DAY = AT + timedelta(days=30)
TOO_LATE = AT + timedelta(days=31)
MISTAKE = "nhập nhầm"


def away(row: Removable, *, by: User | None = None, at: datetime = AT) -> None:
    remove(row, because=MISTAKE, by=by or make_user(), at=at)


def back(row: Removable, *, at: datetime = AT) -> None:
    take_back(row, by=make_user(), at=at)


def found(text: str = "") -> list[str]:
    return [official.full_name for official in search_officials(Official.objects.all(), text=text, on=TODAY)]


def test_a_removed_official_is_in_no_list_search_or_count_and_comes_back_with_all_posts() -> None:
    held = make_appointment(make_official("Nguyễn Văn An"))
    earlier = make_appointment(held.official, valid_from=date(2015, 1, 1), valid_until=date(2018, 1, 1))

    away(held.official)

    assert found() == []
    assert found("an") == []
    assert [row.is_vacant for row in holders(held.post, [held.unit], TODAY)] == [True]
    assert [row.holders for row in posts(TODAY)] == [0, 0]
    assert list(held.unit.appointments.all()) == []

    back(Official.with_removed.get())

    assert found("an") == ["Nguyễn Văn An"]
    assert set(Appointment.objects.all()) == {held, earlier}
    assert [post.post for row in official_rows(Official.objects.all(), TODAY) for post in row.posts] == [
        held.post.title
    ]


def test_what_hangs_on_an_official_is_counted_and_led_to_before_anything_is_done() -> None:
    held = make_appointment()
    make_appointment(held.official, valid_until=TODAY)

    (hanging,) = hanging_on(held.official)

    assert (hanging.count, hanging.goes_along) == (2, True)
    assert {row.url for row in hanging.rows} == {f"/officials/{held.official_id}/"}


def test_an_appointment_removed_before_its_official_does_not_come_back_with_them() -> None:
    mistaken, right = make_appointment(), make_appointment()
    Appointment.objects.filter(pk=right.pk).update(official=mistaken.official)
    away(mistaken, at=AT)
    away(mistaken.official, at=AT + timedelta(hours=1))

    with pytest.raises(RestsOnRemoved, match="Nguyễn Văn An"):
        back(mistaken)
    back(mistaken.official)

    assert list(Appointment.objects.all()) == [right]
    back(mistaken)
    assert Appointment.objects.count() == 2


def test_a_removed_appointment_holds_no_place_and_is_not_taken_back_while_somebody_else_has_it() -> None:
    mistaken = make_appointment()
    away(mistaken)
    successor = make_appointment(make_official("Trần Thị Bình"), post=mistaken.post, unit=mistaken.unit)

    with pytest.raises(PostIsHeld, match="Trần Thị Bình"):
        back(mistaken)
    # The database itself refuses it.
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.with_removed.filter(pk=mistaken.pk).update(removed_at=None, removed_by=None, removed_because="")

    away(successor)
    back(mistaken)
    assert list(Appointment.objects.all()) == [mistaken]


def test_an_ended_appointment_comes_back_beside_its_successor() -> None:
    ended = make_appointment(valid_until=TODAY)
    away(ended)
    make_appointment(make_official(), post=ended.post, unit=ended.unit, valid_from=TODAY)

    back(ended)

    assert Appointment.objects.count() == 2


def test_a_post_that_somebody_holds_or_held_is_not_removed_and_says_what_to_do() -> None:
    held = make_appointment(valid_until=TODAY)

    with pytest.raises(SomethingRestsOn, match="Hãy sửa tên chức danh"):
        away(held.post)

    away(held)
    away(held.post)
    assert list(access.posts_to_give(someone("office"))) == []
    with pytest.raises(RestsOnRemoved):
        back(held)


def test_the_title_of_a_removed_post_is_free_until_it_comes_back() -> None:
    post, by = make_post("Phó Bí thư"), make_user()
    away(post)

    save_post(None, title="Phó Bí thư", short_title="PBT", unit_level=Level.COMMUNE, by=by, at=AT)

    with pytest.raises(PostTitleTaken, match="Phó Bí thư"):
        back(post)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.with_removed.filter(pk=post.pk).update(removed_at=None, removed_by=None, removed_because="")


def test_a_row_is_removed_by_somebody_with_a_reason() -> None:
    official = make_official()

    for half in ({"removed_at": AT}, {"removed_because": MISTAKE}, {"removed_at": AT, "removed_by": make_user()}):
        with pytest.raises(IntegrityError, match="official_is_removed_by_somebody_with_a_reason"), transaction.atomic():
            Official.objects.filter(pk=official.pk).update(**half)


def test_it_can_be_taken_back_on_the_thirtieth_day_and_not_on_the_day_after() -> None:
    first, second = make_official("Nguyễn Văn An"), make_official("Trần Văn Bình")
    away(first)
    away(second)

    back(first, at=LAST_DAY)
    with pytest.raises(TooLate, match="31/3/2023"):
        back(second, at=TOO_LATE)


def test_two_people_who_remove_or_take_back_at_once_are_told() -> None:
    official = make_official()
    away(official)

    with pytest.raises(AlreadyRemoved):
        away(official)
    back(official)
    with pytest.raises(NothingToTakeBack):
        back(official)


def test_after_the_time_it_is_deleted_for_good_with_all_that_went_along_and_an_entry_each() -> None:
    gone = make_appointment(make_official("Nguyễn Văn An"))
    make_appointment(make_official("Trần Văn Bình"))
    away(gone.official)

    assert erase_removed(by=None, at=LAST_DAY) == []
    assert len(erase_removed(by=None, at=TOO_LATE)) == 2

    assert [official.full_name for official in Official.with_removed.all()] == ["Trần Văn Bình"]
    assert Appointment.with_removed.count() == 1
    assert Entry.objects.filter(act="erase_removed").count() == 2
    assert erase_removed(by=None, at=TOO_LATE) == []


def test_what_something_still_hangs_on_stays_until_that_has_gone() -> None:
    held = make_appointment()
    away(held, at=TOO_LATE)
    away(held.official, at=AT)

    assert erase_removed(by=None, at=TOO_LATE) == []
    assert len(erase_removed(by=None, at=TOO_LATE + timedelta(days=31))) == 2


def test_the_command_deletes_what_is_overdue() -> None:
    away(make_official(), at=clock.now() - timedelta(days=40))
    away(make_official(), at=clock.now())
    told = StringIO()

    call_command("erase_removed", stderr=told)

    assert told.getvalue() == "1 deleted for good.\n"
    assert Official.with_removed.count() == 1


def test_the_page_tells_once_what_went_with_what() -> None:
    held = make_appointment(make_official("Nguyễn Văn An"))
    away(held.official)

    (row,) = removed(AT, by_kind=[(kind, Q()) for kind in kinds()])

    assert (row.kind, row.subject, row.because, row.until) == (
        "official",
        "Nguyễn Văn An",
        MISTAKE,
        date(2023, 3, 31),
    )
    assert removed(TOO_LATE, by_kind=[(kind, Q()) for kind in kinds()]) == []


def test_one_act_is_one_entry_with_its_reason() -> None:
    held = make_appointment()

    away(held.official)
    back(held.official)

    taken, gone = Entry.objects.order_by("-pk")[:2]
    assert (gone.act, taken.act) == ("remove", "take_back")
    assert gone.after is not None
    assert gone.after["reason"] == MISTAKE


def test_the_unit_of_a_removed_appointment_can_be_counted_without_it() -> None:
    unit = make_commune()
    away(make_appointment(unit=unit))

    assert unit.appointments.count() == 0


def test_everything_that_hangs_on_what_can_be_removed_has_a_name_for_people() -> None:
    models = {tie.model._meta.label for kind in kinds() for tie in ties_to(kind.model)}

    assert len(models) > 10
    assert {model for model in models if words_for(model) == model.rpartition(".")[2]} == set()
