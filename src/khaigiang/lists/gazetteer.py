"""Units by what lists call them, on the day of the list: sure, repaired, or doubtful with the reason."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from khaigiang.vietnamese.names import fold
from khaigiang.vietnamese.syllables import sound

KINDS: Final = {
    ("phuong",): "phuong", ("xa",): "xa", ("thi", "tran"): "thi_tran", ("quan",): "quan", ("huyen",): "huyen",
    ("thi", "xa"): "thi_xa", ("p",): "phuong", ("f",): "phuong", ("ph",): "phuong", ("phg",): "phuong", ("x",): "xa",
    ("tt",): "thi_tran", ("t", "t"): "thi_tran", ("t", "tran"): "thi_tran", ("ttr",): "thi_tran", ("q",): "quan",
    ("h",): "huyen", ("tx",): "thi_xa", ("t", "x"): "thi_xa", ("t", "xa"): "thi_xa",
}  # fmt: skip
# Bodies of a unit before its name: the unit is theirs.
BODIES: Final = (
    "uy ban nhan dan", "hoi dong nhan dan", "uy ban mttq", "uy ban mat tran to quoc", "ban chap hanh dang bo",
    "uy ban mttq viet nam", "uy ban mat tran to quoc viet nam", "uy ban mttqvn", "ubmttq", "ubmttqvn", "mttqvn", "hoi dong nd", "ub nhan dan",
    "ban thuong vu dang uy", "btv dang uy", "bch dang bo", "thuong truc hdnd", "van phong dang uy", "vp dang uy", "van phong hdnd ubnd",
    "van phong hdnd va ubnd", "van phong ubnd", "dang uy hdnd ubnd", "hdnd ubnd", "hdnd va ubnd", "du", "ub nd",
    "ubnd", "hdnd", "mttq", "ub mttq", "dang uy", "dang bo", "quan uy", "huyen uy", "thi uy",
)  # fmt: skip
KIND_OF_BODY: Final = {"quan uy": "quan", "huyen uy": "huyen", "thi uy": "thi_xa"}
REMEMBERED: Final = 10_000
_WITH_Y: Final = re.compile(r"(?:h|k|l|m|s|t|v|b|d|qu)y")
_PARTS: Final = re.compile(r"\s*[,;/(–]\s*|\s+-\s+|\s*:\s*")
KIND_WORDS: Final = {"phuong": "phường", "xa": "xã", "quan": "quận", "huyen": "huyện"}
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
        # Where the people of a unit were before a reform made it: the districts of those that became it that day.
        self._came_from: dict[tuple[str, str], set[str]] = defaultdict(set)
        for fact in self._by_uid.values():
            for name in fact.became.split(", ") if fact.became else ():
                self._came_from[name, fact.valid_until].add(fact.parent)
        self._known: dict[tuple[str, str], Verdict] = {}
        self._known_districts: dict[str, Verdict] = {}

    def match(self, text: str, district: str = "") -> Verdict:
        """The unit a text means, in the district named beside it."""
        asked = (text, district)
        found = self._known.get(asked)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[asked] = self._match(text, district)
        return found

    def district(self, text: str) -> Verdict:
        """The district a text names on the day, or why there is none."""
        if text not in self._known_districts:
            if len(self._known_districts) >= REMEMBERED:
                self._known_districts.clear()
            self._known_districts[text] = self._district(text)
        return self._known_districts[text]

    def _district(self, text: str) -> Verdict:
        found = self._districts_named(text)
        now = [unit for unit in found if self.is_valid(unit)]
        if len(now) == 1:
            return Verdict(now[0], now[0].name)
        if found:
            return Verdict(flag="unit_ambiguous" if now else "unit_ended", detail=found[0].name)
        return Verdict(flag="unit_unknown")

    def district_named(self, text: str) -> UnitFact | None:
        """The district a text names, whether its kind is said or not, also one that has ended."""
        found = self._districts_named(text)
        return found[0] if len(found) == 1 else None

    def came_from(self, unit: UnitFact, district: UnitFact) -> bool:
        """Whether a district that has ended held a unit of which this one was made."""
        return district.uid in self._came_from[unit.name, unit.valid_from]

    def is_valid(self, unit: UnitFact) -> bool:
        """Whether there was such a unit on the day."""
        return unit.valid_from <= self._on and (not unit.valid_until or self._on < unit.valid_until)

    def _districts_named(self, text: str) -> list[UnitFact]:
        words, kind_of_body = _without_body(_without_city(_words(text)))
        kind, name = _kind_and_name(words)
        kind = kind or kind_of_body
        return [
            unit
            for unit in self._by_key.get(name, ())
            if unit.level == "district" and kind in {"", unit.kind} and _spelt_alike(text, unit.short_name)
        ]

    def _match(self, text: str, district: str) -> Verdict:
        if named := self._district_first(text):
            text, district = named
        words, kind_of_body = _without_body(_without_city(_words(text)))
        for end in range(len(words), 0, -1):
            kind, found = self._named(words[:end], text)
            if not found:
                continue
            beside_it = self.district_named(_tail(text, words[end:])) if end < len(words) else None
            if end == len(words) or beside_it:
                there = beside_it or (self.district_named(district) if district else None)
                return self._told_apart(text, found, kind or kind_of_body, there)
        return self._almost(words)

    def _named(self, words: Sequence[str], text: str) -> tuple[str, list[UnitFact]]:
        """The kind and the units of a name; a word that only looks like a kind is a part of it ("Phương Canh")."""
        kind, name = _kind_and_name(words)
        found = self._by_key.get(name, [])
        if kind and (not found or kind in KIND_WORDS):
            whole = self._by_key.get(tuple(words), [])
            if any(_spelt_alike(text, unit.short_name) for unit in whole) and not (found and _says_kind(text, kind)):
                return "", whole
        return kind, found

    def _district_first(self, text: str) -> tuple[str, str] | None:
        """The unit and its district, where the district is named first with its kind: "Huyện Đông Anh, xã Kim Nỗ"."""
        parts = [part for part in _PARTS.split(text, maxsplit=1) if part.strip()]
        if len(parts) == 2 and _kind_and_name(_words(parts[0]))[0] in DISTRICT_LEVEL:
            district = self.district_named(parts[0])
            if district and self._by_key.get(_kind_and_name(_without_body(_words(parts[1]))[0])[1]):
                return parts[1], district.name
        return None

    def _told_apart(self, text: str, found: list[UnitFact], kind: str, there: UnitFact | None) -> Verdict:
        same = [unit for unit in found if _spelt_alike(text, unit.short_name)]
        if not same:
            return Verdict(flag="unit_spelling", detail=found[0].name)
        of_kind = [unit for unit in same if kind in {"", unit.kind}]
        if not of_kind:
            return Verdict(flag="unit_spelling", detail=", ".join(sorted({unit.name for unit in same})))
        now = [unit for unit in of_kind if self.is_valid(unit)]
        if not now:
            ended = max(of_kind, key=lambda unit: unit.valid_until or unit.valid_from)
            return Verdict(flag="unit_ended", detail=ended.became or ended.name)
        return self._in_district(now, of_kind, there)

    def _in_district(self, now: list[UnitFact], of_kind: list[UnitFact], there: UnitFact | None) -> Verdict:
        """The one of several in the district named; a district that has ended tells of units which ended with it."""
        if there is not None and not self.is_valid(there):
            once = [unit for unit in of_kind if unit.parent == there.uid and not self.is_valid(unit)]
            if once and not any(unit.short_name == once[0].short_name for unit in now):
                return Verdict(flag="unit_ended", detail=once[0].became or once[0].name)
        in_it = [unit for unit in now if there is None or self._lies_in(unit, there)]
        if not in_it:
            return Verdict(flag="unit_district", detail=", ".join(self._described(unit) for unit in now))
        return self._only(in_it, there)

    def _lies_in(self, unit: UnitFact, there: UnitFact) -> bool:
        return there.uid in {unit.parent, unit.uid} if self.is_valid(there) else self.came_from(unit, there)

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
            if self.is_valid(unit)
        })  # fmt: skip
        return Verdict(flag="unit_spelling", detail=", ".join(near)) if near else Verdict(flag="unit_unknown")

    def _district_of(self, unit: UnitFact) -> str:
        if unit.level == "district":
            return unit.name
        parent = self._by_uid.get(unit.parent)
        return parent.name if parent and parent.level == "district" else ""

    def _described(self, unit: UnitFact) -> str:
        return " – ".join(part for part in (unit.name, self._district_of(unit)) if part)


@lru_cache(maxsize=20_000)
def begins_with_kind(text: str) -> bool:
    """Whether a text begins with the kind of a unit and goes on with a name."""
    return bool(_kind_and_name(_words(text))[0])


@lru_cache(maxsize=20_000)
def _letters(text: str) -> tuple[str, ...]:
    return tuple(_one_i(word) for word in re.sub(r"[\W_]+", " ", fold(text)).split())


def _words(text: str) -> list[str]:
    return list(_letters(text))


def _one_i(word: str) -> str:
    """Both spellings of an open syllable's i are one: "Mỹ Đình" and "Mĩ Đình"."""
    return word[:-1] + "i" if _WITH_Y.fullmatch(word) else word


def _tail(text: str, words: Sequence[str]) -> str:
    """The last words of a text as they are written, marks and all."""
    written = re.sub(r"[\W_]+", " ", text).split()
    written = written[: len(written) - len(_words(text)) + len(_without_city(_words(text)))]
    return " ".join(written[len(written) - len(words) :] if len(written) >= len(words) else words)


def _says_kind(text: str, kind: str) -> bool:
    """Whether the word for a kind stands in a text with its own tone, or without any."""
    words = re.sub(r"[\W_]+", " ", text).lower().split()
    return any(fold(word) == kind and (word.isascii() or sound(word) == sound(KIND_WORDS[kind])) for word in words)


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
    """Whether a text writes the words of a name, one behind the other, with its own marks or with none at all."""
    written = re.sub(r"[\W_]+", " ", text).split()
    wanted = re.sub(r"[\W_]+", " ", name).split()
    return any(
        all(_is_same(other, word) for other, word in zip(written[start:], wanted, strict=False))
        for start in range(len(written) - len(wanted) + 1)
    )


@lru_cache(maxsize=20_000)
def _is_same(written: str, word: str) -> bool:
    if _one_i(fold(written)) != _one_i(fold(word)):
        return False
    return written.isascii() or sound(_tone_of_i(written)) == sound(_tone_of_i(word))


def _tone_of_i(word: str) -> str:
    """A word with i for the y of an open syllable, its tone kept."""
    if not _WITH_Y.fullmatch(fold(word)):
        return word
    plain = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", plain.replace("y", "i"))


def _is_one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter left out, added or exchanged."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1 or len(one) < 4:
        return False
    at = next((place for place, char in enumerate(one) if char != other[place]), len(one))
    return one[at:] == other[at + 1 :] or one[at + 1 :] == other[at + 1 :]
