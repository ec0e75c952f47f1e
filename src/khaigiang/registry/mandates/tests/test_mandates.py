from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.registry.mandates.errors import (
    AlreadyMandated,
    MandateEndsBeforeItBegins,
    MandateHasEnded,
    NeedsAnOffice,
    NeedsAnOfficial,
    OfficialHasAUser,
    WrongKindOfOffice,
)
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.queries import mandates, officials_to_choose_from
from khaigiang.registry.mandates.rules import fits
from khaigiang.registry.mandates.services import end_mandate, give_mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.models import OfficeKind
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_office

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)
TODAY = date(2023, 3, 1)


def give(user: User, role: Role, **facts: Any) -> Mandate:
    values: dict[str, Any] = {"valid_from": TODAY, "by": make_user(), "at": AT} | facts
    return give_mandate(user, role=role, **values)


def test_a_mandate_is_given_for_an_office_and_recorded_once() -> None:
    user, school = make_user(full_name="Trần Thu Anh"), make_office("Trường A")

    give(user, Role.OFFICE, office=school)

    assert [(row.user_name, row.acts_for) for row in mandates(on=TODAY)] == [("Trần Thu Anh", "Trường A")]
    assert Entry.objects.get().act == "give_mandate"


def test_every_role_but_a_trainee_needs_an_office() -> None:
    with pytest.raises(NeedsAnOffice):
        give(make_user(), Role.AUDITOR)
    with pytest.raises(NeedsAnOfficial):
        give(make_user(), Role.TRAINEE, office=make_office())


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.COMMITTEE, OfficeKind.SCHOOL),
        (Role.HEAD, OfficeKind.DISTRICT_COMMITTEE),
        (Role.OFFICE, OfficeKind.ORGANISER),
        (Role.TEACHER, OfficeKind.CITY_COMMITTEE),
        (Role.ORGANISER, OfficeKind.SCHOOL),
    ],
)
def test_an_office_of_the_wrong_kind_is_refused(role: Role, kind: OfficeKind) -> None:
    with pytest.raises(WrongKindOfOffice):
        give(make_user(), role, office=make_office(kind=kind))


@pytest.mark.parametrize("kind", OfficeKind.values)
@pytest.mark.parametrize("role", [Role.LEADER, Role.LECTURER, Role.AUDITOR, Role.ADMIN])
def test_some_roles_fit_every_office(role: Role, kind: str) -> None:
    assert fits(role, kind)


def test_nobody_has_the_same_mandate_twice_at_once() -> None:
    user, school = make_user(), make_office()
    give(user, Role.OFFICE, office=school)

    with pytest.raises(AlreadyMandated, match="1/3/2023"):
        give(user, Role.OFFICE, office=school, valid_from=date(2024, 1, 1))
    assert give(user, Role.OFFICE, office=make_office()).pk
    assert give(user, Role.TEACHER, office=school).pk
    assert give(user, Role.OFFICE, office=school, valid_from=date(2022, 1, 1), valid_until=TODAY).pk


def test_a_trainee_is_one_official_and_an_official_one_trainee() -> None:
    user, official = make_user("hocvien"), make_official("Ngô Bích Thủy")
    give(user, Role.TRAINEE, official=official)

    with pytest.raises(OfficialHasAUser, match=r"(?=.*Ngô Bích Thủy)(?=.*hocvien)"):
        give(make_user(), Role.TRAINEE, official=official)
    with pytest.raises(AlreadyMandated):
        give(user, Role.TRAINEE, official=make_official())


def test_a_mandate_ends_after_its_first_day_and_once() -> None:
    mandate = give(make_user(), Role.OFFICE, office=make_office())
    by = make_user()

    with pytest.raises(MandateEndsBeforeItBegins):
        end_mandate(mandate, on=TODAY, by=by, at=AT)
    with pytest.raises(MandateEndsBeforeItBegins):
        give(make_user(), Role.OFFICE, office=make_office(), valid_until=TODAY)
    end_mandate(mandate, on=date(2023, 4, 1), by=by, at=AT)
    with pytest.raises(MandateHasEnded, match="1/4/2023"):
        end_mandate(mandate, on=date(2023, 5, 1), by=by, at=AT)

    assert [row.acts_for for row in mandates(on=date(2023, 4, 1))] == []
    assert [row.is_current for row in mandates(on=date(2023, 4, 1), only_current=False)] == [False]


@pytest.mark.parametrize("change", ["given", "ended"])
def test_no_session_outlives_a_change_of_role(client: Client, change: str) -> None:
    mandate = make_mandate(Role.OFFICE)
    client.force_login(mandate.user)

    if change == "given":
        give(mandate.user, Role.TEACHER, office=mandate.office)
    else:
        end_mandate(mandate, on=TODAY, by=make_user(), at=AT)

    response = client.get("/units/")
    assert response.status_code == 302
    assert "sign-in" in response["Location"]


def test_who_gives_themselves_a_mandate_stays_signed_in(client: Client) -> None:
    administrator = make_user(is_administrator=True)
    client.force_login(administrator)

    give(administrator, Role.OFFICE, office=make_office(), by=administrator)

    assert client.get("/units/").status_code == 200


def test_trainee_mandate_names_the_official_others_the_office() -> None:
    name = "trainee_mandate_names_the_official_others_the_office"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Mandate.objects.create(user=make_user(), role=Role.OFFICE, official=make_official(), valid_from=TODAY)


def test_the_database_keeps_one_mandate_without_end_per_user_role_and_office() -> None:
    mandate = make_mandate(Role.OFFICE)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_mandate(Role.OFFICE, user=mandate.user, office=mandate.office, valid_from=TODAY)


def test_mandates_are_found_by_user_office_official_and_role() -> None:
    make_mandate(Role.OFFICE, user=make_user("anh", full_name="Trần Thu Anh"), office=make_office("Trường Đào tạo"))
    make_mandate(Role.COMMITTEE, user=make_user(full_name="Ngô Bích Thủy"), office=make_committee())
    make_mandate(Role.TRAINEE, user=make_user(full_name="Học viên"), official=make_official("Lê Thị Hoà"))

    def found(**asked: Any) -> list[str]:
        return [row.user_name for row in mandates(on=TODAY, **asked)]

    assert found() == ["Trần Thu Anh", "Ngô Bích Thủy", "Học viên"]
    assert found(text="dao tao") == ["Trần Thu Anh"]
    assert found(text="bich thuy") == ["Ngô Bích Thủy"]
    assert found(text="lê hoa") == ["Học viên"]
    assert found(role=Role.COMMITTEE) == ["Ngô Bích Thủy"]


def test_an_official_is_looked_up_with_no_more_than_tells_namesakes_apart() -> None:
    official = make_official("Lê Thị Hoà", phone="0900000001")
    make_appointment(official, post=make_post(short_title="Phó Bí thư"), unit=make_commune("Phúc Xá"))

    (choice,) = officials_to_choose_from("hoa", TODAY)

    assert (choice.id, choice.full_name, choice.holds) == (official.pk, "Lê Thị Hoà", "Phó Bí thư, Phường Phúc Xá")
    assert officials_to_choose_from(" ", TODAY) == []
