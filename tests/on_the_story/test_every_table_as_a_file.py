"""Every table of every page leads to a workbook and to comma-separated text with at least the rows that the page shows."""

import io

import pytest
from django.http import HttpResponse
from lxml import html
from python_calamine import CalamineWorkbook

from khaigiang.config.policy import POLICY
from khaigiang.ground.web.table_files import EXCEL
from khaigiang.registry.mandates.states import Role
from tests.on_the_story.addresses import Address, every_address
from tests.on_the_story.reading import FAULT, Answer, Reader, reader

pytestmark = pytest.mark.django_db
# They read between them all that anybody reads.
READERS = (Role.OFFICE, Role.AUDITOR, Role.ADMIN)


def pages_of(role: Role) -> list[Address]:
    """The pages that this reader is the first to read."""
    before = READERS[: READERS.index(role)]
    rules = {address: POLICY[address.name] for address in every_address() if address.name != "accounts:sign_out"}
    return [
        address
        for address, rule in rules.items()
        if rule.allows(frozenset({role}), writing=False) and not rule.allows(frozenset(before), writing=False)
    ]


def tables_of(answer: Answer) -> list[tuple[list[str], int]]:
    """Each table of a page: where its links lead, and how many rows it shows."""
    if not answer.is_page:
        return []
    links = html.fromstring(answer.content).find_class("table-files")
    return [
        ([str(link.get("href")) for link in line.iter("a")], len(line.getprevious().xpath("./table/tbody/tr")))
        for line in links
    ]


def faults_of(asking: Reader, address: Address) -> tuple[int, list[str]]:
    """How many tables a page has, and what is wrong with their files."""
    answer = asking.read(address.path)
    tables = tables_of(answer)
    found = [f"{address.path}: {answer.status}"] if answer.status >= FAULT else []
    for links, rows in tables:
        book, text = (asking.client.get(address.path + link) for link in links)
        assert isinstance(book, HttpResponse)
        assert isinstance(text, HttpResponse)
        if book["Content-Type"] != EXCEL or not text["Content-Type"].startswith("text/csv"):
            found.append(f"{address.path}{links[0]} is no file")
        elif CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).height < rows:
            found.append(f"{address.path}{links[0]} has fewer rows than the page")
    return len(tables), found


@pytest.mark.parametrize(("role", "at_least"), [(Role.OFFICE, 40), (Role.AUDITOR, 1), (Role.ADMIN, 1)])
def test_every_table_comes_as_a_file(role: Role, at_least: int) -> None:
    asking = reader(f"demo-{role.value}")

    answers = [faults_of(asking, address) for address in pages_of(role)]

    assert [fault for _, faults in answers for fault in faults] == []
    assert sum(count for count, _ in answers) >= at_least
