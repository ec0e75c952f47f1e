"""What becomes of the timetables of classes that are moved to another version of their programme."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.states import TAKES_PEOPLE
from khaigiang.teaching.curriculum.models import ProgrammeItem, ProgrammeVersion
from khaigiang.teaching.curriculum.queries.comparing import key_of
from khaigiang.teaching.curriculum.rules import HALF_DAYS_A_DAY, by_half_day
from khaigiang.teaching.timetable.models import MoveOver, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassMove:
    """One class and its sessions: how many stay, which are dropped, which items are still to be set."""

    id: int
    name: str
    from_number: int
    kept: int
    dropped: tuple[str, ...]
    missing: tuple[str, ...]
    half_days_have: int
    half_days_need: int

    @property
    def is_short(self) -> bool:
        """Does the class meet on too few days for the version?"""
        return self.half_days_have < self.half_days_need


def movable_classes(version: ProgrammeVersion) -> QuerySet[TrainingClass]:
    """Classes of the programme that are not decided yet and follow another version."""
    of_the_programme = TrainingClass.objects.filter(version__programme=version.programme_id, state__in=TAKES_PEOPLE)
    others = of_the_programme.exclude(version=version).select_related("version")
    return others.order_by("plan", "number", "pk")


def counterparts(version: ProgrammeVersion, others: Iterable[int]) -> dict[int, int]:
    """By the id of an item of other versions that of the same item in this one; what it dropped is left out."""
    here = {key_of(item): item.pk for item in version.items.all()}
    there = ProgrammeItem.objects.filter(version__in=set(others))
    return {item.pk: here[key_of(item)] for item in there if key_of(item) in here}


def moves_of(version: ProgrammeVersion, classes: Sequence[TrainingClass]) -> list[ClassMove]:
    """What a move to the version would do to the timetable of each class; five statements whatever their number."""
    found = counterparts(version, [one.version_id for one in classes])
    items = list(version.items.order_by("ordinal"))
    sessions: defaultdict[int, list[Session]] = defaultdict(list)
    for session in Session.objects.filter(training_class__in=classes).select_related("item").order_by("on", "pk"):
        sessions[session.training_class_id].append(session)
    days = dict(
        TrainingClass.objects.filter(pk__in=[one.pk for one in classes])
        .annotate(count=Count("days"))
        .values_list("pk", "count")
    )
    needs = len(by_half_day(items))
    return [_move(one, sessions[one.pk], found, items, (days[one.pk] * HALF_DAYS_A_DAY, needs)) for one in classes]


def last_move_over(version: ProgrammeVersion) -> MoveOver | None:
    """The last move of classes to the version that was not undone."""
    return version.moves_over.filter(undone_at__isnull=True).select_related("made_by").order_by("-pk").first()


def _move(
    one: TrainingClass,
    sessions: Sequence[Session],
    found: dict[int, int],
    items: Sequence[ProgrammeItem],
    half_days: tuple[int, int],
) -> ClassMove:
    kept = {found[session.item_id] for session in sessions if session.item_id in found}
    return ClassMove(
        id=one.pk,
        name=one.name,
        from_number=one.version.number,
        kept=len(kept),
        dropped=tuple(session.item.title for session in sessions if session.item_id not in found),
        missing=tuple(item.title for item in items if item.pk not in kept),
        half_days_have=half_days[0],
        half_days_need=half_days[1],
    )
