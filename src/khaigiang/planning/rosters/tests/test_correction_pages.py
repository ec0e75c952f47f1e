"""The pages on which a correction workbook goes out, comes back and is taken in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khaigiang.planning.rosters.models import ReturnedWorkbook
from khaigiang.planning.rosters.tests.makers import make_roster, open_doubts
from khaigiang.planning.rosters.tests.workbooks import Grid, grid_of, saved, set_cell
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import signed_in
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.tests.makers import make_commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client: Client) -> Client:
    """Somebody of the training office."""
    return signed_in(client, Role.OFFICE)


def test_a_workbook_goes_out_comes_back_is_looked_at_and_taken_in(client: Client) -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    roster = make_roster("1;Nguyễn Văn An;Nam;31/2/1980;;Phó Bí thư;Phường Trúc Mai")
    sent = b"".join(client.get(reverse("rosters:workbook", args=[roster.pk])))
    back = SimpleUploadedFile("sua.xlsx", saved(set_cell(0, "Ngày sinh", "28/2/1980")(grid_of(sent))))

    client.post(reverse("rosters:correction", args=[roster.pk]), {"file": back})
    came = ReturnedWorkbook.objects.get()
    looked_at = client.get(reverse("rosters:returned", args=[came.pk]))
    shown = looked_at.content.decode()
    client.post(reverse("rosters:returned", args=[came.pk]), {"seen": looked_at.context["found"].digest})

    assert shown.index("31/2/1980") < shown.index("28/2/1980")
    assert open_doubts(roster) == []


def test_another_workbook_is_refused_at_its_field_and_not_kept(client: Client) -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    roster = make_roster("1;Nguyễn Văn An;Nam;31/2/1980;;Phó Bí thư;Phường Trúc Mai")
    grid: Grid = [["Họ và tên"], ["Nguyễn Văn An"]]

    answer = client.post(
        reverse("rosters:correction", args=[roster.pk]), {"file": SimpleUploadedFile("khac.xlsx", saved(grid))}
    )

    assert (answer.status_code, ReturnedWorkbook.objects.count()) == (422, 0)
    assert "Không trang tính nào" in answer.content.decode()
