"""Pages of term and annual plans, by role."""

from datetime import UTC, date, datetime
from typing import Final

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.periods.models import CarriedOut, PeriodPlan, PlanLine
from khaigiang.planning.periods.services import approve_period_plan
from khaigiang.planning.periods.tests.makers import make_annual_plan, make_carried, make_line, make_term_plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in

pytestmark = pytest.mark.django_db

AT = datetime(2022, 12, 30, 3, tzinfo=UTC)
LINE: Final = {"title": "Phó bí thư đảng ủy", "people": "579", "classes": "5", "amount": "1500000000"}


def test_the_organiser_enters_a_term_plan_an_annual_plan_and_a_line_and_a_plan_carries_it_out(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    term, training_plan = make_term_plan(), make_plan()
    above = make_line(term)

    made = client.post(
        reverse("periods:new"),
        {
            "kind": "annual",
            "document": make_document(issued_on=date(2022, 12, 30)).pk,
            "title": "Đào tạo, bồi dưỡng cán bộ năm 2023",
            "starts_on": "01/01/2023",
            "ends_on": "31/12/2023",
            "above": term.pk,
        },
    )
    annual = PeriodPlan.objects.get(kind="annual")
    client.post(reverse("periods:new_line", args=[annual.pk]), LINE | {"above": above.pk})
    line = PlanLine.objects.get(plan=annual)
    client.post(reverse("periods:send_up", args=[annual.pk]))
    approve_period_plan(annual, by=make_user(), at=AT)
    client.post(reverse("periods:of_plan", args=[training_plan.pk]), {"line": line.pk})

    assert made["Location"] == reverse("periods:period", args=[annual.pk])
    assert (line.people, line.classes, line.amount, line.above) == (579, 5, 1_500_000_000, above)
    assert CarriedOut.objects.get(training_plan=training_plan).line == line
    for address in (reverse("periods:list"), made["Location"], reverse("periods:period", args=[term.pk])):
        assert client.get(address).status_code == 200
    assert training_plan.title in client.get(made["Location"]).content.decode()
    assert annual.title in client.get(reverse("periods:of_plan", args=[training_plan.pk])).content.decode()


def test_an_amendment_is_looked_at_entered_and_taken_back(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    annual = make_annual_plan()
    line = make_line(annual)
    typed = {
        "document": make_document(issued_on=date(2023, 5, 1)).pk,
        "in_force_on": "01/05/2023",
        f"line-people-{line.pk}": "600",
        f"line-classes-{line.pk}": "5",
    }

    looked = client.post(reverse("periods:amend", args=[annual.pk]), typed | {"look": "1"}).content.decode()
    assert "<strong>600</strong>" in looked
    assert annual.amendments.count() == 0
    client.post(reverse("periods:amend", args=[annual.pk]), typed)
    page = client.get(reverse("periods:period", args=[annual.pk]), {"on": "2023-04-30"}).content.decode()
    assert "579" in page
    client.post(reverse("periods:withdraw_amendment", args=[annual.amendments.get().pk]))
    line.refresh_from_db()
    assert line.people == 579


def test_what_is_refused_is_told_on_the_form(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    annual = make_annual_plan()
    make_line(annual)

    answer = client.post(
        reverse("periods:amend", args=[annual.pk]), {"document": make_document().pk, "in_force_on": "01/05/2999"}
    )

    assert answer.status_code == 422
    assert "có hiệu lực từ 01/05/2999" in answer.content.decode()


def test_a_committee_sees_no_term_or_annual_plan(client: Client) -> None:
    sign_in(client, Role.COMMITTEE)
    annual = make_annual_plan()
    make_carried(make_plan(), make_line(annual))

    assert client.get(reverse("periods:period", args=[annual.pk])).status_code == 404


def test_who_only_reads_is_offered_no_act(client: Client) -> None:
    sign_in(client, Role.AUDITOR)
    annual = make_annual_plan()
    make_line(annual)

    page = client.get(reverse("periods:period", args=[annual.pk])).content.decode()

    assert reverse("periods:amend", args=[annual.pk]) not in page
    assert client.post(reverse("periods:amend", args=[annual.pk]), {}).status_code == 404
