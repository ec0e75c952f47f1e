"""Demands as sentences that an office understands."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from khaigiang.solvers.allocation.demands import Demand, Rule
from khaigiang.solvers.allocation.problem import ClassId, PersonId, Problem
from khaigiang.solvers.telling import called, given_up

NAMED: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What people call the classes, persons, units and weeks of a problem; ids where nothing is said."""

    classes: Mapping[ClassId, str] = field(default_factory=dict)
    people: Mapping[PersonId, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    weeks: Mapping[int, str] = field(default_factory=dict)

    def of_class(self, class_id: ClassId | None) -> str:
        """The class within a sentence."""
        return called(self.classes, class_id, "lớp")

    def of_week(self, week: int | None) -> str:
        """The week within a sentence."""
        return self.weeks.get(week or 0, f"tuần {week}")

    def of_unit(self, unit: str | None) -> str:
        """The unit within a sentence."""
        return called(self.units, unit, "đơn vị")

    def of_people(self, people: Iterable[PersonId]) -> str:
        """The people within a sentence, the first of them by name."""
        names = [self.people.get(person_id, person_id) for person_id in people]
        if len(names) > NAMED + 1:
            names = [*names[:NAMED], f"{len(names) - NAMED} người khác"]
        return listed(names)


IDS: Final = Names()


def sentence(problem: Problem, demand: Demand, *, names: Names = IDS) -> str:
    """The demand as an office would say it, with the number the problem gives."""
    text = _SENTENCES[demand.rule](problem, demand, names)
    return text if demand.people else text[0].upper() + text[1:]


def told(problem: Problem, demands: Iterable[Demand], *, names: Names = IDS) -> tuple[str, ...]:
    """The demands in few sentences: people who cannot attend the same classes are told together."""
    sentences: list[str] = []
    barred: defaultdict[PersonId, list[ClassId]] = defaultdict(list)
    for demand in demands:
        if demand.rule == "cannot":
            barred[demand.people[0]].append(demand.class_id or "")
        else:
            sentences.append(sentence(problem, demand, names=names))
    alike: defaultdict[tuple[ClassId, ...], list[PersonId]] = defaultdict(list)
    for person_id, classes in barred.items():
        alike[tuple(classes)].append(person_id)
    return (*sentences, *(_who_cannot(people, classes, names) for classes, people in alike.items()))


def _who_cannot(people: list[PersonId], classes: Iterable[ClassId], names: Names) -> str:
    count = f"{len(people)} người ({names.of_people(people)})" if len(people) > 1 else names.of_people(people)
    return f"{count} không thể dự {listed([names.of_class(class_id) for class_id in classes])}."


def dropping(problem: Problem, demands: Iterable[Demand], *, names: Names = IDS) -> str:
    """What giving up these demands means, in one sentence."""
    return given_up(told(problem, demands, names=names))


def listed(names: list[str]) -> str:
    """Names as a sentence lists them."""
    return " và ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _most(problem: Problem, demand: Demand, names: Names) -> str:
    most = next(cls.max for cls in problem.classes if cls.id == demand.class_id)
    return f"{names.of_class(demand.class_id)} nhận nhiều nhất {most} người."


def _least(problem: Problem, demand: Demand, names: Names) -> str:
    least = next(cls.min for cls in problem.classes if cls.id == demand.class_id)
    return f"{names.of_class(demand.class_id)} phải có ít nhất {least} người."


def _cannot(_: Problem, demand: Demand, names: Names) -> str:
    return f"{names.of_people(demand.people)} không thể dự {names.of_class(demand.class_id)}."


def _together(_: Problem, demand: Demand, names: Names) -> str:
    return f"{names.of_people(demand.people)} phải học cùng một lớp."


def _apart(_: Problem, demand: Demand, names: Names) -> str:
    return f"{names.of_people(demand.people)} không được học cùng lớp với nhau."


def _limit(problem: Problem, demand: Demand, names: Names) -> str:
    most = problem.unit_max_per_week
    return f"{names.of_unit(demand.unit)} có nhiều nhất {most} người đi học trong {names.of_week(demand.week)}."


def _attends(_: Problem, demand: Demand, names: Names) -> str:
    return f"{names.of_people(demand.people)} phải dự đúng một lớp."


def _said_price(_problem: Problem, _demand: Demand, _names: Names) -> str:
    return "giá ghi trong phương án không đúng với giá tính lại."


_SENTENCES: Final[Mapping[Rule, Callable[[Problem, Demand, Names], str]]] = {
    "max": _most,
    "min": _least,
    "cannot": _cannot,
    "together": _together,
    "apart": _apart,
    "unit_max_per_week": _limit,
    "attends": _attends,
    "price": _said_price,
}
