"""What hangs on a row: Django's own relations, of whatever feature, in the words that feature gives them.

Removing and merging walk every relation, whether it is named here or not; the words and pages are for people.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import ForeignObjectRel, Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    words: Promise | str
    url_name: str
    by: str


_named: Final[dict[str, _Named]] = {}


def name_hanging(model: str, words: Promise | str, *, page: str = "", by: str = "pk") -> None:
    """Say what the rows of a model are called ("nominations.Nomination", "nominations") and where one is seen.

    `page` is the name of an address, `by` the attribute of the row that it takes, none where it is empty.
    """
    _named[model] = _Named(words=words, url_name=page, by=by)


def words_for(model: str) -> str:
    """What the rows of a model are called; the model's own name where nobody said."""
    return str(_named[model].words) if model in _named else model.rpartition(".")[2]


def page_of(row: Model) -> str:
    """Where a row is seen; empty where nobody said."""
    named = _named.get(row._meta.label)
    if named is None or not named.url_name:
        return ""
    return reverse(named.url_name, args=[getattr(row, named.by)] if named.by else [])


Resting = Callable[[Any], QuerySet[Any]]
_resting: Final[dict[str, list[Resting]]] = {}


def name_resting(on: str, rows: Resting) -> None:
    """Say what rests on a row of a model although no key points to it ("officials.Appointment": nominations)."""
    _resting.setdefault(on, []).append(rows)


def resting_on(row: Model) -> list[QuerySet[Any]]:
    """What rests on a row although no key points to it."""
    return [rows(row) for rows in _resting.get(row._meta.label, ())]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A field by which rows of a model point to rows of another."""

    model: type[Model]
    field: str

    @property
    def name(self) -> str:
        """How it is kept: "nominations.Nomination.official"."""
        return f"{self.model._meta.label}.{self.field}"

    def rows(self, of: Model) -> QuerySet[Model]:
        """Every row that points to this one, those too that a manager would hide."""
        return self.among().filter(**{self.field: of.pk}).order_by("pk")

    def among(self) -> QuerySet[Model]:
        """All rows of the model."""
        return QuerySet(self.model)


def ties_to(model: type[Model]) -> list[Tie]:
    """Every field of the product that points to rows of a model, those without a name on it too."""
    return sorted(_ties(model), key=lambda tie: tie.name)


def first_built_on(rows: Sequence[Model], *, but: Collection[type[Model]] = ()) -> Model | None:
    """The first row that points to one of these rows of one model, of other models than those left out."""
    keys = [row.pk for row in rows]
    ties = ties_to(type(rows[0])) if rows else []
    found = (tie.among().filter(**{f"{tie.field}__in": keys}).first() for tie in ties if tie.model not in but)
    return next((row for row in found if row), None)


def _ties(model: type[Model]) -> Iterator[Tie]:
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and not relation.many_to_many:
            yield Tie(model=relation.related_model, field=relation.field.name)
