"""Pages of need and held places, by role."""

from typing import Final

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.planning.needs import falling_due
from khaigiang.planning.needs.models import NeedSurvey, Reservation, ReservationRule
from khaigiang.planning.needs.tests.makers import make_holding_plan, make_survey
from khaigiang.planning.plans.states import PlacesRule, PlanState
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.tests.makers import make_committee, make_unit

pytestmark = pytest.mark.django_db

ANSWER: Final = {"first": "1", "second": "2", "third": "0", "fourth": "3", "remark": "Đại hội quý III"}


def test_the_organiser_asks_and_a_committee_answers_for_itself_alone(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    committee, other = (make_committee(make_unit(parent=make_unit())) for _ in range(2))
    browser = Client()
    sign_in(browser, Role.COMMITTEE, office=committee)

    asking = {"title": "Nhu cầu năm 2030", "post": make_post().pk, "year": "2030", "due_on": "10/03/2030"}
    client.post(reverse("needs:ask"), asking)
    survey = NeedSurvey.objects.get()
    need, foreign = survey.needs.get(committee=committee), survey.needs.get(committee=other)
    browser.post(reverse("needs:state", args=[need.pk]), ANSWER)

    need.refresh_from_db()
    assert (need.quarters, need.remark) == ((1, 2, 0, 3), "Đại hội quý III")
    assert browser.get(reverse("needs:state", args=[foreign.pk])).status_code == 404
    assert other.name not in browser.get(reverse("needs:survey", args=[survey.pk])).content.decode()
    everybody = client.get(reverse("needs:survey", args=[survey.pk])).content.decode()
    assert committee.name in everybody
    silent = client.get(reverse("needs:survey", args=[survey.pk]), {"silent": "1"}).content.decode()
    assert other.name in silent
    assert committee.name not in silent
    for name in ("needs:list", "needs:ask"):
        assert client.get(reverse(name)).status_code == 200
    assert client.get(reverse("needs:remind", args=[survey.pk])).status_code == 200


def test_a_committee_holds_places_and_the_office_sees_when_they_lapse(client: Client) -> None:
    plan = make_holding_plan(3)
    ReservationRule.objects.all().delete()
    committee = plan.quotas.get().committee
    sign_in(client, Role.COMMITTEE, office=committee)
    office = Client()
    sign_in(office, Role.ORGANISER)
    own = reverse("needs:own", args=[plan.pk, committee.pk])

    office.post(reverse("needs:rule", args=[plan.pk]), {"days_before": "7"})
    plan.ends_on = plan.ends_on.replace(year=2030)
    plan.starts_on = plan.starts_on.replace(year=2030)
    plan.save()
    refused = client.post(own, {"2030-1": "4", "2030-2": "0"})
    client.post(own, {"2030-1": "2", "2030-2": "0"})

    assert refused.status_code == 422
    assert "chỉ còn trống 3 chỗ" in refused.content.decode()
    assert Reservation.objects.get().places == 2
    page = office.get(reverse("needs:reservations", args=[plan.pk])).content.decode()
    assert "24/3/2030" in page
    assert plan.title in client.get(reverse("needs:list")).content.decode()
    assert office.get(reverse("needs:lapse", args=[plan.pk])).status_code == 200
    assert client.get(reverse("needs:reservations", args=[plan.pk])).status_code == 404


def test_the_projection_is_read_and_taken_as_the_places_of_a_draft(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = make_plan(state=PlanState.DRAFT)
    post = make_target_post(make_plan())
    address = reverse("needs:projection", args=[plan.pk])

    assert post.committee.name in client.get(address).content.decode()
    people = client.get(reverse("needs:people", args=[plan.pk, post.committee_id, "due"]))
    assert people.status_code == 200
    assert client.get(reverse("needs:people", args=[plan.pk, post.committee_id, "x"])).status_code == 404
    client.post(address, {"source": "projection"})
    plan.refresh_from_db()
    assert plan.places_rule == PlacesRule.GIVEN
    assert (
        reverse("plans:undo_places", args=[plan.pk])
        in client.get(reverse("plans:plan", args=[plan.pk])).content.decode()
    )


def test_a_refused_survey_is_told_on_the_form(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    survey = make_survey([make_committee()], year=2030)

    typed = {"title": "Nhu cầu", "post": survey.post_id, "year": "2030", "due_on": "10/03/2030"}
    answer = client.post(reverse("needs:ask"), typed)

    assert answer.status_code == 422
    assert "2030" in answer.content.decode()


def test_one_press_fills_in_the_people_who_fall_due(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    committee = make_committee()
    sign_in(client, Role.COMMITTEE, office=committee)
    survey = make_survey([committee], year=2030)
    monkeypatch.setattr(falling_due, "_sources", [lambda _post, _year, _on: {committee.pk: (4, 3, 2, 1)}])
    page = reverse("needs:state", args=[survey.needs.get().pk])

    assert f'href="{page}?due=1"' in client.get(page).content.decode()
    filled = client.get(page, {"due": "1"}).content.decode()
    assert [f'name="{name}" value="{count}"' in filled for name, count in (("first", 4), ("fourth", 1))] == [True, True]
    client.post(page, {"first": "4", "second": "3", "third": "2", "fourth": "1"})
    assert survey.needs.get().people == 10
    assert "+" not in client.get(reverse("needs:survey", args=[survey.pk])).content.decode().split("<tbody>")[1]
