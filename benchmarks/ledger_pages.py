"""Run by `khaigiang shell`: opens the ledger's page of the story, then with every post a hundred times; prints JSON.

Nothing stays: the copies are written in a transaction that is undone.
"""

import json
import sys
import time
from collections.abc import Iterable

from django.conf import settings
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.planning.nominations.models import Nomination, NominationMove
from khaigiang.planning.plans.models import Excuse, Plan, TargetPost
from khaigiang.recognition.assessment.models import Result
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.units.models import Unit
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.cohorts.models import Enrolment, Summons

TIMES, RUNS, STRIDE = 100, 5, 1_000_000
ON = "24/05/2023"
COPIED: tuple[type[models.Model], ...] = (
    Unit, Official, Appointment, TargetPost, Excuse, Nomination, NominationMove, Enrolment,
    Summons.enrolments.through, Attendance, Result,
)  # fmt: skip
NEW_UUID = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}


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
    if field.primary_key or field.related_model in COPIED:
        return f'"{field.column}" + {STRIDE} * n.k'
    if isinstance(field, models.UUIDField):
        return NEW_UUID[connection.vendor]
    # A unit's two names for machines are taken once each.
    return f"\"{field.column}\" || '-' || n.k" if field.column in {"uid", "code"} else f'"{field.column}"'


def opened(client: Client, plan: Plan) -> dict[str, float]:
    """The page as the office reads it: how many posts, how many statements, seconds at first and at best after that."""
    address = f"{reverse('coverage:ledger', args=[plan.pk])}?on={ON}"
    started = time.perf_counter()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    first = time.perf_counter() - started
    assert answer.status_code == 200, answer.status_code
    # The next request empties what was captured.
    statements = len(captured)
    seconds = min(timed(client, address) for _ in range(RUNS))
    return {"posts": plan.target_posts.count(), "statements": statements, "first": first, "seconds": seconds}


def timed(client: Client, address: str) -> float:
    started = time.perf_counter()
    client.get(address)
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
