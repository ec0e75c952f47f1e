from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.registry.units.tests.makers import make_office
from khaigiang.teaching.venues.errors import ClosureEndsBeforeItBegins, HallNameTaken
from khaigiang.teaching.venues.models import Hall, HallClosure
from khaigiang.teaching.venues.services import add_hall_closure, remove_hall_closure, save_hall
from khaigiang.teaching.venues.tests.makers import make_closure, make_hall

pytestmark = pytest.mark.django_db
AT = datetime(2023, 2, 20, 1, 0, tzinfo=UTC)


def test_a_name_stands_once_in_a_school() -> None:
    school = make_office()
    make_hall("Hội trường A", office=school)

    with pytest.raises(HallNameTaken, match="Hội trường A"):
        save_hall(None, office=school, name="Hội trường  A", capacity=100, by=make_user(), at=AT)


def test_two_schools_may_use_one_name() -> None:
    make_hall("Hội trường A")

    save_hall(None, office=make_office(), name="Hội trường A", capacity=100, by=make_user(), at=AT)

    assert Hall.objects.filter(name="Hội trường A").count() == 2


def test_saving_leaves_one_audit_entry_with_what_was_before() -> None:
    hall = make_hall("Hội trường A", capacity=130)

    save_hall(hall, office=hall.office, name="Hội trường A", capacity=150, by=make_user(), at=AT)

    entry = Entry.objects.get()
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.act, entry.before["capacity"], entry.after["capacity"]) == ("save_hall", 130, 150)


@pytest.mark.parametrize(
    ("row", "constraint"),
    [("name", "hall_name_once_per_school"), ("seats", "hall_has_seats")],
)
def test_the_database_refuses_a_second_name_and_a_hall_without_seats(row: str, constraint: str) -> None:
    hall = make_hall("Hội trường A")

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        make_hall("Hội trường A" if row == "name" else "B", office=hall.office, capacity=5 if row == "name" else 0)

    assert constraint in str(refusal.value) or "venues_hall.office_id, venues_hall.name" in str(refusal.value)


def test_a_closure_is_noted_and_taken_back() -> None:
    hall = make_hall()

    closure = add_hall_closure(
        hall,
        first_day=date(2023, 4, 3),
        last_day=date(2023, 4, 4),
        reason="Hội nghị",
        by=make_user(),
        at=AT,
    )
    remove_hall_closure(closure, by=make_user(), at=AT)

    assert not HallClosure.objects.exists()
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["add_hall_closure", "remove_hall_closure"]


def test_a_closure_does_not_end_before_it_begins() -> None:
    with pytest.raises(ClosureEndsBeforeItBegins):
        add_hall_closure(
            make_hall(),
            first_day=date(2023, 4, 4),
            last_day=date(2023, 4, 3),
            reason="x",
            by=make_user(),
            at=AT,
        )


def test_the_database_refuses_a_closure_that_ends_before_it_begins() -> None:
    with pytest.raises(IntegrityError, match="hall_closure_ends_after_it_begins"), transaction.atomic():
        make_closure(make_hall(), date(2023, 4, 4), date(2023, 4, 3))
