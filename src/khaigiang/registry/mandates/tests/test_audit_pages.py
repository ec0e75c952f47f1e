"""What each role reads of the audit; the audit itself lies beneath mandates."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.audit.tests.makers import make_entry, make_person
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in

pytestmark = pytest.mark.django_db


def test_an_auditor_opens_an_act_on_its_values(client: Client) -> None:
    sign_in(client, Role.AUDITOR)
    address = reverse("audit:entry", args=[make_entry(by=make_person("Nghiêm Đức Thành")).pk])

    listed = client.get(reverse("audit:list")).content.decode()
    opened = client.get(address).content.decode()

    assert address in listed
    assert "Tên cũ" in opened


def test_an_administrator_reads_acts_and_the_chain_but_no_values(client: Client) -> None:
    sign_in(client, Role.ADMIN)
    address = reverse("audit:entry", args=[make_entry(by=make_person("Nghiêm Đức Thành")).pk])

    listed = client.get(reverse("audit:list")).content.decode()

    assert "Nghiêm Đức Thành" in listed
    assert address not in listed
    assert client.get(address).status_code == 404
    assert client.get(reverse("audit:chain")).status_code == 200


def test_an_unknown_entry_is_not_found(client: Client) -> None:
    sign_in(client, Role.AUDITOR)

    assert client.get(reverse("audit:entry", args=[999_999])).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.AUDITOR, Role.ADMIN}])
def test_nobody_else_reads_the_audit(client: Client, role: Role) -> None:
    sign_in(client, role)

    assert client.get(reverse("audit:list")).status_code == 404
    assert client.get(reverse("audit:chain")).status_code == 404
