"""The values papers are made of."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

SkinName = Literal["party", "state"]
Sex = Literal["male", "female"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who issues a paper, under which number, where and when.

    `number` is the whole official number ("127-QĐ/TW", "156/QĐ-UBND"). While it is None, `series`
    ("-QĐ/TW", "/QĐ-UBND") is printed after a gap for the clerk to fill. Line feeds in `superior` and `issuer` are kept
    in the head; `known_as` is what running text calls the issuer ("Ban Tổ chức Thành ủy").
    """

    skin: SkinName
    superior: str
    issuer: str
    number: str | None
    place: str
    dated_on: date | None
    series: str = ""
    known_as: str = ""

    @property
    def author(self) -> str:
        """What running text calls the issuer."""
        return self.known_as or self.issuer.replace("\n", " ")

    @property
    def is_draft(self) -> bool:
        """A paper that the clerk has not yet numbered and dated."""
        return self.number is None or self.dated_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs: "TM." + "BAN THƯỜNG VỤ", "KT." + "HIỆU TRƯỞNG", or nothing but the title."""

    prefix: str
    title: str
    name: str
    on_behalf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipients:
    """Where copies go ("Nơi nhận"), one line each, without dash and semicolon."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask about a letter."""

    name: str
    phone: str
    office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An official as lists name them; the birthday as far as it is known: "1975", "1975-05" or "1975-05-19"."""

    name: str
    born_on: str
    sex: Sex | None
    post: str
    unit: str
    committee: str = ""
    ethnicity: str = ""
    qualification: str = ""
    political_theory: str = ""
    joined_party_on: date | None = None
    phone: str = ""
    group: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BandCount:
    """How many people reached a band; the percentage is worked out by the caller."""

    band: str
    count: int
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeCount:
    """One nominating committee's planned, summoned, attending and completed posts."""

    committee: str
    planned: int
    summoned: int
    attended: int
    completed: int

    @property
    def remaining(self) -> int:
        return self.planned - self.completed
