"""The first journey: a committee names its people, the office vets, decides and summons."""

import re
from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.journeys.serving import Site

pytestmark = pytest.mark.journey

MAIN_BUTTON = "main form button[type=submit], main form button:not([type])"
PEOPLE_TO_VET = "main tbody tr:not(.is-group)"
RETURNED_BECAUSE = "Đồng chí đang điều trị dài ngày; đề nghị cử người khác"


def submit(page: Page) -> None:
    """Press the one button that sends the form of the page."""
    with page.expect_navigation():
        page.locator(MAIN_BUTTON).first.click()


def decide(page: Page) -> None:
    """Press the button below a list of ticked people."""
    with page.expect_navigation():
        page.locator("main .action-bar button").click()


def accept_everybody_ticked(office: Page, committee_page: str) -> None:
    """Accept everybody ticked on the vetting list, after a look at what happens to each."""
    office.goto(committee_page.split("committees", maxsplit=1)[0] + "vetting/")
    with office.expect_navigation():
        office.locator("main .action-bar button[value=accept]").click()
    decide(office)


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
        rows = committee.locator("main tr[id^=post-]")
        expect(rows.filter(has_text="15-CV/QU")).to_have_count(named)

        office.goto(own.split("committees")[0] + "vetting/")
        assert office.locator(PEOPLE_TO_VET).count() == named
        office.locator(f"{PEOPLE_TO_VET} td.cell-actions a").first.click()
        office.locator("[name=reason]").fill(RETURNED_BECAUSE)
        submit(office)

        committee.goto(own)
        expect(committee.get_by_text(RETURNED_BECAUSE)).to_be_visible()
        expect(rows.filter(has_text=RETURNED_BECAUSE)).to_have_count(1)

        accept_everybody_ticked(office, own)
        office.goto(own.split("committees")[0] + "vetting/?state=accepted")
        expect(office.locator(PEOPLE_TO_VET)).to_have_count(named - 1)


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


def test_a_substitute_is_decided_and_summoned(site: Site) -> None:
    """On 24/5 the holder of a post can come after all, instead of the substitute of class 5."""
    with site.seen_by("demo-committee") as committee, site.seen_by("demo-office") as office:
        own = committee_page_of(committee)
        committee.locator("main tbody tr", has_text="Phường Cửa Đông").locator("th + td a").click()
        committee.locator("main a[href$='/substitute/']").click()
        committee.locator("input[name=official]:enabled").first.check()
        committee.locator("[name=reason]").fill("Đã khỏi bệnh, đề nghị được đi học")
        submit(committee)
        send_list(committee, own, "187-CV/QU", "24/5/2023")

        accept_everybody_ticked(office, own)
        office.goto("/classes/5/supplementary/")
        of_the_post = office.locator("main th", has_text="Phường Cửa Đông")
        of_the_post.locator("input[name=add]").check()
        decide(office)
        expect(office.locator("main [role=alert]")).to_contain_text(
            "Hãy đưa người đó ra khỏi lớp trong cùng quyết định"
        )
        expect(of_the_post.locator("input[name=add]")).to_be_checked()
        of_the_post.locator("input[name=remove]").check()
        of_the_post.locator("xpath=../td/input[starts-with(@name, 'reason-')]").fill(
            "Nhường chỗ cho người giữ chức danh"
        )
        decide(office)
        expect(office).to_have_url(re.compile(r"/decisions/\d+/$"))
        sign_and_issue(office, "24/5/2023")
        expect(office.locator("main h1")).to_contain_text("/QĐ-TĐTCB")
        assert "Cửa Đông" in "".join(
            cell.text
            for table in Document(BytesIO(downloaded(office, "/docx/"))).tables
            for row in table.rows
            for cell in row.cells
        )
        assert downloaded(office, "/pdf/").startswith(b"%PDF-")

        office.goto("/classes/5/summons/")
        office.locator("[name=gather_at]").fill("7:30")
        submit(office)
        expect(office).to_have_url(re.compile(r"/summonses/\d+/$"))
        expect(office.locator("main table").first).to_contain_text("Phường Cửa Đông")
        assert downloaded(office, "/pdf/").startswith(b"%PDF-")
