"""Who falls due on a day as one statement for both databases: no row of it is read before it is counted or shown.

The days are counted by `rules` alone: the statement carries a table of them, one line for each day on which somebody
may have begun to serve or has learned. It joins them with what is known of each person and decides the state; the
tests hold it to `rows_of`, which reads everything and decides by `rules.state_of`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from django.db import connection
from django.db.models import Max, Q, QuerySet

from khaigiang.ground.shared.dates import days_between, quarter_of
from khaigiang.ground.shared.periods import valid_on
from khaigiang.oversight.deadlines.queries.known import (
    Line,
    accepted,
    granted,
    last_steps,
    passed,
    plans_by_line,
    sitting,
)
from khaigiang.oversight.deadlines.rules import Term, end_of_quarter, first_due, next_due
from khaigiang.oversight.deadlines.states import ReliefKind
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.units.models import COMMITTEES, Office, UnitKind

# After every day that falls due.
NEVER: Final = date.max
# Tables of days, some 200 KB each.
TABLES_KEPT: Final = 64
# Quarters as numbers that follow each other.
QUARTER: Final = {
    "sqlite": "CAST(substr({day}, 1, 4) AS INTEGER) * 4 + (CAST(substr({day}, 6, 2) AS INTEGER) - 1) / 3",
    "postgresql": "CAST(EXTRACT(YEAR FROM {day}) AS INTEGER) * 4 + CAST(EXTRACT(QUARTER FROM {day}) AS INTEGER) - 1",
}


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of a statement with the values that stand in it."""

    text: str
    values: tuple[Any, ...] = ()


def number_of_quarter(on: date) -> int:
    """The quarter of a day as a number that follows that of the quarter before."""
    return on.year * 4 + quarter_of(on) - 1


def rows(sql: Sql) -> list[tuple[Any, ...]]:
    """What a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def everybody_due(lines: list[Line], on: date, then: Sql) -> list[tuple[Any, ...]]:
    """What `then` says of the table `due`: everybody whom these requirements reach on a day, once for each of them.

    Its columns: line_id, official_id, post_id, district_id, committee_id, place_key, place_words, falls_due, quarter and state.
    """
    plans = plans_by_line(lines, on)
    parts = [_places(on)]
    for number, line in enumerate(lines):
        parts += _of_line(number, line, plans[line.id], on)
    union = " UNION ALL ".join(f"SELECT * FROM due_{number}" for number in range(len(lines)))
    parts.append(Sql(f"due AS ({union})"))
    head = _joined(parts, ",\n")
    return rows(_joined([Sql("WITH "), head, Sql("\n"), then]))


def _joined(parts: Iterable[Sql], between: str = "") -> Sql:
    parts = list(parts)
    return Sql(between.join(part.text for part in parts), tuple(value for part in parts for value in part.values))


def _asked(found: "QuerySet[Any, Any]") -> Sql:
    text, values = found.query.sql_with_params()
    return Sql(text, tuple(values))


def _named(name: str, inner: Sql) -> Sql:
    return Sql(f"{name} AS ({inner.text})", inner.values)


def _places(on: date) -> Sql:
    """Every unit with its district and the committee that names its people, as `committees_for` finds it."""
    acting = Office.objects.filter(valid_on(on, "unit__"), kind__in=COMMITTEES, is_active=True)
    offices = _asked(acting.values_list("unit", "pk", "sort_key"))
    return Sql(
        f"""committees(unit_id, id, sort_key) AS ({offices.text}),
        places AS MATERIALIZED (
            SELECT unit.id, unit.kind, unit.parent_id AS district_id, COALESCE(own.id, above.id) AS committee_id,
                COALESCE(own.sort_key, above.sort_key, '') || ' ' || unit.sort_key AS place_key,
                unit.folded || ' ' || COALESCE(district.folded, '') AS place_words
            FROM units_unit unit LEFT JOIN units_unit district ON district.id = unit.parent_id
            LEFT JOIN committees own ON own.unit_id = unit.id
            LEFT JOIN committees above ON above.unit_id = unit.parent_id)""",
        offices.values,
    )


def _of_line(number: int, line: Line, plans: list[Plan], on: date) -> Iterator[Sql]:
    yield _told(number, line, plans, on)
    yield _served(number, line, on)
    learned = tuple(_days_learned(line, on)) if line.terms[-1].again_years else ()
    for name, table in (("first", _first_days(line.terms, on)), ("next", _next_days(line.terms, learned))):
        yield Sql(f"{name}_{number}(day, due_on, quarter, patience) AS ({table.text})", table.values)
    yield _due(number, line, on)


def _told(number: int, line: Line, plans: list[Plan], on: date) -> Sql:
    """What is known of each person besides the posts: one line for each of whom anything is."""
    reliefs = granted([line.id], on)
    more = reliefs.filter(kind=ReliefKind.EXTENSION).values("official").annotate(day=Max("until"))
    exempt = reliefs.filter(Q(until__isnull=True) | Q(until__gte=on), kind=ReliefKind.EXEMPTION)
    in_class = passed(line.programme_ids, on).values("enrolment__official").annotate(day=Max("decision__effective_on"))
    elsewhere = accepted([line.id], on).values("proof__official").annotate(day=Max("proof__learned_on"))
    days = {
        "class_on": in_class.values_list("enrolment__official", "day"),
        "proof_on": elsewhere.values_list("proof__official", "day"),
        "until": more.values_list("official", "day"),
    }
    marks = {
        "exempt": exempt.values_list("official"),
        "sitting": sitting(line.programme_ids, on).values_list("official"),
    }
    if plans:
        marks["named"] = last_steps(plans, on).values_list("nomination__official")
    pieces, picked = [], []
    for name, found in {**days, **marks}.items():
        columns = "official_id, day" if name in days else "official_id"
        pieces.append(_named(f"{name}_{number}({columns})", _asked(found.order_by())))
        picked.append(f"SELECT official_id, {_columns(name)} FROM {name}_{number}")
    told = f"""told_{number} AS MATERIALIZED (
        SELECT official_id, MAX(class_on) AS class_on, MAX(proof_on) AS proof_on, MAX(until) AS until,
            MAX(exempt) AS exempt, MAX(sitting) AS sitting, MAX(named) AS named
        FROM ({" UNION ALL ".join(picked)}) told GROUP BY official_id)"""
    return _joined([*pieces, Sql(told)], ",\n")


def _columns(filled: str) -> str:
    days = (
        f"{'day' if name == filled else 'CAST(NULL AS DATE)'} AS {name}" for name in ("class_on", "proof_on", "until")
    )
    marks = (f"{int(name == filled)} AS {name}" for name in ("exempt", "sitting", "named"))
    return ", ".join((*days, *marks))


def _days_learned(line: Line, on: date) -> list[date]:
    in_class = passed(line.programme_ids, on).values_list("decision__effective_on")
    elsewhere = accepted([line.id], on).values_list("proof__learned_on")
    return sorted(day for (day,) in in_class.order_by().union(elsewhere.order_by()) if day is not None)


@lru_cache(maxsize=TABLES_KEPT)
def _first_days(terms: tuple[Term, ...], on: date) -> Sql:
    return _table(((day, first_due(day, terms)) for day in days_between(terms[0].begins_on, on)), terms[-1])


@lru_cache(maxsize=TABLES_KEPT)
def _next_days(terms: tuple[Term, ...], learned: tuple[date, ...]) -> Sql:
    found = ((day, next_due(day, day, terms)) for day in learned)
    return _table(((day, due) for day, due in found if due is not None), terms[-1])


def _table(days: Iterable[tuple[date, date]], term: Term) -> Sql:
    """For each day on which counting begins: when it falls due, in which quarter, and until when nobody is overdue."""
    grace = timedelta(days=term.grace_days)
    lines = [(day, due, number_of_quarter(due), due + grace) for day, due in days]
    first, *others = lines or [(NEVER, NEVER, 0, NEVER)]
    text = "".join(f", ('{day}', '{due}', {quarter}, '{patience}')" for day, due, quarter, patience in others)
    # The first line tells PostgreSQL the types of them all.
    return Sql(f"VALUES (%s, %s, %s, %s){text}", adapted(first))


def adapted(values: Iterable[Any]) -> tuple[Any, ...]:
    """Values as the database takes them: days have their own form in each."""
    adapt = connection.ops.adapt_datefield_value
    return tuple(adapt(value) if isinstance(value, date) else value for value in values)


def _reached(alias: str, line: Line, more: str = "") -> str:
    """Appointments that a requirement reaches, begun by the day `%s`."""
    posts = ", ".join(map(str, sorted(line.post_ids))) or "NULL"
    kinds = ", ".join(f"'{kind}'" for kind in UnitKind.values if kind in line.kinds) or "NULL"
    return f"""officials_appointment {alias} JOIN units_unit {alias}_unit ON {alias}_unit.id = {alias}.unit_id
        WHERE {alias}.removed_at IS NULL AND {alias}.post_id IN ({posts}) AND {alias}_unit.kind IN ({kinds})
        AND {alias}.valid_from <= %s{more}"""


def _served(number: int, line: Line, on: date) -> Sql:
    """Who holds such a post on the day, the earliest of several, and since when they serve without a day between."""
    held = "AND ({0}.valid_until IS NULL OR {0}.valid_until > %s)"
    same = " AND {0}.official_id = {1}.official_id"
    other = _reached("other", line, f"{same.format('other', 'held')} AND other.id <> held.id")
    before = _reached(
        "before", line, f"{same.format('before', 'begun')} AND before.valid_from < begun.valid_from"
        " AND (before.valid_until IS NULL OR before.valid_until >= begun.valid_from)",
    )  # fmt: skip
    begun = _reached("begun", line, f"{same.format('begun', 'held')} AND NOT EXISTS (SELECT 1 FROM {before})")
    earlier = _reached(
        "earlier", line, f"{same.format('earlier', 'held')} {held.format('earlier')}"
        " AND (earlier.valid_from, earlier.id) < (held.valid_from, held.id)",
    )  # fmt: skip
    text = f"""served_{number} AS MATERIALIZED (
        SELECT held.official_id, held.post_id, held.unit_id, CASE WHEN EXISTS (SELECT 1 FROM {other})
            THEN (SELECT MAX(begun.valid_from) FROM {begun}) ELSE held.valid_from END AS since
        FROM {_reached("held", line, f" {held.format('held')} AND NOT EXISTS (SELECT 1 FROM {earlier})")})"""
    return Sql(text, adapted([on] * text.count("%s")))


def _due(number: int, line: Line, on: date) -> Sql:
    """Everybody served, with what is known of them, the day and the state, asked in the order of `rules.state_of`."""
    anew = "AND {day} >= served.since" if line.terms[-1].counts_anew else ""
    counted = ", ".join(
        f"CASE WHEN told.{day} IS NOT NULL {anew.format(day=f'told.{day}')} THEN told.{day} END AS {day}"
        for day in ("class_on", "proof_on")
    )
    again = "next.{0}" if line.terms[-1].again_years else "NULL"
    learned = "CASE WHEN class_on IS NULL OR proof_on > class_on THEN proof_on ELSE class_on END"
    text = f"""known_{number} AS (
        SELECT served.official_id, served.post_id, served.unit_id, served.since, {counted}, told.until,
            COALESCE(told.exempt, 0) AS exempt, COALESCE(told.sitting, 0) AS sitting, COALESCE(told.named, 0) AS named
        FROM served_{number} served LEFT JOIN told_{number} told ON told.official_id = served.official_id),
    dated_{number} AS (
        SELECT known.*, CASE WHEN {learned} IS NULL THEN first.due_on ELSE {_day(again, "due_on")} END AS due_on,
            CASE WHEN {learned} IS NULL THEN first.quarter ELSE {_number(again, "quarter")} END AS quarter,
            CASE WHEN {learned} IS NULL THEN first.patience ELSE {_day(again, "patience")} END AS patience
        FROM known_{number} known
        LEFT JOIN first_{number} first ON first.day = CASE WHEN known.since < %s THEN %s ELSE known.since END
        LEFT JOIN next_{number} next ON next.day = {learned}),
    due_{number} AS (
        SELECT {line.id} AS line_id, dated.official_id, dated.post_id, place.district_id, place.committee_id, place.place_key,
            place.place_words, CASE WHEN until > due_on THEN until ELSE due_on END AS falls_due,
            CASE WHEN until > due_on THEN {QUARTER[connection.vendor].format(day="until")} ELSE quarter END AS quarter,
            CASE WHEN exempt = 1 THEN 'exempt'
                WHEN due_on IS NULL OR (({learned}) IS NOT NULL AND due_on > %s AND (until IS NULL OR until <= due_on))
                    OR (({learned}) IS NOT NULL AND until > due_on AND until > %s)
                THEN CASE WHEN class_on IS NULL OR proof_on > class_on THEN 'elsewhere' ELSE 'done' END
                WHEN sitting = 1 THEN 'in_class'
                WHEN named = 1 THEN 'named'
                WHEN patience < %s AND (until IS NULL OR until < %s) THEN 'overdue'
                WHEN until > due_on THEN 'extended'
                WHEN due_on <= %s THEN 'this_quarter'
                WHEN due_on <= %s THEN 'next_quarter'
                ELSE 'later' END AS state
        FROM dated_{number} dated JOIN places place ON place.id = dated.unit_id)"""
    begins_on, soon = line.terms[0].begins_on, end_of_quarter(on, later=1)
    return Sql(text, adapted([begins_on, begins_on, soon, soon, on, on, end_of_quarter(on), soon]))


def _day(again: str, name: str) -> str:
    return again.format(name) if again != "NULL" else "CAST(NULL AS DATE)"


def _number(again: str, name: str) -> str:
    return again.format(name) if again != "NULL" else "CAST(NULL AS INTEGER)"
