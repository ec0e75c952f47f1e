"""One row of a list read whole: each fact by its rules, then the facts against one another."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from khaigiang.lists.codes import FLAGS, HOLDING
from khaigiang.lists.gazetteer import Gazetteer, UnitFact, Verdict, begins_with_kind
from khaigiang.lists.grid import Cell, letters
from khaigiang.lists.layout.rows import Person, Walk
from khaigiang.lists.values import dates
from khaigiang.lists.values.more import read_ethnicity, read_theory
from khaigiang.lists.values.names import read_name
from khaigiang.lists.values.numbers import as_digits, read_identity, read_phone
from khaigiang.lists.values.reading import NOTHING, Reading
from khaigiang.lists.values.sexes import read_marks, read_sex

WORKING_AGE: Final = range(18, 76)
# Party members are admitted from this age on (article 1 of the Party's statutes).
ADMITTED_FROM: Final = 18
# Doubts about a unit whose name was understood.
KNOWN: Final = frozenset({"unit_ended", "unit_ambiguous", "unit_district"})
# Which values are read from the column of a fact.
FIELDS: Final = {
    "full_name": ("full_name",), "family": ("full_name",), "given": ("full_name",), "gender": ("gender",),
    "male": ("gender", "dob"), "female": ("gender", "dob"), "dob": ("dob",), "dob_male": ("gender", "dob"),
    "dob_female": ("gender", "dob"), "cccd": ("cccd",), "phone": ("phone",), "both": ("position", "unit"),
    "position": ("position",), "unit": ("unit",), "district": ("district",), "party": ("party_date",),
    "party_official": ("party_date",), "party_probation": ("party_probationary",), "ethnicity": ("ethnicity",),
    "qualification": ("qualification",), "theory": ("theory_level",), "note": ("note",),
}  # fmt: skip
NOT_OF_A_PERSON: Final = frozenset({"ordinal", *FIELDS})


class RowReader:
    """The values, doubts and repairs of one person's row."""

    def __init__(self, walk: Walk, person: Person, gazetteer: Gazetteer, on: date) -> None:
        self._walk, self._person, self._gazetteer, self._on = walk, person, gazetteer, on
        self.values: dict[str, str] = {}
        self.flags: list[dict[str, Any]] = []
        self.repairs: list[dict[str, str]] = []

    def read(self, sheet: str | None) -> dict[str, Any]:
        """The row as the preview shows it."""
        sex = self._name()
        self._sex_and_birth(sex)
        self._party()
        self._take("cccd", self._identity(), self._text("cccd"))
        self._take("phone", read_phone(self._text("phone")), self._text("phone"))
        self._post_and_unit()
        held = self._person.line.is_hidden or any(flag["code"] in HOLDING for flag in self.flags)
        return {
            "sheet": sheet,
            "row": self._person.line.number,
            "values": self.values,
            "flags": self.flags,
            "repairs": self.repairs,
            "held": held,
            "raw": self._raw(),
            "more": self._more(),
        }

    def _raw(self) -> dict[str, list[list[str]]]:
        """Of every field the cells it was read from, as they stood."""
        found: dict[str, list[list[str]]] = {}
        for fact, fields in FIELDS.items():
            for place, cell in self._filled(fact):
                for field in fields:
                    found.setdefault(field, []).append([letters(place), _as_it_stood(cell)])
        return found

    def _more(self) -> dict[str, Any]:
        """What lists tell beyond the values of the contract; what was not understood is kept as it stands."""
        # Beside a column of the official day, "ngày vào Đảng" is the day of joining.
        joining = "party" if "party_official" in self._person.columns.of else "party_probation"
        probation = self._date("party_probation") if self._text("party_probation") else self._date(joining)
        found: dict[str, Any] = {
            "ethnicity": read_ethnicity(self._text("ethnicity")),
            "qualification": self._text("qualification"),
            "theory_level": read_theory(self._text("theory")),
            "party_probationary": "" if probation.flags else probation.value or "",
            "note": self._text("note"),
            "other": self._other(),
        }
        for key, fact in (("theory_level", "theory"), ("party_probationary", joining)):
            if not found[key]:
                found["other"] |= {self._heading(place): self._person.texts[place] for place, _ in self._filled(fact)}
        return {key: value for key, value in found.items() if value}

    def _other(self) -> dict[str, str]:
        """Columns that no fact is read from, by their headings."""
        headings = self._person.columns.headings
        used = {
            place for fact, places in self._person.columns.of.items() if fact in NOT_OF_A_PERSON for place in places
        }
        return {
            headings[place]: text
            for place, text in enumerate(self._person.texts)
            if text and place in headings and place not in used
        }

    def _heading(self, place: int) -> str:
        return self._person.columns.headings.get(place, letters(place))

    def _filled(self, fact: str) -> Iterable[tuple[int, Cell]]:
        for place in self._person.columns.of.get(fact, ()):
            cell = self._person.line.cells[place] if place < len(self._person.line.cells) else None
            if cell is not None and cell.value not in {None, ""}:
                yield place, cell

    def _cells(self, fact: str) -> Iterable[tuple[str, object]]:
        """Texts and values of the columns of a fact; what the file's letters or formulas hide is told once."""
        for place in self._person.columns.of.get(fact, ()):
            cell = self._person.line.cells[place] if place < len(self._person.line.cells) else None
            if cell is not None:
                yield self._person.texts[place], cell.value

    def _text(self, fact: str) -> str:
        return next((text for text, _ in self._cells(fact) if text), "")

    def _told(self, field: str, *facts: str) -> None:
        """Doubts and repairs of the letters themselves."""
        for fact in facts:
            for place in self._person.columns.of.get(fact, ()):
                cell = self._person.line.cells[place] if place < len(self._person.line.cells) else None
                if cell is None:
                    continue
                if cell.is_uncomputed:
                    self._doubt(field, "not_computed")
                decoded = self._walk.decoded(cell)
                if decoded.is_doubtful:
                    self._doubt(field, "text_encoding")
                elif decoded.encoding:
                    self._repair(field, f"decoded_{decoded.encoding}", str(cell.value))

    def _doubt(self, field: str | None, code: str, detail: str = "") -> None:
        message = FLAGS[code] + (f" ({detail})" if detail else "")
        self.flags.append({"field": field, "code": code, "message": message, "detail": detail})

    def _repair(self, field: str, rule: str, source: str) -> None:
        self.repairs.append({"field": field, "from": source, "rule": rule})

    def _take(self, field: str, reading: Reading, source: str, *facts: str) -> None:
        self._told(field, *(facts or (field,)))
        if reading.value is not None:
            self.values[field] = reading.value
        for code in reading.flags:
            self._doubt(field, code)
        for rule in reading.repairs:
            self._repair(field, rule, source)

    def _name(self) -> str:
        facts = ("full_name", "family", "given")
        source = " ".join(text for fact in facts if (text := self._text(fact)))
        reading, sex = read_name(source)
        self._take("full_name", reading, source, *facts)
        if reading.value is None:
            self._doubt("full_name", "name_missing")
        return sex

    def _sex_and_birth(self, beside_name: str) -> None:
        birth_of = {fact: self._date(fact) for fact in ("dob", "dob_male", "dob_female", "male", "female")}
        sex = read_sex(self._text("gender"), self._person.columns.ones)
        for fact, letter in (("dob_male", "M"), ("dob_female", "F"), ("male", "M"), ("female", "F")):
            # A date that cannot be read stands in the column of a sex all the same.
            if birth_of[fact].value or (fact.startswith("dob") and self._text(fact)):
                sex = Reading(letter)
        by_columns = any(birth_of[fact].value for fact in ("male", "female"))
        if sex == NOTHING and not by_columns:
            sex = read_marks(self._text("male"), self._text("female"))
        if sex == NOTHING and beside_name:
            sex = Reading(beside_name, (), ("sex_beside_name",))
        self._take("gender", sex, self._text("full_name"), "gender")
        used = next((fact for fact in ("dob", "dob_male", "dob_female") if self._text(fact)), "")
        used = used or next((fact for fact in ("male", "female") if birth_of[fact].value), "dob")
        self._take("dob", birth_of[used], self._text(used), used)
        if "dob" in self.values and self._on.year - int(self.values["dob"][:4]) not in WORKING_AGE:
            self._doubt("dob", "dob_age")

    def _date(self, fact: str) -> Reading:
        habit = self._person.dates.get(fact) or dates.Habit(latest=self._on.year)
        for text, value in self._cells(fact):
            if text:
                return dates.read_date(text if isinstance(value, str) else value, habit)
        return NOTHING

    def _party(self) -> None:
        columns = self._person.columns.of
        fact = "party_official" if "party_official" in columns else "party"
        self._take("party_date", self._date(fact), self._text(fact), fact)
        day = self.values.get("party_date", "")
        if day > self._on.isoformat():
            self._doubt("party_date", "party_date_future")
        elif day and "dob" in self.values and int(day[:4]) - int(self.values["dob"][:4]) < ADMITTED_FROM:
            self._doubt("party_date", "party_date_early")

    def _identity(self) -> Reading:
        trusted = not any(flag["field"] == "dob" for flag in self.flags)
        return read_identity(
            self._text("cccd"), self.values.get("dob", "") if trusted else "", self.values.get("gender", "")
        )

    def _post_and_unit(self) -> None:
        district = self._district()
        both, unit = self._text("both"), self._text("unit")
        if both and unit:
            self._beside(both, unit, district)
        elif both:
            self._apart(both, district)
        else:
            self._take("position", Reading(self._text("position") or None), "")
            self._unit(unit, district)

    def _district(self) -> str:
        """The district of the row, or of the group it stands in."""
        source = self._text("district")
        self._told("district", "district")
        found = self._gazetteer.district_named(source or self._person.group) if source or self._person.group else None
        if source and not found:
            self._doubt("district", "unit_unknown")
        if found:
            self.values["district"] = found.name
        return found.name if found else ""

    def _unit(self, text: str, district: str) -> None:
        self._told("unit", "unit")
        source, rule = text, "unit_official_name"
        if not text and self._person.group:
            source, rule = self._person.group, "unit_from_group"
            if self._gazetteer.match(source, district).unit is None:
                return
        if source:
            self._settle(self._gazetteer.match(source, district), source, rule)

    def _settle(self, verdict: Verdict, source: str, rule: str) -> None:
        if verdict.unit is None:
            self._doubt("unit", verdict.flag, verdict.detail)
            return
        self._place(verdict.unit, verdict.district)
        if source != verdict.unit.name:
            self._repair("unit", rule, source)

    def _place(self, unit: UnitFact, district: str) -> None:
        self.values["unit"] = unit.name
        self.values["unit_code"] = unit.code
        if district:
            self.values["district"] = district
        else:
            self.values.pop("district", None)

    def _beside(self, text: str, unit: str, district: str) -> None:
        """A post, perhaps with its unit, where the unit has a column of its own: the two must not contradict."""
        self._told("position", "both")
        words = text.split()
        place = self._start_of_unit(words, district)
        self._take("position", Reading(" ".join(words[: place or None]).rstrip(" ,;–-") or None), "")
        self._unit(unit, district)
        named = self._gazetteer.match(" ".join(words[place:]), district).unit if place else None
        if named and named.name != self.values.get("unit"):
            self._doubt("unit", "two_facts")

    def _apart(self, text: str, district: str) -> None:
        """A post and the unit it is held in, from one text."""
        self._told("position", "both")
        place = self._start_of_unit(text.split(), district)
        if place:
            words = text.split()
            unit = " ".join(words[place:])
            self._take("position", Reading(" ".join(words[:place]).rstrip(" ,;–-") or None), "")
            self._settle(self._gazetteer.match(unit, district), unit, "post_and_unit")
            return
        self._take("position", Reading(text), "")
        if self._person.group:
            self._unit("", district)
        if "unit" not in self.values:
            self._doubt("unit", "two_facts")

    def _start_of_unit(self, words: list[str], district: str) -> int:
        """Where in a text the unit begins: at its kind where that is said, else as early as it is known."""
        known = [
            place
            for place in range(1, len(words))
            if (verdict := self._gazetteer.match(" ".join(words[place:]), district)).unit or verdict.flag in KNOWN
        ]
        with_kind = [place for place in known if begins_with_kind(" ".join(words[place:]))]
        return min(with_kind or known, default=0)


def _as_it_stood(cell: Cell) -> str:
    return cell.value if isinstance(cell.value, str) else as_digits(cell.value)
