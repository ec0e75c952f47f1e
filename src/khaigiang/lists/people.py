"""One row of a list read whole: each fact by its rules, then the facts against one another."""

from collections.abc import Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Final, NamedTuple

from khaigiang.lists.codes import FLAGS, HOLDING
from khaigiang.lists.facts import FIELDS, MORE, shape_of
from khaigiang.lists.gazetteer import Gazetteer, UnitFact, Verdict, begins_with_kind
from khaigiang.lists.layout.body import Person
from khaigiang.lists.layout.cells import Told
from khaigiang.lists.values import dates
from khaigiang.lists.values.names import read_name
from khaigiang.lists.values.numbers import disagreements
from khaigiang.lists.values.reading import Reading
from khaigiang.lists.values.sexes import is_mark, read_marks

WORKING_AGE: Final = range(18, 76)
ANY_AGE: Final = range(-1, 200)
# Party members are admitted from this age on (article 1 of the Party's statutes).
ADMITTED_FROM: Final = 18
# Doubts about a unit whose name was understood.
KNOWN: Final = frozenset({"unit_ended", "unit_ambiguous", "unit_district"})
BEYOND: Final = frozenset({*MORE, "party_probation", "party_official", "body"})
SEXED: Final = {"dob_male": "M", "dob_female": "F", "male": "M", "female": "F"}
VALUE, RAW = attrgetter("value"), attrgetter("raw")
REMEMBERED: Final = 10_000


class Place(NamedTuple):
    """The unit and district of a row, where both are sure, and what is to be said of them."""

    values: dict[str, str]
    repairs: list[dict[str, str]]


class PeopleReader:
    """Reads the rows of lists on one day, with the units known."""

    def __init__(self, gazetteer: Gazetteer, on: date) -> None:
        self.gazetteer, self.on = gazetteer, on
        self.year, self.day = on.year, on.isoformat()
        self._places: dict[tuple[str, str], Place | None] = {}
        self.ended_districts: set[str] = set()

    def names_unit(self, text: str) -> bool:
        """Whether a text names a unit, sure or not."""
        verdict = self.gazetteer.match(text)
        return verdict.unit is not None or verdict.flag in KNOWN

    def read(self, person: Person, sheet: str | None) -> dict[str, Any]:
        """The row as the preview shows it, with its cells as they stood and what lists tell beyond its values."""
        if person.is_plain and (plain := self._plainly(person, sheet)):
            return plain
        row = _Row(self, person)
        row.name()
        row.sex_and_birth()
        row.party()
        row.identity()
        if phone := row.told.get("phone"):
            row.take("phone", phone)
        row.post_and_unit()
        return {
            "sheet": sheet,
            "row": person.number,
            "values": row.values,
            "flags": row.flags,
            "repairs": row.repairs,
            "held": person.is_hidden or (bool(row.flags) and any(flag["code"] in HOLDING for flag in row.flags)),
            "raw": row.raw(),
            "more": row.more(),
        }

    def is_of_working_age(self, dob: str) -> bool:
        """Whether an official may have been born then."""
        return self.year - int(dob[:4]) in WORKING_AGE

    def party_doubt(self, day: str, dob: str) -> str:
        """The doubt about a day of membership beside a sure birth, if there is one."""
        if day > self.day:
            return "party_date_future"
        return "party_date_early" if day and dob and int(day[:4]) - int(dob[:4]) < ADMITTED_FROM else ""

    def _plainly(self, person: Person, sheet: str | None) -> dict[str, Any] | None:
        """The row, where it tells simple facts alone which agree with each other; nothing where it does not.

        Most rows are such: the facts of their cells are put together, and nothing is to be gathered.
        """
        told = person.told
        shape = shape_of(tuple(told))
        if shape is None or (place := self._place(person)) is None:
            return None
        values = dict(zip(shape.fields, map(VALUE, shape.of_values(told)), strict=True))
        if self._disagree(values):
            return None
        values.update(place.values)
        more: dict[str, Any] = {field: told[fact].value for fact, field in shape.more}
        if person.other:
            more["other"] = {heading: one.text for heading, one in person.other}
        return {
            "sheet": sheet,
            "row": person.number,
            "values": values,
            "flags": [],
            "repairs": place.repairs,
            "held": person.is_hidden,
            "raw": dict(zip(shape.raw_fields, map(RAW, shape.of_raw(told)), strict=True)),
            "more": more,
        }

    def _disagree(self, values: Mapping[str, str]) -> bool:
        """Whether the facts of a row leave a doubt beside each other or beside the day of the list."""
        dob, day, cccd = values.get("dob", ""), values.get("party_date", ""), values.get("cccd")
        return bool(
            (dob and not self.is_of_working_age(dob))
            or (day and self.party_doubt(day, dob))
            or (cccd and disagreements(cccd, dob, values["gender"], ANY_AGE, self.year))
        )

    def _place(self, person: Person) -> Place | None:
        """What the unit and the district of a row mean together, where neither is in doubt."""
        unit, district = person.told["unit"], person.told["district"]
        asked = (unit.text, district.text)
        if asked not in self._places:
            if len(self._places) >= REMEMBERED:
                self._places.clear()
            alone = person._replace(told={"unit": unit, "district": district})  # of named tuples it is public
            row = _Row(self, alone)
            row.post_and_unit()
            self._places[asked] = None if row.flags else Place(row.values, row.repairs)
        return self._places[asked]


class _Row:
    """The values, doubts and repairs of one person's row while they are gathered."""

    __slots__ = ("_apart", "_ended", "_placed", "_reader", "flags", "person", "repairs", "told", "values")

    def __init__(self, reader: PeopleReader, person: Person) -> None:
        self._reader = reader
        self.person, self.told = person, person.told
        self.values: dict[str, str] = {}
        self.flags: list[dict[str, Any]] = []
        self.repairs: list[dict[str, str]] = []
        self._placed: UnitFact | None = None
        self._ended: UnitFact | None = None  # the district beside the unit, where a reform has ended it
        self._apart: dict[str, str] = {}  # facts beyond the contract that stood in cells of others

    def take(self, field: str, told: Told) -> None:
        """A value with all that is to be said of it."""
        if told.value is not None:
            self.values[field] = told.value
        if told.flags or told.repairs:
            self._say(field, told.flags, told.repairs)

    def _say(self, field: str, flags: tuple[str, ...], repairs: tuple[tuple[str, str], ...]) -> None:
        for code in flags:
            self._doubt(field, code)
        for rule, source in repairs:
            self._repair(field, rule, source)

    def _doubt(self, field: str | None, code: str, detail: str = "") -> None:
        message = FLAGS[code] + (f" ({detail})" if detail else "")
        self.flags.append({"field": field, "code": code, "message": message, "detail": detail})

    def _repair(self, field: str, rule: str, source: str) -> None:
        self.repairs.append({"field": field, "from": source, "rule": rule})

    def _set(self, field: str, reading: Reading, source: str) -> None:
        if reading.value is not None:
            self.values[field] = reading.value
        self._say(field, reading.flags, tuple((rule, source) for rule in reading.repairs))

    def name(self) -> None:
        """The full name, from one column or from two."""
        told = self.told.get("full_name")
        if told:
            self.take("full_name", told)
        elif parts := [self.told[fact] for fact in ("family", "given") if fact in self.told]:
            source = " ".join(part.text for part in parts if part.text)
            for part in parts:
                self._say("full_name", part.flags, part.repairs)
            self._set("full_name", read_name(source), source)
        if "full_name" not in self.values:
            self._doubt("full_name", "name_missing")

    def sex_and_birth(self) -> None:
        """The sex by word, mark or column, and the day of birth wherever it stands."""
        told = self.told
        self._birth()
        if "gender" in told:
            self.take("gender", told["gender"])
        beside = told["full_name"].beside if "full_name" in told else ()
        if beside or not ("gender" in told and told.keys().isdisjoint(SEXED)):
            self._sex_told_otherwise(dict(beside).get("gender", ""))

    def _sex_told_otherwise(self, beside: str) -> None:
        """The sex by the columns that births and marks stand in, and by a word beside the name."""
        told = self.told
        said = {letter for fact, letter in SEXED.items() if fact in told and self._tells_sex(fact)}
        if not said and ("male" in told or "female" in told):
            texts = [told[fact].text if fact in told else "" for fact in ("male", "female")]
            self._set("gender", read_marks(*texts), " ".join(texts))
        if not said and not told.keys() & {"gender", "male", "female"} and self.person.table.marks_women_only:
            said = {"M"}
        if beside:
            said.add(beside)
            if "gender" not in self.values:
                self._repair("gender", "sex_beside_name", told["full_name"].text)
        said |= {self.values["gender"]} if "gender" in self.values else set()
        if len(said) == 1:
            [self.values["gender"]] = said
        elif said:
            self.values.pop("gender", None)
            self._doubt("gender", "sex_unclear")

    def _tells_sex(self, fact: str) -> bool:
        """Whether a birth stands in the column of a sex; one that cannot be read does so too."""
        one = self.told[fact]
        return bool(one.text) and (one.value is not None or fact.startswith("dob")) and not is_mark(one.text)

    def _birth(self) -> None:
        told = self.told
        if (born := told.get("dob")) and (born.text or born.flags):
            self.take("dob", born)
        else:
            self._birth_elsewhere()
        if "dob" in self.values and not self._reader.is_of_working_age(self.values["dob"]):
            self._doubt("dob", "dob_age")

    def _birth_elsewhere(self) -> None:
        """A birth in the column of a sex, in three columns, or beside the name."""
        told = self.told
        facts = [fact for fact in ("dob_male", "dob_female") if fact in told and (told[fact].text or told[fact].flags)]
        facts = facts or [fact for fact in ("male", "female") if fact in told and told[fact].value]
        if facts:
            self.take("dob", told[facts[0]])
        elif "dob_year" in told:
            source = "/".join(told[fact].text for fact in ("dob_day", "dob_month", "dob_year") if fact in told)
            self._set("dob", dates.read_date(source, source, dates.Habit(latest=self._reader.year)), source)
        elif "full_name" in told and (beside := dict(told["full_name"].beside).get("dob")):
            read = dates.read_date(beside, beside, dates.Habit(latest=self._reader.year))
            read = Reading(read.value, read.flags, (*read.repairs, "birth_beside_name"))
            self._set("dob", read, told["full_name"].text)

    def party(self) -> None:
        """The day of full membership."""
        told = self.told.get("party_both") or self.told.get("party_official") or self.told.get("party")
        if told is None:
            return
        self.take("party_date", told)
        if told.beside:
            self._apart.update(told.beside)
        if doubt := self._reader.party_doubt(self.values.get("party_date", ""), self._sure_birth()):
            self._doubt("party_date", doubt)

    def _sure_birth(self) -> str:
        if self.flags and any(flag["field"] == "dob" for flag in self.flags):
            return ""
        return self.values.get("dob", "")

    def identity(self) -> None:
        """The identity number, beside the birth and the sex."""
        told = self.told.get("cccd")
        if told is None:
            return
        if told.value is None:
            self.take("cccd", told)
            return
        dob = self._sure_birth()
        was_padded = bool(told.repairs) and any(rule == "leading_zero" for rule, _ in told.repairs)
        ages = WORKING_AGE if was_padded else ANY_AGE
        doubts = disagreements(told.value, dob, self.values.get("gender", ""), ages, self._reader.year)
        # Without a birth, zeros were surely lost only where the cell is a number, which cannot keep them.
        if was_padded and (doubts or not (dob or told.is_typed)):
            self._say("cccd", ("cccd_zeros", *told.flags), ())
            return
        self.take("cccd", told)
        if doubts:
            self._say("cccd", doubts, ())

    def post_and_unit(self) -> None:
        """The post, the unit and its district, from columns of their own, from one cell, or from the group above."""
        told = self.told
        district = self._district()
        both, unit = told.get("both"), told.get("unit")
        if both and both.text and unit and unit.text:
            self._beside(both, unit, district)
        elif both and both.text:
            self._from_both(both, district)
        else:
            if position := told.get("position"):
                self._post(position, district)
            self._unit(unit, district)
        if self._ended:
            self._district_that_ended(self._ended)

    def _post(self, position: Told, district: str) -> None:
        """A post; in a list that has no column of units, with the unit named behind it where that is sure."""
        self.take("position", position)
        if self.person.table.is_split or not position.value:
            return
        words = position.value.split()
        if (place := self._start_of_unit(words, district)) and begins_with_kind(" ".join(words[place:])):
            verdict = self._reader.gazetteer.match(" ".join(words[place:]), district)
            if verdict.unit:
                self.values["position"] = _tail_cut(words[:place])
                self._place(verdict.unit, verdict.district)
                self._repair("unit", "post_and_unit", position.value)

    def _district(self) -> str:
        """The district of the row, or of the group it stands in."""
        told = self.told.get("district")
        gazetteer = self._reader.gazetteer
        if told is None or not told.text:
            body = self.told.get("body")
            groups = [text for _, text in self.person.groups.texts]
            for text in ([body.text] if body and body.text else []) + groups[::-1]:
                if (found := gazetteer.district_named(text)) and gazetteer.is_valid(found):
                    self.values["district"] = found.name
                    return found.name
            return ""
        self._say("district", told.flags, told.repairs)
        verdict = gazetteer.district(told.text)
        self._ended = gazetteer.district_named(told.text) if verdict.flag == "unit_ended" else None
        if verdict.unit is None:
            if not self._ended:
                self._doubt("district", verdict.flag, verdict.detail)
            return ""
        self.values["district"] = verdict.unit.name
        return verdict.unit.name

    def _district_that_ended(self, district: UnitFact) -> None:
        """A reform that took the districts is no doubt of any row; a district that the unit never lay in is one."""
        if self._placed and self._reader.gazetteer.came_from(self._placed, district):
            self._reader.ended_districts.add(district.name)
        else:
            self._doubt("district", "unit_ended", district.name)

    def _unit(self, told: Told | None, district: str) -> None:
        gazetteer = self._reader.gazetteer
        if told is not None and told.value is not None:
            if told.flags or told.repairs:
                self._say("unit", told.flags, told.repairs)
            self._settle(gazetteer.match(told.value, district), told.value, "unit_official_name")
            return
        if told is not None and told.flags:
            self._say("unit", told.flags, told.repairs)
            return
        for _, text in reversed(self.person.groups.texts):
            verdict = gazetteer.match(text, district)
            if verdict.unit is not None:
                self._settle(verdict, text, "unit_from_group")
            if verdict.unit is not None or verdict.flag in KNOWN:
                return

    def _settle(self, verdict: Verdict, source: str, rule: str) -> None:
        if verdict.unit is None:
            self._doubt("unit", verdict.flag, verdict.detail)
            return
        self._place(verdict.unit, verdict.district)
        if source != verdict.unit.name:
            self._repair("unit", rule, source)

    def _place(self, unit: UnitFact, district: str) -> None:
        self._placed = unit
        self.values["unit"] = unit.name
        self.values["unit_code"] = unit.code
        if district:
            self.values["district"] = district
        else:
            self.values.pop("district", None)

    def _beside(self, both: Told, unit: Told, district: str) -> None:
        """A post, perhaps with its unit, where the unit has a column of its own: the two must not contradict."""
        self._say("position", both.flags, both.repairs)
        words = both.text.split()
        place = self._start_of_unit(words, district)
        self.values["position"] = _tail_cut(words[: place or None])
        self._unit(unit, district)
        named = self._reader.gazetteer.match(" ".join(words[place:]), district).unit if place else None
        if named and named.name != self.values.get("unit"):
            self._doubt("unit", "two_facts")

    def _from_both(self, both: Told, district: str) -> None:
        """A post and the unit it is held in, from one text."""
        self._say("position", both.flags, both.repairs)
        words = both.text.split()
        place = self._start_of_unit(words, district)
        if place:
            post, unit = _tail_cut(words[:place]), " ".join(words[place:])
        else:
            end = self._end_of_unit(words, district)
            post, unit = " ".join(words[end:]).lstrip(" ,;:–-"), _tail_cut(words[:end])
        if unit and post:
            self.values["position"] = post
            self._settle(self._reader.gazetteer.match(unit, district), unit, "post_and_unit")
            return
        self.values["position"] = both.text
        self._unit(None, district)
        if "unit" not in self.values:
            self._doubt("unit", "two_facts")

    def _start_of_unit(self, words: list[str], district: str) -> int:
        """Where in a text the unit begins: at its kind where that is said, else as early as it is known."""
        match = self._reader.gazetteer.match
        known = [
            place
            for place in range(1, len(words))
            if (verdict := match(" ".join(words[place:]), district)).unit or verdict.flag in KNOWN
        ]
        with_kind = [place for place in known if begins_with_kind(" ".join(words[place:]))]
        return min(with_kind or known, default=0)

    def _end_of_unit(self, words: list[str], district: str) -> int:
        """Where a unit that stands before its post ends; 0 where none does."""
        match = self._reader.gazetteer.match
        ends = [
            end
            for end in range(len(words) - 1, 0, -1)
            if begins_with_kind(" ".join(words[:end])) and match(_tail_cut(words[:end]), district).unit
        ]
        return ends[0] if ends else 0

    def raw(self) -> dict[str, list[list[str]]]:
        """Of every field the cells it was read from, as they stood."""
        found: dict[str, list[list[str]]] = {}
        for fact, one in self.told.items():
            fields = FIELDS.get(fact)
            if fact in SEXED and is_mark(one.text):
                fields = ("gender",)  # a tick says nothing of the birth that may stand there instead
            if fields:
                for field in fields:
                    found[field] = found[field] + one.raw if field in found else one.raw
        return found

    def more(self) -> dict[str, Any]:
        """What lists tell beyond the values of the contract; what was not understood is kept as it stands."""
        told = self.told
        if not self._apart and not self.person.other and told.keys().isdisjoint(BEYOND):
            return {}
        found: dict[str, Any] = dict(self._apart)
        other = {heading: one.text for heading, one in self.person.other}
        # Beside a column of the official day, "ngày vào Đảng" is the day of joining.
        joining = told.get("party_probation") or (told.get("party") if "party_official" in told else None)
        beyond = [(field, told[fact]) for fact, field in MORE.items() if fact in told]
        for field, one in [*beyond, *([("party_probationary", joining)] if joining else [])]:
            if one.value is not None and not (one.flags and field == "party_probationary"):
                found[field] = one.value
            elif one.text:
                other[self.person.table.heading(one.raw)] = one.text
        if (body := told.get("body")) and body.text:
            other[self.person.table.heading(body.raw)] = body.text
        return {**found, "other": other} if other else found


def _tail_cut(words: list[str]) -> str:
    return " ".join(words).rstrip(" ,;:–-(/")
