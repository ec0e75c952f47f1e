"""The life of a paper: every act in every state, who takes it, and what the database keeps."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from khaigiang.ground.files.services import store
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.shared.lives import Move
from khaigiang.planning.documents import owners
from khaigiang.planning.documents.errors import (
    DatedInTheFuture,
    NobodyToSendTo,
    NotInitialled,
    NotIssued,
    NotSealed,
    ReceivedBeforeSent,
    SealedBeforeIssue,
    SentBeforeSeal,
)
from khaigiang.planning.documents.models import Copy, Document, DocumentState
from khaigiang.planning.documents.queries import life_of
from khaigiang.planning.documents.services import (
    file_scan,
    initial_paper,
    issue_paper,
    keep_paper,
    note_receipt,
    seal_paper,
    send_copies,
    sign_paper,
)
from khaigiang.planning.documents.states import LIFE
from khaigiang.planning.documents.tests.makers import (
    FRIDAY,
    MONDAY,
    by,
    make_organiser,
    make_paper,
    make_series,
    make_upload,
)
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in

pytestmark = pytest.mark.django_db


def initial(paper: Document) -> Document:
    return initial_paper(paper, initialler_name="Đỗ Thị Hạnh", initialled_on=FRIDAY, **by())


def sign(paper: Document) -> Document:
    return sign_paper(paper, signer_name="Nghiêm Đức Thành", signer_title="Hiệu trưởng", signed_on=FRIDAY, **by())


def seal(paper: Document, on: date = FRIDAY) -> Document:
    return seal_paper(paper, sealed_on=on, **by())


def send(paper: Document, *recipients: str, on: date = FRIDAY) -> list[Copy]:
    return send_copies(paper, recipients=recipients or ("Như trên",), sent_on=on, **by())


def seal_and_send(paper: Document) -> list[Copy]:
    return send(seal(paper))


ACTS: dict[str, Callable[[Document], object]] = {
    "initial_paper": initial,
    "sign_paper": sign,
    "issue_paper": lambda paper: issue_paper(paper, issued_on=FRIDAY, **by()),
    "seal_paper": seal,
    "send_copies": seal_and_send,
    "file_scan": lambda paper: file_scan(paper, file=make_upload(), **by()),
}


def paper_in(state: DocumentState) -> Document:
    series = make_series()
    paper = make_paper(issuer=series.office)
    for wanted, act in (
        (DocumentState.INITIALLED, initial),
        (DocumentState.SIGNED, sign),
        (DocumentState.ISSUED, ACTS["issue_paper"]),
    ):
        if list(DocumentState).index(state) >= list(DocumentState).index(wanted):
            act(paper)
    assert paper.state == state
    return paper


@pytest.mark.parametrize("state", DocumentState)
@pytest.mark.parametrize("move", LIFE, ids=lambda move: move.act)
def test_a_paper_moves_as_its_table_says(move: Move, state: DocumentState) -> None:
    paper = paper_in(state)
    try:
        ACTS[move.act](paper)
        done = True
    except DomainError:
        done = False

    paper.refresh_from_db()
    assert done is (state in move.starts)
    assert paper.state == (move.end if done else state)


# docs/moves.md; the organiser writes for the city's offices alone, and the paper here is the school's.
OF_THE_SCHOOL: dict[str, set[Role]] = {
    "initial_paper": {Role.OFFICE, Role.HEAD},
    "sign_paper": {Role.OFFICE, Role.HEAD},
    "issue_paper": {Role.OFFICE},
    "seal_paper": {Role.OFFICE},
    "send_copies": {Role.OFFICE},
    "file_scan": {Role.OFFICE},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("move", LIFE, ids=lambda move: move.act)
def test_each_act_is_offered_to_the_roles_of_the_table_alone(client: Client, move: Move, role: Role) -> None:
    starts = next(state for state in reversed(DocumentState) if state in move.starts)
    paper = paper_in(starts)
    sign_in(client, role, office=paper.issuer)
    opened = client.get(reverse(move.page, args=[paper.pk])).status_code == 200

    assert opened is (role in OF_THE_SCHOOL[move.act])


@pytest.fixture
def named_hands(monkeypatch: pytest.MonkeyPatch) -> owners.Hands:
    hands = owners.Hands(drafter="Phòng Đào tạo", initialler="Trưởng phòng Đào tạo", signer="Hiệu trưởng",
                         numberer="Văn thư", sealer="Văn thư", recipients=("Như trên",))  # fmt: skip
    owner = owners.Owner(relation="issuer", label="", url_name="", hands=lambda _row: hands)
    monkeypatch.setitem(owners._owners, "issuer", owner)
    return hands


def test_a_paper_whose_plan_names_who_initials_is_not_signed_without(named_hands: owners.Hands) -> None:
    paper = make_paper(issuer=make_series().office)

    with pytest.raises(NotInitialled, match=named_hands.initialler):
        sign(paper)
    initial(paper)
    assert sign(paper).state == DocumentState.SIGNED


def test_the_line_of_life_says_what_is_next_and_whose_turn_it_is(named_hands: owners.Hands) -> None:
    paper = make_paper(issuer=make_series().office)
    turns = []
    for act in ACTS.values():
        step = life_of(paper).next
        assert step is not None
        turns.append((step.act, step.whose))
        act(paper)

    assert turns == [
        ("initial_paper", named_hands.initialler),
        ("sign_paper", named_hands.signer),
        ("issue_paper", named_hands.numberer),
        ("seal_paper", named_hands.sealer),
        ("send_copies", named_hands.numberer),
        ("file_scan", named_hands.numberer),
    ]
    assert life_of(paper).next is None
    assert {step.mark for step in life_of(paper).steps} == {"done"}


def test_a_draft_drawn_up_again_waits_for_initials_anew() -> None:
    paper = paper_in(DocumentState.INITIALLED)

    keep_paper(paper, docx=b"PK", name="Quyết định", **by())

    paper.refresh_from_db()
    assert (paper.state, paper.initialler_name, paper.initialled_on) == (DocumentState.DRAFT, "", None)


def test_a_paper_is_sealed_from_its_date_on_and_sent_after_its_seal() -> None:
    paper = paper_in(DocumentState.ISSUED)

    with pytest.raises(NotSealed):
        send(paper)
    with pytest.raises(SealedBeforeIssue):
        seal(paper, date(2023, 3, 9))
    with pytest.raises(DatedInTheFuture):
        seal(paper, date(2023, 4, 1))
    seal(paper, MONDAY)
    with pytest.raises(SentBeforeSeal):
        send(paper, on=FRIDAY)
    with pytest.raises(NotIssued):
        seal(paper_in(DocumentState.SIGNED))


def test_copies_go_to_each_recipient_once_and_to_offices_by_their_name() -> None:
    paper = seal(paper_in(DocumentState.ISSUED))
    board = make_organiser("Ban Tổ chức Thành ủy")

    send(paper, "Như trên", " ", "Ban Tổ chức Thành ủy", "Như trên")
    later = send(paper, "Như trên", "Lưu: VT", on=MONDAY)

    assert list(paper.copies.order_by("pk").values_list("recipient", "office", "sent_on")) == [
        ("Như trên", None, FRIDAY), ("Ban Tổ chức Thành ủy", board.pk, FRIDAY), ("Lưu: VT", None, MONDAY),
    ]  # fmt: skip
    with pytest.raises(NobodyToSendTo):
        send(paper, "Như trên")
    with pytest.raises(ReceivedBeforeSent):
        note_receipt(later[0], received_on=FRIDAY, **by())
    note_receipt(later[0], received_on=MONDAY, **by())
    assert [step.note for step in life_of(paper).steps if step.act == "send_copies"] == ["1/3 nơi đã nhận"]


@pytest.mark.parametrize(
    "change",
    [
        {"number": "02/QĐ-TĐTCB"}, {"issued_on": MONDAY}, {"abstract": "Nội dung khác"}, {"state": "draft"},
        {"signer_name": "Người khác"}, {"signed_on": date(2023, 3, 9)}, {"docx": None}, {"pdf": None},
        {"written_here": False}, {"number": "", "issued_on": None},
    ],
    ids=str,
)  # fmt: skip
def test_the_database_changes_nothing_of_an_issued_paper(change: dict[str, object]) -> None:
    paper = paper_in(DocumentState.ISSUED)
    keep_paper(paper, docx=b"PK", pdf=b"%PDF", name="Quyết định", **by())

    with pytest.raises(IntegrityError, match="issued_paper_never_changes"), transaction.atomic():
        Document.objects.filter(pk=paper.pk).update(**change)


def test_an_issued_paper_gets_its_final_text_once() -> None:
    paper = paper_in(DocumentState.SIGNED)
    keep_paper(paper, docx=b"PK draft", name="Dự thảo", **by())
    issue_paper(paper, issued_on=FRIDAY, **by())
    assert paper.docx is None
    keep_paper(paper, docx=b"PK final", name="Quyết định", **by())

    other = store(b"PK other", name="khac.docx", content_type="application/octet-stream", **by())
    with pytest.raises(IntegrityError, match="issued_paper_never_changes"), transaction.atomic():
        Document.objects.filter(pk=paper.pk).update(docx=other)


def test_drafts_and_registered_documents_stay_open_to_correction() -> None:
    """The positive control: the database refuses a change of issued own papers alone."""
    paper = paper_in(DocumentState.SIGNED)

    assert Document.objects.filter(pk=paper.pk).update(abstract="Nội dung khác") == 1


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"sealed_on": FRIDAY}, "paper_is_sealed_after_it_is_issued"),
        ({"initialler_name": "Đỗ Thị Hạnh"}, "initialled_by_somebody_on_a_day"),
        ({"exception_reason": "Chờ con dấu"}, "exception_says_who_explained_it_and_when"),
    ],
)
def test_the_database_keeps_steps_whole(wrong: dict[str, object], constraint: str) -> None:
    paper = make_paper()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Document.objects.filter(pk=paper.pk).update(**wrong)


def test_the_office_seals_sends_and_notes_receipt_on_the_pages(client: Client) -> None:
    paper = paper_in(DocumentState.ISSUED)
    sign_in(client, Role.OFFICE, office=paper.issuer)
    page = reverse("documents:document", args=[paper.pk])

    assert "Bước tiếp theo: Đóng dấu" in client.get(page).content.decode()
    client.post(reverse("documents:seal", args=[paper.pk]), {"sealed_on": "10/03/2023"})
    refused = client.post(reverse("documents:send", args=[paper.pk]), {"recipients": " ", "sent_on": "10/03/2023"})
    client.post(
        reverse("documents:send", args=[paper.pk]), {"recipients": "Như trên\r\nLưu: VT", "sent_on": "10/03/2023"}
    )
    copy = paper.copies.get(recipient="Như trên")
    client.post(reverse("documents:receipt", args=[copy.pk]), {"received_on": "13/03/2023"})

    assert refused.status_code == 422
    shown = client.get(page).content.decode()
    assert "1/2 nơi đã nhận" in shown
    assert "13/3/2023" in shown
