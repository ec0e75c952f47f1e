"""The preview for programs: the contract of docs/lists.md, and JSON whatever goes wrong."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.lists.files.archive import LARGEST_FILE
from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.tests.makers import make_list
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.registry.units.tests.makers import make_commune

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/imports/preview"


def someone(role: Role = Role.OFFICE, *, checks_tokens: bool = False) -> Client:
    """Somebody signed in with a role."""
    client, user = Client(enforce_csrf_checks=checks_tokens, raise_request_exception=False), make_user()
    make_mandate(role, user=user)
    client.force_login(user)
    return client


def a_list(content: bytes | None = None) -> SimpleUploadedFile:
    line = "1;Nguyễn Văn An;Nam;31/2/1980;;Phó Bí thư;Phường Trúc Mai"
    return SimpleUploadedFile("ds.csv", make_list(line) if content is None else content)


def test_a_list_is_read_and_nothing_is_kept() -> None:
    make_commune("Trúc Mai")

    answer = someone().post(ADDRESS, {"file": a_list(), "as_of": "2023-03-01"})

    told = answer.json()
    assert (answer.status_code, sorted(told)) == (200, ["duplicates", "message", "notices", "rows", "status"])
    [row] = told["rows"]
    assert sorted(row) == ["flags", "held", "repairs", "row", "sheet", "values"]
    assert (row["row"], row["sheet"], row["values"]["unit"]) == (2, None, "Phường Trúc Mai")
    assert [(flag["field"], flag["code"]) for flag in row["flags"]] == [("dob", "date_impossible")]
    assert Roster.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", make_list(headings="Họ và tên;Ngày sinh")])
def test_a_file_that_is_not_read_is_rejected_with_its_reason(content: bytes) -> None:
    answer = someone().post(ADDRESS, {"file": a_list(content), "as_of": "2023-03-01"})

    assert (answer.status_code, answer.json()["status"], answer.json()["rows"]) == (200, "rejected", [])
    assert answer.json()["message"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"as_of": "1/3/2023"}, "as_of"),
        ({"as_of": ""}, "as_of"),
        ({"as_of": "2023-03-01", "plan": "7"}, "plan"),
        ({"as_of": "2023-03-01", "plan": "9" * 30}, "plan"),
        ({"as_of": "2023-03-01", "file": ""}, "file"),
    ],
)
def test_a_wrong_field_is_named(typed: dict[str, str], field: str) -> None:
    answer = someone().post(ADDRESS, {"file": a_list(), **typed})

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])


def test_a_file_beyond_the_largest_is_not_read() -> None:
    answer = someone().post(ADDRESS, {"file": a_list(b"0" * (LARGEST_FILE + 1)), "as_of": "2023-03-01"})

    assert (answer.status_code, answer.json()["status"]) == (413, "error")


@pytest.mark.parametrize(
    ("client", "method", "status"),
    [
        (Client, "post", 401),
        (lambda: Client(enforce_csrf_checks=True), "post", 401),
        (lambda: someone(checks_tokens=True), "post", 403),
        (lambda: someone(Role.TRAINEE), "post", 404),
        (someone, "get", 405),
    ],
)
def test_every_refusal_is_json(client: Callable[[], Client], method: str, status: int) -> None:
    answer = getattr(client(), method)(ADDRESS)

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/json")
    assert answer.json()["status"] == "error"
    assert answer.json()["message"]


def test_an_address_that_is_not_there_is_told_in_json_and_pages_stay_pages() -> None:
    client = someone()

    assert client.get("/api/v1/nothing").json()["status"] == "error"
    assert client.get("/nothing").headers["Content-Type"].startswith("text/html")
