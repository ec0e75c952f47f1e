"""Several papers signed and numbered together: looked at first, then each wholly or not at all."""

import multiprocessing
import os
import re
import signal
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.working import work_off, work_one
from khaigiang.planning.documents import services
from khaigiang.planning.documents.errors import DatedBeforeSignature, NoPaperChosen
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentState, Issuing, NumberSeries
from khaigiang.planning.documents.queries import issued_rows, papers_to_number, proof
from khaigiang.planning.documents.rules import SignedAndDated
from khaigiang.planning.documents.services import ask_to_issue, expected_numbers, issue_paper, sign_paper
from khaigiang.planning.documents.tests.makers import make_paper, make_series
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.models import Office, OfficeKind
from khaigiang.registry.units.tests.makers import make_office

AT = datetime(2023, 3, 10, 3, tzinfo=UTC)
ON = date(2023, 3, 10)
SIGNED: SignedAndDated = {
    "signer_name": "Nghiêm Đức Thành",
    "signer_title": "Hiệu trưởng",
    "signed_on": ON,
    "issued_on": ON,
}
LETTERS, KILLED_AT, PATIENCE = 30, 12, 60
LEASE = timedelta(seconds=1)
forked = multiprocessing.get_context("fork")


def school() -> Office:
    return make_office("Trường", OfficeKind.SCHOOL, symbol="TĐTCB")


def letters(office: Office, count: int) -> list[Document]:
    return [
        make_paper(issuer=office, kind=DocumentKind.OFFICIAL_LETTER, abstract=f"Trả lại đề cử {number}")
        for number in range(1, count + 1)
    ]


def series_of(office: Office) -> NumberSeries:
    return make_series(office, kind=DocumentKind.OFFICIAL_LETTER)


def issued(office: Office) -> list[str]:
    found = Document.objects.filter(issuer=office, state=DocumentState.ISSUED)
    return list(found.order_by("pk").values_list("number", flat=True))


@pytest.mark.django_db
def test_papers_take_their_numbers_in_the_order_of_the_list_with_one_signature() -> None:
    office = school()
    series = series_of(office)
    asked = ask_to_issue(letters(office, 3), office=office, signature=SIGNED, by=make_user(), at=AT)

    work_off(now=machine_now)

    rows = issued_rows(asked)
    assert [(row.document.number, row.is_done, row.said) for row in rows] == [
        ("01/TĐTCB", True, ""),
        ("02/TĐTCB", True, ""),
        ("03/TĐTCB", True, ""),
    ]
    assert {(row.document.signer_name, row.document.signed_on, row.document.issued_on) for row in rows} == {
        ("Nghiêm Đức Thành", ON, ON)
    }
    assert proof(series).is_sound
    assert Entry.objects.filter(act="issue_paper").count() == 3


@pytest.mark.django_db
def test_a_paper_that_is_signed_already_keeps_its_signature() -> None:
    office = school()
    series_of(office)
    paper = make_paper(issuer=office, kind=DocumentKind.OFFICIAL_LETTER, signed_on=date(2023, 3, 9))
    other: SignedAndDated = {**SIGNED, "signer_name": "Phó Hiệu trưởng"}
    ask_to_issue([paper], office=office, signature=other, by=make_user(), at=AT)

    work_off(now=machine_now)

    paper.refresh_from_db()
    assert (paper.number, paper.signer_name, paper.signed_on) == ("01/TĐTCB", "Nghiêm Đức Thành", date(2023, 3, 9))


@pytest.mark.django_db
def test_what_cannot_be_numbered_is_left_with_its_reason_and_the_others_go_on() -> None:
    office = school()
    series_of(office)
    first, last = letters(office, 2)
    old = make_paper(issuer=office, kind=DocumentKind.OFFICIAL_LETTER, signed_on=date(2023, 1, 3))
    plan = make_paper(issuer=office, kind=DocumentKind.PLAN)
    asked = ask_to_issue([first, old, plan, last], office=office, signature=SIGNED, by=make_user(), at=AT)

    work_off(now=machine_now)

    told = [(row.document.number, row.document.state, row.said[:40]) for row in issued_rows(asked)]
    assert told == [
        ("01/TĐTCB", "issued", ""),
        ("", "signed", "Văn bản ký ngày 03/01/2023 phải được cấp"),
        ("", "draft", "Trường chưa có dãy số cho loại văn bản n"),
        ("02/TĐTCB", "issued", ""),
    ]


@pytest.mark.django_db
def test_a_draft_that_was_left_may_still_be_thrown_away() -> None:
    office = school()
    plan = make_paper(issuer=office, kind=DocumentKind.PLAN)
    asked = ask_to_issue([plan], office=office, signature=SIGNED, by=make_user(), at=AT)
    work_off(now=machine_now)

    plan.delete()

    assert issued_rows(asked) == []


@pytest.mark.django_db
def test_a_look_says_the_numbers_and_changes_nothing() -> None:
    office = school()
    series = series_of(office)
    papers = [*letters(office, 2), make_paper(issuer=office, kind=DocumentKind.PLAN)]

    found = expected_numbers(papers, SIGNED)

    assert [one.number for one in found] == ["01/TĐTCB", "02/TĐTCB", ""]
    assert [bool(one.refusal) for one in found] == [False, False, True]
    assert (issued(office), series.numbers.count()) == ([], 0)
    assert {paper.state for paper in Document.objects.all()} == {DocumentState.DRAFT}


@pytest.mark.django_db
def test_nothing_is_asked_for_without_a_paper_or_with_a_day_before_the_signature() -> None:
    office, by = school(), make_user()
    early: SignedAndDated = {**SIGNED, "issued_on": date(2023, 3, 9)}

    with pytest.raises(NoPaperChosen):
        ask_to_issue([], office=office, signature=SIGNED, by=by, at=AT)
    with pytest.raises(DatedBeforeSignature):
        ask_to_issue(letters(office, 1), office=office, signature=early, by=by, at=AT)

    assert not Issuing.objects.exists()


@pytest.mark.django_db
def test_the_office_looks_confirms_and_sees_what_came_of_it(client: Client) -> None:
    office = school()
    sign_in(client, Role.OFFICE, office=office)
    series_of(office)
    papers = letters(office, 3)
    address = reverse("documents:issue_of_office", args=[office.pk])
    typed = {**SIGNED, "signed_on": "10/3/2023", "issued_on": "10/3/2023", "papers": [papers[0].pk, papers[2].pk]}

    assert client.get(reverse("documents:issue_together"))["Location"] == address
    looked = client.post(address, {**typed, "look": "1"}).content.decode()
    assert issued(office) == []
    assert re.findall(r"\d\d/TĐTCB", looked) == ["01/TĐTCB", "02/TĐTCB"]
    answer = client.post(address, {**typed, "confirm": "1"})
    work_off(now=machine_now)

    page = client.get(answer["Location"]).content.decode()
    assert "Đã cấp số: 2. Giữ nguyên: 0." in page
    assert list(papers_to_number(office)) == [papers[1]]
    assert issued(office) == ["01/TĐTCB", "02/TĐTCB"]


@pytest.mark.django_db
def test_papers_of_another_office_are_not_found(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    elsewhere = make_office("Ban Tổ chức", OfficeKind.ORGANISER)
    asked = ask_to_issue(letters(elsewhere, 1), office=elsewhere, signature=SIGNED, by=make_user(), at=AT)

    answers = [
        client.get(reverse("documents:issue_of_office", args=[elsewhere.pk])),
        client.get(reverse("documents:issuing", args=[asked.pk])),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.django_db
def test_both_pages_cost_the_same_statements_for_one_paper_and_for_thirty(client: Client) -> None:
    office = school()
    sign_in(client, Role.OFFICE, office=office)
    letters(office, 1)
    asked = ask_to_issue(letters(office, 1), office=office, signature=SIGNED, by=make_user(), at=AT)
    addresses = [
        reverse("documents:issue_of_office", args=[office.pk]),
        reverse("documents:issuing", args=[asked.pk]),
    ]

    def statements(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    few = [statements(address) for address in addresses]
    asked.papers.all().delete()
    for position, paper in enumerate(letters(office, LETTERS)):
        asked.papers.create(position=position, document=paper)

    assert [statements(address) for address in addresses] == few


def work(lease: timedelta = LEASE) -> None:
    work_one(now=machine_now, lease=lease)
    connections.close_all()


def asked_for_thirty() -> tuple[Issuing, NumberSeries]:
    office = school()
    series = series_of(office)
    asked = ask_to_issue(letters(office, LETTERS), office=office, signature=SIGNED, by=make_user(), at=AT)
    return asked, series


def die_over_the_twelfth(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that has written the twelfth paper's number is killed before its transaction ends."""
    finish = services.issuing._issue

    def killed(document: Document, *given: SignedAndDated, **told: object) -> None:
        finish(document, *given, **told)  # type: ignore[arg-type]  # passed on as they came
        if Document.objects.filter(state=DocumentState.ISSUED).count() == KILLED_AT:
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(services.issuing, "_issue", killed)
    connections.close_all()
    worker = forked.Process(target=work)
    worker.start()
    worker.join(PATIENCE)
    assert worker.exitcode == -signal.SIGKILL
    monkeypatch.undo()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_killed_over_the_twelfth_of_thirty_letters_each_is_issued_once_and_the_work_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked, series = asked_for_thirty()

    die_over_the_twelfth(monkeypatch)
    numbers = [f"{number:02d}/TĐTCB" for number in range(1, LETTERS + 1)]
    assert issued(asked.office) == numbers[: KILLED_AT - 1]
    assert series.numbers.count() == KILLED_AT - 1
    end = time.monotonic() + PATIENCE
    while asked.papers.filter(is_done=False).exists():
        assert time.monotonic() < end
        work_one(now=machine_now, lease=LEASE)
        time.sleep(0.1)

    assert issued(asked.office) == numbers
    assert proof(series).is_sound
    assert Entry.objects.filter(act="issue_paper").count() == LETTERS


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_signed_and_numbered_in_two_steps_the_killed_worker_leaves_half_a_letter() -> None:
    office = school()
    series_of(office)
    papers, by = letters(office, LETTERS), make_user()
    signer = {key: value for key, value in SIGNED.items() if key != "issued_on"}

    def issue_carelessly() -> None:
        for turn, paper in enumerate(papers, 1):
            sign_paper(paper, **signer, by=by, at=AT)  # type: ignore[arg-type]  # the same three facts
            if turn == KILLED_AT:
                os.kill(os.getpid(), signal.SIGKILL)
            issue_paper(paper, issued_on=ON, by=by, at=AT)

    connections.close_all()
    worker = forked.Process(target=issue_carelessly)
    worker.start()
    worker.join(PATIENCE)

    states = Counter(Document.objects.values_list("state", flat=True))
    assert states == {"issued": KILLED_AT - 1, "signed": 1, "draft": LETTERS - KILLED_AT}
