"""Units by what lists call them, on the day of the list: sure, repaired, or doubtful with the reason."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from khaigiang.vietnamese.names import fold
from khaigiang.vietnamese.syllables import sound

KINDS: Final = {
    ("phuong",): "phuong", ("xa",): "xa", ("thi", "tran"): "thi_tran", ("quan",): "quan", ("huyen",): "huyen",
    ("thi", "xa"): "thi_xa", ("p",): "phuong", ("f",): "phuong", ("x",): "xa", ("tt",): "thi_tran", ("q",): "quan",
    ("h",): "huyen", ("tx",): "thi_xa",
}  # fmt: skip
# Bodies of a unit before its name: the unit is theirs.
BODIES: Final = (
    "uy ban nhan dan", "hoi dong nhan dan", "uy ban mttq", "uy ban mat tran to quoc", "ban chap hanh dang bo",
    "ubnd", "hdnd", "mttq", "ub mttq", "dang uy", "dang bo", "quan uy", "huyen uy", "thi uy",
)  # fmt: skip
KIND_OF_BODY: Final = {"quan uy": "quan", "huyen uy": "huyen", "thi uy": "thi_xa"}
CITY: Final = (("thanh", "pho", "ha", "noi"), ("tp", "ha", "noi"), ("tphn",), ("ha", "noi"))
DISTRICT_LEVEL: Final = frozenset({"quan", "huyen", "thi_xa"})


class UnitFact(NamedTuple):
    """A unit for one period; `became` names what it turned into when it ended."""

    uid: str
    code: str
    name: str
    short_name: str
    kind: str
    level: str
    parent: str
    valid_from: str
    valid_until: str
    became: str


class Verdict(NamedTuple):
    """The unit meant, if it is sure; else the code of the doubt and what its sentence may name."""

    unit: UnitFact | None = None
    district: str = ""
    flag: str = ""
    detail: str = ""


class Gazetteer:
    """The units known, asked on one day."""

    def __init__(self, units: Iterable[Sequence[str]], on: date) -> None:
        self._on = on.isoformat()
        self._by_uid = {fact.uid: fact for fact in (UnitFact(*unit) for unit in units)}
        self._by_key: dict[tuple[str, ...], list[UnitFact]] = defaultdict(list)
        for fact in self._by_uid.values():
            if fact.level != "province":
                self._by_key[tuple(_words(fact.short_name))].append(fact)
        self._known: dict[tuple[str, str], Verdict] = {}

    def match(self, text: str, district: str = "") -> Verdict:
        """The unit a text means, in the district named beside it."""
        asked = (text, district)
        if asked not in self._known:
            self._known[asked] = self._match(text, district)
        return self._known[asked]

    def district_named(self, text: str) -> UnitFact | None:
        """The district a text names, whether its kind is said or not."""
        kind, name = _kind_and_name(_without_city(_words(text)))
        found = [unit for unit in self._by_key.get(name, ()) if unit.level == "district" and kind in {"", unit.kind}]
        return found[0] if len(found) == 1 else None

    def _match(self, text: str, district: str) -> Verdict:
        words, kind_of_body = _without_body(_without_city(_words(text)))
        for end in range(len(words), 0, -1):
            kind, name = _kind_and_name(words[:end])
            found = self._by_key.get(name)
            beside = self.district_named(" ".join(words[end:])) if end < len(words) else None
            if found and (end == len(words) or beside):
                there = beside or (self.district_named(district) if district else None)
                return self._told_apart(text, found, kind or kind_of_body, there)
        return self._almost(words)

    def _told_apart(self, text: str, found: list[UnitFact], kind: str, there: UnitFact | None) -> Verdict:
        same = [unit for unit in found if _spelt_alike(text, unit.short_name)]
        if not same:
            return Verdict(flag="unit_spelling", detail=found[0].name)
        of_kind = [unit for unit in same if kind in {"", unit.kind}]
        if not of_kind:
            return Verdict(flag="unit_spelling", detail=", ".join(sorted({unit.name for unit in same})))
        now = [unit for unit in of_kind if self._is_valid(unit)]
        if not now:
            ended = max(of_kind, key=lambda unit: unit.valid_until or unit.valid_from)
            return Verdict(flag="unit_ended", detail=ended.became or ended.name)
        in_it = [unit for unit in now if there is None or there.uid in {unit.parent, unit.uid}]
        if not in_it:
            return Verdict(flag="unit_district", detail=", ".join(self._described(unit) for unit in now))
        return self._only(in_it, there)

    def _only(self, found: list[UnitFact], there: UnitFact | None) -> Verdict:
        # "Ba Vì" beside "Huyện Ba Vì" is the commune: the district would be named by its kind.
        communes = [unit for unit in found if unit.level == "commune"]
        if there is not None and communes:
            found = communes
        if len(found) > 1:
            return Verdict(flag="unit_ambiguous", detail=", ".join(self._described(unit) for unit in found))
        return Verdict(found[0], self._district_of(found[0]))

    def _almost(self, words: list[str]) -> Verdict:
        _, name = _kind_and_name(words)
        typed = " ".join(name)
        near = sorted({
            unit.name
            for key, units in self._by_key.items()
            if _is_one_slip(typed, " ".join(key))
            for unit in units
            if self._is_valid(unit)
        })  # fmt: skip
        return Verdict(flag="unit_spelling", detail=", ".join(near)) if near else Verdict(flag="unit_unknown")

    def _is_valid(self, unit: UnitFact) -> bool:
        return unit.valid_from <= self._on and (not unit.valid_until or self._on < unit.valid_until)

    def _district_of(self, unit: UnitFact) -> str:
        if unit.level == "district":
            return unit.name
        parent = self._by_uid.get(unit.parent)
        return parent.name if parent and parent.level == "district" else ""

    def _described(self, unit: UnitFact) -> str:
        return " – ".join(part for part in (unit.name, self._district_of(unit)) if part)


def begins_with_kind(text: str) -> bool:
    """Whether a text begins with the kind of a unit and goes on with a name."""
    return bool(_kind_and_name(_words(text))[0])


def _words(text: str) -> list[str]:
    return re.sub(r"[\W_]+", " ", fold(text)).split()


def _without_city(words: list[str]) -> list[str]:
    for city in CITY:
        if len(words) > len(city) and tuple(words[-len(city) :]) == city:
            return words[: -len(city)]
    return words


def _without_body(words: list[str]) -> tuple[list[str], str]:
    line = " ".join(words) + " "
    for body in BODIES:
        if line.startswith(body + " ") and line.strip() != body:
            return line.removeprefix(body + " ").split(), KIND_OF_BODY.get(body, "")
    return words, ""


def _kind_and_name(words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    for length in (2, 1):
        kind = KINDS.get(tuple(words[:length]))
        if kind and len(words) > length:
            return kind, tuple(words[length:])
    return "", tuple(words)


def _spelt_alike(text: str, name: str) -> bool:
    """Whether a text writes the words of a name with its own marks, or with none at all."""
    written = re.sub(r"[\W_]+", " ", text).split()
    for word in re.sub(r"[\W_]+", " ", name).split():
        fitting = [other for other in written if fold(other) == fold(word)]
        if not any(other.isascii() or sound(other) == sound(word) for other in fitting):
            return False
    return True


def _is_one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter left out, added or exchanged."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1 or len(one) < 4:
        return False
    at = next((place for place, char in enumerate(one) if char != other[place]), len(one))
    return one[at:] == other[at + 1 :] or one[at + 1 :] == other[at + 1 :]
