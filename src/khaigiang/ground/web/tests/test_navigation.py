"""The side bar."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import RequestFactory
from django.urls import resolve

from khaigiang.ground.web import navigation
from khaigiang.ground.web.navigation import Entry, Section, register, sections_for


@pytest.fixture(autouse=True)
def _entries_of_the_test_alone() -> Iterator[None]:
    before = dict(navigation._entries)
    navigation._entries.clear()
    yield
    navigation._entries.clear()
    navigation._entries.update(before)


def _sections(path: str = "/notices/", closed: frozenset[str] = frozenset()) -> tuple[Section, ...]:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(request.path)
    request.may_open = lambda name: name not in closed  # type: ignore[attr-defined]  # as the policy's gate does
    return sections_for(request)


def _entry(url_name: str, order: int, section: str = "", count: int = 0) -> Entry:
    return Entry(url_name=url_name, label=url_name, icon="users", order=order, section=section, badge=lambda _: count)


def test_entries_stand_in_order_under_their_sections() -> None:
    register(_entry("accounts:users", 900, "Installation"))
    register(_entry("notices:list", 20))
    register(_entry("accounts:change_password", 10))
    register(_entry("accounts:new_user", 5, "Installation"))

    found = [(section.title, [link.label for link in section.links]) for section in _sections()]

    assert found == [
        ("Installation", ["accounts:new_user", "accounts:users"]),
        ("", ["accounts:change_password", "notices:list"]),
    ]


def test_a_section_is_never_torn_apart() -> None:
    register(_entry("notices:list", 1, "A"))
    register(_entry("accounts:users", 2, "B"))
    register(_entry("accounts:new_user", 3, "A"))

    assert [section.title for section in _sections()] == ["A", "B"]


def test_what_the_policy_closes_is_not_shown() -> None:
    register(_entry("notices:list", 1))
    register(_entry("accounts:users", 2))

    shown = _sections(closed=frozenset({"accounts:users"}))

    assert [link.label for section in shown for link in section.links] == ["notices:list"]


def test_the_page_one_is_on_is_marked() -> None:
    register(_entry("notices:list", 1))
    register(_entry("accounts:users", 2))

    assert [(link.label, link.is_active) for link in _sections()[0].links] == [
        ("notices:list", True),
        ("accounts:users", False),
    ]


def test_a_page_inside_a_feature_marks_the_features_entry() -> None:
    register(_entry("notices:list", 1))
    register(_entry("accounts:users", 2))

    assert [link.is_active for link in _sections("/accounts/users/new/")[0].links] == [False, True]


def test_of_two_entries_of_a_feature_the_nearer_one_is_marked() -> None:
    register(_entry("accounts:users", 1))
    register(_entry("accounts:new_user", 2))

    assert [link.is_active for link in _sections("/accounts/users/7/")[0].links] == [True, False]


def test_a_page_beside_the_entries_of_its_feature_marks_none() -> None:
    register(_entry("accounts:users", 1))

    assert [link.is_active for link in _sections("/accounts/password/")[0].links] == [False]


def test_a_badge_counts_what_waits() -> None:
    register(_entry("notices:list", 1, count=12))

    assert _sections()[0].links[0].count == 12


def test_registering_twice_shows_once() -> None:
    register(_entry("notices:list", 1))
    register(_entry("notices:list", 1))

    assert len(_sections()[0].links) == 1


def test_the_day_one_looks_at_is_kept_between_entries_that_say_so() -> None:
    for name, keeps in (("notices:list", True), ("accounts:users", True), ("accounts:change_password", False)):
        register(replace(_entry(name, 1), keeps_day=keeps))

    def urls(path: str) -> dict[str, str]:
        return {link.label: link.url for link in _sections(path)[0].links}

    assert urls("/notices/?on=2023-05-24") == {
        "notices:list": "/notices/?on=2023-05-24",
        "accounts:users": "/accounts/users/?on=2023-05-24",
        "accounts:change_password": "/accounts/password/",
    }
    assert urls("/notices/")["accounts:users"] == "/accounts/users/"
    assert urls("/accounts/password/?on=2023-05-24")["accounts:users"] == "/accounts/users/"
    assert urls(f"/notices/?on={'9' * 40}")["accounts:users"] == "/accounts/users/"
