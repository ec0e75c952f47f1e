"""An appointment on which a nomination rests is no mere entry error."""

from datetime import UTC, datetime

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.removal.errors import SomethingRestsOn
from khaigiang.ground.removal.services import remove
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_nomination
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.officials.tests.makers import make_appointment

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)


def away(appointment: Appointment) -> None:
    remove(appointment, because="nhập nhầm", by=make_user(), at=AT)


@pytest.mark.parametrize("state", [NominationState.DRAFT, NominationState.SUBMITTED, NominationState.ACCEPTED])
def test_the_appointment_of_a_live_nomination_is_not_removed_and_says_what_to_do(state: NominationState) -> None:
    nomination = make_nomination(state=state)
    held = nomination.official.appointments.get()

    with pytest.raises(SomethingRestsOn, match="Hãy rút đề cử trước, hoặc ghi thôi giữ chức"):
        away(held)

    assert list(nomination.official.appointments.all()) == [held]


def test_another_appointment_of_the_same_person_and_that_of_a_withdrawn_nomination_are_removed() -> None:
    live, withdrawn = make_nomination(), make_nomination(state=NominationState.WITHDRAWN)

    away(make_appointment(live.official))
    away(withdrawn.official.appointments.get())

    assert live.official.appointments.count() == 1
    assert withdrawn.official.appointments.count() == 0
