"""The ways out as the page shows them side by side: what changes, whom it touches, which papers change with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.teaching.cohorts.models import ClassDecision, TrainingClass
from khaigiang.teaching.cohorts.states import HAS_A_LIST
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.repairs.models import Repair
from khaigiang.teaching.repairs.queries.hit import accident_of
from khaigiang.teaching.repairs.queries.kept import kept_ways
from khaigiang.teaching.repairs.rules import Accident, days_then
from khaigiang.teaching.repairs.states import TONES, RepairWay
from khaigiang.teaching.repairs.ways import KeptWay, drafts_then
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries import changes_since_release, people_in, with_people
from khaigiang.teaching.venues.models import Hall

NOT_FOUND: Final[dict[RepairWay, Promise]] = {
    RepairWay.INSTEAD: _lazy("Nobody else who may teach it is free then, or no other hall is free and large enough."),
    RepairWay.SWAP: _lazy("No other half-day of the class suits both topics, their order and their lecturers."),
    RepairWay.POSTPONE: _lazy(
        "No half-day is free later on. Look again with a further day on which the class could meet."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One session that changes: what it is, and only what becomes different, as it was and as it will be."""

    class_name: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayRow:
    """One way out in words; `is_best` touches the fewest."""

    way: str
    label: str
    people: int
    is_best: bool
    is_proven: bool
    changes: tuple[ChangeRow, ...]
    touched: tuple[str, ...]
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoWayRow:
    """A way that was looked for in vain, and why it usually is."""

    label: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairRow:
    """One line of the list of repairs."""

    id: int
    title: str
    reason: str
    state: str
    tone: str
    reported_at: datetime
    reported_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Everything that the ways name, read at once."""

    classes: Mapping[int, TrainingClass]
    items: Mapping[int, ProgrammeItem]
    lecturers: Mapping[int, Lecturer]
    halls: Mapping[int, Hall]
    public: Mapping[int, int]
    pending: Mapping[int, int]
    days: Mapping[int, set[date]]
    sessions: Mapping[int, Sequence[Session]]


def repair_rows(repairs: QuerySet[Repair]) -> list[RepairRow]:
    """Repairs, the latest first; one statement."""
    found = repairs.select_related("lecturer", "hall", "training_class", "reported_by").order_by("-reported_at", "-pk")
    return [
        RepairRow(
            id=one.pk,
            title=str(one),
            reason=one.reason,
            state=one.get_state_display(),
            tone=TONES[one.state],
            reported_at=one.reported_at,
            reported_by=str(one.reported_by),
        )
        for one in found
    ]


def decisions_of(repair: Repair) -> QuerySet[ClassDecision]:
    """The decisions that were drafted because the days of classes changed."""
    return repair.decisions.select_related("training_class").order_by("pk")


def way_rows(repair: Repair) -> list[WayRow]:
    """The ways out of a repair, the one that touches the fewest people first."""
    ways = kept_ways(repair)
    known = _known(ways)
    fewest = min((one.people for one in ways), default=0)
    return [_row(one, known, repair, is_best=one.people == fewest) for one in ways]


def ways_not_found(repair: Repair) -> list[NoWayRow]:
    """What was looked for beside the ways out, each with what stands in its way."""
    found = {one.way for one in kept_ways(repair)}
    return [NoWayRow(label=str(way.label), sentence=str(why)) for way, why in NOT_FOUND.items() if way not in found]


def typed_again(repair: Repair) -> str:
    """What was reported, as the address of the form carries it, to look again with a further day."""
    whom = {"lecturer": repair.lecturer_id, "hall": repair.hall_id, "training_class": repair.training_class_id}
    typed = {
        **{name: pk for name, pk in whom.items() if pk},
        "joined": repair.joined or "",
        "first_day": day_in_words(repair.first_day),
        "last_day": day_in_words(repair.last_day),
        "half_day": repair.half_day,
        "reason": repair.reason,
    }
    return urlencode(typed)


def _row(way: KeptWay, known: _Known, repair: Repair, *, is_best: bool) -> WayRow:
    return WayRow(
        way=way.way.value,
        label=str(way.way.label),
        people=way.people,
        is_best=is_best,
        is_proven=way.is_proven,
        changes=tuple(_change(old, new, known) for old, new in way.changes),
        touched=tuple(_touched(way, known, repair.lecturer_id)),
        papers=tuple(_papers(way, known, accident_of(repair))),
    )


def _change(old: Draft, new: Draft, known: _Known) -> ChangeRow:
    item = known.items[old.item_id]
    parts = [
        (_when(old), _when(new)),
        (_name(known.lecturers, old.lecturer_id), _name(known.lecturers, new.lecturer_id)),
        (known.halls[old.hall_id].name, known.halls[new.hall_id].name),
    ]
    different = [(was, now) for was, now in parts if was != now]
    return ChangeRow(
        class_name=known.classes[old.class_id].name,
        title=item.full_name,
        before=", ".join(was for was, _now in different),
        after=", ".join(now for _was, now in different),
    )


def _touched(way: KeptWay, known: _Known, ill: int | None) -> list[str]:
    ids = {draft.lecturer_id for pair in way.changes for draft in pair} - {None, ill}
    lecturers = sorted(str(known.lecturers[pk]) for pk in ids if pk is not None)
    said = [
        ngettext("%(class)s: %(count)s trainee", "%(class)s: %(count)s trainees", people)
        % {"class": known.classes[pk].name, "count": people}
        for pk in sorted(way.classes_moved)
        for people in [people_in(known.classes[pk])]
    ]
    return [*lecturers, *said]


def _papers(way: KeptWay, known: _Known, accident: Accident) -> list[str]:
    """The papers that change: timetables made public anew, decisions that name the days."""
    said: list[str] = []
    for pk in sorted({old.class_id for old, _new in way.changes}):
        one = known.classes[pk]
        if pk in known.public:
            values = {"class": one.name, "number": known.public[pk] + 1}
            said.append(_("Timetable of %(class)s, release %(number)s") % values)
        if pk in known.public and (more := known.pending.get(pk)):
            said.append(
                _("with it become public %(count)s other changes of %(class)s") % {"class": one.name, "count": more}
            )
        if one.state in HAS_A_LIST and _meets_on_other_days(pk, way, known, accident):
            said.append(_("Draft decision: %(class)s meets on other days") % {"class": one.name})
    return said


def _meets_on_other_days(class_id: int, way: KeptWay, known: _Known, accident: Accident) -> bool:
    present = [Draft.of(session) for session in known.sessions[class_id]]
    taught = {draft.on for draft in drafts_then(present, way.changes)}
    return days_then(known.days[class_id], taught, accident) != known.days[class_id]


def _known(ways: Sequence[KeptWay]) -> _Known:
    drafts = [draft for way in ways for pair in way.changes for draft in pair]
    class_ids = {draft.class_id for draft in drafts}
    classes = {
        one.pk: one
        for one in with_people(TrainingClass.objects.filter(pk__in=class_ids)).prefetch_related(
            "releases", "days", Prefetch("sessions", queryset=_sessions())
        )
    }
    sessions = {pk: list(one.sessions.all()) for pk, one in classes.items()}
    public = {pk: max(one.number for one in one.releases.all()) for pk, one in classes.items() if one.releases.all()}
    return _Known(
        classes=classes,
        items=ProgrammeItem.objects.in_bulk({draft.item_id for draft in drafts}),
        lecturers=Lecturer.objects.in_bulk({draft.lecturer_id for draft in drafts if draft.lecturer_id}),
        halls=Hall.objects.in_bulk({draft.hall_id for draft in drafts}),
        public=public,
        # How many changes of each public class are not yet public.
        pending={pk: len(changes_since_release(classes[pk], sessions[pk])) for pk in public},
        days={pk: {day.on for day in one.days.all()} for pk, one in classes.items()},
        sessions=sessions,
    )


def _sessions() -> QuerySet[Session]:
    return Session.objects.select_related("item__block", "lecturer", "hall").order_by("on", "starts_at", "pk")


def _when(draft: Draft) -> str:
    return f"{HalfDay(draft.half_day).label} {day_in_words(draft.on)}"


def _name(lecturers: Mapping[int, Lecturer], pk: int | None) -> str:
    return str(lecturers[pk]) if pk is not None else _("nobody")
