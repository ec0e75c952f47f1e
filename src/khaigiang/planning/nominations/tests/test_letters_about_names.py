"""Papers that tell a committee of its people: who is returned and why, who comes in whose place."""

import io
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from docx import Document as WordFile

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.files.services import read
from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.services import issue_paper, sign_paper
from khaigiang.planning.nominations.errors import LetterIsSigned, NobodyToTell, NothingToReceive
from khaigiang.planning.nominations.models import LetterAboutNames, Nomination, NominationMove, ToldMove
from khaigiang.planning.nominations.queries import letters_page
from khaigiang.planning.nominations.services import (
    accept_nominations,
    confirm_letter,
    discard_letter,
    return_nomination,
    tell_committee,
)
from khaigiang.planning.nominations.states import AboutNames, NominationState
from khaigiang.planning.nominations.tests.makers import make_holder, make_letter, make_nomination
from khaigiang.planning.plans.models import PaperDuty, Plan
from khaigiang.planning.plans.tests.makers import make_duty, make_plan, make_quota, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_official
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_committee

pytestmark = pytest.mark.django_db

DAY = date(2023, 3, 6)
NOW = datetime(2023, 3, 6, 3, tzinfo=UTC)
RETURNED, SUBSTITUTED = AboutNames.RETURNED, AboutNames.SUBSTITUTED


def make_ready_plan() -> tuple[Plan, Office]:
    plan, committee = make_plan(), make_committee()
    make_duty(plan, PaperDuty.Paper.RETURNING_LETTER)
    make_duty(plan, PaperDuty.Paper.SUBSTITUTION_NOTICE)
    return plan, committee


def make_sent(plan: Plan, committee: Office, name: str) -> Nomination:
    post = make_target_post(plan, committee=committee)
    sent = make_nomination(post, official=make_holder(post, name), state=NominationState.SUBMITTED)
    sent.letter = plan.letters.first() or make_letter(plan, committee)
    sent.save()
    return sent


def make_replaced(plan: Plan, committee: Office, *, state: NominationState = NominationState.ACCEPTED) -> Nomination:
    """Somebody in whose place another stands."""
    left = make_sent(plan, committee, "Trần Văn Đi")
    left.state = NominationState.REPLACED
    left.save()
    NominationMove.objects.create(
        nomination=left, state=NominationState.REPLACED, reason="Chuyển công tác", at=NOW, by=make_user()
    )
    came = make_nomination(left.target_post, official=make_official("Lê Thị Đến"), state=state)
    came.replaces = left
    came.save()
    return left


def words_of(document: Document) -> str:
    document.refresh_from_db()
    assert document.docx
    file = WordFile(io.BytesIO(read(document.docx)))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in file.paragraphs), *cells])


def issued(letter: LetterAboutNames, number: str, by: User) -> Document:
    document = letter.document
    sign_paper(document, signer_name="Vũ Đình Quang", signer_title="Phó Trưởng ban", signed_on=DAY, by=by, at=NOW)
    return issue_paper(document, issued_on=DAY, number=number, by=by, at=NOW)


def test_people_returned_are_told_once_each_with_the_reason() -> None:
    (plan, committee), by = make_ready_plan(), make_user()
    old, young = make_sent(plan, committee, "Nguyễn Văn Lớn"), make_sent(plan, committee, "Phạm Thị Bé")
    make_sent(plan, committee, "Đỗ Văn Đợi")
    return_nomination(old, reason="Quá tuổi theo Kế hoạch", by=by, at=NOW)
    return_nomination(young, reason="Đã học lớp này năm 2022", by=by, at=NOW)

    letter = tell_committee(plan, committee, RETURNED, by=by, at=NOW)
    text = words_of(issued(letter, "77-CV/BTCTU", by))

    assert "xem xét Công văn số 98-CV/QU" in text
    assert [part in text for part in ("Nguyễn Văn Lớn", "Quá tuổi theo Kế hoạch", "Phạm Thị Bé")] == [True] * 3
    assert ("02 (hai) trường hợp" in text, "Số 77-CV/BTCTU" in text, "Đỗ Văn Đợi" in text) == (True, True, False)
    with pytest.raises(NobodyToTell):
        tell_committee(plan, committee, RETURNED, by=by, at=NOW)


def test_who_is_sent_again_and_returned_again_is_told_again() -> None:
    (plan, committee), by = make_ready_plan(), make_user()
    one = make_sent(plan, committee, "Nguyễn Văn Lớn")
    return_nomination(one, reason="Thiếu ngày sinh", by=by, at=NOW)
    issued(tell_committee(plan, committee, RETURNED, by=by, at=NOW), "77-CV/BTCTU", by)
    Nomination.objects.filter(pk=one.pk).update(state=NominationState.SUBMITTED)
    return_nomination(Nomination.objects.get(pk=one.pk), reason="Quá tuổi", by=by, at=NOW)

    again = tell_committee(plan, committee, RETURNED, by=by, at=NOW)

    assert ("Quá tuổi" in words_of(again.document), "Thiếu ngày sinh" in words_of(again.document)) == (True, False)


def test_who_is_returned_later_joins_the_draft() -> None:
    (plan, committee), by = make_ready_plan(), make_user()
    first, second = make_sent(plan, committee, "Nguyễn Văn Lớn"), make_sent(plan, committee, "Phạm Thị Bé")
    return_nomination(first, reason="Quá tuổi", by=by, at=NOW)
    letter = tell_committee(plan, committee, RETURNED, by=by, at=NOW)
    return_nomination(second, reason="Thiếu hồ sơ", by=by, at=NOW)

    assert tell_committee(plan, committee, RETURNED, by=by, at=NOW) == letter
    assert "02 (hai) trường hợp" in words_of(letter.document)


def test_a_substitute_is_told_once_accepted() -> None:
    (plan, committee), by = make_ready_plan(), make_user()
    left = make_replaced(plan, committee, state=NominationState.SUBMITTED)
    assert letters_page(plan).waiting == []
    accept_nominations([left.replaced_by], by=by, at=NOW)

    letter = tell_committee(plan, committee, SUBSTITUTED, by=by, at=NOW)
    text = words_of(issued(letter, "5-TB/BTCTU", by))

    assert [part in text for part in ("Trần Văn Đi", "Lê Thị Đến", "Chuyển công tác", "Số 5-TB/BTCTU")] == [True] * 4


def test_a_draft_that_is_thrown_away_lets_its_people_wait_again() -> None:
    (plan, committee), by = make_ready_plan(), make_user()
    return_nomination(make_sent(plan, committee, "Nguyễn Văn Lớn"), reason="Quá tuổi", by=by, at=NOW)
    letter = tell_committee(plan, committee, RETURNED, by=by, at=NOW)

    discard_letter(letter, by=by, at=NOW)

    assert ([row.people for row in letters_page(plan).waiting], ToldMove.objects.count()) == ([1], 0)
    signed = tell_committee(plan, committee, RETURNED, by=by, at=NOW)
    issued(signed, "77-CV/BTCTU", by)
    with pytest.raises(LetterIsSigned):
        discard_letter(signed, by=by, at=NOW)


def test_papers_are_drawn_up_and_thrown_away_on_their_page(client: Client) -> None:
    plan, committee = make_ready_plan()
    return_nomination(make_sent(plan, committee, "Nguyễn Văn Lớn"), reason="Quá tuổi", by=make_user(), at=NOW)
    make_replaced(plan, committee)
    sign_in(client, Role.ORGANISER)
    page = reverse("nominations:letters", args=[plan.pk])
    assert client.get(page).content.decode().count(committee.name) >= 2

    drawn = client.post(reverse("nominations:tell", args=[plan.pk, committee.pk, "returned"]))
    letter = LetterAboutNames.objects.get()
    assert drawn["Location"] == reverse("documents:document", args=[letter.document_id])
    assert reverse("documents:sign", args=[letter.document_id]) in client.get(drawn["Location"]).content.decode()
    assert client.post(reverse("nominations:tell", args=[plan.pk, committee.pk, "sideways"])).status_code == 404

    client.post(reverse("nominations:discard_letter", args=[letter.pk]))
    assert LetterAboutNames.objects.count() == 0
    sign_in(client, Role.COMMITTEE, office=committee)
    assert client.get(page).status_code == 404


def make_told() -> LetterAboutNames:
    """An issued paper that returned somebody to a committee."""
    (plan, committee), by = make_ready_plan(), make_user()
    make_quota(plan, committee)
    return_nomination(make_sent(plan, committee, "Nguyễn Văn Lớn"), reason="Quá tuổi", by=by, at=NOW)
    letter = tell_committee(plan, committee, RETURNED, by=by, at=NOW)
    issued(letter, "77-CV/BTCTU", by)
    return letter


def test_the_committee_reads_what_it_was_told_and_confirms_that_it_has_it(client: Client) -> None:
    letter = make_told()
    page = reverse("nominations:committee", args=[letter.plan_id, letter.committee_id])
    sign_in(client, Role.COMMITTEE, office=letter.committee)
    assert reverse("nominations:confirm_letter", args=[letter.pk]) in client.get(page).content.decode()

    client.post(reverse("nominations:confirm_letter", args=[letter.pk]))

    letter.refresh_from_db()
    assert letter.received_at is not None
    assert str(letter.received_by) in client.get(page).content.decode()
    assert client.get(reverse("nominations:told_file", args=[letter.pk])).content.startswith(b"%PDF")


def test_another_committee_neither_reads_nor_confirms_it(client: Client) -> None:
    letter = make_told()
    sign_in(client, Role.COMMITTEE)

    addresses = [reverse(f"nominations:{name}", args=[letter.pk]) for name in ("told_file", "confirm_letter")]

    assert [client.get(addresses[0]).status_code, client.post(addresses[1]).status_code] == [404, 404]


def test_a_receipt_is_confirmed_once() -> None:
    letter = make_told()
    confirm_letter(letter, by=make_user(), at=NOW)

    with pytest.raises(NothingToReceive):
        confirm_letter(letter, by=make_user(), at=NOW)


def test_the_database_knows_who_confirmed_a_receipt() -> None:
    letter = make_told()
    letter.received_at = NOW

    with pytest.raises(IntegrityError, match="letter_about_names_is_received_by_somebody"):
        letter.save()
