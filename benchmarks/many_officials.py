"""100,000 officials with a post each, some of them twice, and one search among them: run inside the product's shell."""

import json
import random
import sys
import time
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from khaigiang.ground.web import clock
from khaigiang.registry.duplicates.models import LikelyPair
from khaigiang.registry.duplicates.services import find_duplicates
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.units.models import Level, Unit
from khaigiang.vietnamese.names import fold, sort_key

PEOPLE: Final = 100_000
TWICE: Final = 500
# As common as they are: two in five bear the first family name.
FAMILIES: Final = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý"]
SHARES: Final = (39, 12, 10, 8, 6, 5, 4, 4, 4, 3, 3, 2)
MIDDLES: Final = [
    "Văn",
    "Thị",
    "Đức",
    "Minh",
    "Ngọc",
    "Thanh",
    "Hữu",
    "Quang",
    "Thu",
    "Xuân",
    "Hồng",
    "Anh",
    "Kim",
    "Bích",
    "Đình",
    "Công",
    "Tuấn",
    "Mạnh",
]
GIVEN: Final = [
    "An",
    "Anh",
    "Bình",
    "Chi",
    "Cường",
    "Dung",
    "Dũng",
    "Giang",
    "Hà",
    "Hải",
    "Hạnh",
    "Hằng",
    "Hiền",
    "Hoa",
    "Hòa",
    "Hùng",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Minh",
    "Nam",
    "Nga",
    "Phong",
    "Phương",
    "Quân",
    "Sơn",
    "Tâm",
    "Thảo",
    "Thắng",
    "Thu",
    "Trang",
    "Tuấn",
    "Vân",
    "Yến",
]
FIRST_BIRTH: Final = date(1963, 1, 1)
DAYS_OF_BIRTHS: Final = 36 * 365
SINCE: Final = date(2020, 7, 1)


def main() -> None:
    """Make them, search them, and say in JSON how long it took and whether the planted ones were found."""
    twice = make_people()
    started = time.perf_counter()
    scan = find_duplicates(by=None, at=clock.now())
    seconds = time.perf_counter() - started
    found = set(LikelyPair.objects.values_list("first", "second"))
    told = {
        "people": scan.people,
        "found": scan.found,
        "seconds": seconds,
        "planted": len(twice),
        "planted_found": len(found & twice),
    }
    sys.stdout.write(json.dumps(told))


@transaction.atomic
def make_people() -> set[tuple[int, int]]:
    """Everybody, and the pairs of records that are of one person."""
    chance = random.Random(2023)  # noqa: S311  the same people in every run
    people = [_person(chance, place) for place in range(PEOPLE - TWICE)]
    originals = chance.sample(people, TWICE)
    again = [_again(chance, person) for person in originals]
    made = Official.objects.bulk_create([*people, *again], batch_size=1000)
    units = list(Unit.objects.on(SINCE).filter(level=Level.COMMUNE))
    posts = Post.objects.bulk_create(
        Post(title=f"Chức danh {place}", short_title=f"CD {place}", unit_level=Level.COMMUNE)
        for place in range(PEOPLE // len(units) + 1)
    )
    Appointment.objects.bulk_create(
        (
            Appointment(
                official=person, post=posts[place // len(units)], unit=units[place % len(units)], valid_from=SINCE
            )
            for place, person in enumerate(made)
        ),
        batch_size=1000,
    )
    return {(one.pk, other.pk) for one, other in zip(originals, again, strict=True)}


def _person(chance: random.Random, place: int) -> Official:
    name = f"{chance.choices(FAMILIES, SHARES)[0]} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}"
    return _official(name, str(FIRST_BIRTH + timedelta(days=chance.randrange(DAYS_OF_BIRTHS))), f"09{place:08d}")


def _again(chance: random.Random, person: Official) -> Official:
    """The same person in another list: no telephone, now and then without tone marks."""
    name = person.folded.title() if chance.random() < 1 / 2 else person.full_name
    return _official(name, person.born_on)


def _official(name: str, born_on: str, phone: str = "") -> Official:
    return Official(
        full_name=name, sort_key=sort_key(name), folded=fold(name), gender="F", born_on=born_on, phone=phone
    )
