"""Who is in a class: its list as the decisions make it, as of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from khaigiang.planning.documents.rules import name_of
from khaigiang.registry.officials.models import Gender
from khaigiang.teaching.cohorts.models import Enrolment, EnrolmentQuerySet, TrainingClass
from khaigiang.vietnamese.names import fold

# What a row is made of: a class of a hundred is read without the other columns of seven tables.
SHOWN: Final = (
    "pk",
    "official_id",
    "target_post_id",
    "nomination_id",
    "added_by_id",
    "valid_from",
    "removal_reason",
    "let_in_on",
    "is_current",
    "official__full_name",
    "official__gender",
    "official__born_on",
    "official__phone",
    "target_post__post__short_title",
    "target_post__unit__name",
    "target_post__unit__kind",
    "target_post__unit__parent__name",
    "target_post__committee_id",
    "target_post__committee__name",
    "added_by__document__number",
    "added_by__document__abstract",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One person of a class on a day; `is_provisional` while no decision in force lists them."""

    enrolment_id: int
    official_id: int
    target_post_id: int
    nomination_id: int | None
    name: str
    gender: str
    is_woman: bool
    born_on: str
    post: str
    unit: str
    unit_kind: str
    district: str
    committee_id: int
    committee: str
    phone: str
    listed_from: date | None
    listed_by: str
    let_in_on: date | None
    is_provisional: bool
    keeps_post: bool

    @property
    def place(self) -> str:
        """The unit, and the district above it."""
        return f"{self.unit}, {self.district}" if self.district else self.unit


def list_on(training_class: TrainingClass, on: date, *, among: EnrolmentQuerySet | None = None) -> list[ListRow]:
    """The list of a class at the end of a day, in the order of names: its decision and every amendment until then.

    `among` narrows it to the enrolments that the reader may see.
    """
    return _rows(_of(training_class, among).listed_on(on), on)


def people_on(training_class: TrainingClass, on: date, *, among: EnrolmentQuerySet | None = None) -> list[ListRow]:
    """Everybody who sits in a class on a day: those on its list, and those let in who wait for a decision."""
    return _rows(_of(training_class, among).in_class_on(on), on)


def enrolment_ids_on(training_class: TrainingClass, on: date) -> frozenset[int]:
    """Enrolments of everybody who sits in a class on a day, listed or let in."""
    return frozenset(_of(training_class, None).in_class_on(on).values_list("pk", flat=True))


def provisional_people(training_class: TrainingClass) -> list[ListRow]:
    """People let in whom neither a decision has listed nor anybody turned away."""
    waiting = _of(training_class, None).filter(valid_from__isnull=True, valid_until__isnull=True)
    return _rows(waiting.filter(let_in_on__isnull=False), None)


def found_among(people: Sequence[ListRow], text: str) -> list[ListRow]:
    """Of these people, those whose name, unit, district or committee holds every word, tones or not."""
    words = fold(text).split()
    return [one for one in people if all(word in _words(one) for word in words)]


def with_people(enrolments: EnrolmentQuerySet) -> EnrolmentQuerySet:
    """Enrolments in the order of names, read together with all that a paper tells of them."""
    together = enrolments.select_related(
        "official",
        "target_post__post",
        "target_post__unit__parent",
        "target_post__committee",
        "added_by__document",
    )
    return together.prefetch_related("seats").order_by("official__sort_key", "pk")


def shown(enrolments: EnrolmentQuerySet) -> QuerySet[Enrolment, dict[str, Any]]:
    """Enrolments in the order of names, as the plain values that a row is made of."""
    found: QuerySet[Enrolment, dict[str, Any]] = enrolments.order_by("official__sort_key", "pk").values(*SHOWN)
    return found


def row_of(one: Mapping[str, Any], on: date | None) -> ListRow:
    """One enrolment of those `shown`."""
    starts = one["valid_from"]
    is_listed = starts is not None and (on is None or starts <= on)
    listed_by = one["added_by__document__number"], one["added_by__document__abstract"]
    return ListRow(
        enrolment_id=one["pk"],
        official_id=one["official_id"],
        target_post_id=one["target_post_id"],
        nomination_id=one["nomination_id"],
        name=one["official__full_name"],
        gender=str(Gender(one["official__gender"]).label),
        is_woman=one["official__gender"] == Gender.FEMALE,
        born_on=one["official__born_on"],
        post=one["target_post__post__short_title"],
        unit=one["target_post__unit__name"],
        unit_kind=one["target_post__unit__kind"],
        district=one["target_post__unit__parent__name"] or "",
        committee_id=one["target_post__committee_id"],
        committee=one["target_post__committee__name"],
        phone=one["official__phone"],
        listed_from=starts if is_listed else None,
        listed_by=name_of(*listed_by) if one["added_by_id"] and is_listed else "",
        let_in_on=one["let_in_on"],
        is_provisional=not is_listed,
        keeps_post=one["is_current"],
    )


def _rows(enrolments: EnrolmentQuerySet, on: date | None) -> list[ListRow]:
    return [row_of(one, on) for one in shown(enrolments)]


def _of(training_class: TrainingClass, among: EnrolmentQuerySet | None) -> EnrolmentQuerySet:
    found = Enrolment.objects.all() if among is None else among
    return found.filter(training_class=training_class)


def _words(person: ListRow) -> str:
    return fold(f"{person.name} {person.unit} {person.district} {person.committee}")
