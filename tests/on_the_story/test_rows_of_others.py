"""T01, T02: a row of another class, committee or person answers as one that does not exist."""

import re

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.models import Plan
from khaigiang.recognition.certificates.models import Certificate
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.timetable.models import Session
from tests.on_the_story.addresses import ABSENT, every_address

pytestmark = pytest.mark.django_db
OF_A_CLASS = (
    "attendance:book",
    "attendance:first_morning",
    "attendance:leaves",
    "assessment:results",
    "certificates:class",
    "dossiers:dossier",
)


def someone(username: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username=username))
    return client


def told(answer: HttpResponseBase, path: str) -> str:
    """What a page says, without its own address and the token that is new on every page."""
    assert isinstance(answer, HttpResponse)
    return re.sub(
        r'value="[A-Za-z0-9]{64}"|"X-CSRFToken": *"[^"]*"|[A-Za-z0-9]{64}',
        "",
        answer.content.decode().replace(path, ""),
    )


@pytest.mark.parametrize("name", OF_A_CLASS)
def test_a_teacher_sees_the_own_class_and_no_other(name: str) -> None:
    teacher = someone("demo-teacher")
    own, other = TrainingClass.objects.get(number=5), TrainingClass.objects.get(number=1)

    assert teacher.get(reverse(name, args=[own.pk])).status_code == 200
    assert teacher.get(reverse(name, args=[other.pk])).status_code == 404


def test_a_teacher_records_attendance_in_the_own_class_only() -> None:
    teacher = someone("demo-teacher")
    own = Session.objects.filter(training_class__number=5).order_by("on", "starts_at")[0]
    other = Session.objects.filter(training_class__number=1).order_by("on", "starts_at")[0]

    assert teacher.get(reverse("attendance:session", args=[own.pk])).status_code == 200
    assert teacher.post(reverse("attendance:session", args=[other.pk]), {}).status_code == 404


def test_a_committee_sees_its_own_people_and_no_others() -> None:
    committee = someone("demo-committee")
    own = Office.objects.get(mandates__user__username="demo-committee")
    foreign = Nomination.objects.exclude(committee=own).order_by("pk")[0]
    mine = Nomination.objects.filter(committee=own).order_by("pk")[0]
    plan = Plan.objects.get()
    others_page = reverse("nominations:committee", args=[plan.pk, foreign.committee_id])

    assert committee.get(reverse("nominations:nomination", args=[mine.pk])).status_code == 200
    assert committee.get(reverse("nominations:nomination", args=[foreign.pk])).status_code == 404
    assert committee.get(others_page).status_code == 404


def test_a_committee_finds_none_of_the_other_committees_people_anywhere() -> None:
    """A canary: every page a committee may open, searched for the names of people of another committee."""
    committee = someone("demo-committee")
    own = Office.objects.get(mandates__user__username="demo-committee")
    foreign = Nomination.objects.exclude(committee=own).select_related("official").order_by("pk")[:40]
    own_names = set(Nomination.objects.filter(committee=own).values_list("official__full_name", flat=True))
    canaries = {one.official.phone for one in foreign if one.official.full_name not in own_names} - {""}

    pages = {address.path: committee.get(address.path) for address in every_address() if "sign_out" not in address.name}

    shown = [path for path, answer in pages.items() if answer.status_code == 200 and not answer.streaming]
    leaks = [
        path for path in shown if any(canary in pages[path].content.decode(errors="ignore") for canary in canaries)
    ]
    assert len(canaries) > 20
    assert len(shown) > 5
    assert leaks == []


def test_the_canaries_are_found_where_they_may_be_read() -> None:
    """The positive control: the office's vetting list does carry the telephone numbers the test above looks for."""
    office = someone("demo-office")
    foreign = Nomination.objects.select_related("official").order_by("pk")[0]

    answer = office.get(reverse("nominations:nomination", args=[foreign.pk]))

    assert foreign.official.phone in answer.content.decode()


def test_a_trainee_gets_the_own_certificate_only() -> None:
    trainee = someone("demo-trainee")
    foreign = Certificate.objects.order_by("pk")[0]

    assert trainee.get(reverse("certificates:certificate", args=[foreign.pk])).status_code == 404
    assert trainee.get(reverse("certificates:pdf", args=[foreign.pk])).status_code == 404


@pytest.mark.parametrize("username", ["demo-teacher", "demo-committee", "demo-trainee", "demo-lecturer"])
def test_a_foreign_row_answers_word_for_word_like_one_that_does_not_exist(username: str) -> None:
    client = someone(username)
    foreign = reverse("certificates:certificate", args=[Certificate.objects.order_by("pk")[0].pk])
    absent = reverse("certificates:certificate", args=[ABSENT])

    answers = [client.get(path) for path in (foreign, absent)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert told(answers[0], foreign) == told(answers[1], absent)
