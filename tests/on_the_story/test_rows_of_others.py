"""T01, T02: a row of another class, committee or person answers as one that does not exist."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.models import Plan
from khaigiang.recognition.certificates.models import Certificate
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.timetable.models import Session
from tests.on_the_story.addresses import ABSENT, Address, every_address
from tests.on_the_story.reading import Reader, reader

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


def told(content: bytes, path: str) -> str:
    """What a page says, without its own address and the token that is new on every page."""
    return re.sub(
        r'value="[A-Za-z0-9]{64}"|"X-CSRFToken": *"[^"]*"|[A-Za-z0-9]{64}',
        "",
        content.decode(errors="ignore").replace(path, ""),
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


@pytest.fixture
def strangers() -> list[Nomination]:
    """People of other committees whose name nobody of the own committee bears."""
    own = Office.objects.get(mandates__user__username="demo-committee")
    own_names = Nomination.objects.filter(committee=own).values("official__full_name")
    foreign = Nomination.objects.exclude(committee=own).exclude(official__full_name__in=own_names)
    return list(foreign.select_related("official").order_by("pk")[:40])


def everywhere(strangers: list[Nomination]) -> set[str]:
    """Every address, those that take a person's row also with the rows of strangers, and the search for their names."""
    addresses = [address for address in every_address() if "sign_out" not in address.name]
    searches = [f"{reverse('portals:search')}?q={one.official.full_name}" for one in strangers[:3]]
    return {*(address.path for address in addresses), *of_strangers(addresses, strangers), *searches}


def of_strangers(addresses: list[Address], strangers: list[Nomination]) -> set[str]:
    """The addresses that take a person's row, with the rows of strangers."""
    return {
        reverse(address.name, kwargs=dict(address.arguments) | {key: rows[key] for key, _ in address.arguments})
        for address in addresses
        for rows in map(_rows_of, strangers[:3])
        if address.arguments and {key for key, _ in address.arguments} <= set(rows)
    }


def _rows_of(one: Nomination) -> dict[str, int]:
    return {
        "plan_id": one.plan_id,
        "committee_id": one.committee_id,
        "nomination_id": one.pk,
        "official_id": one.official_id,
        "target_post_id": one.target_post_id,
        "enrolment_id": Enrolment.objects.filter(official=one.official_id).values_list("pk", flat=True)[0],
    }


def leaks(asking: Reader, strangers: list[Nomination], paths: set[str]) -> set[str]:
    """The addresses whose page or text tells a stranger's telephone number."""
    canaries = {one.official.phone for one in strangers} - {""}
    pages = {path: asking.read(path) for path in paths}
    shown = {path: told(page.content, path) for path, page in pages.items() if page.status == 200 and page.is_text}
    assert len(canaries) > 20
    assert len(shown) > 5
    return {path for path, text in shown.items() if any(canary in text for canary in canaries)}


def test_a_committee_finds_none_of_the_other_committees_people_anywhere(strangers: list[Nomination]) -> None:
    """A canary: every page a committee may open, searched for the telephone numbers of other committees' people."""
    assert leaks(reader("demo-committee"), strangers, everywhere(strangers)) == set()


def test_the_canaries_are_found_where_they_may_be_read(strangers: list[Nomination]) -> None:
    """The positive control: the same search as the office finds them on the strangers' own pages."""
    found = leaks(reader("demo-office"), strangers, of_strangers(every_address(), strangers))

    assert reverse("nominations:nomination", args=[strangers[2].pk]) in found
    assert reverse("officials:official", args=[strangers[2].official_id]) in found


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
    assert told(answers[0].content, foreign) == told(answers[1].content, absent)
