"""What each role sees and does on the pages of officials, units and offices."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.shared.tests.costs import queries_of
from khaigiang.ground.web import clock
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.models import Level, Office
from khaigiang.registry.units.tests.makers import make_committee, make_commune
from khaigiang.vietnamese.names import fold, sort_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_march_2023(monkeypatch: pytest.MonkeyPatch) -> None:
    """Units are those of the day on which a page is opened."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2023, 3, 1, 1, 0, tzinfo=UTC))


def test_an_official_is_registered_with_their_post_and_then_corrected(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    post, unit = make_post(), make_commune("Phúc Xá")
    person = {"full_name": "Nguyễn Thị Hoà", "gender": "F", "born_on": "19/5/1980"}
    held = {"post": post.pk, "unit": unit.pk, "way": "elected", "valid_from": "1/7/2020"}

    client.post(reverse("officials:new"), person | held)
    official = Official.objects.get()
    refused = client.post(reverse("officials:edit", args=[official.pk]), person | {"phone": "hỏi văn phòng"})
    client.post(reverse("officials:edit", args=[official.pk]), person | {"phone": "0900000001"})

    official.refresh_from_db()
    assert "“hỏi văn phòng” không phải là số điện thoại." in refused.content.decode()
    assert (official.born_on, official.phone) == ("1980-05-19", "0900000001")
    assert official.appointments.get().unit == unit


def test_the_next_official_begins_with_what_a_whole_list_shares(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    post, unit = make_post(), make_commune("Phúc Xá")
    held = {"post": post.pk, "unit": unit.pk, "way": "appointed", "valid_from": "1/7/2020"}

    answer = client.post(reverse("officials:new"), {"full_name": "Nguyễn Thị Hoà", "gender": "F", "next": "1"} | held)
    form = client.get(answer.headers["Location"]).context["form"]

    assert {name: form[name].value() for name in ("post", "way", "valid_from", "full_name", "unit")} == {
        "post": str(post.pk),
        "way": "appointed",
        "valid_from": "1/7/2020",
        "full_name": None,
        "unit": None,
    }


def test_a_post_is_ended_and_another_given_by_hand(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    old = make_appointment()
    unit = make_commune("Trúc Bạch")
    typed = {"post": old.post_id, "unit": unit.pk, "way": "appointed", "valid_from": "1/3/2023"}

    client.post(reverse("officials:end", args=[old.pk]), {"on": "1/3/2023"})
    client.post(reverse("officials:appoint", args=[old.official_id]), typed)

    held = Appointment.objects.on(date(2023, 3, 1)).get()
    assert (held.official, held.unit) == (old.official, unit)


def test_a_refusal_keeps_what_was_typed_and_saves_nothing(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    held = make_appointment(make_official("Lê Văn Giữ"))
    typed = {
        "full_name": "Nguyễn Thị Hoà",
        "gender": "F",
        "post": held.post_id,
        "unit": held.unit_id,
        "way": "elected",
        "valid_from": "1/3/2023",
    }

    response = client.post(reverse("officials:new"), typed)

    assert "Lê Văn Giữ" in str(response.context["form"].non_field_errors())
    assert "Nguyễn Thị Hoà" in response.content.decode()
    assert Official.objects.count() == 1


def test_a_committee_works_on_its_own_people_and_meets_no_others(client: Client) -> None:
    committee = make_committee()
    own = make_appointment(make_official("Người nhà"), unit=make_commune(district=committee.unit))
    foreign = make_appointment(make_official("Người ngoài"))
    sign_in(client, Role.COMMITTEE, office=committee)

    listed = client.get(reverse("officials:list")).content.decode()

    assert ("Người nhà" in listed, "Người ngoài" in listed) == (True, False)
    assert client.get(reverse("officials:official", args=[own.official_id])).status_code == 200
    for name, number in (
        ("officials:official", foreign.official_id),
        ("officials:edit", foreign.official_id),
        ("officials:appoint", foreign.official_id),
        ("officials:end", foreign.pk),
    ):
        assert client.get(reverse(name, args=[number])).status_code == 404, name


def test_a_committee_cannot_give_a_post_in_a_foreign_unit(client: Client) -> None:
    committee = make_committee()
    own = make_appointment(unit=make_commune(district=committee.unit))
    sign_in(client, Role.COMMITTEE, office=committee)
    typed = {"post": own.post_id, "unit": make_commune().pk, "way": "elected", "valid_from": "1/3/2023"}

    response = client.post(reverse("officials:appoint", args=[own.official_id]), typed)

    assert "unit" in response.context["form"].errors
    assert Appointment.objects.count() == 1


def test_who_only_reads_is_offered_no_acts(client: Client) -> None:
    appointment = make_appointment()
    sign_in(client, Role.LEADER)

    page = client.get(reverse("officials:official", args=[appointment.official_id])).content.decode()

    assert reverse("officials:edit", args=[appointment.official_id]) not in page
    assert reverse("officials:end", args=[appointment.pk]) not in page


@pytest.mark.parametrize("role", [Role.LEADER, Role.HEAD, Role.AUDITOR])
def test_contact_and_sensitive_facts_are_for_those_who_keep_them(client: Client, role: Role) -> None:
    official = make_official("Lê Thị Kín", ethnicity="Mường", phone="0900000042")
    make_appointment(official)
    address = reverse("officials:official", args=[official.pk])
    secrets = ("Mường", "0900000042")

    sign_in(client, role)
    read = client.get(reverse("officials:list")).content.decode() + client.get(address).content.decode()
    searched = client.get(reverse("officials:list"), {"q": "0900000042"}).content.decode()
    sign_in(client, Role.OFFICE)
    kept = client.get(address).content.decode()

    assert "Lê Thị Kín" in read
    assert [secret in read for secret in secrets] == [False, False]
    assert "Lê Thị Kín" not in searched
    assert [secret in kept for secret in secrets] == [True, True]


@pytest.mark.parametrize("role", [Role.ADMIN, Role.TEACHER, Role.LECTURER, Role.TRAINEE])
def test_roles_without_business_there_find_no_officials_page(client: Client, role: Role) -> None:
    appointment = make_appointment()
    sign_in(client, role)

    assert client.get(reverse("officials:list")).status_code == 404
    assert client.get(reverse("officials:official", args=[appointment.official_id])).status_code == 404


def test_officials_pages_cost_the_same_however_many_people(client: Client) -> None:
    committee, post = make_committee(), make_post()
    official = make_official("Lê Thị Đầu")
    sign_in(client, Role.COMMITTEE, office=committee)

    def costs() -> tuple[int, ...]:
        make_appointment(official, unit=make_commune(district=committee.unit))
        make_appointment(post=post, unit=make_commune(district=committee.unit))
        return (
            queries_of(client, reverse("officials:list"), q="le thi", on="24/05/2023"),
            queries_of(client, reverse("officials:list"), post=str(post.pk), district=str(committee.unit_id)),
            queries_of(client, reverse("officials:official", args=[official.pk])),
            queries_of(client, reverse("officials:new")),
            queries_of(client, reverse("officials:posts")),
        )

    first = costs()

    assert [costs() for _ in range(4)] == [first] * 4


def test_a_post_is_made_and_corrected_by_hand(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    typed = {"title": "Phó Bí thư Đảng ủy", "short_title": "PBT", "unit_level": Level.COMMUNE}

    client.post(reverse("officials:new_post"), typed)
    post = Post.objects.get()
    client.post(reverse("officials:post", args=[post.pk]), typed | {"short_title": "Phó Bí thư"})
    again = client.post(reverse("officials:new_post"), typed)

    post.refresh_from_db()
    assert post.short_title == "Phó Bí thư"
    assert "title" in again.context["form"].errors


def test_a_committee_keeps_its_own_contact_and_no_other(client: Client) -> None:
    own, other = make_committee(phone=""), make_committee(phone="")
    sign_in(client, Role.COMMITTEE, office=own)
    typed = {"phone": "024 3000 0004", "contact_person": "Ngô Bích Thủy"}

    mine = client.post(reverse("units:contact", args=[own.pk]), typed)
    foreign = client.post(reverse("units:contact", args=[other.pk]), typed)

    assert (mine.status_code, foreign.status_code) == (302, 404)
    assert list(Office.objects.filter(phone="024 3000 0004")) == [own]


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.LEADER, Role.TEACHER])
def test_only_who_keeps_offices_opens_their_form(client: Client, role: Role) -> None:
    office = make_committee()
    sign_in(client, role, office=office)

    assert client.get(reverse("units:office", args=[office.pk])).status_code == 404
    assert client.get(reverse("units:new_office")).status_code == 404


def test_who_may_not_load_units_is_not_offered_it(client: Client) -> None:
    sign_in(client, Role.LEADER)

    assert reverse("units:load") not in client.get(reverse("units:list")).content.decode()
    assert client.post(reverse("units:load")).status_code == 404


def test_the_list_of_officials_answers_as_one_types_with_the_rows_alone(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    make_official("Nguyễn Thị Hoà")
    make_official("Trần Văn Bình")

    part = client.get(reverse("officials:list"), {"q": "thi ho"}, headers={"HX-Request": "true"}).content.decode()

    assert "Nguyễn Thị Hoà" in part
    assert "1 cán bộ" in part
    assert "Trần Văn Bình" not in part
    assert "<html" not in part


def test_a_transfer_that_is_refused_is_told_and_one_that_is_possible_leads_back_to_the_person(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    held, taken = make_appointment(), make_appointment(make_official("Lê Văn Giữ"))
    free = make_commune("Phúc Xá")
    address = reverse("officials:transfer", args=[held.pk])
    asked = {"post": taken.post_id, "unit": taken.unit_id, "way": "appointed", "valid_from": "1/3/2023"}

    refused = client.post(address, asked)
    done = client.post(address, asked | {"unit": free.pk})

    assert refused.status_code == 422
    assert "Lê Văn Giữ" in refused.content.decode()
    assert done.headers["Location"] == reverse("officials:official", args=[held.official_id])
    assert held.official.appointments.get(valid_until=None).unit == free


def test_an_identification_number_is_masked_on_the_page_of_its_official(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    official = make_official()
    person = {"full_name": official.full_name, "gender": "M", "identity_number": "001 080 001 234"}

    client.post(reverse("officials:edit", args=[official.pk]), person)
    page = client.get(reverse("officials:official", args=[official.pk])).content.decode()

    official.refresh_from_db()
    assert official.identity_number == "001080001234"
    assert "••••••••1234" in page
    assert "001080001234" not in page


def test_a_search_costs_as_many_statements_for_a_thousand_as_for_one(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    name = "Trần Văn Bình"
    make_official(name)
    costs = [queries_of(client, reverse("officials:list"), q="tran binh")]
    more = [Official(full_name=name, sort_key=sort_key(name), folded=fold(name), gender="M") for _ in range(1000)]
    Official.objects.bulk_create(more)
    costs.append(queries_of(client, reverse("officials:list"), q="tran binh"))

    assert costs[0] == costs[1]
