import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate, sign_in
from khaigiang.teaching.honoraria.models import HonorariumStatement
from khaigiang.teaching.honoraria.services import approve_statement
from khaigiang.teaching.honoraria.tests.makers import AFTER, make_draft, make_rate, make_taught
from khaigiang.teaching.lecturers.tests.makers import make_lecturer

pytestmark = pytest.mark.django_db


def test_a_statement_is_made_approved_and_handed_out_on_its_pages(client: Client) -> None:
    school = make_taught().plan.school
    make_rate(school)
    sign_in(client, Role.OFFICE, office=school)

    made = client.post(
        reverse("honoraria:new"), {"school": school.pk, "first_day": "1/3/2023", "last_day": "31/3/2023"}
    )
    statement = HonorariumStatement.objects.get()
    address = reverse("honoraria:statement", args=[statement.pk])
    assert (made.status_code, made["Location"]) == (302, address)
    assert "Hai triệu sáu trăm nghìn đồng" in client.get(address).content.decode()

    sign_in(client, Role.HEAD, office=school)
    client.post(reverse("honoraria:approve", args=[statement.pk]), {"number": "12/BK-TĐT"})

    statement.refresh_from_db()
    assert (statement.state, statement.number) == ("approved", "12/BK-TĐT")
    for kind in ("docx", "xlsx"):
        assert client.get(reverse("honoraria:paper", args=[statement.pk, kind])).content[:2] == b"PK"
    assert client.get(reverse("honoraria:paper", args=[statement.pk, "pdf"])).content[:5] == b"%PDF-"
    assert client.get(reverse("honoraria:paper", args=[statement.pk, "exe"])).status_code == 404


def test_a_refusal_stands_on_the_page_and_what_was_typed_stays(client: Client) -> None:
    school = make_taught().plan.school
    sign_in(client, Role.OFFICE, office=school)
    typed = {"school": school.pk, "first_day": "1/3/2023", "last_day": "31/3/2023"}

    page = client.post(reverse("honoraria:new"), typed)

    assert page.status_code == 422
    assert "Có buổi chưa có mức chi" in page.content.decode()
    assert 'value="31/3/2023"' in page.content.decode()


def test_a_lecturer_sees_the_own_load_and_approved_payments_only(client: Client) -> None:
    user = make_mandate(Role.LECTURER).user
    own, other = make_lecturer(user=user), make_lecturer("Người Khác")
    school = make_taught(own, other).plan.school
    make_rate(school)
    draft = make_draft(school)
    client.force_login(user)
    while_draft = client.get(reverse("honoraria:mine")).content.decode()

    approve_statement(draft, number="12/BK-TĐT", by=make_user(), at=AFTER)
    page = client.get(reverse("honoraria:mine")).content.decode()

    assert "12/BK-TĐT" not in while_draft
    assert "12/BK-TĐT" in page
    assert "Người Khác" not in page
    assert client.get(reverse("honoraria:statement", args=[draft.pk])).status_code in {403, 404}
