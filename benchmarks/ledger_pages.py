"""Run by `khaigiang shell`: opens the ledger's page of the story, then with every post a hundred times; prints JSON.

Nothing stays: the copies are written in a transaction that is undone.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.oversight.coverage.models import Span, Standing, Touch
from khaigiang.oversight.coverage.queries.afresh import read_afresh
from khaigiang.oversight.coverage.queries.ledger import spans_on
from khaigiang.oversight.coverage.services import settle_all, watch
from khaigiang.oversight.coverage.services.watching import WATCHED
from khaigiang.planning.nominations.models import Nomination, NominationMove
from khaigiang.planning.plans.models import Excuse, Plan, TargetPost
from khaigiang.recognition.assessment.models import Result
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.units.models import Unit
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.cohorts.models import Enrolment, Summons

TIMES = int(os.environ.get("KHAIGIANG_BENCH_TIMES", "100"))
RUNS, STRIDE, A_CLASS = 5, 1_000_000, 107
DAY = date(2023, 5, 24)
ON = f"{DAY:%d/%m/%Y}"
COPIED: tuple[type[models.Model], ...] = (
    Unit, Official, Appointment, TargetPost, Excuse, Nomination, NominationMove, Enrolment,
    Summons.enrolments.through, Attendance, Result,
)  # fmt: skip
NEW_UUID = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}


@contextmanager
def nothing_watched() -> Iterator[None]:
    """Copies are not noted one by one: when the triggers are made anew every post counts as touched."""
    with connection.cursor() as cursor:
        for one in WATCHED:
            for act in one.acts:
                table = f' ON "{one.table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER "{one.name(act)}"{table}')
    yield
    watch()


@nothing_watched()
def multiply(times: int) -> None:
    """Every row that speaks of a post, so many times; ids of the copies are shifted by a stride each."""
    copies = "(WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < %s) SELECT k FROM n)"
    with connection.cursor() as cursor:
        for model in COPIED:
            table, columns = model._meta.db_table, [field.column for field in model._meta.local_concrete_fields]
            values = ", ".join(copied(field) for field in model._meta.local_concrete_fields)
            names = ", ".join(f'"{column}"' for column in columns)
            statement = f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}", {copies} AS n'  # noqa: S608  names of our own tables
            cursor.execute(statement, [times - 1])


def copied(field: "models.Field[object, object]") -> str:
    """A column's value in the copy of its row, in SQL."""
    # The copies lie in the districts that there are.
    if field.primary_key or (field.related_model in COPIED and field.name != "parent"):
        return f'"{field.column}" + {STRIDE} * n.k'
    if isinstance(field, models.UUIDField):
        return NEW_UUID[connection.vendor]
    # A unit's two names for machines are taken once each.
    return f"\"{field.column}\" || '-' || n.k" if field.column in {"uid", "code"} else f'"{field.column}"'


def opened(client: Client, plan: Plan) -> dict[str, float]:
    """The ledger's page as the office reads it: seconds to settle, and of the page when all is settled and after writes."""
    posts = list(plan.target_posts.order_by("pk").values_list("pk", flat=True))
    Touch.objects.all().delete()
    touch(posts)
    settling = seconds_of(settle_all)
    analyse((Span, Standing))
    address = f"{reverse('coverage:ledger', args=[plan.pk])}?on={ON}"
    settled = best(lambda: client.get(address))
    touch(posts[:1])
    after_one, statements = best(lambda: client.get(address)), statements_of(lambda: client.get(address))
    touch(posts[:A_CLASS])
    return {
        "posts": len(posts),
        "settling": settling,
        "settled": settled,
        "after_one": after_one,
        "after_a_class": best(lambda: client.get(address)),
        "sums": best(lambda: client.get(f"{reverse('coverage:sums', args=[plan.pk])}?on={ON}")),
        "floor": best(lambda: list(counted(plan))),
        "afresh": seconds_of(lambda: read_afresh(plan, DAY)),
        "statements": statements,
    }


def touch(posts: Iterable[int]) -> None:
    """What the database notes when something about these posts is written."""
    Touch.objects.bulk_create((Touch(what=Touch.What.POST, row=post) for post in posts), batch_size=1000)


def counted(plan: Plan) -> "models.QuerySet[Span, tuple[int, int]]":
    """The one statement that no page of sums can do without."""
    return spans_on(plan, DAY).order_by().values_list("standing_id").annotate(posts=models.Count("*"))


def statements_of(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
        return len(captured)


def best(work: Callable[[], object]) -> float:
    return min(seconds_of(work) for _ in range(RUNS))


def seconds_of(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def analyse(tables: Iterable[type[models.Model]]) -> None:
    """What a database does by itself after such a load."""
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')


def main() -> None:
    """Open both pages and print what each took."""
    settings.ALLOWED_HOSTS = ["testserver"]
    office, plan = Client(), Plan.objects.earliest("pk")
    office.force_login(User.objects.get(username="demo-office"))
    analyse(COPIED)
    few = opened(office, plan)
    with transaction.atomic():
        multiply(TIMES)
        analyse(COPIED)
        many = opened(office, plan)
        transaction.set_rollback(True)
    sys.stdout.write(json.dumps([few, many]))
