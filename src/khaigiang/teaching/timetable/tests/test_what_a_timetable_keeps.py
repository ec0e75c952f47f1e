"""Equipment and places of halls, first days, shared days, half-days lecturers avoid, the present timetable (F1)."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import HalfDay, working_days
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_absence, make_lecturer
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import NoHallOffers
from khaigiang.teaching.timetable.models import TimetableRun
from khaigiang.teaching.timetable.queries import drafts_of, findings_of
from khaigiang.teaching.timetable.services import apply_timetable, propose_timetable
from khaigiang.teaching.timetable.states import FindingKind
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, class_with_people, item_of, make_session
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = pytest.mark.django_db


def class_of(*blocks: int, days: int, lecturers: int = 3, hall: Hall | None = None) -> TrainingClass:
    """A class that meets on so many days and sits wherever its school has room."""
    version = make_version(blocks=blocks, days=days, lecturers=[make_lecturer() for _ in range(lecturers)])
    training_class = make_class(make_plan(), version=version, days=working_days(MONDAY, days))
    TrainingClass.objects.filter(pk=training_class.pk).update(hall=hall)
    training_class.refresh_from_db()
    return training_class


def hall_of(training_class: TrainingClass, *features: str, place: str = "") -> Hall:
    hall = make_hall(office=training_class.plan.school)
    hall.features, hall.place = list(features), place
    hall.save()
    return hall


def need(item: ProgrammeItem, *features: str) -> None:
    item.needs = list(features)
    item.save()


def propose(training_class: TrainingClass, *asked: str) -> TimetableRun:
    return propose_timetable([training_class], seconds=20, asked=asked, by=make_user(), at=BEFORE)


def placed(run: TimetableRun) -> dict[int, Draft]:
    return {draft.item_id: draft for draft in drafts_of(run)}


def test_a_topic_is_taught_in_a_hall_that_has_what_it_needs() -> None:
    training_class = class_of(3, days=3)
    make_hall(office=training_class.plan.school)
    equipped = hall_of(training_class, "Máy tính", "Máy chiếu")
    computing = item_of(training_class, number=2)
    need(computing, "máy tính")

    assert placed(propose(training_class))[computing.pk].hall_id == equipped.pk


def test_a_topic_whose_equipment_no_hall_has_is_named_before_the_search() -> None:
    training_class = class_of(2, days=3)
    make_hall(office=training_class.plan.school)
    need(item_of(training_class), "phòng máy")

    with pytest.raises(NoHallOffers, match="phòng máy"):
        propose(training_class)


def test_nobody_teaches_in_two_places_on_one_day() -> None:
    training_class = class_of(2, days=3, lecturers=1)
    hall_of(training_class, "bàn tròn", place="Cơ sở 1")
    hall_of(training_class, "máy tính", place="Cơ sở 2")
    first, second = (item_of(training_class, number=number) for number in (1, 2))
    need(first, "bàn tròn")
    need(second, "máy tính")

    found = placed(propose(training_class))

    assert found[first.pk].lecturer_id == found[second.pk].lecturer_id
    assert found[first.pk].on != found[second.pk].on


def test_a_topic_waits_for_its_day_and_shares_the_day_of_the_one_before() -> None:
    training_class = class_of(4, days=6)
    make_hall(office=training_class.plan.school)
    second, third = (item_of(training_class, number=number) for number in (2, 3))
    ProgrammeItem.objects.filter(pk=second.pk).update(not_before_day=4)
    ProgrammeItem.objects.filter(pk=third.pk).update(with_previous=True)

    found = placed(propose(training_class))

    assert found[second.pk].on >= working_days(MONDAY, 6)[3]
    assert found[third.pk].on == found[second.pk].on


def test_half_days_that_lecturers_would_rather_not_teach_are_avoided_where_they_can_be() -> None:
    training_class = class_of(3, days=7)
    make_hall(office=training_class.plan.school)
    Lecturer.objects.update(rather_not=[f"{weekday}-morning" for weekday in range(1, 6)])

    run = propose(training_class)

    assert {draft.half_day for draft in drafts_of(run) if draft.lecturer_id} == {"afternoon"}
    assert run.cost["unwanted"] == 0


def test_half_days_in_which_lecturers_cannot_are_never_used() -> None:
    training_class = class_of(3, days=7)
    make_hall(office=training_class.plan.school)
    Lecturer.objects.update(cannot=[f"{weekday}-morning" for weekday in range(1, 6)])
    days = list(training_class.days.order_by("on").values_list("on", flat=True))
    for lecturer in Lecturer.objects.all():
        lecturer.said_half_days.create(on=days[1], half_day="morning", verdict="can")
        make_absence(lecturer, days[2], days[-1], half_day=HalfDay.AFTERNOON)

    run = propose(training_class)

    # Three topics before the closing: the one morning said free after all, and the afternoons up to the third day.
    taught = {(draft.on, draft.half_day) for draft in drafts_of(run) if draft.lecturer_id}
    assert taught == {(days[0], "afternoon"), (days[1], "morning"), (days[1], "afternoon")}


def test_little_of_the_present_timetable_moves_where_that_is_asked() -> None:
    training_class = class_of(3, days=6)
    make_hall(office=training_class.plan.school)
    apply_timetable(propose(training_class), by=make_user(), at=BEFORE)
    present = {Draft.of(session) for session in training_class.sessions.all()}
    taught = {f"{draft.on.isoweekday()}-{draft.half_day}" for draft in present if draft.lecturer_id}
    Lecturer.objects.update(rather_not=sorted(taught))

    assert set(drafts_of(propose(training_class))) != present
    run = propose(training_class, "moved")
    assert set(drafts_of(run)) == present
    assert (run.weights["moved"], run.cost["moved"]) == (4, 0)


def test_lessons_lie_evenly_over_the_days_where_that_is_asked() -> None:
    training_class = class_of(3, days=6)
    make_hall(office=training_class.plan.school)

    run = propose(training_class, "spread")

    days = [draft.on for draft in drafts_of(run)]
    assert len(days) == len(set(days)) == 6
    assert run.cost["spread"] == 0


def test_a_session_in_a_hall_that_lacks_what_it_needs_is_a_finding() -> None:
    training_class = class_of(2, days=3)
    need(item_of(training_class), "máy tính", "bàn tròn")
    session = make_session(training_class, item=item_of(training_class), hall=hall_of(training_class, "Bàn tròn"))

    found = findings_of(class_with_people(training_class), [session])

    (lacking,) = (one for one in found if one.kind == FindingKind.HALL_LACKS)
    assert "máy tính" in lacking.sentence
    assert "bàn tròn" not in lacking.sentence
    assert not lacking.blocks_release


def test_what_else_is_asked_for_is_kept_with_the_run(client: Client) -> None:
    training_class = class_of(2, days=3)
    make_hall(office=training_class.plan.school)
    sign_in(client, Role.OFFICE, office=training_class.plan.school)
    typed = {"classes": [training_class.pk], "seconds": "5", "asked": ["moved", "spread"]}

    response = client.post(reverse("timetable:plan", args=[training_class.plan_id]), typed)

    assert response.status_code == 302
    assert TimetableRun.objects.get().weights == {"moved": 4, "spread": 4}
