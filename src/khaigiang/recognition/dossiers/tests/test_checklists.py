"""The checklist of a class: owners, due days that move, and who ticks."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.recognition.dossiers import services
from khaigiang.recognition.dossiers.errors import ChecklistExists, ClassHasNoDays, NoList, NoProgrammeOfTheOpening
from khaigiang.recognition.dossiers.models import ChecklistItem
from khaigiang.recognition.dossiers.opening_set import opening_set_pdf, participants_docx
from khaigiang.recognition.dossiers.queries import checklist
from khaigiang.recognition.dossiers.rules import USUAL
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import ClassDay, TrainingClass
from khaigiang.teaching.cohorts.tests.makers import DECIDED_AT, FIRST_DAY, make_class, make_listed

pytestmark = pytest.mark.django_db


def _make(training_class: TrainingClass) -> list[ChecklistItem]:
    return services.make_checklist(training_class, by=make_user(), at=DECIDED_AT)


def _due(training_class: TrainingClass) -> list[date]:
    return [row.due_on for row in checklist(training_class, FIRST_DAY)]


def test_the_usual_checklist_is_made_once() -> None:
    training_class = make_class()

    assert len(_make(training_class)) == len(USUAL)
    with pytest.raises(ChecklistExists):
        _make(training_class)


def test_a_class_without_days_has_no_due_days() -> None:
    with pytest.raises(ClassHasNoDays):
        _make(make_class(days=[]))


def test_due_days_move_with_the_days_of_the_class() -> None:
    training_class = make_class(days=[FIRST_DAY, FIRST_DAY + timedelta(days=1)])
    _make(training_class)
    before = _due(training_class)

    for day in ClassDay.objects.filter(training_class=training_class).order_by("-on"):
        ClassDay.objects.filter(pk=day.pk).update(on=day.on + timedelta(days=7))

    assert _due(training_class) == [day + timedelta(days=7) for day in before]


def test_ticking_and_unticking_twice_leave_one_entry_each() -> None:
    item, before = _make(make_class())[0], Entry.objects.count()

    for _ in range(2):
        services.tick(item, by=make_user(), at=DECIDED_AT)
    for _ in range(2):
        services.untick(item, by=make_user(), at=DECIDED_AT)

    assert Entry.objects.count() == before + 2
    assert Entry.objects.latest("pk").subject == f"{item.training_class}: Ký, cấp số quyết định mở lớp"


def test_a_teacher_ticks_the_own_lines_of_the_own_class_alone(client: Client) -> None:
    actor = sign_in(client, Role.LEADER, Role.TEACHER)
    mine, foreign = make_class(teacher=actor.user), make_class()
    _make(mine)
    _make(foreign)

    assert _tick(client, mine, Role.TEACHER) == 302
    assert _tick(client, mine, Role.OFFICE) == 404
    assert _tick(client, foreign, Role.TEACHER) == 404


def test_a_leader_reads_the_checklist_and_is_offered_nothing_to_press(client: Client) -> None:
    sign_in(client, Role.LEADER)
    training_class = make_class()
    _make(training_class)

    shown = client.get(reverse("dossiers:dossier", args=[training_class.pk])).content.decode()

    assert str(USUAL[0].title) in shown
    assert "/tick/" not in shown


def test_the_opening_set_asks_for_a_list_and_a_programme() -> None:
    training_class = make_class()

    for paper in (opening_set_pdf, participants_docx):
        with pytest.raises(NoList):
            paper(training_class, FIRST_DAY)
    make_listed(training_class)
    with pytest.raises(NoProgrammeOfTheOpening):
        opening_set_pdf(training_class, FIRST_DAY)
    assert participants_docx(training_class, FIRST_DAY).startswith(b"PK")


def _tick(client: Client, training_class: TrainingClass, owner: Role) -> int:
    item = training_class.checklist.filter(owner_role=owner).order_by("pk")[0]
    return client.post(reverse("dossiers:tick", args=[item.pk])).status_code
