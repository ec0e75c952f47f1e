"""An official proposes corrections of the own record; a clerk accepts or refuses each fact; nothing is overwritten."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.fields.services import save_values
from khaigiang.ground.fields.states import Kind
from khaigiang.ground.removal.services import remove
from khaigiang.registry.corrections import access, queries
from khaigiang.registry.corrections.errors import (
    AlreadyDecided,
    ChangedMeanwhile,
    LinkIsOver,
    NothingDecided,
    NothingProposed,
    ReasonMissing,
    TooManyProposals,
)
from khaigiang.registry.corrections.models import Correction, CorrectionLink, ProposedFact
from khaigiang.registry.corrections.services import decide_correction, make_link, propose, withdraw_link
from khaigiang.registry.corrections.tests.makers import AT, make_personal_link, make_proposal
from khaigiang.registry.duplicates.services import merge_officials
from khaigiang.registry.officials.errors import JoinedTooYoung
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.services import save_official
from khaigiang.registry.officials.tests.makers import make_official, make_own_field
from khaigiang.registry.units.tests.acting import someone

pytestmark = pytest.mark.django_db

TODAY = date(2023, 3, 1)
OFFICE = someone("office")


def decide(correction: Correction, *, answer: str = "", **decisions: str) -> Correction:
    """Each fact by its name: "yes" accepts it, anything else is the reason for refusing it."""
    facts = {fact.fact: fact.pk for fact in correction.facts.all()}
    given = {facts[name]: (said == "yes", "" if said == "yes" else said) for name, said in decisions.items()}
    return decide_correction(correction, given, answer=answer, by=make_user(), at=AT)


def proposing(link: CorrectionLink, facts: dict[str, str]) -> Correction:
    return propose(link, facts, note="", at=AT)


def states(correction: Correction) -> dict[str, str]:
    return dict(correction.facts.values_list("fact", "state"))


def now(official: Official) -> Official:
    return Official.objects.get(pk=official.pk)


def test_a_proposal_changes_nothing_until_each_fact_is_accepted() -> None:
    official = make_official("Nguyễn Văn An", phone="0900000001")
    correction = make_proposal(make_personal_link(official), phone="0912 345 678", full_name="Nguyễn Văn Ân")
    assert now(official).phone == "0900000001"

    decide(correction, phone="yes", full_name="theo giấy khai sinh là An")

    assert (now(official).phone, now(official).full_name) == ("0912 345 678", "Nguyễn Văn An")
    assert states(correction) == {"phone": "accepted", "full_name": "refused"}
    assert Correction.objects.get().settled_at == AT


def test_an_accepted_name_moves_in_lists_and_is_found_anew() -> None:
    official = make_official("Nguyễn Văn An")

    decide(make_proposal(make_personal_link(official), full_name="Nguyễn Văn Ân"), full_name="yes")

    assert now(official).full_name == "Nguyễn Văn Ân"
    assert now(official).sort_key != official.sort_key


def test_what_is_left_for_later_waits_and_is_decided_then() -> None:
    correction = make_proposal(phone="0912 345 678", ethnicity="Tày")

    decide(correction, phone="yes")
    assert Correction.objects.get().settled_at is None
    assert list(access.waiting(OFFICE)) == [correction]

    decide(correction, ethnicity="yes")
    assert list(access.waiting(OFFICE)) == []


def test_days_choices_and_own_fields_are_taken_over_as_what_they_are() -> None:
    official = make_official()
    distance = make_own_field(kind=Kind.NUMBER, is_open_to_person=True)
    rotated = make_own_field(kind=Kind.DATE, is_open_to_person=True)
    rests = make_own_field(kind=Kind.YES_NO, is_open_to_person=True)
    own = {f"own_{distance.pk}": Decimal("7.50"), f"own_{rotated.pk}": date(2022, 5, 1), f"own_{rests.pk}": False}
    wanted: dict[str, Any] = {"born_on": "1981-05-19", "theory_level": "advanced", **own}
    correction = make_proposal(make_personal_link(official), **wanted)

    decide(correction, **dict.fromkeys(wanted, "yes"))

    assert (now(official).born_on, now(official).theory_level) == ("1981-05-19", "advanced")
    values = official.own_values.order_by("field")
    assert [(value.number, value.day, value.flag) for value in values] == [
        (Decimal("7.5"), None, None),
        (None, date(2022, 5, 1), None),
        (None, None, False),
    ]


def test_a_birth_known_by_its_year_is_proposed_shown_and_taken_over_as_a_year() -> None:
    official = make_official()
    correction = make_proposal(make_personal_link(official), born_on="1975")

    [row] = queries.proposal_rows([correction], reader=None)
    assert [(fact.was, fact.becomes) for fact in row.facts] == [("19/5/1980", "1975")]

    decide(correction, born_on="yes")
    assert now(official).born_on == "1975"


def test_a_fact_can_be_emptied() -> None:
    official = make_official()

    decide(make_proposal(make_personal_link(official), born_on="", ethnicity=""), born_on="yes", ethnicity="yes")

    assert (now(official).born_on, now(official).ethnicity) == ("", "")


def test_a_fact_that_was_changed_meanwhile_is_shown_as_such_and_never_overwritten() -> None:
    official = make_official(phone="0900000001")
    correction = make_proposal(make_personal_link(official), phone="0912 345 678")
    save_official(official, full_name="Nguyễn Văn An", gender="M", phone="0900000002", by=make_user(), at=AT)

    (row,) = queries.proposal_rows([Correction.objects.get()], reader=OFFICE)

    (fact,) = row.facts
    assert (row.is_stale, fact.was, fact.now, fact.becomes) == (True, "0900000001", "0900000002", "0912 345 678")
    with pytest.raises(ChangedMeanwhile):
        decide(correction, phone="yes")
    assert now(official).phone == "0900000002"
    decide(correction, phone="hồ sơ vừa được sửa")
    assert states(correction) == {"phone": "refused"}


def test_what_the_office_has_put_right_itself_is_no_longer_stale() -> None:
    official = make_official(phone="0900000001")
    correction = make_proposal(make_personal_link(official), phone="0912 345 678")
    Official.objects.filter(pk=official.pk).update(phone="0912 345 678")

    decide(correction, phone="yes")

    assert states(correction) == {"phone": "accepted"}


def test_refusing_needs_a_reason_also_for_the_database() -> None:
    correction = make_proposal()

    with pytest.raises(ReasonMissing, match="điện thoại"):
        decide(correction, phone="  ")
    with pytest.raises(IntegrityError, match="proposed_fact_is_refused_with_a_reason"), transaction.atomic():
        ProposedFact.objects.update(state="refused", decided_by=make_user(), decided_at=AT)
    with pytest.raises(IntegrityError, match="proposed_fact_is_decided_by_somebody"), transaction.atomic():
        ProposedFact.objects.update(state="accepted")


def test_a_fact_is_decided_once() -> None:
    correction = make_proposal(phone="0912 345 678", ethnicity="Tày")
    decide(correction, phone="yes")

    with pytest.raises(AlreadyDecided):
        decide(correction, phone="sai")
    with pytest.raises(NothingDecided):
        decide(correction)


def test_a_sentence_alone_is_answered() -> None:
    correction = make_proposal(note="Tôi đã chuyển công tác", phone="")

    decide(correction, answer="Đã ghi nhận")

    assert (Correction.objects.get().answer, Correction.objects.get().settled_at) == ("Đã ghi nhận", AT)


def test_nothing_that_differs_and_no_sentence_is_no_proposal() -> None:
    official = make_official(phone="0900000001")

    with pytest.raises(NothingProposed):
        make_proposal(make_personal_link(official), phone="0900000001", full_name="Nguyễn Văn An")


def test_what_cannot_be_in_a_life_is_refused_to_the_person_at_once() -> None:
    with pytest.raises(JoinedTooYoung):
        make_proposal(joined_party_on=date(1990, 1, 1))
    assert Correction.objects.count() == 0


def test_a_newer_proposal_replaces_what_still_waits() -> None:
    link = make_personal_link()
    first = make_proposal(link, phone="0912 345 678")
    second = make_proposal(link, phone="0912 345 679")

    assert states(first) == {"phone": "replaced"}
    assert list(access.waiting(OFFICE)) == [second]
    with pytest.raises(AlreadyDecided):
        decide(first, phone="yes")


def test_an_official_proposes_ten_times_a_day_at_most() -> None:
    link = make_personal_link()
    for number in range(10):
        make_proposal(link, phone=f"091234560{number}")

    with pytest.raises(TooManyProposals):
        make_proposal(link, phone="0912345699")
    assert make_proposal(link, phone="0912345699", at=AT + timedelta(days=1, hours=1)).pk


def test_a_link_ends_on_its_day_when_it_is_withdrawn_and_when_a_new_one_is_made() -> None:
    official, by = make_official(), make_user()
    first = make_personal_link(official, days=14)
    assert not queries.is_over(first, date(2023, 3, 15))
    assert queries.is_over(first, date(2023, 3, 16))

    second = make_link(official, days=14, by=by, at=AT)
    with pytest.raises(LinkIsOver):
        make_proposal(first)
    assert make_proposal(second).pk

    withdraw_link(second, by=by, at=AT)
    with pytest.raises(LinkIsOver):
        make_proposal(second)
    with pytest.raises(LinkIsOver):
        withdraw_link(second, by=by, at=AT)


def test_only_fields_that_are_open_to_the_person_can_be_proposed() -> None:
    closed = make_own_field()

    with pytest.raises(NothingProposed):
        proposing(make_personal_link(), {f"own_{closed.pk}": "Tốt", "uuid": "x", "removed_because": "y"})


def test_a_clerk_decides_nothing_that_the_office_does_not_let_them_see() -> None:
    field = make_own_field("Sức khỏe", readers=["office"], is_open_to_person=True)
    correction = proposing(make_personal_link(), {f"own_{field.pk}": "Tốt", "phone": "0912 345 678"})

    seen = {
        role: [fact.label for row in queries.proposal_rows([correction], reader=someone(role)) for fact in row.facts]
        for role in ("office", "organiser")
    }

    assert seen == {"office": ["Sức khỏe", "điện thoại"], "organiser": ["điện thoại"]}


def test_the_person_sees_of_an_identification_number_the_last_digits_only() -> None:
    official = make_official()
    Official.objects.filter(pk=official.pk).update(identity_number="001080001234")
    correction = make_proposal(make_personal_link(now(official)), identity_number="001080005678")

    def numbers(reader: Any) -> list[str]:
        (row,) = queries.proposal_rows([correction], reader=reader)
        return [text for fact in row.facts for text in (fact.was, fact.now, fact.becomes)]

    assert numbers(None) == ["••••••••1234", "••••••••1234", "••••••••5678"]
    assert numbers(OFFICE) == ["••••••••1234", "••••••••1234", "001080005678"]
    entry = Entry.objects.latest("pk")
    assert "001080005678" not in f"{entry.before} {entry.after}"


def test_each_act_is_one_entry_and_the_secret_is_in_none() -> None:
    link = make_personal_link()
    decide(make_proposal(link), phone="yes")

    entries = list(Entry.objects.order_by("pk"))
    assert [(entry.act, bool(entry.by_id)) for entry in entries] == [
        ("make_correction_link", True),
        ("propose_correction", False),
        ("decide_correction", True),
    ]
    assert [entry.pk for entry in entries if link.secret in f"{entry.before} {entry.after} {entry.subject}"] == []


def test_proposals_move_with_a_merge_and_vanish_with_a_removed_person() -> None:
    kept, gone = make_official(), make_official()
    correction = make_proposal(make_personal_link(gone))
    make_personal_link(kept)

    merge_officials(kept, gone, by=make_user(), at=AT)
    assert [one.official_id for one in access.waiting(OFFICE)] == [kept.pk]

    remove(kept, because="nhập nhầm", by=make_user(), at=AT)
    assert list(access.waiting(OFFICE)) == []
    assert CorrectionLink.objects.filter(pk=correction.link_id).exists()


@pytest.mark.parametrize("count", [1, 4])
def test_the_work_list_costs_the_same_however_many_wait(count: int, django_assert_num_queries: Any) -> None:
    field = make_own_field(is_open_to_person=True)
    for _ in range(count):
        official = make_official()
        save_values(official, {field.pk: "a"}, by=make_user(), at=AT)
        make_proposal(make_personal_link(official))
    corrections = list(access.waiting(OFFICE))

    with django_assert_num_queries(4):  # facts, fields open to people, values, fields of the reader
        rows = queries.proposal_rows(corrections, reader=OFFICE)

    assert len(rows) == count
