"""How many fall due: by requirement, district, committee, quarter and state, and what that adds up to."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from khaigiang.ground.audit.kept import Kept
from khaigiang.oversight.deadlines.queries.known import Line, lines_on
from khaigiang.oversight.deadlines.queries.statement import Sql, everybody_due, number_of_quarter
from khaigiang.oversight.deadlines.states import AT_REST, DueState
from khaigiang.registry.units.models import Office, Unit

QUARTERS_SHOWN: Final = 8
# Some 12 MB: a few days of the largest city.
MOST_FIGURES: Final = 100_000
_COLUMNS: Final = "line_id, district_id, committee_id, quarter, state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many people one requirement reaches in one place, who fall due in one quarter and are in one state."""

    line_id: int
    district_id: int | None
    committee_id: int | None
    quarter: str
    state: DueState
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the figures speak of, by id: requirements, districts and committees."""

    requirements: dict[int, str]
    districts: dict[int, str]
    committees: dict[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCount:
    """How many people are in a state."""

    state: DueState
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterCount:
    """How many fall due in a quarter."""

    key: str
    label: str
    count: int


_figures: Final[Kept[date, Figure]] = Kept(most=MOST_FIGURES)


def figures(
    on: date,
    *,
    committees: Collection[int] | None = None,
    words: Iterable[str] = (),
    lines: list[Line] | None = None,
) -> list[Figure]:
    """Everybody whom requirements reach at the end of a day, counted; for some committees their own people alone.

    Seven statements for one requirement, for any number of people; two while nothing has been written since the last time. `words`
    counts those alone whose name, unit or district has each of them; `lines` are the requirements where they are known.
    """
    words = list(words)
    found = _read(on, words, lines) if words else _figures.of(on, lambda: _read(on, (), lines))
    return found if committees is None else [one for one in found if one.committee_id in committees]


def names_in(found: Iterable[Figure], lines: Iterable[Line]) -> Named:
    """How these requirements, and the districts and committees of figures, are called; two statements."""
    found = list(found)
    districts = Unit.objects.filter(pk__in={one.district_id for one in found if one.district_id})
    committees = Office.objects.filter(pk__in={one.committee_id for one in found if one.committee_id})
    return Named(
        requirements={line.id: line.requirement.title for line in lines},
        districts=dict(districts.values_list("pk", "name")),
        committees=dict(committees.values_list("pk", "name")),
    )


def counts_by_state(found: Iterable[Figure]) -> list[StateCount]:
    """Every state with its people; the counts add up to the figures."""
    counts: Counter[DueState] = Counter()
    for one in found:
        counts[one.state] += one.count
    return [StateCount(state=state, label=str(state.label), count=counts[state]) for state in DueState]


def counts_by_quarter(found: Iterable[Figure], on: date) -> list[QuarterCount]:
    """This quarter and the next seven, each with those who fall due in it and have not learned yet; all earlier ones as one."""
    counts: Counter[str] = Counter()
    for one in found:
        counts[one.quarter] += one.count if one.quarter else 0
    first = number_of_quarter(on)
    before = sum(count for key, count in counts.items() if key and key < key_of_quarter(first))
    shown = [QuarterCount(key="", label=_("before"), count=before)] if before else []
    for number in range(first, first + QUARTERS_SHOWN):
        key = key_of_quarter(number)
        year, quarter = key.split("-")
        shown.append(QuarterCount(key=key, label=f"{quarter}/{year[-2:]}", count=counts[key]))
    return shown


def key_of_quarter(number: int) -> str:
    """A quarter as addresses write it ("2024-1")."""
    return f"{number // 4}-{number % 4 + 1}"


def worded(words: Iterable[str]) -> Sql:
    """Whose name, unit or district has each of these folded words, as a condition on `due` and its official."""
    text = "official.folded || ' ' || due.place_words"
    words = [word.replace("!", "!!").replace("%", "!%").replace("_", "!_") for word in words]
    return Sql("".join(f" AND {text} LIKE %s ESCAPE '!'" for _word in words), tuple(f"%{word}%" for word in words))


def _read(on: date, words: Iterable[str], lines: list[Line] | None) -> list[Figure]:
    lines = lines_on(on) if lines is None else lines
    if not lines:
        return []
    asked = worded(words)
    official = "JOIN officials_official official ON official.id = due.official_id" if asked.text else ""
    text = f"SELECT {_COLUMNS}, COUNT(*) FROM due {official} WHERE 1 = 1{asked.text} GROUP BY {_COLUMNS}"
    counted = everybody_due(lines, on, Sql(text, asked.values))
    return [
        Figure(
            line_id=line_id,
            district_id=district_id,
            committee_id=committee_id,
            quarter="" if quarter is None or state in AT_REST else key_of_quarter(quarter),
            state=DueState(state),
            count=count,
        )
        for line_id, district_id, committee_id, quarter, state, count in counted
    ]
