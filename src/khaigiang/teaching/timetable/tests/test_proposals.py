from datetime import UTC, date, datetime, timedelta

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.shared.dates import HalfDay, working_days
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.units.tests.makers import make_office
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_absence, make_lecturer
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import (
    AlreadyUnderWay,
    ChangedSinceApplied,
    DaysMissing,
    NobodyMayTeach,
    NoClassesChosen,
    NoHallFits,
    NotApplied,
    NotAPreview,
    NothingToTeach,
    NoTimetableExists,
    ProgrammesDiffer,
    StaleProposal,
    TooFewHalfDays,
)
from khaigiang.teaching.timetable.models import Session, TimetableRun
from khaigiang.teaching.timetable.queries import drafts_of, findings_of, run_page, sessions_of_class
from khaigiang.teaching.timetable.services import (
    apply_timetable,
    discard_timetable,
    propose_timetable,
    remove_session,
    save_session,
    undo_timetable,
)
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, class_with_people, fill, hold, make_session
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.tests.makers import make_closure, make_hall

pytestmark = pytest.mark.django_db


def small_class(plan: Plan | None = None, *, lecturers: int = 3, hall: Hall | None = None) -> TrainingClass:
    """Three topics in two blocks: seven half-days on four days."""
    plan = plan or make_plan()
    version = make_version(blocks=(2, 1), lecturers=[make_lecturer() for _ in range(lecturers)])
    return make_class(plan, version=version, hall=hall or make_hall(office=plan.school))


def propose(*classes: TrainingClass, seconds: float = 10) -> TimetableRun:
    return propose_timetable(classes, seconds=seconds, by=make_user(), at=BEFORE)


def applied(*classes: TrainingClass) -> TimetableRun:
    return apply_timetable(propose(*classes), by=make_user(), at=BEFORE)


def drafts(*classes: TrainingClass) -> set[Draft]:
    return {Draft.of(session) for session in Session.objects.filter(training_class__in=classes)}


def test_a_proposal_books_nothing_and_an_applied_one_what_it_says() -> None:
    training_class = small_class()

    run = propose(training_class)
    before = Session.objects.count()
    apply_timetable(run, by=make_user(), at=BEFORE)

    assert (before, run.status, len(run.placements)) == (0, "optimal", 7)
    assert drafts(training_class) == set(drafts_of(run))
    assert findings_of(class_with_people(training_class), sessions_of_class(training_class)) == []


def test_opening_stands_first_and_closing_last() -> None:
    training_class = small_class()

    applied(training_class)

    sessions = sessions_of_class(training_class)
    last_day = max(training_class.days.values_list("on", flat=True))
    assert (sessions[0].item.kind, sessions[0].on, sessions[0].half_day) == ("opening", MONDAY, "morning")
    assert (sessions[-1].item.kind, sessions[-1].on, sessions[-1].half_day) == ("closing", last_day, "afternoon")


def test_a_lecturers_days_away_a_halls_closures_and_other_classes_are_kept_free() -> None:
    plan = make_plan()
    hall, other_hall = make_hall(office=plan.school), make_hall(office=plan.school)
    tam, hoa = make_lecturer(), make_lecturer()
    training_class = make_class(plan, version=make_version(blocks=(3, 1), lecturers=[tam, hoa]))
    TrainingClass.objects.filter(pk=training_class.pk).update(hall=None)
    make_absence(tam, MONDAY, MONDAY + timedelta(days=1))
    make_closure(hall, MONDAY)
    elsewhere = make_session(on=MONDAY, half_day=HalfDay.AFTERNOON, lecturer=hoa, hall=make_hall())
    make_session(on=MONDAY + timedelta(days=1), hall=other_hall, lecturer=make_lecturer())

    with pytest.raises(NoTimetableExists):
        propose(training_class)
    remove_session(elsewhere, by=make_user(), at=BEFORE)
    applied(training_class)

    sessions = sessions_of_class(training_class)
    assert all(session.lecturer != tam for session in sessions if session.on <= MONDAY + timedelta(days=1))
    assert all(session.hall == other_hall for session in sessions if session.on == MONDAY)
    tuesday_morning = next(one for one in sessions if (one.on - MONDAY).days == 1 and one.half_day == "morning")
    assert tuesday_morning.hall == hall


def test_a_hall_without_power_for_one_half_day_is_used_in_the_others() -> None:
    plan = make_plan()
    hall, other_hall = make_hall(office=plan.school), make_hall(office=plan.school)
    training_class = make_class(plan, version=make_version(blocks=(3, 1), lecturers=[make_lecturer()]))
    TrainingClass.objects.filter(pk=training_class.pk).update(hall=None)
    make_closure(hall, MONDAY, half_day=HalfDay.MORNING, reason="Cắt điện")
    make_closure(other_hall, MONDAY, MONDAY + timedelta(days=9), half_day=HalfDay.AFTERNOON, reason="Cắt điện")

    applied(training_class)

    sat_in = {(one.on, one.half_day): one.hall for one in sessions_of_class(training_class)}
    assert sat_in[MONDAY, "morning"] == other_hall
    assert {where for (_on, half), where in sat_in.items() if half == "afternoon"} == {hall}


def test_parallel_classes_share_lecturers_without_meeting() -> None:
    plan = make_plan()
    version = make_version(blocks=(2, 1), lecturers=[make_lecturer() for _ in range(3)])
    classes = [make_class(plan, version=version, hall=make_hall(office=plan.school)) for _ in range(2)]

    run = applied(*classes)

    taught = [(one.lecturer_id, one.on, one.half_day) for one in drafts_of(run) if one.lecturer_id is not None]
    assert len(taught) == len(set(taught)) == 6


def test_a_lecturer_who_left_is_not_asked() -> None:
    training_class = small_class(lecturers=2)
    left = Lecturer.objects.order_by("pk").first()
    assert left is not None
    Lecturer.objects.filter(pk=left.pk).update(is_active=False)

    run = propose(training_class)

    assert left.pk not in {draft.lecturer_id for draft in drafts_of(run)}


def test_other_classes_of_the_week_count_towards_a_lecturers_limit() -> None:
    busy, free = make_lecturer(max_per_day=1, max_per_week=2), make_lecturer()
    for place in range(2):
        make_session(on=MONDAY + timedelta(days=place), lecturer=busy, hall=make_hall())
    plan = make_plan()
    training_class = make_class(plan, version=make_version(blocks=(2, 1), lecturers=[busy, free]))

    run = propose(training_class)

    first_week = [draft for draft in drafts_of(run) if draft.on < MONDAY + timedelta(days=7)]
    assert busy.pk not in {draft.lecturer_id for draft in first_week}


def test_a_week_that_other_programmes_fill_in_part_leaves_only_the_rest_of_it() -> None:
    busy, free = make_lecturer(max_per_week=2), make_lecturer()
    make_session(on=MONDAY, half_day=HalfDay.EVENING, lecturer=busy)
    training_class = make_class(version=make_version(blocks=(2, 1), lecturers=[busy, free]))

    run = propose(training_class)

    taught = [draft.lecturer_id for draft in drafts_of(run) if draft.on < MONDAY + timedelta(days=7)]
    assert taught.count(busy.pk) == 1


def lessons_of(run: TimetableRun, lecturer: Lecturer) -> int:
    return sum(draft.lecturer_id == lecturer.pk for draft in drafts_of(run))


def test_nobody_is_sent_far_from_where_another_programme_has_them_on_that_day() -> None:
    elsewhere, here = make_lecturer(), make_lecturer()
    make_session(on=MONDAY, half_day=HalfDay.EVENING, lecturer=elsewhere, hall=make_hall(place="Thủ Đức"))
    version = make_version(blocks=(1,), lecturers=[elsewhere, here])

    run = propose(make_class(version=version, hall=make_hall(place="Quận 1")))

    assert (lessons_of(run, elsewhere), lessons_of(run, here)) == (0, 1)


@pytest.mark.parametrize("place", ["QUẬN 1", ""])
def test_another_programme_near_by_keeps_nobody_from_teaching_on_that_day(place: str) -> None:
    lecturer = make_lecturer()
    make_session(on=MONDAY, half_day=HalfDay.EVENING, lecturer=lecturer, hall=make_hall(place=place))
    version = make_version(blocks=(1,), lecturers=[lecturer])

    run = propose(make_class(version=version, hall=make_hall(place="Quận 1")))

    assert lessons_of(run, lecturer) == 1


def test_applying_replaces_what_was_there_and_undo_gives_it_back() -> None:
    training_class = small_class()
    fill(training_class, [make_lecturer()])
    before = drafts(training_class)
    rows = set(training_class.sessions.values_list("pk", "item"))

    run = applied(training_class)
    between = drafts(training_class)
    undo_timetable(run, by=make_user(), at=BEFORE)

    run.refresh_from_db()
    assert between != before
    assert (drafts(training_class), run.state) == (before, RunState.UNDONE)
    assert set(training_class.sessions.values_list("pk", "item")) == rows


def test_undo_of_a_first_timetable_leaves_none() -> None:
    training_class = small_class()

    undo_timetable(applied(training_class), by=make_user(), at=BEFORE)

    assert not Session.objects.exists()


def test_rows_keep_their_identity_when_a_new_timetable_is_applied() -> None:
    training_class = small_class()
    applied(training_class)
    rows = set(training_class.sessions.values_list("pk", "item"))
    make_absence(Lecturer.objects.order_by("pk")[0], MONDAY, MONDAY + timedelta(days=30))

    applied(training_class)

    assert set(training_class.sessions.values_list("pk", "item")) == rows


@pytest.mark.parametrize("change", ["absence", "capacity", "session", "day", "limit"])
def test_a_stale_proposal_is_refused(change: str) -> None:
    training_class = small_class()
    run = propose(training_class)
    lecturer = Lecturer.objects.order_by("pk")[0]
    match change:
        case "absence":
            make_absence(lecturer, MONDAY)
        case "capacity":
            Hall.objects.filter(classes=training_class).update(capacity=150)
        case "session":
            make_session(lecturer=lecturer, hall=make_hall())
        case "day":
            training_class.days.filter(on=MONDAY).update(on=date(2023, 3, 30))
        case _:
            Lecturer.objects.filter(pk=lecturer.pk).update(max_per_week=5)

    with pytest.raises(StaleProposal):
        apply_timetable(run, by=make_user(), at=BEFORE)

    assert not training_class.sessions.exists()


def test_a_proposal_is_applied_once_and_undone_once() -> None:
    training_class = small_class()
    run = applied(training_class)

    with pytest.raises(NotAPreview):
        apply_timetable(run, by=make_user(), at=BEFORE)
    undo_timetable(run, by=make_user(), at=BEFORE)
    with pytest.raises(NotApplied):
        undo_timetable(run, by=make_user(), at=BEFORE)


def test_a_proposal_laid_aside_cannot_be_applied() -> None:
    run = discard_timetable(propose(small_class()), by=make_user(), at=BEFORE)

    with pytest.raises(NotAPreview):
        apply_timetable(run, by=make_user(), at=BEFORE)


def test_undo_refuses_to_lose_what_was_changed_by_hand_since() -> None:
    training_class = small_class()
    run = applied(training_class)
    training_class.refresh_from_db()
    session = sessions_of_class(training_class)[0]
    save_session(
        session, training_class=session.training_class, item=session.item, on=session.on, half_day=session.half_day,
        hall=make_hall(), by=make_user(), at=BEFORE,
    )  # fmt: skip

    with pytest.raises(ChangedSinceApplied):
        undo_timetable(run, by=make_user(), at=BEFORE)


def test_a_class_that_has_begun_is_neither_proposed_for_nor_undone() -> None:
    training_class = small_class()
    run = applied(training_class)
    hold(sessions_of_class(training_class)[0])

    with pytest.raises(AlreadyUnderWay):
        propose(training_class)
    with pytest.raises(AlreadyUnderWay):
        undo_timetable(run, by=make_user(), at=BEFORE)


def test_what_cannot_be_is_refused_with_what_to_do() -> None:
    plan, lecturer = make_plan(), make_lecturer()
    version = make_version(blocks=(1,), lecturers=[lecturer])
    no_days = make_class(plan, version=version, days=[])
    short = make_class(plan, version=version, days=[MONDAY])
    crowded = make_class(plan, version=version, hall=make_hall(office=plan.school, capacity=5))
    untaught = make_class(plan, version=make_version(blocks=(1,)))
    empty = make_class(plan, version=make_version(blocks=(), with_ceremonies=False, days=1))

    cases: list[tuple[list[TrainingClass], type[Exception]]] = [
        ([], NoClassesChosen),
        ([short, untaught], ProgrammesDiffer),
        ([empty], NothingToTeach),
        ([untaught], NobodyMayTeach),
        ([no_days], DaysMissing),
        ([short], TooFewHalfDays),
        ([crowded], NoHallFits),
    ]
    for classes, refusal in cases:
        with pytest.raises(refusal):
            propose(*classes)
    assert not TimetableRun.objects.exists()


def test_a_hall_of_another_school_is_not_used() -> None:
    training_class = small_class()
    TrainingClass.objects.filter(pk=training_class.pk).update(hall=None)
    Hall.objects.update(office=make_office())

    with pytest.raises(NoHallFits):
        propose(training_class)


def test_the_page_of_a_proposal_marks_what_would_move() -> None:
    training_class = small_class()
    fill(training_class, [make_lecturer()])

    shown = run_page(propose(training_class), today=MONDAY, now=BEFORE)

    (preview,) = shown.classes
    assert (preview.sessions, shown.is_optimal, shown.is_preview) == (7, True, True)
    assert 0 < preview.changed <= 7
    assert sum(load.half_days for load in shown.loads) == 3


def test_each_act_leaves_one_audit_entry() -> None:
    training_class = small_class()

    undo_timetable(applied(training_class), by=make_user(), at=BEFORE)
    discard_timetable(propose(training_class), by=make_user(), at=BEFORE)

    acts = ["propose_timetable", "apply_timetable", "undo_timetable", "propose_timetable", "discard_timetable"]
    assert list(Entry.objects.order_by("pk").values_list("act", flat=True)) == acts


def test_five_classes_of_22_half_days_are_proven_best() -> None:
    """The case of the seed: 17 topics, 3 discussions, opening, closing; five classes, two of them side by side."""
    plan = make_plan()
    lecturers = [make_lecturer() for _ in range(11)]
    version = make_version(blocks=(5, 5, 7), days=11, lecturers=lecturers)
    for place, item in enumerate(version.items.filter(kind="topic").order_by("ordinal")):
        item.lecturers.set([lecturers[place % 11], lecturers[(place * 3 + 4) % 11]])
    halls = [make_hall(office=plan.school, capacity=130), make_hall(office=plan.school, capacity=180)]
    starts = [MONDAY, MONDAY + timedelta(days=15), MONDAY + timedelta(days=30), MONDAY, MONDAY + timedelta(days=60)]
    classes = [
        make_class(plan, version=version, days=working_days(first, 11), hall=halls[place // 3], sizes=(96, 116, 130))
        for place, first in enumerate(starts)
    ]

    run = propose(*classes, seconds=60)
    apply_timetable(run, by=make_user(), at=BEFORE)

    assert (run.status, run.cost["total"] - run.bound, len(run.placements)) == ("optimal", 0, 110)
    assert Session.objects.count() == 110
    for training_class in classes:
        assert findings_of(class_with_people(training_class), sessions_of_class(training_class)) == []


def test_a_proposal_is_called_by_the_hour_at_which_it_was_made_here() -> None:
    made = TimetableRun(plan=make_plan(), made_at=datetime(2023, 3, 6, 3, 0, tzinfo=UTC))

    assert str(made).endswith(" 06/03/2023 10:00")
