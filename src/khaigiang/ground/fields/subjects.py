"""What own fields can be added to, as the features that keep it say."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Model
from django.utils.functional import Promise

from khaigiang.ground.fields.models import FieldValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Rows that have own fields: `owner` is the key by which a value names its row."""

    name: str
    words: Promise | str
    model: type[Model]
    values: type[FieldValue]
    owner: str


_subjects: Final[dict[str, Subject]] = {}


def offer_subject(subject: Subject) -> None:
    """Let rows have own fields."""
    _subjects[subject.name] = subject


def subject_named(name: str) -> Subject:
    """The subject of that name."""
    return _subjects[name]


def subject_of(row: Model) -> Subject:
    """What a row is a subject as."""
    return next(subject for subject in _subjects.values() if isinstance(row, subject.model))
