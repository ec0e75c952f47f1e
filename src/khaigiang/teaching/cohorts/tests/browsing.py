"""Opening and posting the pages of classes as a person does."""

from collections.abc import Mapping

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.ground.audit.models import Entry


def address(name: str, *args: int | str) -> str:
    return reverse(f"cohorts:{name}", args=args)


def must_show(client: Client, name: str, *args: int | str, query: str = "", status: int = 200) -> str:
    response = client.get(address(name, *args) + query)
    assert response.status_code == status
    return response.content.decode()


def must_post(
    client: Client, name: str, *args: int | str, data: Mapping[str, object] | None = None, status: int = 302
) -> str:
    response = client.post(address(name, *args), data or {})
    assert response.status_code == status
    return response.content.decode()


def acts() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("act", flat=True))


def statements(client: Client, path: str) -> int:
    """How many statements a page costs."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
