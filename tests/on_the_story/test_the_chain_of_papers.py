"""From a certificate up to the clause of the plan it came of, and from the resolution down again (A1)."""

import re
from collections.abc import Iterator
from itertools import groupby, islice

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.planning.documents.models import Document
from khaigiang.recognition.certificates.models import Certificate

pytestmark = pytest.mark.django_db
CLAUSE = "Yêu cầu mở 5 lớp"
TARGET = "110-KH/TU"
MOST_CLICKS = 3
# A list of a whole programme has hundreds of links of one kind: a few of each tell enough.
FEW = 4
GROUNDS = (
    "/documents/",
    "/classes/",
    "/results/",
    "/plans/",
    "/periods/",
    "/certificates/",
    "/reports/",
    "/nominations/",
    "/officials/",
)
LINK = re.compile(r'href="(/[^"#?]*)"')


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(User.objects.get(username="demo-office"))
    return client


def clicks_to(client: Client, start: str, words: tuple[str, ...], most: int) -> int | None:
    """How few clicks on links of the page's own part lead to a page that says all the words."""
    edge, seen = [start], {start}
    for clicks in range(most + 1):
        pages = [main_of(client, address) for address in edge]
        if any(all(word in page for word in words) for page in pages):
            return clicks
        edge = few_of_each_kind({link for page in pages for link in links_of(page)} - seen)
        seen |= set(edge)
    return None


def few_of_each_kind(links: set[str]) -> list[str]:
    kinds = groupby(sorted(links), key=lambda link: link.split("/")[1])
    return [link for _, of_a_kind in kinds for link in islice(of_a_kind, FEW)]


def main_of(client: Client, address: str) -> str:
    """The page without its frame; nothing for files and pages that are closed."""
    response = client.get(address)
    if response.status_code != 200 or "text/html" not in response["Content-Type"]:
        return ""
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def links_of(page: str) -> Iterator[str]:
    """Links to papers, plans and classes: what somebody follows who looks for the grounds."""
    return (link for link in LINK.findall(page) if link.startswith(GROUNDS))


def test_a_certificate_leads_to_the_clause_it_came_of_in_three_clicks_at_most(office: Client) -> None:
    certificate = Certificate.objects.filter(state="valid").order_by("pk")[0]

    clicks = clicks_to(
        office, reverse("certificates:certificate", args=[certificate.pk]), (TARGET, CLAUSE), MOST_CLICKS
    )

    assert clicks is not None


def test_a_person_a_class_and_a_figure_lead_to_the_clause_in_three_clicks_at_most(office: Client) -> None:
    certificate = Certificate.objects.filter(state="valid").order_by("pk")[0]
    seat = certificate.result.enrolment
    plan_id = seat.training_class.plan_id
    starts = {
        "person": reverse("officials:official", args=[seat.official_id]),
        "class": reverse("cohorts:class", args=[seat.training_class_id]),
        "figure": reverse("reporting:people", args=[plan_id, "completed"]),
    }

    clicks = {name: clicks_to(office, start, (TARGET, CLAUSE), MOST_CLICKS) for name, start in starts.items()}

    assert [name for name, found in clicks.items() if found is None] == []


def test_the_resolution_leads_down_to_every_class_decision_and_recognition(office: Client) -> None:
    resolution = Document.objects.get(kind="NQ")
    page = main_of(office, reverse("documents:document", args=[resolution.pk]))

    decisions = Document.objects.filter(class_decision__isnull=False) | Document.objects.filter(
        result_decision__isnull=False
    )

    assert [one.number for one in decisions if one.number and f"/documents/{one.pk}/" not in page] == []
    assert decisions.count() >= 9


def test_a_class_teacher_who_reads_no_documents_sees_a_certificate_without_them(client: Client) -> None:
    teacher = User.objects.get(username="demo-teacher")
    certificate = Certificate.objects.filter(result__enrolment__training_class__number=4).order_by("pk")[0]
    certificate.result.enrolment.training_class.teacher = teacher
    certificate.result.enrolment.training_class.save()
    client.force_login(teacher)

    page = main_of(client, reverse("certificates:certificate", args=[certificate.pk]))

    assert certificate.number in page
    assert TARGET not in page
