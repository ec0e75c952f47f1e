"""Certificates issued, numbered, revoked, reissued and checked by strangers."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.files.services import read
from khaigiang.papers.seal import is_intact
from khaigiang.planning.plans.errors import NoDuty
from khaigiang.recognition.assessment import services as assessment
from khaigiang.recognition.assessment.models import ResultSheet
from khaigiang.recognition.assessment.tests.makers import (
    LATER,
    components,
    issue,
    make_confirmed,
    make_plan_of_papers,
    make_recognised,
    trainees,
)
from khaigiang.recognition.certificates.errors import NothingRecognised, NotValid, ReasonMissing, SymbolMissing
from khaigiang.recognition.certificates.installation_key import installation_key
from khaigiang.recognition.certificates.models import Certificate, CertificateState
from khaigiang.recognition.certificates.queries import gaps_in_books, ready_to_issue, uuid_of_number
from khaigiang.recognition.certificates.services import (
    issue_certificates,
    reissue_certificate,
    revoke_certificate,
)
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in

if TYPE_CHECKING:
    from collections.abc import Callable

    Act = Callable[..., Certificate]

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 27, 9, 0, tzinfo=UTC)


def issued(sheet: ResultSheet, *, at: datetime = AT) -> list[Certificate]:
    issue_certificates(sheet.training_class, by=make_user(), at=at)
    return list(Certificate.objects.order_by("book_number"))


def test_every_recognised_success_gets_a_number_and_nobody_else() -> None:
    sheet = make_recognised(("8", "8", "8"), ("4", "4", "4"), ("7", "7", "7"), people=3)

    certificates = issued(sheet)

    assert [certificate.number for certificate in certificates] == ["0001/2023/GCN-TĐTCB", "0002/2023/GCN-TĐTCB"]
    assert ready_to_issue(sheet.training_class, AT.date()) == 0
    assert gaps_in_books() == []


def test_issuing_again_gives_nobody_a_second_one() -> None:
    """L15: certificates were sent again to everybody."""
    sheet = make_recognised()
    issued(sheet)
    entries = Entry.objects.count()

    again = issue_certificates(sheet.training_class, by=make_user(), at=AT)

    assert (list(again.new), again.already) == ([], 2)
    assert Certificate.objects.count() == 2
    assert Entry.objects.count() == entries


def test_results_without_a_decision_give_no_certificate() -> None:
    with pytest.raises(NothingRecognised):
        issue_certificates(make_confirmed().training_class, by=make_user(), at=AT)


def test_a_school_without_symbol_and_a_plan_without_signer_are_told() -> None:
    sheet = make_recognised(people=1)
    sheet.training_class.plan.duties.filter(paper="certificate").delete()
    with pytest.raises(NoDuty):
        issue_certificates(sheet.training_class, by=make_user(), at=AT)

    school = sheet.training_class.plan.school
    school.symbol = ""
    school.save()
    with pytest.raises(SymbolMissing):
        issue_certificates(sheet.training_class, by=make_user(), at=AT)
    assert not Certificate.objects.exists()


def test_the_pdf_is_sealed_with_the_installations_own_key() -> None:
    (certificate,) = issued(make_recognised(people=1))
    assert certificate.pdf is not None
    content = read(certificate.pdf)
    _, cert = installation_key()

    flipped = content[:2000] + bytes([content[2000] ^ 1]) + content[2001:]

    assert is_intact(content, cert)
    assert not is_intact(flipped, cert)
    assert not is_intact(content + b"\n", cert)


def test_a_pdf_that_was_interrupted_is_written_by_the_next_call() -> None:
    sheet = make_recognised(people=1)
    issued(sheet)
    Certificate.objects.update(pdf=None)
    assert ready_to_issue(sheet.training_class, AT.date()) == 1

    again = issue_certificates(sheet.training_class, by=make_user(), at=AT)

    assert list(again.new) == []
    assert Certificate.objects.get().pdf is not None


def test_a_changed_name_touches_no_issued_certificate() -> None:
    """L16: a later change altered an issued certificate."""
    (certificate,) = issued(make_recognised(people=1))
    official = certificate.result.enrolment.official
    before = official.full_name
    official.full_name = "Nguyễn Văn Khác"
    official.save()

    certificate.refresh_from_db()

    assert certificate.printed["name"] == before


def test_a_reissued_certificate_replaces_the_old_one_and_prints_the_data_as_they_are_now() -> None:
    (old,) = issued(make_recognised(people=1))
    official = old.result.enrolment.official
    official.full_name = "Nguyễn Thị Đúng Tên"
    official.save()

    new = reissue_certificate(old, reason="Sai tên", by=make_user(), at=LATER)

    old.refresh_from_db()
    assert (old.state, new.replaces, new.number) == (CertificateState.REPLACED, old, "0002/2023/GCN-TĐTCB")
    assert new.printed["name"] == "Nguyễn Thị Đúng Tên"
    assert new.pdf is not None


def test_a_reissued_certificate_prints_the_band_in_force() -> None:
    sheet = make_recognised(("8", "8", "7"), people=1)
    (old,) = issued(sheet)
    essay = components(sheet.training_class)[2]
    assessment.enter_resit(trainees(sheet)[0], essay, "9", by=make_user(), at=LATER)
    decision = assessment.draft_supplementary_decision(sheet.training_class, by=make_user(), at=LATER)
    issue(decision, on=LATER.date(), at=LATER)

    new = reissue_certificate(old, reason="Xếp loại thay đổi", by=make_user(), at=LATER)

    assert (old.printed["band"], new.printed["band"]) == ("kha", "gioi")


@pytest.mark.parametrize("act", [revoke_certificate, reissue_certificate])
def test_ending_a_certificate_needs_a_reason_and_happens_once(act: "Act") -> None:
    (certificate,) = issued(make_recognised(people=1))

    with pytest.raises(ReasonMissing):
        act(certificate, reason=" ", by=make_user(), at=AT)
    act(certificate, reason="Cấp nhầm người", by=make_user(), at=AT)
    with pytest.raises(NotValid):
        act(certificate, reason="Lần nữa", by=make_user(), at=AT)


def test_one_valid_certificate_per_result() -> None:
    """The database refuses a second one."""
    (certificate,) = issued(make_recognised(people=1))
    certificate.pk, certificate.uuid = None, uuid4()
    certificate.book_number, certificate.number = 99, "0099"

    with pytest.raises(IntegrityError), transaction.atomic():
        certificate.save(force_insert=True)


@pytest.mark.parametrize("typed", ["0001/2023/gcn-tđtcb", " 0001 / 2023 / GCN-TĐTCB "])
def test_a_number_is_found_however_it_is_typed(typed: str) -> None:
    (certificate,) = issued(make_recognised(people=1))

    assert uuid_of_number(typed) == certificate.uuid
    assert uuid_of_number("9999/2023/GCN-TĐTCB") is None


def test_a_stranger_learns_the_minimum(client: Client) -> None:
    (certificate,) = issued(make_recognised(people=1))
    enrolment = certificate.result.enrolment

    shown = client.get(reverse("certificates:check", args=[certificate.uuid])).content.decode()

    assert certificate.number in shown
    assert enrolment.official.full_name in shown
    for kept in ("19/05/1980", enrolment.target_post.unit.name, certificate.printed["band"]):
        assert kept not in shown


def test_a_stranger_is_told_of_an_unknown_code_or_number(client: Client) -> None:
    assert client.get(reverse("certificates:check", args=[uuid4()])).status_code == 404
    assert client.post(reverse("certificates:look_up"), {"number": "0001/2023/GCN-X"}).status_code == 404


def test_a_stranger_is_told_that_a_certificate_was_revoked_but_not_why(client: Client) -> None:
    (certificate,) = issued(make_recognised(people=1))
    revoke_certificate(certificate, reason="Gian lận khi làm bài", by=make_user(), at=AT)

    shown = client.get(reverse("certificates:check", args=[certificate.uuid])).content.decode()

    assert "alert-danger" in shown
    assert "Gian lận" not in shown


def test_a_certificate_is_seen_by_its_holder_and_the_own_teacher(client: Client) -> None:
    plan = make_plan_of_papers()
    sheet = make_recognised(people=1, plan=plan)
    (certificate,) = issued(sheet)
    holder = certificate.result.enrolment.official
    addresses = [reverse(f"certificates:{name}", args=[certificate.pk]) for name in ("certificate", "pdf")]

    sign_in(client, Role.TRAINEE, official=holder)
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    sign_in(client, Role.TRAINEE)
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    teacher = sign_in(client, Role.TEACHER)
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    sheet.training_class.teacher = teacher.user
    sheet.training_class.save()
    assert [client.get(address).status_code for address in addresses] == [200, 200]


def test_the_whole_class_is_printed_in_one_file(client: Client) -> None:
    sheet = make_recognised()
    sign_in(client, Role.OFFICE)
    address = reverse("certificates:class_pdf", args=[sheet.training_class_id])
    assert client.get(address).status_code == 404

    issued(sheet)

    assert client.get(address).content.startswith(b"%PDF")
    assert client.get(reverse("certificates:class", args=[sheet.training_class_id])).status_code == 200
    assert client.get(reverse("certificates:book"), {"q": "0001"}).status_code == 200
