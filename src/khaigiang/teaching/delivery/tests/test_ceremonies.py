"""Setting the programme of a ceremony, and who may."""

from datetime import time
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import DECIDED_AT, make_class
from khaigiang.teaching.delivery.errors import NoSteps, StepsOverlap
from khaigiang.teaching.delivery.models import CeremonyStep
from khaigiang.teaching.delivery.queries import ceremony_steps
from khaigiang.teaching.delivery.rules import USUAL, Step, overlaps, usual_steps
from khaigiang.teaching.delivery.services import set_ceremony

OPENING = CeremonyStep.Ceremony.OPENING
FLAG = Step(starts_at=time(8), minutes=10, content="Chào cờ")
SPEECH = Step(starts_at=time(8, 10), minutes=20, content="Phát biểu")


def _set(training_class: TrainingClass, *steps: Step) -> None:
    set_ceremony(training_class, OPENING, steps, by=make_user(), at=DECIDED_AT)


@pytest.mark.parametrize("ceremony", sorted(USUAL))
def test_the_usual_steps_follow_one_another(ceremony: str) -> None:
    steps = usual_steps(ceremony, begins_at=time(8))

    assert steps[0].starts_at == time(8)
    assert all(later.starts_at == earlier.ends_at for earlier, later in pairwise(steps))
    assert not list(overlaps(steps))


@pytest.mark.django_db
def test_a_programme_takes_the_place_of_the_former_in_the_order_of_time() -> None:
    training_class = make_class()
    _set(training_class, Step(starts_at=time(7), minutes=5, content="Đón tiếp"))

    _set(training_class, SPEECH, FLAG)

    assert ceremony_steps(training_class, OPENING) == [FLAG, SPEECH]
    assert ceremony_steps(training_class, CeremonyStep.Ceremony.CLOSING) == []


@pytest.mark.django_db
def test_steps_that_overlap_and_an_empty_programme_are_refused() -> None:
    training_class = make_class()
    _set(training_class, FLAG)

    with pytest.raises(StepsOverlap):
        _set(training_class, FLAG, Step(starts_at=time(8, 9), minutes=5, content="Phát biểu"))
    with pytest.raises(NoSteps):
        _set(training_class)
    assert ceremony_steps(training_class, OPENING) == [FLAG]


@pytest.mark.django_db
def test_who_reads_every_class_and_teaches_one_sets_that_one_alone(client: Client) -> None:
    actor = sign_in(client, Role.LEADER, Role.TEACHER)
    mine, foreign = make_class(teacher=actor.user), make_class()

    assert client.get(reverse("delivery:ceremony", args=[foreign.pk, "opening"])).status_code == 200
    assert client.post(reverse("delivery:ceremony", args=[foreign.pk, "opening"]), _form("8:00")).status_code == 404
    assert client.post(reverse("delivery:ceremony", args=[mine.pk, "opening"]), _form("8:00")).status_code == 302
    assert client.get(reverse("delivery:ceremony", args=[mine.pk, "lunch"])).status_code == 404


@pytest.mark.django_db
def test_a_time_that_is_none_comes_back_and_sets_nothing(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    training_class = make_class()

    answer = client.post(reverse("delivery:ceremony", args=[training_class.pk, "opening"]), _form("25:00"))

    assert (answer.status_code, CeremonyStep.objects.count()) == (422, 0)


@pytest.mark.django_db
def test_a_step_typed_over_two_lines_is_one_line_of_the_programme(client: Client) -> None:
    actor = sign_in(client, Role.TEACHER)
    training_class = make_class(teacher=actor.user)
    typed = _form("08:00") | {"step-0-content": "Chào cờ,\r\n hát Quốc ca"}

    client.post(reverse("delivery:ceremony", args=[training_class.pk, "opening"]), typed)

    assert CeremonyStep.objects.get().content == "Chào cờ, hát Quốc ca"


def _form(at: str) -> dict[str, str]:
    step = {"step-0-starts_at": at, "step-0-minutes": "10", "step-0-content": "Chào cờ"}
    return {"step-TOTAL_FORMS": "1", "step-INITIAL_FORMS": "0", **step}
