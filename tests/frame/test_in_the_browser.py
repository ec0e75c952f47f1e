"""The gallery in a real browser: no violation, no sideways scrolling, and what the scripts add."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from khaigiang.config.policy import POLICY
from khaigiang.config.rule import ANYONE
from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.notices.services import tell
from khaigiang.ground.web import clock
from khaigiang.ground.web.tests.gallery.views import NAMES
from tests.journeys.serving import sideways, violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
OWN_PAGES = ("/accounts/users/", "/accounts/users/new/", "/accounts/password/", "/notices/", "/no-such-page/")


@pytest.fixture
def person() -> User:
    return make_user("thuanh", password="mot mat khau dai", is_administrator=True)


@pytest.fixture
def site(live_server: LiveServer, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """The gallery beside the product, open to whoever is signed in."""
    settings.ROOT_URLCONF = "tests.frame.urls"
    for name in ("home", "gallery", "refuse", "tell"):
        monkeypatch.setitem(POLICY, name, ANYONE)
    return str(live_server.url)


@pytest.fixture
def signed_in(context: BrowserContext, site: str, person: User) -> BrowserContext:
    _sign_in(context, site, person)
    return context


def _sign_in(context: BrowserContext, site: str, person: User) -> None:
    client = Client()
    client.force_login(person)
    assert SESSION_KEY in client.session
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])


@pytest.fixture(params=[(DESKTOP, "light"), (PHONE, "light"), (DESKTOP, "dark"), (PHONE, "dark")], ids=str)
def window(request: pytest.FixtureRequest, browser: Browser, site: str, person: User) -> Iterator[Page]:
    viewport, scheme = request.param
    context = browser.new_context(viewport=viewport, color_scheme=scheme, locale="vi-VN")
    _sign_in(context, site, person)
    yield context.new_page()
    context.close()


def test_every_page_is_free_of_violations_and_fits_its_window(window: Page, site: str, person: User) -> None:
    tell([person], title="Huyện ủy Mỹ Đức đã gửi danh sách", body="19 đồng chí.", link="/", at=clock.now())

    found = []
    for address in [*(f"/gallery/{name}/" for name in NAMES), *OWN_PAGES, "/gallery/people/?page=2#menu"]:
        answer = window.goto(site + address)
        assert answer is not None
        assert answer.status == (404 if "no-such-page" in address else 200)
        found += violations(window)
        found += [f"{address} scrolls sideways by {sideways(window)}"] if sideways(window) else []

    assert found == []


def test_the_sign_in_page_is_free_of_violations(page: Page, site: str) -> None:
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        page.goto(f"{site}/accounts/sign-in/")
        assert (violations(page), sideways(page)) == ([], 0)


def test_the_check_finds_a_planted_violation(page: Page, site: str) -> None:
    page.goto(f"{site}/accounts/sign-in/")
    page.evaluate("document.querySelector('label').remove()")

    assert any(" label: " in violation for violation in violations(page))


@pytest.mark.usefixtures("person")
def test_a_person_signs_in_and_out(page: Page, site: str) -> None:
    page.goto(f"{site}/notices/")
    page.get_by_label("Tên đăng nhập").fill("thuanh")
    page.get_by_label("Mật khẩu").fill("mot mat khau dai")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_url(f"{site}/notices/")

    page.locator("details.person summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


@pytest.mark.usefixtures("signed_in")
def test_the_slash_key_goes_to_the_search_box(page: Page, site: str) -> None:
    page.goto(f"{site}/gallery/people/")
    page.evaluate("document.querySelector('.main input').setAttribute('data-shortcut', '/')")
    page.keyboard.press("/")

    assert page.evaluate("document.activeElement.matches('[data-shortcut]')")
    page.keyboard.type("a/b")
    assert page.evaluate("document.activeElement.value") == "a/b"


@pytest.mark.usefixtures("signed_in")
def test_the_theme_is_changed_in_the_person_menu(page: Page, site: str) -> None:
    page.goto(f"{site}/notices/")
    page.locator("details.person summary").click()
    page.get_by_role("button", name="Tối").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(231, 237, 246)"


def test_the_drawer_and_the_menus_work_without_a_script(browser: Browser, site: str, person: User) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    _sign_in(context, site, person)
    page = context.new_page()
    page.goto(f"{site}/gallery/people/")
    users = page.get_by_role("link", name="Người dùng")

    expect(users).to_be_hidden()
    page.get_by_role("link", name="Mở danh mục").click()
    expect(users).to_be_visible()
    page.get_by_role("link", name="Đóng danh mục").click()
    expect(users).to_be_hidden()
    page.locator("details.person summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    context.close()


def _value(page: Page, name: str) -> str:
    return page.locator(f"[name='{name}']").input_value()


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name"))


def _paste(page: Page, text: str) -> None:
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData('text/plain', text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


@pytest.mark.usefixtures("signed_in")
def test_arrows_and_enter_move_through_the_grid(page: Page, site: str) -> None:
    page.goto(f"{site}/gallery/marks/")
    page.locator("[name='m-1-1']").focus()

    places = []
    for key in ("Enter", "ArrowDown", "ArrowUp", "ArrowRight", "Shift+Enter", "ArrowLeft"):
        page.keyboard.press(key)
        places.append(_focused(page))

    assert places == ["m-2-1", "m-3-1", "m-2-1", "m-2-2", "m-1-2", "m-1-1"]


@pytest.mark.usefixtures("signed_in")
def test_typing_in_a_cell_replaces_it_and_the_left_arrow_first_moves_in_the_text(page: Page, site: str) -> None:
    page.goto(f"{site}/gallery/marks/")
    page.locator("[name='m-2-2']").focus()
    page.keyboard.type("9,5")
    page.keyboard.press("ArrowLeft")

    assert (_value(page, "m-2-2"), _focused(page)) == ("9,5", "m-2-2")


@pytest.mark.usefixtures("signed_in")
def test_a_block_from_a_spreadsheet_is_pasted(page: Page, site: str) -> None:
    page.goto(f"{site}/gallery/marks/")
    page.locator("[name='m-3-2']").focus()
    _paste(page, "7,5\t8\r\n9\t10\r\n")

    assert [_value(page, f"m-{row}-{column}") for row in (3, 4) for column in (2, 3)] == ["7,5", "8", "9", "10"]
    expect(page.get_by_text("Đã điền 4 ô.")).to_be_visible()


@pytest.mark.usefixtures("signed_in")
def test_a_block_that_does_not_fit_is_refused_whole(page: Page, site: str) -> None:
    page.goto(f"{site}/gallery/marks/")
    before = _value(page, "m-107-1")
    page.locator("[name='m-107-1']").focus()
    _paste(page, "1\n2\n3")

    expect(page.get_by_role("alert")).to_contain_text("Khối dán có 3 dòng và 1 cột, nhưng từ ô này chỉ còn 1 dòng")
    assert _value(page, "m-107-1") == before


@pytest.mark.usefixtures("signed_in")
def test_a_pasted_word_that_is_no_choice_is_refused_whole(page: Page, site: str) -> None:
    page.goto(f"{site}/gallery/marks/")
    before = _value(page, "m-5-3")
    page.locator("[name='m-5-3']").focus()
    _paste(page, "8\tKhá\n9\tTuyệt")

    expect(page.get_by_role("alert")).to_contain_text("“Tuyệt” không có trong các lựa chọn")
    assert _value(page, "m-5-3") == before


@pytest.mark.usefixtures("signed_in")
def test_choices_are_pasted_by_their_words(page: Page, site: str) -> None:
    page.goto(f"{site}/gallery/marks/")
    page.locator("[name='c-1']").focus()
    _paste(page, "khá\nTốt\nKhá")

    assert [_value(page, f"c-{row}") for row in (1, 2, 3)] == ["k", "t", "k"]


@pytest.mark.usefixtures("signed_in")
def test_a_form_is_sent_once(page: Page, site: str) -> None:
    page.goto(f"{site}/gallery/marks/")
    # The answer never comes: the form stays on its way.
    page.evaluate("window.addEventListener('submit', event => event.preventDefault())")
    button = page.get_by_role("button", name="Lưu điểm")
    button.click()

    expect(button).to_be_disabled()
    expect(page.locator("progress[data-busy]")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('pageshow'))")
    expect(button).to_be_enabled()


def test_the_copy_button_appears_and_says_that_it_copied(signed_in: BrowserContext, page: Page, site: str) -> None:
    signed_in.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/gallery/forms/")
    page.get_by_role("button", name="Chép").click()

    expect(page.get_by_role("status").filter(has_text="Đã chép")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()").startswith("Lịch học ngày 24/5/2023")


@pytest.mark.usefixtures("signed_in")
def test_a_refused_act_is_told_on_the_page_of_its_button(page: Page, site: str) -> None:
    page.goto(f"{site}/gallery/forms/")
    page.get_by_role("button", name="Mở lại kết quả").click()

    expect(page.locator("#messages")).to_contain_text("Lớp 4 đã khóa điểm.")
    expect(page).to_have_url(f"{site}/gallery/forms/")


@pytest.mark.usefixtures("signed_in")
def test_htmx_changes_a_part_and_tells_beside_it(page: Page, site: str) -> None:
    page.goto(f"{site}/gallery/class/")
    page.get_by_role("button", name="Chấp nhận").click()

    expect(page.locator("#told")).to_contain_text("Phần mới")
    expect(page.locator("#messages")).to_contain_text("Đã chấp nhận 19 đồng chí.")


@pytest.mark.usefixtures("signed_in")
def test_htmx_leaves_the_part_alone_when_an_act_is_refused(page: Page, site: str) -> None:
    page.goto(f"{site}/gallery/class/")
    page.get_by_role("button", name="Thử sửa").click()

    expect(page.locator("#messages")).to_contain_text("Lớp 4 đã khóa điểm.")
    expect(page.locator("#told")).to_have_text("Phần cũ")


@pytest.mark.usefixtures("signed_in")
def test_the_first_tab_leads_to_the_content(page: Page, site: str) -> None:
    page.goto(f"{site}/gallery/people/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
