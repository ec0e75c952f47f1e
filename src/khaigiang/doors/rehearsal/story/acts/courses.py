"""The classes: planned, filled, decided, summoned; who defers, who comes in somebody's place, who stands at the door."""

from typing import Final

from khaigiang.doors.rehearsal.persons import PASSWORD
from khaigiang.doors.rehearsal.story import cast, dates, programme, turns
from khaigiang.doors.rehearsal.story.acts.nominating import second_official, send_and_accept, substitute_for
from khaigiang.doors.rehearsal.story.acts.planning import ORGANISER_SIGNS, SCHOOL_SIGNS
from khaigiang.doors.rehearsal.story.stage import Stage
from khaigiang.ground.accounts.services import users as accounts
from khaigiang.planning.nominations import services as nominations
from khaigiang.planning.nominations.models import Nomination
from khaigiang.recognition.assessment import services as assessment
from khaigiang.recognition.assessment.queries.overview import rule_on
from khaigiang.recognition.dossiers import services as dossiers
from khaigiang.registry.mandates import services as mandates
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.models import ClassDecision, Enrolment, TrainingClass
from khaigiang.teaching.cohorts.queries import not_yet_summoned
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.delivery.models import CeremonyStep
from khaigiang.teaching.delivery.queries import steps_to_edit
from khaigiang.teaching.delivery.services import set_ceremony
from khaigiang.teaching.timetable import services as timetable
from khaigiang.teaching.venues.models import Hall

LAST_CLASS: Final = len(dates.CLASS_STARTS)
TEACHERS: Final = (*(username for username, _ in cast.OTHER_TEACHERS), f"demo-{Role.TEACHER.value}")
SOLVER_SECONDS: Final = 10
DEFER_REASONS: Final = ("Bận tổ chức đại hội ở cơ sở", "Điều trị bệnh", "Nghỉ thai sản", "Phục vụ đoàn kiểm tra")
REPLACED_REASON: Final = "Được điều động đi học tập trung"
LEFT_REASON: Final = "Nghỉ ốm dài ngày, chuyển sang lớp sau"


def plan_classes(stage: Stage) -> None:
    """Five classes with their days, halls and class teachers."""
    classes = services.plan_classes(
        stage.plan,
        ProgrammeVersion.objects.get(),
        [
            services.NewClass(
                number=number,
                name=f"Lớp {number}",
                wanted_size=size,
                min_size=size - cast.SIZE_SLACK,
                max_size=_hall(number).capacity,
                hall=_hall(number),
                days=dates.class_days(number, days=programme.DAYS),
            )
            for number, size in enumerate(cast.CLASS_SIZES, start=1)
        ],
        by=stage.officer,
        at=stage.at(8),
    )
    for training_class, username in zip(classes, TEACHERS, strict=True):
        services.appoint_teacher(training_class, stage.user(username), by=stage.officer, at=stage.at(8, 30))
        services.confirm_class(training_class, by=stage.officer, at=stage.at(8, 40))


def allocate(stage: Stage) -> None:
    """Everybody accepted gets a place in a class: solved, read, applied."""
    run = services.propose_allocation(stage.plan, seconds=SOLVER_SECONDS, by=stage.officer, at=stage.at(9))
    services.apply_allocation(run, by=stage.officer, at=stage.at(9, 30))


def make_timetable(stage: Stage) -> None:
    """The half-days of the five classes: solved together, read, applied."""
    classes = list(TrainingClass.objects.filter(plan=stage.plan).order_by("number"))
    run = timetable.propose_timetable(classes, seconds=SOLVER_SECONDS, by=stage.officer, at=stage.at(10))
    timetable.apply_timetable(run, by=stage.officer, at=stage.at(10, 30))


def place_latecomers(stage: Stage) -> None:
    """Who was named late or deferred gets a place in the last class."""
    run = services.propose_allocation(stage.plan, seconds=SOLVER_SECONDS, by=stage.officer, at=stage.at(16))
    services.apply_allocation(run, by=stage.officer, at=stage.at(16, 30))


def decide_class(stage: Stage, number: int) -> None:
    """The decision that opens the class with its list; its checklist begins."""
    training_class = stage.training_class(number)
    decision = services.draft_class_decision(training_class, by=stage.officer, at=stage.at(9))
    _issue(stage, decision)
    dossiers.make_checklist(training_class, by=stage.officer, at=stage.at(16))
    tick(stage, training_class, "decision")


def summon(stage: Stage, number: int) -> None:
    """The summons goes to the committees, the timetable is released, the groups are formed."""
    training_class = stage.training_class(number)
    _summon(stage, training_class)
    timetable.release_timetable(training_class, note="", by=stage.officer, at=stage.at(10))
    proposed = services.propose_groups(training_class, by=stage.officer, at=stage.at(14))
    services.make_groups(proposed, by=stage.officer, at=stage.at(14))
    tick(stage, training_class, "summons", "timetable", "lecturers", "groups")
    if number == LAST_CLASS:
        _trainee_of_the_demo(stage, training_class)


def people_defer(stage: Stage, number: int) -> None:
    """On the eve a few defer and one is replaced by another official of the commune: a supplementary decision."""
    training_class = stage.training_class(number)
    leaving, replaced = who_cannot_come(training_class)
    _defer(stage, leaving)
    substitutes = [substitute_for(stage, _nomination(enrolment), reason=REPLACED_REASON) for enrolment in replaced]
    send_and_accept(stage, substitutes, letter="thay người")
    reasons = [DEFER_REASONS[turn % len(DEFER_REASONS)] for turn in range(len(leaving))]
    remove = [*zip(leaving, reasons, strict=True), *((enrolment, REPLACED_REASON) for enrolment in replaced)]
    _amend(stage, training_class, add=substitutes, remove=remove)
    _summon(stage, training_class)
    steps = steps_to_edit(training_class, CeremonyStep.Ceremony.OPENING)
    set_ceremony(training_class, CeremonyStep.Ceremony.OPENING, steps, by=stage.officer, at=stage.at(15))
    tick(stage, training_class, "hall", "programme", "opening-set")


def who_cannot_come(training_class: TrainingClass) -> tuple[list[Enrolment], list[Enrolment]]:
    """Who waits for a later class on the eve, and who is replaced."""
    listed = _listed(training_class)
    leaving = turns.spread(listed, turns.DEFER_ON_THE_EVE[training_class.number], offset=7)
    return leaving, turns.spread(listed, turns.REPLACED_ON_THE_EVE, offset=50)


def open_class(stage: Stage, number: int) -> None:
    """The class begins; its marks are opened under the rule in force; somebody unlisted stands at the door."""
    training_class = services.start_class(stage.training_class(number), by=stage.officer, at=stage.at(7, 30))
    assessment.open_sheet(training_class, rule_on(stage.day), by=stage.officer, at=stage.at(7, 40))
    if number == cast.CLASS_WITH_AN_EARLY_COMER:
        _early_comer(stage, training_class)
    if number == LAST_CLASS:
        _people_at_the_door(stage, training_class)
    tick(stage, training_class, "first-morning", "news-brief")


def settle_the_door(stage: Stage) -> None:
    """The committees' letters come: who stood at the door takes the place of who is missing, by a decision."""
    training_class = stage.training_class(LAST_CLASS)
    replaced = turns.spread(missing_at_first(training_class), turns.AT_THE_DOOR_AT_THE_LAST_OPENING)
    substitutes = [substitute_for(stage, _nomination(enrolment), reason=REPLACED_REASON) for enrolment in replaced]
    send_and_accept(stage, substitutes, letter="thay người")
    remove = [(enrolment, REPLACED_REASON) for enrolment in replaced]
    _amend(stage, training_class, add=substitutes, remove=remove)


def some_leave_for_good(stage: Stage, number: int) -> None:
    """After some days a few leave and wait for a later class."""
    training_class = stage.training_class(number)
    leaving = turns.spread(_listed(training_class), turns.LEAVE_FOR_GOOD[number], offset=23)
    if leaving:
        _defer(stage, leaving)
        _amend(stage, training_class, remove=[(enrolment, LEFT_REASON) for enrolment in leaving])


def close(stage: Stage, number: int) -> None:
    """Everything is done for this class."""
    training_class = stage.training_class(number)
    tick(stage, training_class, "report")
    services.close_class(training_class, by=stage.officer, at=stage.at(16))


def tick(stage: Stage, training_class: TrainingClass, *codes: str) -> None:
    """These lines of the class's checklist are done today."""
    for item in training_class.checklist.filter(code__in=codes):
        dossiers.tick(item, by=stage.officer, at=stage.at(16, 30))


def missing_at_first(training_class: TrainingClass) -> list[Enrolment]:
    """Who does not come on the first day of the last class: the same people every time the story is played."""
    listed = list(
        Enrolment.objects.filter(training_class=training_class, valid_from__lt=dates.CLASS_STARTS[LAST_CLASS - 1])
        .exclude(official__mandates__role=Role.TRAINEE)
        .select_related("official", "nomination__target_post__unit", "nomination__committee__unit", "target_post__unit")
        .order_by("official__sort_key", "pk"),
    )
    return turns.spread(listed, turns.MISSING_AT_THE_LAST_OPENING, offset=11)


def _hall(number: int) -> Hall:
    name, _capacity = cast.HALLS[1 if number == LAST_CLASS else 0]
    return Hall.objects.get(name=name)


def _people_at_the_door(stage: Stage, training_class: TrainingClass) -> None:
    replaced = turns.spread(missing_at_first(training_class), turns.AT_THE_DOOR_AT_THE_LAST_OPENING)
    for enrolment in replaced:
        services.let_in(
            training_class,
            official=second_official(stage, enrolment.target_post),
            target_post=enrolment.target_post,
            on=stage.day,
            by=stage.officer,
            at=stage.at(7, 45),
        )


def _early_comer(stage: Stage, training_class: TrainingClass) -> None:
    """Somebody placed in the last class comes early, is let in, and is listed by a decision the same day."""
    waiting = Nomination.objects.filter(placement__training_class__number=LAST_CLASS, plan=stage.plan)
    nomination = waiting.select_related("official", "target_post").order_by("official__sort_key", "pk")[0]
    services.let_in(
        training_class,
        official=nomination.official,
        target_post=nomination.target_post,
        on=stage.day,
        by=stage.officer,
        at=stage.at(7, 45),
    )
    _amend(stage, training_class, add=[nomination])


def _defer(stage: Stage, leaving: list[Enrolment]) -> None:
    for turn, enrolment in enumerate(leaving):
        nominations.defer_nomination(
            _nomination(enrolment),
            reason=DEFER_REASONS[turn % len(DEFER_REASONS)],
            by=stage.organiser_of(enrolment.target_post.committee),
            at=stage.at(9),
        )


def _amend(
    stage: Stage,
    training_class: TrainingClass,
    *,
    add: list[Nomination] | None = None,
    remove: list[tuple[Enrolment, str]] | None = None,
) -> None:
    if add or remove:
        fresh = list(Nomination.objects.filter(pk__in=[nomination.pk for nomination in add or []]))
        decision = services.draft_supplementary(
            training_class,
            add=fresh,
            remove=remove or [],
            by=stage.officer,
            at=stage.at(14),
        )
        _issue(stage, decision)


def _issue(stage: Stage, decision: ClassDecision) -> None:
    _, title, name = SCHOOL_SIGNS
    services.issue_class_decision(
        decision,
        signer_name=name,
        signer_title=title,
        signed_on=stage.day,
        issued_on=stage.day,
        by=stage.officer,
        at=stage.at(15),
    )


def _summon(stage: Stage, training_class: TrainingClass) -> None:
    """Whom no summons has called yet is called; nothing to do when everybody is."""
    if not not_yet_summoned(training_class, stage.day).exists():
        return
    summons = services.draft_summons(training_class, by=stage.organiser, at=stage.at(15, 10))
    _, title, name = ORGANISER_SIGNS
    services.issue_summons(
        summons,
        signer_name=name,
        signer_title=title,
        signed_on=stage.day,
        issued_on=stage.day,
        by=stage.organiser,
        at=stage.at(15, 20),
    )


def _trainee_of_the_demo(stage: Stage, training_class: TrainingClass) -> None:
    official = _listed(training_class)[0].official
    user = accounts.create_user(
        username=cast.TRAINEE_USERNAME,
        full_name=official.full_name,
        password=PASSWORD,
        by=stage.admin,
        at=stage.at(16),
    )
    mandates.give_mandate(
        user,
        role=Role.TRAINEE,
        official=official,
        valid_from=stage.day,
        by=stage.admin,
        at=stage.at(16),
    )


def _listed(training_class: TrainingClass) -> list[Enrolment]:
    listed = Enrolment.objects.filter(training_class=training_class, is_current=True)
    together = (
        "official",
        "nomination__target_post__unit",
        "nomination__committee__unit",
        "target_post__unit",
        "target_post__committee",
    )
    return list(listed.select_related(*together).order_by("official__sort_key", "pk"))


def _nomination(enrolment: Enrolment) -> Nomination:
    assert enrolment.nomination is not None
    return enrolment.nomination
