"""The first journey: a committee names its people, the office vets, decides and summons."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.serving import Site

pytestmark = pytest.mark.journey

MAIN_BUTTON = "main form button[type=submit], main form button:not([type])"
RETURNED_BECAUSE = "Đồng chí đang điều trị dài ngày; đề nghị cử người khác"


def submit(page: Page) -> None:
    """Press the one button that sends the form of the page."""
    with page.expect_navigation():
        page.locator(MAIN_BUTTON).first.click()


def downloaded(page: Page, href_ends: str) -> bytes:
    link = page.locator(f"main a[href$='{href_ends}']").first
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.status == 200
    return answer.body()


def send_list(page: Page, committee_page: str, number: str, day: str) -> None:
    page.goto(f"{committee_page}send/")
    page.locator("[name=letter_number]").fill(number)
    page.locator("[name=letter_dated_on]").fill(day)
    page.locator("[name=letter_dated_on]").press("Enter")
    page.wait_for_url(f"**{committee_page}")


def committee_page_of(page: Page) -> str:
    page.goto("/nominations/")
    page.locator("main tbody a").first.click()
    page.wait_for_url(re.compile("/committees/"))
    return "/" + page.url.split("/", 3)[3].split("?")[0]


def sign_and_issue(page: Page, day: str) -> None:
    page.locator("[name=signed_on]").fill(day)
    page.locator("[name=issued_on]").fill(day)
    with page.expect_navigation():
        page.locator("[name=issued_on]").press("Enter")


def test_a_committee_names_everybody_and_the_office_returns_one(site_before_any_name: Site) -> None:
    with (
        site_before_any_name.seen_by("demo-committee") as committee,
        site_before_any_name.seen_by("demo-office") as office,
    ):
        own = committee_page_of(committee)
        committee.goto(f"{own}holders/")
        named = committee.locator("main table").first.locator("tbody tr").count()
        submit(committee)
        send_list(committee, own, "15-CV/QU", "24/2/2023")
        rows = committee.locator("main table").first.locator("tbody tr")
        expect(rows.filter(has_text="15-CV/QU")).to_have_count(named)

        office.goto(own.split("committees")[0] + "vetting/")
        assert office.locator("main tbody tr").count() == named
        office.locator("main td.cell-actions a").first.click()
        office.locator("[name=reason]").fill(RETURNED_BECAUSE)
        submit(office)

        committee.goto(own)
        expect(committee.get_by_text(RETURNED_BECAUSE)).to_be_visible()
        expect(rows.filter(has_text=RETURNED_BECAUSE)).to_have_count(1)

        office.goto(own.split("committees")[0] + "vetting/")
        office.locator("main .action-bar button").click()
        office.goto(own.split("committees")[0] + "vetting/?state=accepted")
        expect(office.locator("main tbody tr")).to_have_count(named - 1)


def test_a_number_of_a_letter_must_be_given(site_before_any_name: Site) -> None:
    with site_before_any_name.seen_by("demo-committee") as page:
        own = committee_page_of(page)
        page.goto(f"{own}holders/")
        submit(page)
        page.goto(f"{own}send/")
        page.locator("[name=letter_number]").fill("")
        page.locator("[name=letter_dated_on]").fill("ngày mai")
        page.locator("[name=letter_dated_on]").press("Enter")

        expect(
            page.locator("#id_letter_number[aria-invalid=true], [name=letter_number][aria-invalid=true]")
        ).to_be_visible()
        expect(page.locator("[name=letter_dated_on]")).to_have_value("ngày mai")
