"""Searches among 100,000 officials as somebody types, run inside the product's shell; prints JSON."""

import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.many_officials import PEOPLE, make_people
from khaigiang.ground.accounts.models import User
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.officials.queries import official_rows, search_officials
from khaigiang.registry.units.models import Unit
from khaigiang.registry.units.queries import search_units

DAY: Final = date(2023, 5, 24)
RUNS: Final = 20
WARM_UP: Final = 3
PER_PAGE: Final = 50
TYPED: Final = {
    "one letter": "n",
    "three letters": "ngu",
    "a common name": "hoa",
    "two words": "an nguyen",
    "a rare name": "ly quang yen",
    "nobody": "nguyen zzz",
    "last digits": "2233",
    "a name and a unit": "an phuc xa",
}
UNITS_TYPED: Final = {"one letter": "p", "a name": "phuc xa", "a name with its district": "P. Phúc Xá, Q. Ba Đình"}


def main() -> None:
    """Make everybody once, search, open the page, and print what each took in milliseconds."""
    settings.ALLOWED_HOSTS = ["testserver"]
    if Official.objects.count() < PEOPLE:
        make_people()
    _analyse()
    office = Client()
    office.force_login(User.objects.get(username="demo-office"))
    told = [
        *(_told(office, f"officials, {name}", text, _search, "officials:list") for name, text in TYPED.items()),
        *(_told(office, f"units, {name}", text, _search_units, "units:list") for name, text in UNITS_TYPED.items()),
    ]
    sys.stdout.write(json.dumps(told))


def _told(client: Client, what: str, text: str, search: Callable[[str], object], page: str) -> dict[str, object]:
    searches = _times(partial(search, text))
    return {"what": what, "search": searches, "page": _times(partial(_open, client, page, text))}


def _search_units(text: str) -> None:
    search_units(text, DAY)


def _search(text: str) -> None:
    found = search_officials(Official.objects.all(), text=text, by_numbers=True, on=DAY)
    found.count()
    official_rows(found[:PER_PAGE], DAY)


def _open(client: Client, page: str, text: str) -> None:
    answer = client.get(reverse(page), {"q": text}, headers={"HX-Request": "true"})
    assert answer.status_code == 200, (page, answer.status_code)


def _times(work: Callable[[], object]) -> tuple[float, float]:
    """Half of the runs took no longer than the first, 95 of 100 no longer than the second."""
    seconds = [_seconds(work) for _ in range(WARM_UP + RUNS)][WARM_UP:]
    return statistics.median(seconds) * 1000, statistics.quantiles(seconds, n=20)[-1] * 1000


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _analyse() -> None:
    """What PostgreSQL does by itself after such a load."""
    if connection.vendor == "postgresql":
        connection.close()
        with connection.cursor() as cursor:
            for model in (Official, Appointment, Unit):
                cursor.execute(f'VACUUM ANALYZE "{model._meta.db_table}"')
