"""Who is in a class: its list as the decisions make it, as of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from khaigiang.ground.shared.names import fold
from khaigiang.registry.officials.models import Gender
from khaigiang.teaching.cohorts.models import Enrolment, EnrolmentQuerySet, TrainingClass

# What a row is made of: a class of a hundred is read without the other columns of seven tables.
SHOWN: Final = (
    "nomination",
    "valid_from",
    "let_in_on",
    "is_current",
    "official__full_name",
    "official__gender",
    "official__born_on",
    "official__phone",
    "target_post__post__short_title",
    "target_post__unit__name",
    "target_post__unit__parent__name",
    "target_post__committee__name",
    "group__number",
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
    born_on: date | None
    post: str
    unit: str
    district: str
    committee_id: int
    committee: str
    phone: str
    group: int | None
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
    """Enrolments in the order of names, read together with all that a row shows of them."""
    together = enrolments.select_related(
        "official",
        "target_post__post",
        "target_post__unit__parent",
        "target_post__committee",
        "group",
        "added_by__document",
    )
    return together.order_by("official__sort_key", "pk")


def row_of(enrolment: Enrolment, on: date | None) -> ListRow:
    """One enrolment, read together with its official, post, unit, committee, group and decision."""
    official, post = enrolment.official, enrolment.target_post
    starts = enrolment.valid_from
    is_listed = starts is not None and (on is None or starts <= on)
    return ListRow(
        enrolment_id=enrolment.pk,
        official_id=official.pk,
        target_post_id=post.pk,
        nomination_id=enrolment.nomination_id,
        name=official.full_name,
        gender=official.get_gender_display(),
        is_woman=official.gender == Gender.FEMALE,
        born_on=official.born_on,
        post=post.post.short_title,
        unit=post.unit.name,
        district=post.unit.parent.name if post.unit.parent else "",
        committee_id=post.committee_id,
        committee=post.committee.name,
        phone=official.phone,
        group=enrolment.group.number if enrolment.group else None,
        listed_from=starts if is_listed else None,
        listed_by=str(enrolment.added_by) if enrolment.added_by and is_listed else "",
        let_in_on=enrolment.let_in_on,
        is_provisional=not is_listed,
        keeps_post=enrolment.is_current,
    )


def _rows(enrolments: EnrolmentQuerySet, on: date | None) -> list[ListRow]:
    return [row_of(one, on) for one in with_people(enrolments).only(*SHOWN)]


def _of(training_class: TrainingClass, among: EnrolmentQuerySet | None) -> EnrolmentQuerySet:
    found = Enrolment.objects.all() if among is None else among
    return found.filter(training_class=training_class)


def _words(person: ListRow) -> str:
    return fold(f"{person.name} {person.unit} {person.district} {person.committee}")
