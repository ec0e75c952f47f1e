"""Two records side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from khaigiang.ground.fields.models import OwnField
from khaigiang.ground.fields.queries import cells_of
from khaigiang.ground.removal.hanging import words_for
from khaigiang.registry.duplicates.models import Merge
from khaigiang.registry.duplicates.queries.ties import obstacles_to_moving, ties
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.queries import OfficialRow, official_rows
from khaigiang.registry.officials.services.people import FACTS
from khaigiang.registry.officials.wording import fact_in_words, label_of

SHOWN_OF_EACH: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact of two records in words. `better` is the record whose value is proposed: one that says something.

    Of two births that agree it is the one that is known further: "19/5/1980" rather than "1980".
    """

    name: str
    label: str
    kept: str
    gone: str
    differs: bool

    @property
    def better(self) -> str:
        says_more = self.name == "born_on" and self.gone.endswith(f"/{self.kept}")
        return "gone" if self.gone and (says_more or not self.kept) else "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """The rows of one kind that hang on an official: how many, and the first of them in words."""

    kind: str
    count: int
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What two records hold on a day, what hangs on each, and what forbids to merge the one into the other."""

    kept: OfficialRow
    gone: OfficialRow
    on_kept: list[Hanging]
    on_gone: list[Hanging]
    obstacles: list[str]


def comparison(kept: Official, gone: Official, *, own: Sequence[OwnField] = ()) -> list[Fact]:
    """What is known of both, fact by fact, and what they say in these own fields."""
    facts = [
        Fact(
            name=name,
            label=label_of(name),
            kept=fact_in_words(name, getattr(kept, name)),
            gone=fact_in_words(name, getattr(gone, name)),
            differs=getattr(kept, name) != getattr(gone, name),
        )
        for name in FACTS
    ]
    return [*facts, *_own_facts(kept, gone, own)]


def sides(kept: Official, gone: Official, on: date) -> Sides:
    """All that a person looks at before merging two records, beside their facts."""
    of_kept, of_gone = official_rows([kept, gone], on)
    return Sides(
        kept=of_kept,
        gone=of_gone,
        on_kept=hanging_on(kept),
        on_gone=hanging_on(gone),
        obstacles=obstacles_to_moving(kept, gone),
    )


def hanging_on(official: Official) -> list[Hanging]:
    """What hangs on an official, kind by kind; earlier merges are not shown, though they are moved."""
    found = []
    for tie in ties():
        count = tie.rows(official).count() if tie.model is not Merge else 0
        if count:
            rows = tie.rows(official).select_related()[:SHOWN_OF_EACH]
            shown = tuple(str(row) for row in rows)
            found.append(Hanging(kind=words_for(tie.model._meta.label), count=count, shown=shown))
    return found


def _own_facts(kept: Official, gone: Official, own: Sequence[OwnField]) -> list[Fact]:
    cells = cells_of([kept, gone], own)
    return [
        Fact(
            name=own_fact(one.field_id), label=one.label, kept=one.text, gone=other.text, differs=one.text != other.text
        )
        for one, other in zip(cells[kept.pk], cells[gone.pk], strict=True)
        if one.text or other.text
    ]


def own_fact(field_id: int) -> str:
    """The name of an own field among the facts of two records."""
    return f"own_{field_id}"
