"""Strict content security policy, and a way without JavaScript for every act."""

import re
from collections.abc import Iterable, Iterator

from tests.architecture.source import Template, templates
from tests.templates.pages import FORMS, MARK, Element, Page

HANDLER = re.compile(r"on[a-z]+|hx-on.*")
FOREIGN = re.compile(r"(?:https?:)?//")
LOADED_FROM = ("src", "srcset", "href", "action", "poster", "data")
ASKS_THE_SERVER = ("hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete")


def inline_code(found: Iterable[Template]) -> list[str]:
    """Styles, scripts and handlers inside the page: the policy refuses them."""
    return [
        f"{template.path}:{element.line} {fault}"
        for template, element in _elements(found)
        for fault in _inline(element)
    ]


def foreign_addresses(found: Iterable[Template]) -> list[str]:
    """Things loaded from, or sent to, another host."""
    return [
        f"{template.path}:{element.line} {element.attributes[name]}"
        for template, element in _elements(found)
        for name in LOADED_FROM
        if FOREIGN.match(element.attributes.get(name, ""))
    ]


def acts_that_need_a_script(found: Iterable[Template]) -> list[str]:
    """Elements that ask the server by htmx and have no address or form to fall back on."""
    return [
        f"{template.path}:{element.line} <{element.name}>"
        for template, element in _elements(found)
        if any(name in element.attributes for name in ASKS_THE_SERVER) and not _works_alone(element)
    ]


def _elements(found: Iterable[Template]) -> Iterator[tuple[Template, Element]]:
    return ((template, element) for template in found for element in Page(template.text).elements)


def _inline(element: Element) -> Iterator[str]:
    if element.name == "style" or (element.name == "script" and "src" not in element.attributes):
        yield f"<{element.name}>"
    for name, value in element.attributes.items():
        if name == "style" or HANDLER.fullmatch(name) or value.startswith("javascript:"):
            yield name


def _works_alone(element: Element) -> bool:
    """A form sends itself with all that stands in it; a link leads somewhere."""
    if element.name in {"a", "c-button"}:
        return "href" in element.attributes or element.in_form
    return element.name in FORMS or element.in_form or MARK in element.name


def test_pages_hold_no_inline_code() -> None:
    assert inline_code(templates()) == []


def test_pages_load_nothing_from_elsewhere() -> None:
    assert foreign_addresses(templates()) == []


def test_every_act_has_a_way_without_a_script() -> None:
    assert acts_that_need_a_script(templates()) == []


def test_inline_code_is_seen() -> None:
    text = """<style>p {}</style><p style="x">a</p><script>1</script><script src="{% static 'a.js' %}"></script>
<button onclick="x()" hx-on:click="y()"></button><a href="javascript:z()"></a>"""

    assert [line.split(" ", 1)[1] for line in inline_code([Template("x.html", text)])] == [
        "<style>",
        "style",
        "<script>",
        "onclick",
        "hx-on:click",
        "href",
    ]


def test_a_foreign_address_is_seen() -> None:
    text = '<svg xmlns="http://www.w3.org/2000/svg"></svg><link href="//fonts.example/x.css"><img src="/a.png">'

    assert foreign_addresses([Template("x.html", text)]) == ["x.html:1 //fonts.example/x.css"]


def test_an_act_that_needs_a_script_is_seen() -> None:
    text = """<tr hx-get="/x"></tr><form hx-post="/y" method="post"><div hx-get="/count"></div></form>
<a hx-get="/z">z</a><a hx-get="/z" href="/z">z</a>"""

    assert acts_that_need_a_script([Template("x.html", text)]) == ["x.html:1 <tr>", "x.html:2 <a>"]
