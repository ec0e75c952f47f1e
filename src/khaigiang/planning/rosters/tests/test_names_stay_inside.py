"""A secret of another committee's people is planted; nothing that a committee can open, download or be told holds it."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.web import clock
from khaigiang.ground.web.table_files import EXCEL
from khaigiang.planning.rosters.models import Roster, RosterDoubt
from khaigiang.planning.rosters.services import Sending, answer_doubts, look_again, register_asked, stage_roster
from khaigiang.planning.rosters.states import Choice, Proof
from khaigiang.planning.rosters.tests.makers import (
    DAY,
    NOW,
    Committee,
    doubts,
    make_asked_committee,
    make_list,
    make_roster,
    open_doubts,
    row_at,
)
from khaigiang.planning.rosters.tests.workbooks import workbook_of
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate, sign_in
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.services import end_appointment
from khaigiang.registry.officials.tests.makers import make_appointment, make_own_field, make_post

pytestmark = pytest.mark.django_db

NAME, BORN, NUMBER = "Hoàng Thị Mật", "1977-07-17", "001177012345"
SECRETS = ("0977000111", "Chim Hoàng Yến", "Xã Bí Mật")


@pytest.fixture(autouse=True)
def _on_the_day_of_the_list() -> Iterator[None]:
    clock.use(lambda: NOW)
    yield
    clock.use(None)


def planted() -> Official:
    """Somebody of another committee whose facts nobody else is to learn."""
    other = make_asked_committee()
    unit = other.posts[2].unit
    unit.name = SECRETS[2]
    unit.save()
    official = Official.objects.create(
        full_name=NAME, sort_key="mat hoang thi", folded="hoang thi mat", gender="F", born_on=BORN,
        identity_number=NUMBER, phone=SECRETS[0], qualification=SECRETS[1],
    )  # fmt: skip
    make_appointment(official, post=other.posts[2].post, unit=unit)
    return official


def listed(committee: Committee) -> Roster:
    """A list that names the planted person by name, birth and number for a post of the committee's own."""
    unit = committee.posts[2].unit.name
    lines = (f"1;{NAME};Nữ;{BORN};{NUMBER};;{unit}", committee.line(1).replace("1;", "2;", 1))
    sending = Sending(sender=committee.office, plan=committee.plan, holds_on=DAY, title="Danh sách cử")
    return stage_roster(
        make_list(*lines), name="cu.csv", content_type="text/csv", sending=sending, by=make_user(), at=NOW
    )


def everything_said_of(roster: Roster, client: Client) -> str:
    """Every page and file of a list, as its committee opens them, and every notice it got."""
    said = [
        client.get(reverse(f"rosters:{name}", args=[roster.pk]))
        for name in ("roster", "columns", "correction", "workbook")
    ]
    said += [client.get(reverse("rosters:row", args=[row.pk])) for row in roster.rows.all()]
    said += [
        client.get(reverse("rosters:list")),
        client.get(committee_page(roster)),
        client.get(reverse("notices:list")),
    ]
    assert {answer.status_code for answer in said} == {200}
    cells = repr(list(roster.rows.values())) + repr(list(RosterDoubt.objects.filter(row__roster=roster).values()))
    pages = [unzipped(one.content) if one["Content-Type"] == EXCEL else one.content.decode() for one in said]
    return "".join(pages) + cells


def unzipped(workbook: bytes) -> str:
    """Every part of a workbook as text: cells, notes and what may be chosen."""
    with ZipFile(BytesIO(workbook)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


def committee_page(roster: Roster) -> str:
    return reverse("nominations:committee", args=[roster.plan_id, roster.sender_id])


def test_nothing_of_a_namesake_of_another_committee_is_said_anywhere(client: Client) -> None:
    committee, secret = make_asked_committee(), planted()
    sign_in(client, Role.COMMITTEE, office=committee.office)

    roster = listed(committee)

    said = everything_said_of(roster, client)
    assert [part for part in SECRETS if part in said] == []
    row = row_at(roster, 2)
    assert (row.official, row.proof, row.score, row.reasons) == (None, Proof.NONE, 0, [])
    assert open_doubts(roster) == [(2, "person", "person_not_yours")]
    assert f"/officials/{secret.pk}/" not in said


def test_the_list_says_the_same_whether_the_namesake_is_registered_elsewhere_or_nowhere(client: Client) -> None:
    committee = make_asked_committee()
    sign_in(client, Role.COMMITTEE, office=committee.office)
    without = listed(committee)
    before = [
        list(doubts(without, code).values_list("field", "code", "detail", "alike")) for code in ("person_not_yours",)
    ]
    secret = planted()

    look_again(without, by=make_user(), at=NOW)

    after = [
        list(doubts(without, code).values_list("field", "code", "detail", "alike")) for code in ("person_not_yours",)
    ]
    assert after == before
    assert secret.roster_rows.count() == 0


def test_naming_somebody_of_another_committee_by_key_is_refused_as_if_there_were_nobody(client: Client) -> None:
    committee, secret = make_asked_committee(), planted()
    sign_in(client, Role.COMMITTEE, office=committee.office)
    roster = listed(committee)
    address = reverse("rosters:correct", args=[row_at(roster, 2).pk])

    answers = [
        client.post(address, {"fact": "person", "answer": str(key)}, follow=True).content.decode()
        for key in (secret.pk, 999_999_999)
    ]

    assert row_at(roster, 2).official is None
    for key, answer in zip((secret.pk, 999_999_999), answers, strict=True):
        assert f"“{key}” không trả lời được điểm này" in answer
        assert [part for part in SECRETS if part in answer] == []


def test_what_the_office_sees_of_the_whole_register_stays_with_the_office(client: Client) -> None:
    committee, secret = make_asked_committee(), planted()
    roster = listed(committee)
    answer_doubts(doubts(roster, "person_not_yours"), Choice.ASK, roster=roster, by=make_user(), at=NOW)
    question = reverse("rosters:asked_row", args=[row_at(roster, 2).pk])
    office, own = Client(), make_mandate(Role.COMMITTEE, office=committee.office).user
    sign_in(office, Role.OFFICE)
    client.force_login(own)

    shown = office.get(question).content.decode()

    assert secret.full_name in shown
    assert SECRETS[2] in shown
    assert [client.get(door).status_code for door in (question, reverse("rosters:asked"))] == [404, 404]
    said = everything_said_of(roster, client)
    assert [part for part in SECRETS if part in said] == []


def test_a_refusal_tells_the_committee_the_reason_and_nothing_else(client: Client) -> None:
    committee, secret = make_asked_committee(), planted()
    roster = listed(committee)
    own = make_mandate(Role.COMMITTEE, office=committee.office).user
    client.force_login(own)
    answer_doubts(doubts(roster, "person_not_yours"), Choice.ASK, roster=roster, by=own, at=NOW)
    office = Client()
    sign_in(office, Role.OFFICE)

    office.post(reverse("rosters:refuse_asked", args=[row_at(roster, 2).pk]), {"reason": "chưa có quyết định"})

    said = everything_said_of(roster, client)
    assert "chưa có quyết định" in said
    assert [part for part in SECRETS if part in said] == []
    assert [part for part in SECRETS if part in repr(list(Notice.objects.filter(to=own).values()))] == []
    assert secret.full_name == NAME


def test_a_committee_learns_of_a_person_once_the_office_gave_them_a_post_in_its_unit() -> None:
    committee, secret = make_asked_committee(), planted()
    roster = listed(committee)
    answer_doubts(doubts(roster, "person_not_yours"), Choice.ASK, roster=roster, by=make_user(), at=NOW)

    register_asked(row_at(roster, 2), official=secret, valid_from=DAY, by=make_user(), at=NOW)

    assert row_at(roster, 2).official == secret


def test_who_went_to_another_committee_since_is_shown_no_more(client: Client) -> None:
    committee = make_asked_committee()
    sign_in(client, Role.COMMITTEE, office=committee.office)
    roster = committee.list_of(committee.line(1))
    an = committee.holders[0]
    end_appointment(an.appointments.get(), on=DAY, by=make_user(), at=NOW)
    make_appointment(an, valid_from=DAY)
    Official.objects.filter(pk=an.pk).update(phone=SECRETS[0], qualification=SECRETS[1])

    look_again(roster, by=make_user(), at=NOW)

    said = everything_said_of(roster, client)
    assert [part for part in SECRETS if part in said] == []
    assert f"/officials/{an.pk}/" not in said


def test_lists_of_the_register_and_of_other_committees_are_not_there_for_a_committee(client: Client) -> None:
    committee, other = make_asked_committee(), make_asked_committee()
    of_another = other.list_of(other.line(1))
    of_the_register = make_roster("1;Nguyễn Văn An;Nam;1/2/1980;;;", sender=committee.office)
    sign_in(client, Role.COMMITTEE, office=committee.office)

    page = client.get(reverse("rosters:list")).content.decode()

    for roster in (of_another, of_the_register):
        assert reverse("rosters:roster", args=[roster.pk]) not in page
        assert client.get(reverse("rosters:roster", args=[roster.pk])).status_code == 404
        assert client.get(reverse("rosters:row", args=[roster.rows.get().pk])).status_code == 404
        assert client.post(reverse("rosters:name_listed", args=[roster.pk])).status_code == 404


def test_a_list_of_the_register_is_no_likely_older_version_of_a_committees_list(client: Client) -> None:
    committee = make_asked_committee()
    lines = (committee.line(1), committee.line(2))
    make_roster(*lines, sender=committee.office)
    roster = committee.list_of(*lines)
    sign_in(client, Role.COMMITTEE, office=committee.office)

    page = client.get(reverse("rosters:roster", args=[roster.pk])).content.decode()

    assert "?with=" not in page


def test_a_field_that_the_office_keeps_from_committees_is_neither_read_nor_shown(client: Client) -> None:
    committee = make_asked_committee()
    make_own_field("Ghi chú nội bộ", readers=["office"])
    make_own_field("Số hiệu công chức", readers=["office", "committee"])
    sign_in(client, Role.COMMITTEE, office=committee.office)
    an = committee.holders[0]
    headings = "STT;Họ và tên;Ngày sinh;Đơn vị;Ghi chú nội bộ;Số hiệu công chức"
    line = f"1;{an.full_name};{an.born_on};{committee.posts[0].unit.name};mật;CC-12"
    sending = Sending(sender=committee.office, plan=committee.plan, holds_on=DAY, title="Danh sách cử")

    roster = stage_roster(
        make_list(line, headings=headings), name="cu.csv", content_type="text/csv", sending=sending, by=make_user(),
        at=NOW,
    )  # fmt: skip

    [row] = roster.rows.all()
    assert [text for fact, text in row.values.items() if fact.startswith("own-")] == ["CC-12"]
    page = client.get(reverse("rosters:row", args=[row.pk])).content.decode()
    assert page.count('<option value="own-') == 1


def test_whoever_acted_for_the_committee_until_yesterday_opens_none_of_its_lists(client: Client) -> None:
    committee = make_asked_committee()
    roster = committee.list_of(committee.line(1))
    mandate = make_mandate(Role.COMMITTEE, office=committee.office)
    client.force_login(mandate.user)
    assert client.get(reverse("rosters:roster", args=[roster.pk])).status_code == 200

    Mandate.objects.filter(pk=mandate.pk).update(valid_until=NOW.date())
    clock.use(lambda: NOW + timedelta(days=1))

    assert client.get(reverse("rosters:roster", args=[roster.pk])).status_code == 404


def user_of(committee: Committee) -> User:
    return make_mandate(Role.COMMITTEE, office=committee.office).user


def test_a_committee_takes_its_form_in_names_its_people_and_takes_them_back(client: Client) -> None:
    committee = make_asked_committee()
    client.force_login(user_of(committee))
    door = reverse("rosters:new_names", args=[committee.plan.pk, committee.office.pk])
    content = make_list(committee.line(1), committee.line(2))

    assert (
        door
        in client.get(reverse("nominations:committee", args=[committee.plan.pk, committee.office.pk])).content.decode()
    )
    taken_in = client.post(door, {"file": SimpleUploadedFile("cu.csv", content, "text/csv")})
    roster = Roster.objects.get()
    page = client.get(taken_in["Location"]).content.decode()
    client.post(reverse("rosters:name_listed", args=[roster.pk]))
    client.post(reverse("rosters:take_names_back", args=[roster.pk]))

    roster.refresh_from_db()
    assert taken_in["Location"] == reverse("rosters:roster", args=[roster.pk])
    assert "Cử 2 người" in page
    assert (roster.sender, roster.plan, roster.state) == (committee.office, committee.plan, "undone")


def test_a_committee_has_no_door_to_another_ones_names(client: Client) -> None:
    committee, other = make_asked_committee(), make_asked_committee()
    client.force_login(user_of(committee))

    assert client.get(reverse("rosters:new_names", args=[other.plan.pk, other.office.pk])).status_code == 404


def test_the_office_sees_every_committees_lists_with_who_sent_them_in(client: Client) -> None:
    committee, other = make_asked_committee(), make_asked_committee()
    user = user_of(committee)
    roster = committee.list_of(committee.line(1), by=user)
    other.list_of(other.line(1))
    sign_in(client, Role.OFFICE)

    page = client.get(reverse("rosters:list")).content.decode()

    assert committee.office.name in page
    assert other.office.name in page
    assert str(user) in client.get(reverse("rosters:roster", args=[roster.pk])).content.decode()


def test_a_correction_workbook_of_a_committees_list_offers_its_own_people_alone() -> None:
    committee, secret = make_asked_committee(), planted()
    own = Official.objects.create(full_name=NAME, sort_key="mat", folded="hoang thi mat", gender="F")
    make_appointment(own, post=make_post("Ủy viên Ban Thường vụ Đảng ủy"), unit=committee.posts[1].unit)

    said = unzipped(workbook_of(listed(committee)))

    assert committee.posts[1].unit.name in said
    assert secret.appointments.get().unit.name not in said
    assert [part for part in SECRETS if part in said] == []
