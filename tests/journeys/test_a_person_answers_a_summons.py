"""The fifth journey: a summons is opened from a mail on a telephone, answered there, and a substitute named."""

import re
import time
from email import message_from_bytes, policy
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.serving import Site, served, sideways, violations
from tests.on_the_story.playing import Installation

pytestmark = pytest.mark.journey

# The day before the last class begins; somebody of Phường Cửa Đông has not answered the message whose number it tells.
THE_EVE: Final = """
from datetime import date
from khaigiang.doors.rehearsal.models import Rehearsal
from khaigiang.doors.rehearsal.services import stand_on
from khaigiang.ground.outbox.models import Message
from khaigiang.registry.officials.models import Official
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.cohorts.models import Enrolment
stand_on(Rehearsal.objects.get(), date(2023, 5, 23))
called = Enrolment.objects.get(training_class__number=5, is_current=True, target_post__unit__name="Phường Cửa Đông")
Official.objects.filter(pk=called.official_id).update(born_on="1975-09-02")
Answer.objects.filter(enrolment=called).update(state="silent", received_at=None, answered_at=None)
print(Message.objects.get(mailing__key__startswith="summons", receiver=f"enrolment {called.pk}").pk)
"""
LINK: Final = re.compile(r"https?://\S+?(/answers/own/\S+/)")
SECONDS_TO_POST: Final = 60
ILL: Final = "Nhập viện ngày 23/5"


def link_in_the_mail(home: Path) -> str:
    """The address in the one mail that went, once it has gone."""
    deadline = time.monotonic() + SECONDS_TO_POST
    while time.monotonic() < deadline:
        for file in (home / "mail").glob("*.log"):
            for part in re.split(rb"(?m)^-{70,}$", file.read_bytes()):
                mail = message_from_bytes(part.strip(), policy=policy.default)
                body = mail.get_body(preferencelist=("plain",))
                found = LINK.search(body.get_content() if body else "")
                if found:
                    return found[1]
        time.sleep(0.5)
    raise AssertionError("no mail went")


def send_once_more(office: Page, message: str) -> None:
    """The person has lost the message: the office sends it again."""
    office.goto(f"/outbox/messages/{message}/")
    office.locator("[name=reason]").fill("Đồng chí báo không tìm thấy thư")
    press(office, "Gửi lại")


def telephone(browser: Browser, site: Site, *, scripts: bool = True) -> Page:
    context = browser.new_context(
        base_url=site.address,
        java_script_enabled=scripts,
        locale="vi-VN",
        viewport={"width": 390, "height": 844},
        has_touch=True,
    )
    return context.new_page()


def press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def stands_well(page: Page) -> None:
    """Nobody is left out, and nothing runs off the telephone."""
    assert violations(page) == []
    assert sideways(page) == 0


def not_coming(office: Page) -> int:
    """How many do not come, as the office's page of class 5 counts them."""
    office.goto("/answers/of-class/5/")
    return int(office.locator("main .stat", has_text="Không tham dự").locator(".stat-value strong").inner_text())


def answer_on_the_telephone(phone: Page, link: str) -> None:
    """Opened by a press, said yes, then no with a photographed paper."""
    phone.goto(link)
    stands_well(phone)
    press(phone, "Mở giấy triệu tập")
    stands_well(phone)
    press(phone, "Tôi sẽ tham dự")
    expect(phone.get_by_text("Đồng chí sẽ tham dự")).to_be_visible()
    photo = phone.screenshot(type="jpeg")
    phone.locator("main details summary").first.click()
    phone.locator("[name=kind]").select_option("illness")
    phone.locator("[name=words]").fill(ILL)
    phone.locator("[name=paper]").set_input_files({"name": "giay-vien.jpg", "mimeType": "image/jpeg", "buffer": photo})
    press(phone, "Tôi không thể tham dự")
    expect(phone.get_by_text("Đồng chí không tham dự được")).to_be_visible()
    stands_well(phone)


def change_on_another_device(other: Page, link: str) -> None:
    """A second device is asked for the date of birth, and needs no script to ask for a later class."""
    other.goto(link)
    other.locator("[name=birthday]").fill("1/1/1970")
    press(other, "Mở giấy triệu tập")
    expect(other.locator("main, [role=alert]").first).to_contain_text("Ngày sinh không khớp với hồ sơ")
    expect(other.locator("body")).not_to_contain_text(ILL)
    other.locator("[name=birthday]").fill("2/9/1975")
    press(other, "Mở giấy triệu tập")
    other.locator("main details summary").first.click()
    other.locator("[name=later]").check()
    press(other, "Tôi không thể tham dự")
    expect(other.get_by_text("Đồng chí xin học lớp sau")).to_be_visible()


def name_a_substitute(committee: Page) -> None:
    committee.goto("/answers/of-class/5/?state=waits")
    committee.locator("main tbody th a").first.click()
    committee.locator("main a[href$='/settle/']").click()
    committee.locator("main a[href$='/substitute/']").click()
    committee.locator("input[name=official]:enabled").first.check()
    committee.locator("[name=reason]").fill("Đang điều trị")
    press(committee, "Cử người thay")


def test_a_summons_is_opened_from_a_mail_and_answered_on_a_telephone(own_demo: Installation, browser: Browser) -> None:
    done = own_demo.run("shell", "-v", "0", "-c", THE_EVE)
    assert done.returncode == 0, done.stderr
    with served(own_demo, browser, with_worker=True) as site, site.seen_by("demo-office") as office:
        before = not_coming(office)
        send_once_more(office, done.stdout.strip())
        link = link_in_the_mail(own_demo.home)

        answer_on_the_telephone(telephone(browser, site), link)
        assert not_coming(office) == before + 1
        change_on_another_device(telephone(browser, site, scripts=False), link)
        with site.seen_by("demo-committee") as committee:
            name_a_substitute(committee)

        office.goto("/answers/of-class/5/?state=waits")
        expect(office.locator("main tbody tr")).to_have_count(0)
        ended = telephone(browser, site)
        response = ended.goto(link)
        assert response is not None
        assert response.status == 410
        stands_well(ended)
