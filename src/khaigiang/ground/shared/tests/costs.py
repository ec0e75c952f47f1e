"""What a page costs, for tests that compare a small page with a large one."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(client: Client, url: str, **query: str) -> int:
    """How many statements the database is asked for one whole, successful page."""
    with CaptureQueriesContext(connection) as statements:
        response = client.get(url, query)
    assert response.status_code == 200, url
    return len(statements)
