"""What features above tell of a person's training, as the person's page shows it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials import trainings
from khaigiang.registry.officials.tests.makers import make_official
from khaigiang.registry.officials.trainings import Training, trainings_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def _told() -> Iterator[None]:
    def steps(official_id: int, on: date) -> list[Training]:
        known = [
            Training(on=date(2023, 3, 1), title="Lớp 1", note="", url_name="officials:official", row_id=official_id),
            Training(
                on=date(2023, 5, 2), title="Chứng chỉ", note="", url_name="officials:official", row_id=official_id
            ),
        ]
        return [step for step in known if step.on <= on]

    trainings.register(steps)
    yield
    trainings._providers.remove(steps)


@pytest.mark.usefixtures("_told")
def test_the_newest_step_stands_first_and_a_past_day_knows_no_later_one() -> None:
    official = make_official()

    assert [step.title for step in trainings_of(official.pk, date(2023, 6, 1))] == ["Chứng chỉ", "Lớp 1"]
    assert [step.title for step in trainings_of(official.pk, date(2023, 4, 1))] == ["Lớp 1"]


@pytest.mark.usefixtures("_told")
def test_a_persons_page_tells_the_training_and_leads_to_its_pages(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    official = make_official()
    address = reverse("officials:official", args=[official.pk])

    page = client.get(f"{address}?on=1/4/2023").content.decode()

    assert f'<a href="{address}">Lớp 1</a>' in page
    assert "Chứng chỉ" not in page


def test_a_person_without_training_is_told_so(client: Client) -> None:
    sign_in(client, Role.OFFICE)

    page = client.get(reverse("officials:official", args=[make_official().pk])).content.decode()

    assert "Chưa có thông tin bồi dưỡng" in page
