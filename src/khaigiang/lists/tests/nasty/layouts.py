"""Lists as offices lay them out: every trap alone or with others, with what must be read of each row."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any, Final

from khaigiang.lists.tests.nasty.people import Invented, invented
from khaigiang.lists.tests.nasty.writing import (
    BAD_BIRTHS,
    BAD_NAMES,
    BAD_NUMBERS,
    BAD_PHONES,
    BAD_UNITS,
    BIRTHS,
    DOUBT,
    MAYBE,
    NAMES,
    NUMBERS,
    PHONES,
    UNITS,
    UNITS_AND_DISTRICT,
    Way,
    Written,
    exchanged,
    meant,
)

TRAPS: Final = (
    "letterhead", "far down", "two rows", "split names", "split names, told", "marks", "births by sex", "figures for sexes",
    "combined", "combined, unit first", "no headings", "column numbers", "groups", "groups of communes", "numbers restart",
    "no numbers", "repeated headings", "totals", "signatures", "signatures in columns", "blank rows", "hidden rows",
    "second table", "merged units", "as above", "district column", "English", "capitals in headings", "notes column",
    "women only", "numbers in names", "counts beside groups", "days exchanged",
)  # fmt: skip
# These cannot stand together in one list.
APART: Final = (
    {"split names", "split names, told", "no headings", "numbers in names"},
    {"marks", "births by sex", "figures for sexes", "women only"},
    {"combined", "combined, unit first", "groups of communes", "merged units"},
    {"combined", "as above"}, {"combined, unit first", "as above"}, {"merged units", "as above"},
    {"groups", "groups of communes", "merged units"}, {"groups", "as above"}, {"groups of communes", "as above"},
    {"no headings", "births by sex", "marks", "figures for sexes", "women only"},
    {"no headings", "combined", "combined, unit first"}, {"no headings", "second table"}, {"no headings", "repeated headings"},
    {"no headings", "English"}, {"no headings", "two rows"}, {"no headings", "column numbers"}, {"no headings", "notes column"},
    {"no headings", "groups"}, {"no headings", "groups of communes"}, {"no headings", "district column"}, {"no headings", "as above"},
    {"no headings", "merged units"}, {"no numbers", "numbers restart"}, {"no numbers", "groups"}, {"no numbers", "groups of communes"},
    {"no numbers", "signatures in columns"}, {"no numbers", "numbers in names"}, {"hidden rows", "merged units"},
    {"hidden rows", "as above"}, {"district column", "groups of communes"}, {"repeated headings", "merged units"},
    {"blank rows", "merged units"}, {"blank rows", "as above"}, {"second table", "merged units"},
)  # fmt: skip

HEADINGS: Final = {
    "ordinal": "STT", "name": "Họ và tên", "family": "Họ và tên", "given": None, "sex": "Giới tính", "born": "Ngày, tháng,\nnăm sinh",
    "born male": "Ngày sinh", "born female": None, "male": "Nam", "female": "Nữ", "cccd": "Số CCCD", "phone": "Điện thoại",
    "post": "Chức vụ", "unit": "Đơn vị công tác", "post and unit": "Chức vụ, đơn vị công tác", "district": "Quận/huyện",
    "admitted": "Ngày vào Đảng (chính thức)", "note": "Ghi chú",
}  # fmt: skip
BENEATH: Final = (
    ("births by sex", "born male", ["Nam", "Nữ"]),
    ("split names, told", "family", ["Họ và đệm", "Tên"]),
)
ENGLISH: Final = {
    "ordinal": "No.", "name": "Full name", "sex": "Gender", "born": "Date of birth", "cccd": "ID number", "phone": "Phone number",
    "post": "Position", "unit": "Unit", "district": "District",
}  # fmt: skip


@dataclass(slots=True)
class Expected:
    """What must be read of one row: by field a value, `DOUBT`, or "" where nothing is known."""

    fields: dict[str, str]
    is_held: bool = False


@dataclass(slots=True)
class Drawn:
    """A list as it is laid out, and what must come of it."""

    on: date
    traps: tuple[str, ...]
    rows: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    people: dict[int, Expected] = field(default_factory=dict)

    def add(self, *cells: Any) -> int:
        """One more row; its number."""
        self.rows.append(list(cells))
        return len(self.rows)


def together(traps: Sequence[str]) -> tuple[str, ...]:
    """Those of the traps that can stand in one list, earlier ones first."""
    kept: list[str] = []
    for trap in traps:
        if not any(trap in apart and apart & set(kept) for apart in APART):
            kept.append(trap)
    return tuple(kept)


@dataclass(slots=True)
class Drawer:
    """Draws one list."""

    random: Random
    on: date
    traps: tuple[str, ...]
    people: int = 8
    strange: float = 0.3  # how many cells are written in a strange way
    wrong: float = 0.05  # how many hold what must be doubted
    drawn: Drawn = field(init=False)

    def draw(self) -> Drawn:
        """The list."""
        self.drawn = Drawn(self.on, self.traps)
        if self.has("far down"):
            for _ in range(30):
                self.drawn.add()
        if self.has("letterhead"):
            self._letterhead()
        self._table(self.people)
        if self.has("second table"):
            self.drawn.add()
            self.drawn.add("DANH SÁCH DỰ PHÒNG")
            self._table(3)
        if self.has("signatures") or self.has("signatures in columns"):
            self._signatures()
        return self.drawn

    def has(self, trap: str) -> bool:
        return trap in self.traps

    def _letterhead(self) -> None:
        add, width = self.drawn.add, 8
        add("ĐẢNG BỘ THÀNH PHỐ HÀ NỘI", *[None] * 4, "ĐẢNG CỘNG SẢN VIỆT NAM")
        add("HUYỆN ỦY ĐÔNG ANH", *[None] * 4, "Hà Nội, ngày 15 tháng 3 năm 2023")
        add()
        row = add("DANH SÁCH CÁN BỘ CỬ ĐI BỒI DƯỠNG LÝ LUẬN CHÍNH TRỊ NĂM 2023")
        self.drawn.merged.append((row, 0, row, width))
        row = add("(Kèm theo Công văn số 123-CV/HU ngày 15/3/2023)")
        self.drawn.merged.append((row, 0, row, width))

    def columns(self) -> list[str]:
        """The facts of the columns, in their order."""
        found = [] if self.has("no numbers") or self.has("numbers in names") else ["ordinal"]
        found += ["family", "given"] if self.has("split names") or self.has("split names, told") else ["name"]
        if self.has("births by sex"):
            found += ["born male", "born female"]
        else:
            found += ["male", "female"] if self.has("marks") else ["female"] if self.has("women only") else ["sex"]
            found += ["born"]
        found += ["cccd", "phone"]
        if self.has("combined") or self.has("combined, unit first"):
            found += ["post and unit"]
        else:
            found += ["post"] if self.has("groups of communes") else ["post", "unit"]
        found += ["district"] if self.has("district column") and self.on < date(2025, 7, 1) else []
        return found + ["admitted"] + (["note"] if self.has("notes column") else [])

    def _headings(self) -> None:
        columns = self.columns()
        words = self._words(columns)
        beneath: list[str | None] = [None] * len(columns)
        for trap, first, texts in BENEATH:
            if self.has(trap):
                place = columns.index(first)
                beneath[place : place + 2] = texts
        if self.has("two rows") or any(beneath):
            self._two_rows(columns, words, beneath)
        else:
            row = self.drawn.add(*words)
            self._over_two(row, columns, "family", "given")
        if self.has("column numbers"):
            self.drawn.add(*(f"({number})" for number in range(1, len(columns) + 1)))

    def _words(self, columns: list[str]) -> list[str | None]:
        words: list[str | None] = [HEADINGS[column] for column in columns]
        if self.has("English"):
            words = [ENGLISH.get(column) or word for column, word in zip(columns, words, strict=True)]
        if self.has("figures for sexes"):
            words[columns.index("sex")] = "Giới tính (Nam: 1, Nữ: 0)"
        if self.has("combined, unit first"):
            words[columns.index("post and unit")] = "Đơn vị, chức vụ"
        return [word.upper() if word else None for word in words] if self.has("capitals in headings") else words

    def _two_rows(self, columns: list[str], words: list[str | None], beneath: list[str | None]) -> None:
        row = self.drawn.add(*words)
        self.drawn.add(*beneath)
        for place, below in enumerate(beneath):
            if below is None and words[place] is not None:
                self.drawn.merged.append((row, place, row + 1, place))
        if self.has("births by sex"):
            self._over_two(row, columns, "born male", "born female")
        if self.has("split names, told"):
            self._over_two(row, columns, "family", "given")
        elif self.has("split names"):
            place = columns.index("family")
            self.drawn.merged.remove((row, place, row + 1, place))
            self.drawn.merged.append((row, place, row + 1, place + 1))

    def _over_two(self, row: int, columns: list[str], left: str, right: str) -> None:
        if left in columns and right in columns:
            self.drawn.merged.append((row, columns.index(left), row, columns.index(right)))

    def _table(self, people: int) -> None:
        if not self.has("no headings"):
            self._headings()
        members = self._members(people)
        number, group, unit = 0, None, None
        above: Invented | None = None
        for place, person in enumerate(members):
            if self._opens_group(person, group):
                group = self._group(person, members)
                number = 0 if self.has("numbers restart") else number
            if self.has("blank rows") and place and self.random.random() < 0.2:
                self.drawn.add()
            if self.has("repeated headings") and place and place % 4 == 0:
                self._headings()
            if (self.has("merged units") or self.has("as above")) and unit and self.random.random() < 0.5 and above:
                person = _of_unit(person, above)  # noqa: PLW2901  # the person is moved beside the one above
            number += 1
            self._person(number, person, above)
            above, unit = person, person.unit
        if self.has("totals"):
            self.drawn.add(None, f"Tổng cộng: {people} người")

    def _members(self, people: int) -> list[Invented]:
        """People by district and unit; a column that marks women marks one at least, or nobody knows what it is."""
        while True:
            members = [invented(self.random, self.on) for _ in range(people)]
            if not self.has("women only") or any(person.sex == "F" for person in members):
                return sorted(members, key=lambda person: (person.district, person.unit.code))

    def _opens_group(self, person: Invented, group: str | None) -> bool:
        if self.has("groups of communes"):
            return person.unit.uid != group
        return self.has("groups") and bool(person.district) and person.district != group

    def _group(self, person: Invented, members: list[Invented]) -> str:
        if self.has("groups of communes"):
            text = f"{person.unit.name}, {person.district}" if person.district else person.unit.name
            row = self.drawn.add(None, text)
        else:
            count = sum(1 for other in members if other.district == person.district)
            text = person.district.upper() + (f" ({count} người)" if self.has("counts beside groups") else "")
            row = self.drawn.add(self.random.choice(("I", "II", "A", None)), text)
        if self.random.random() < 0.3:
            self.drawn.rows[-1] = [f"I. {text}"]
            self.drawn.merged.append((row, 0, row, 6))
        return person.unit.uid if self.has("groups of communes") else person.district

    def _way(self, good: dict[str, Way], bad: dict[str, Way], first: str) -> tuple[str, Way]:
        if self.random.random() < self.wrong:
            name = self.random.choice(list(bad))
            return name, bad[name]
        name = self.random.choice(list(good)) if self.random.random() < self.strange else first
        return name, good[name]

    def _person(self, number: int, person: Invented, above: Invented | None) -> None:
        columns = self.columns()
        split = "family" in columns
        _, way = self._way(
            {"plain": NAMES["plain"], "capitals": NAMES["capitals"]} if split else NAMES, BAD_NAMES, "plain"
        )
        plainly = split or self.has("numbers in names")
        name = NAMES["plain"](self.random, person) if plainly else way(self.random, person)
        if self.has("numbers in names"):
            name = Written(f"{number}. {name.cell}", name.value)
        births = {
            key: one for key, one in BIRTHS.items() if not self.has("no headings") or key in {"plain", "typed", "dots"}
        }
        _, way = self._way(births, BAD_BIRTHS, "plain")
        born = way(self.random, person)
        if self.has("days exchanged"):
            born = exchanged(person)
        is_born_sure = born.value not in {DOUBT, ""} and not born.value.startswith(MAYBE)
        cccd = self._number(person, is_born_sure=is_born_sure)
        _, way = self._way(PHONES, BAD_PHONES, "plain")
        phone = way(self.random, person)
        unit = self._unit(person)
        cells = {
            "ordinal": number, "name": name.cell, "sex": self._sex(person), "born": born.cell, "cccd": cccd.cell,
            "phone": phone.cell, "post": person.post, "unit": unit.cell, "district": person.district, "note": "Bận họp",
            "admitted": person.admitted.strftime("%d/%m/%Y"), "male": "x" if person.sex == "M" else None,
            "female": "x" if person.sex == "F" else None, "born male": born.cell if person.sex == "M" else None,
            "born female": born.cell if person.sex == "F" else None, "post and unit": self._both(person),
        }  # fmt: skip
        if split:
            cells["family"], _, cells["given"] = str(name.cell).rpartition(" ")
        fields = {
            "full_name": name.value, "gender": person.sex, "dob": born.value, "cccd": cccd.value, "phone": phone.value,
            "position": person.post, "unit_code": unit.value, "party_date": person.admitted.isoformat(),
            "district": person.district if unit.value not in {DOUBT, ""} or "district" in columns else "",
        }  # fmt: skip
        row = self.drawn.add(*(cells[column] for column in columns))
        if above is not None and above.unit is person.unit and "unit" in columns:
            self._shared(row, columns.index("unit"), fields)
        is_hidden = self.has("hidden rows") and self.random.random() < 0.2
        if is_hidden:
            self.drawn.hidden.add(row)
        self.drawn.people[row] = Expected(fields, is_hidden or name.value == DOUBT)

    def _shared(self, row: int, place: int, fields: dict[str, str]) -> None:
        """The unit of the row above stands for this one too: by a merged cell, or by a stroke."""
        before = self.drawn.people.get(row - 1)
        if before is None:
            return
        if self.has("merged units"):
            self.drawn.rows[row - 1][place] = None
            tall = next(
                (one for one in self.drawn.merged if one[1] == place and one[2] == row - 1 and one[3] == place), None
            )
            if tall:
                self.drawn.merged.remove(tall)
            self.drawn.merged.append((tall[0] if tall else row - 1, place, row, place))
        elif self.has("as above"):
            self.drawn.rows[row - 1][place] = self.random.choice(("nt", '"', "-nt-", "như trên"))
        else:
            return
        fields["unit_code"] = before.fields["unit_code"]
        fields["district"] = before.fields["district"]

    def _number(self, person: Invented, *, is_born_sure: bool) -> Written:
        key, way = self._way(NUMBERS, BAD_NUMBERS, "plain")
        needs_birth = {"lost zeros", "thousands", "decimal", "number", "other year", "digit lost"}
        if key in needs_birth and not is_born_sure:
            way = NUMBERS["plain"]
        return way(self.random, person)

    def _sex(self, person: Invented) -> Any:
        if self.has("figures for sexes"):
            return 1 if person.sex == "M" else 0
        return self.random.choice(("Nam", "nam", "NAM") if person.sex == "M" else ("Nữ", "nữ", "NỮ"))

    def _unit(self, person: Invented) -> Written:
        if "unit" not in self.columns():
            return Written(None, person.unit.code)
        ways = UNITS | (UNITS_AND_DISTRICT if person.district else {})
        key, way = self._way(ways, BAD_UNITS, "official")
        written = way(self.random, person)
        if written.value == DOUBT or key in {"stroke", "comma", "all", "short", "reversed"}:
            return written
        beside = "district" in self.columns() or (self.has("groups") and bool(person.district)) or key == "brackets"
        return meant(
            written,
            person,
            self.on,
            district=beside,
            kind=key not in {"without kind", "brackets"},
            marks=key != "no marks",
        )

    def _both(self, person: Invented) -> str:
        district = f", {person.district[:1].lower()}{person.district[1:]}" if person.district else ""
        unit = f"{person.unit.name[:1].lower()}{person.unit.name[1:]}{district}"
        if self.has("combined, unit first"):
            return f"{person.unit.name}{district} - {person.post}"
        return self.random.choice(
            (f"{person.post} {unit}", f"{person.post}, {unit}", f"{person.post} - {unit}", f"{person.post}\n{unit}")
        )

    def _signatures(self) -> None:
        add = self.drawn.add
        add()
        if self.has("signatures in columns"):
            add(None, "Người lập biểu", None, None, None, "CHỦ TỊCH")
            add(None, "(Ký, ghi rõ họ tên)", None, None, None, "(Ký, đóng dấu)")
            add()
            add(None, "Nguyễn Văn Ký", None, None, None, "Trần Thị Dấu")
            return
        add("Nơi nhận:", *[None] * 4, "Hà Nội, ngày 15 tháng 3 năm 2023")
        add("- Như trên;", *[None] * 4, "TM. BAN THƯỜNG VỤ")
        add("- Lưu VP.", *[None] * 4, "PHÓ BÍ THƯ")
        add()
        add(None, None, None, None, None, "Nguyễn Văn Ký")


def _of_unit(person: Invented, above: Invented) -> Invented:
    """That person in the unit of the one above."""
    return replace(person, unit=above.unit, district=above.district)
