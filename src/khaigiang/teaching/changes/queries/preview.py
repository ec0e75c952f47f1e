"""What a change would do: who is touched, which sessions move, which papers follow, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.planning.documents.models import DocumentState
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries.people import Touched, touched_people
from khaigiang.teaching.changes.queries.wanted import Wanted
from khaigiang.teaching.changes.rules import shifted_days
from khaigiang.teaching.changes.states import ENDS_THE_CLASS, OF_A_CLASS, ChangeKind, ChangeState
from khaigiang.teaching.cohorts.models import Enrolment, Summons, TrainingClass
from khaigiang.teaching.cohorts.queries import days_of, draft_of
from khaigiang.teaching.cohorts.states import BEFORE_IT_BEGINS, HAS_A_LIST, ClassState
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries import Clashes, are_held, clashes_of

NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMove:
    """One session of the class: when it is, when it would be, and whether it keeps its lecturer."""

    title: str
    lecturer: str
    lecturer_id: int | None
    hall: str
    before: str
    after: str
    loses_lecturer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """All that a person reads before a change is proposed, and again before it is approved."""

    wanted: Wanted
    people: list[Touched]
    sessions: list[SessionMove]
    drafts: tuple[Draft, ...]
    papers: list[str]
    errors: list[str]
    warnings: list[str]

    @property
    def committees(self) -> int:
        """How many committees have people among them."""
        return len({one.committee for one in self.people})

    @property
    def lecturers(self) -> list[str]:
        """Whose lessons are touched."""
        return sorted({one.lecturer for one in self.sessions if one.lecturer})

    @property
    def lecturer_ids(self) -> frozenset[int]:
        """The same by their ids."""
        return frozenset(one.lecturer_id for one in self.sessions if one.lecturer_id is not None)

    @property
    def halls(self) -> list[str]:
        """Where they were to be."""
        return sorted({one.hall for one in self.sessions})

    @property
    def going(self) -> list[Touched]:
        """People who can come to where the change puts them."""
        return [one for one in self.people if not one.misses and one.nomination_id]

    @property
    def is_possible(self) -> bool:
        """Does nothing stand in the way?"""
        return not self.errors


def preview_of(wanted: Wanted, on: date) -> Preview:
    """What a change would do if it were approved on a day; a fixed number of statements."""
    classes = [one for one in (wanted.training_class, wanted.other_class) if one is not None]
    days = {one.pk: days_of(one) for one in classes}
    if wanted.kind == ChangeKind.POSTPONE:
        days[wanted.training_class.pk] = list(wanted.days)
    people = touched_people(wanted, days)
    sessions = _sessions(wanted)
    moved = _moved(wanted, sessions)
    clashes = clashes_of(moved)
    preview = Preview(
        wanted=wanted,
        people=people,
        sessions=_session_moves(sessions, moved, clashes),
        drafts=tuple(_without(draft, clashes) for draft in moved),
        papers=[],
        errors=[],
        warnings=[],
    )
    preview.errors.extend(_errors(preview, classes, sessions, clashes, days, on))
    preview.warnings.extend(_warnings(preview, clashes))
    preview.papers.extend(_papers(preview))
    return preview


def summoned_of(training_class: TrainingClass) -> QuerySet[Summons]:
    """Issued summonses that call somebody who is still on the list of a class."""
    found = Summons.objects.filter(training_class=training_class, document__state=DocumentState.ISSUED)
    return found.filter(enrolments__is_current=True).distinct().select_related("document").order_by("pk")


def _sessions(wanted: Wanted) -> list[Session]:
    if wanted.kind not in OF_A_CLASS:
        return []
    found = Session.objects.filter(training_class=wanted.training_class)
    return list(found.select_related("item__block", "lecturer", "hall").order_by("on", "starts_at", "pk"))


def _moved(wanted: Wanted, sessions: list[Session]) -> list[Draft]:
    """The sessions on the new days, in the order of `sessions`; none where the days do not fit."""
    old = days_of(wanted.training_class)
    if wanted.kind != ChangeKind.POSTPONE or len(old) != len(wanted.days):
        return []
    becomes = shifted_days(old, wanted.days)
    if any(session.on not in becomes for session in sessions):
        return []
    return [_on_day(Draft.of(session), becomes[session.on]) for session in sessions]


def _on_day(draft: Draft, on: date, *, lecturer_id: int | None = None, keeps: bool = True) -> Draft:
    return Draft(
        class_id=draft.class_id,
        item_id=draft.item_id,
        on=on,
        half_day=draft.half_day,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        hall_id=draft.hall_id,
        lecturer_id=draft.lecturer_id if keeps else lecturer_id,
    )


def _without(draft: Draft, clashes: Clashes) -> Draft:
    return _on_day(draft, draft.on, keeps=draft not in clashes.lecturers)


def _session_moves(sessions: list[Session], moved: list[Draft], clashes: Clashes) -> list[SessionMove]:
    after: list[Draft | None] = [*moved] if moved else [None] * len(sessions)
    return [
        SessionMove(
            title=session.item.title,
            lecturer=str(session.lecturer or ""),
            lecturer_id=session.lecturer_id,
            hall=session.hall.name,
            before=session.when,
            after=f"{session.get_half_day_display()} {day_in_words(draft.on)}" if draft else "",
            loses_lecturer=draft in clashes.lecturers,
        )
        for session, draft in zip(sessions, after, strict=True)
    ]


def _errors(
    preview: Preview,
    classes: list[TrainingClass],
    sessions: list[Session],
    clashes: Clashes,
    days: dict[int, list[date]],
    on: date,
) -> list[str]:
    wanted = preview.wanted
    found = [sentence for one in classes for sentence in _of_class(wanted, one)]
    if wanted.kind == ChangeKind.POSTPONE:
        return found + _of_days(wanted, sessions, preview.drafts, clashes, on)
    if wanted.kind in ENDS_THE_CLASS:
        found += _of_held(wanted, sessions)
    if wanted.other_class is not None:
        found += _of_the_other(preview, wanted.other_class, days, on)
    return found


def _of_class(wanted: Wanted, training_class: TrainingClass) -> list[str]:
    may = BEFORE_IT_BEGINS if wanted.kind in OF_A_CLASS else {ClassState.OPEN, ClassState.RUNNING}
    values = {"class": training_class, "state": training_class.get_state_display()}
    found: list[str] = []
    if training_class.state not in may:
        found.append(
            _("%(class)s is %(state)s. Only a class that has not begun is postponed, cancelled or merged.") % values
            if wanted.kind in OF_A_CLASS
            else _("%(class)s is %(state)s. People change lists after the decision and before the teaching ends.")
            % values
        )
    if draft_of(training_class) is not None:
        found.append(_("A decision on %(class)s is drafted. Issue it or throw it away first.") % values)
    drafted = training_class.summonses.exclude(document__state=DocumentState.ISSUED)
    if training_class == wanted.training_class and wanted.kind in ENDS_THE_CLASS and drafted.exists():
        found.append(_("A summons to %(class)s is drafted. Throw it away first.") % values)
    if _others_proposed(wanted, training_class):
        found.append(_("Another change of %(class)s waits for approval. Answer it or take it back first.") % values)
    return found


def _of_held(wanted: Wanted, sessions: list[Session]) -> list[str]:
    """Leave was asked for in sessions that would go: the class has to be postponed, or is held."""
    if not are_held([session.pk for session in sessions]):
        return []
    words = _(
        "Somebody asked for leave from sessions of %(class)s, so they cannot go. "
        "Postpone the class instead: what was asked goes along to the new days."
    )
    return [words % {"class": wanted.training_class}]


def _others_proposed(wanted: Wanted, training_class: TrainingClass) -> bool:
    waiting = ClassChange.objects.filter(state=ChangeState.PROPOSED).exclude(pk=wanted.change_id or 0)
    mine = waiting.filter(training_class=training_class)
    return mine.exists() or waiting.filter(other_class=training_class).exists()


def _of_days(
    wanted: Wanted,
    sessions: list[Session],
    moved: Sequence[Draft],
    clashes: Clashes,
    on: date,
) -> list[str]:
    plan, needed = wanted.training_class.plan, wanted.training_class.version.days
    found: list[str] = []
    if len(wanted.days) != needed or len(days_of(wanted.training_class)) != needed:
        words = _("The programme takes %(needed)s days; the class has %(before)s and would have %(after)s.")
        counts = {"needed": needed, "before": len(days_of(wanted.training_class)), "after": len(wanted.days)}
        return [words % counts]
    if wanted.days[0] <= on:
        found.append(_("The new days begin before tomorrow. Choose a later first day."))
    if not plan.starts_on <= wanted.days[0] <= wanted.days[-1] <= plan.ends_on:
        values = {"first": f"{plan.starts_on:%d/%m/%Y}", "last": f"{plan.ends_on:%d/%m/%Y}"}
        found.append(_("The plan runs from %(first)s to %(last)s. Choose days within it.") % values)
    if list(wanted.days) == days_of(wanted.training_class):
        found.append(_("These are the days that the class has. Choose others."))
    if sessions and not moved:
        found.append(_("Sessions lie on days on which the class does not meet. Put them right on its timetable first."))
    for draft, why in list(clashes.halls.items())[:NAMED_AT_MOST]:
        values = {"day": f"{draft.on:%d/%m}", "why": why}
        found.append(_("The hall is taken on %(day)s (%(why)s). Choose other days, or another hall first.") % values)
    return found


def _of_the_other(preview: Preview, other: TrainingClass, days: dict[int, list[date]], on: date) -> list[str]:
    wanted, found = preview.wanted, list[str]()
    values = {"class": wanted.training_class, "other": other}
    if (other.plan_id, other.version_id) != (wanted.training_class.plan_id, wanted.training_class.version_id):
        found.append(_("%(other)s belongs to another plan or programme. Choose a class of the same.") % values)
    if wanted.kind == ChangeKind.MERGE:
        if not days[other.pk] or days[other.pk][0] <= on:
            found.append(_("%(other)s has no days yet or has begun. Choose a class that begins later.") % values)
        if wanted.training_class.state in HAS_A_LIST and other.state not in HAS_A_LIST:
            found.append(_("%(other)s is not decided yet. Decide it first, or merge it into %(class)s.") % values)
    found += _of_size(preview, other)
    if wanted.kind != ChangeKind.MERGE:
        found += [
            _("%(name)s cannot come on %(days)s. Choose another class or another person.")
            % {"name": one.name, "days": one.days_missed}
            for one in preview.people
            if one.misses
        ]
        found += _of_people(wanted)
    return found


def _of_size(preview: Preview, other: TrainingClass) -> list[str]:
    if preview.wanted.kind == ChangeKind.SWAP:
        return []
    there = _people_of(other)
    come = len(preview.going) if preview.wanted.kind == ChangeKind.MERGE else len(preview.people)
    seats = min(other.max_size, other.hall.capacity if other.hall else other.max_size)
    if there + come <= seats:
        return []
    words = _("%(other)s has %(there)s people and room for %(seats)s; %(come)s more do not fit. Choose a larger class.")
    return [words % {"other": other, "there": there, "seats": seats, "come": come}]


def _people_of(training_class: TrainingClass) -> int:
    if training_class.state in HAS_A_LIST:
        listed = Enrolment.objects.filter(training_class=training_class, is_current=True).values("nomination")
        promised = training_class.placements.exclude(nomination__in=listed.exclude(nomination=None))
        return training_class.enrolments.filter(is_current=True).count() + promised.count()
    return training_class.placements.count()


def _of_people(wanted: Wanted) -> list[str]:
    of_the_two = [wanted.training_class.pk] + ([wanted.other_class.pk] if wanted.other_class else [])
    expected = of_the_two if wanted.kind == ChangeKind.SWAP else of_the_two[:1]
    classes = [one.training_class_id for one in wanted.people]
    if sorted(classes) != sorted(expected) or any(not one.is_current for one in wanted.people):
        return [_("Who changes is not on the list any more. Choose again.")]
    gone = [one for one in wanted.people if one.nomination is None]
    return [
        _("%(name)s was listed without a nomination. Amend the two lists by hand.") % {"name": one.official}
        for one in gone
    ]


def _warnings(preview: Preview, clashes: Clashes) -> list[str]:
    wanted, found = preview.wanted, list[str]()
    cannot = [one for one in preview.people if one.misses]
    if cannot and wanted.kind in {ChangeKind.POSTPONE, ChangeKind.MERGE}:
        names = ", ".join(f"{one.name} ({one.days_missed})" for one in cannot[:NAMED_AT_MOST])
        waits = wanted.kind == ChangeKind.MERGE or wanted.training_class.state not in HAS_A_LIST
        words = (
            _("%(count)s people cannot come on the new days and wait for another class: %(names)s")
            if waits
            else _("%(count)s people cannot come on the new days; ask their committees for substitutes: %(names)s")
        )
        found.append(words % {"count": len(cannot), "names": names + (" …" if len(cannot) > NAMED_AT_MOST else "")})
    for draft, why in list(clashes.lecturers.items())[:NAMED_AT_MOST]:
        values = {"day": f"{draft.on:%d/%m}", "why": why}
        found.append(
            _("A lecturer cannot teach on %(day)s (%(why)s): the session waits for another lecturer.") % values
        )
    if wanted.kind == ChangeKind.CANCEL and preview.people:
        words = _("%(count)s people wait for a class again. Merge the class instead if another has room for them.")
        found.append(words % {"count": len(preview.people)})
    return found


def _papers(preview: Preview) -> list[str]:
    wanted = preview.wanted
    values = {"class": wanted.training_class, "other": wanted.other_class}
    found: list[str] = []
    decided = wanted.training_class.state in HAS_A_LIST
    if wanted.kind == ChangeKind.POSTPONE and decided:
        found.append(_("Decision that changes the days of %(class)s, drafted") % values)
    if wanted.kind in ENDS_THE_CLASS and decided:
        found.append(_("Decision that cancels %(class)s and ends its list, drafted") % values)
    if wanted.kind not in OF_A_CLASS:
        found.append(_("Supplementary decision on %(class)s, drafted") % values)
    if wanted.other_class is not None and wanted.other_class.state in HAS_A_LIST and preview.going:
        found.append(_("Supplementary decision on %(other)s, drafted; in force the same day") % values)
    if wanted.kind in OF_A_CLASS and decided and summoned_of(wanted.training_class).exists():
        found.append(_("Letter to the committees that corrects the summons, drafted"))
    if wanted.kind == ChangeKind.POSTPONE and preview.sessions:
        found.append(_("Timetable: to be published again"))
    return found
