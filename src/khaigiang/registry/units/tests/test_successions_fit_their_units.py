from datetime import date

import pytest
from django.db import IntegrityError, transaction

from khaigiang.registry.units.models import Unit, UnitKind
from khaigiang.registry.units.tests.makers import make_city, make_commune, make_succession, make_unit

pytestmark = pytest.mark.django_db

DAY = date(2025, 7, 1)


def new_ward(short_name: str, *, valid_until: date | None = None) -> Unit:
    return make_unit(short_name, UnitKind.WARD, parent=make_city(), valid_from=DAY, valid_until=valid_until)


@pytest.mark.parametrize("effective_on", [date(2025, 6, 30), date(2025, 7, 2)])
def test_succession_begins_where_its_predecessor_ends(effective_on: date) -> None:
    old, new = make_commune("Phúc Xá"), make_unit("Hồng Hà", valid_from=date(2025, 1, 1))

    with pytest.raises(IntegrityError, match="succession_begins_where_its_predecessor_ends"), transaction.atomic():
        make_succession(old, new, effective_on=effective_on)

    assert make_succession(old, new, effective_on=DAY).pk


@pytest.mark.parametrize(
    ("valid_from", "valid_until"),
    [(date(2025, 7, 2), None), (date(2020, 3, 1), DAY)],
)
def test_succession_leads_to_a_unit_of_its_day(valid_from: date, valid_until: date | None) -> None:
    old = make_commune("Phúc Xá")
    new = make_unit("Hồng Hà", valid_from=valid_from, valid_until=valid_until)

    with pytest.raises(IntegrityError, match="succession_leads_to_a_unit_of_its_day"), transaction.atomic():
        make_succession(old, new)


def test_successions_never_go_round() -> None:
    first, second = make_commune("Phúc Xá"), new_ward("Hồng Hà", valid_until=date(2030, 1, 1))
    make_succession(first, second)

    for effective_on in (DAY, date(2030, 1, 1)):
        with pytest.raises(IntegrityError, match="succession_"), transaction.atomic():
            make_succession(second, first, effective_on=effective_on)


def test_a_unit_with_successions_keeps_its_days() -> None:
    old, new = make_commune("Phúc Xá"), new_ward("Hồng Hà")
    make_succession(old, new)

    with pytest.raises(IntegrityError, match="succession_begins_where_its_predecessor_ends"), transaction.atomic():
        Unit.objects.filter(pk=old.pk).update(valid_until=None)
    with pytest.raises(IntegrityError, match="succession_leads_to_a_unit_of_its_day"), transaction.atomic():
        Unit.objects.filter(pk=new.pk).update(valid_from=date(2025, 7, 2))
    assert Unit.objects.filter(pk=new.pk).update(valid_until=date(2030, 1, 1)) == 1
