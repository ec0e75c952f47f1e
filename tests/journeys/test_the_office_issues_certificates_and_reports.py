"""The third journey: certificates and their public check, the report of the programme and the people behind a figure."""

import re
from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.journeys.serving import Site

pytestmark = pytest.mark.journey


def test_a_certificate_is_checked_by_a_stranger(site_to_read: Site) -> None:
    with site_to_read.seen_by("demo-office") as office, site_to_read.visited(width=390) as stranger:
        office.goto("/certificates/classes/1/")
        expect(office.locator("form[action$='/issue/']")).to_have_count(0)  # nobody waits for one
        number = office.locator("main tbody th a").first.inner_text()
        office.locator("main tbody th a").first.click()
        address = office.locator("main a[href*='/check/']").get_attribute("href") or ""
        pdf = office.request.get(office.url + "certificate.pdf")
        assert pdf.body().startswith(b"%PDF-")

        stranger.goto("/" + address.split("/", 3)[3] if address.startswith("http") else address)
        expect(stranger.locator("main")).to_contain_text(number)
        expect(stranger.locator(".alert-success")).to_be_visible()


def test_an_unknown_number_is_told_so(site_to_read: Site) -> None:
    with site_to_read.visited() as stranger:
        stranger.goto("/certificates/check/")
        stranger.locator("main form input:not([type=hidden])").fill("9999/CN-TĐTCB")
        stranger.locator("main form button").first.click()

        expect(stranger.locator("main .errorlist")).to_have_text(
            "Không có giấy chứng nhận nào mang số hiệu này. So lại từng ký tự với giấy."
        )
        expect(stranger.locator("main .errorlist")).to_be_visible()
        expect(stranger.get_by_label("Số hiệu giấy chứng nhận")).to_have_value("9999/CN-TĐTCB")


def test_a_second_click_issues_nobody_a_second_certificate(site: Site) -> None:
    with site.seen_by("demo-office") as office:
        office.goto("/certificates/classes/4/")
        before = office.locator("main tbody tr").count()
        token = office.context.cookies()
        csrf = next(cookie["value"] for cookie in token if "csrf" in (cookie.get("name") or ""))
        answers = [
            office.request.post(
                "/certificates/classes/4/issue/", form={"csrfmiddlewaretoken": csrf}, headers={"Referer": site.address}
            )
            for _ in range(2)
        ]
        office.reload()

        assert [answer.status for answer in answers] == [200, 200]
        assert office.locator("main tbody tr").count() == before


def test_a_figure_of_the_report_leads_to_its_people(site_to_read: Site) -> None:
    with site_to_read.seen_by("demo-office") as office:
        office.goto("/reports/plans/1/?on=24/5/2023")
        files = {
            kind: office.request.get(f"/reports/plans/1/report.{kind}?on=24/5/2023").body()
            for kind in ("docx", "pdf", "xlsx")
        }
        assert Document(BytesIO(files["docx"])).paragraphs
        assert files["pdf"].startswith(b"%PDF-")
        assert CalamineWorkbook.from_filelike(BytesIO(files["xlsx"])).sheet_names

        office.locator("main a[href*='/people/completed/']").first.click()
        expect(office).to_have_url(re.compile("/people/completed/"))
        shown = int(re.search(r"\d+", office.locator("main h1").inner_text())[0])  # type: ignore[index]
        assert office.locator("main tbody tr").count() == min(shown, 100)  # a page of the list
