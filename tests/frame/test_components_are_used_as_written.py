"""A component is given only what it knows: a misspelt attribute would silently do nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import khaigiang
from khaigiang.ground import web

SOURCE = Path(khaigiang.__file__).parent
COMPONENTS = Path(web.__file__).parent / "templates/cotton"
TAG = re.compile(r"<c-(?P<name>[a-z][\w.-]*)(?P<rest>(?:\"(?:\{[%{].*?[%}]\}|[^\"])*\"|'[^']*'|[^>\"'])*)>", re.DOTALL)
ATTRIBUTE = re.compile(r"(?P<name>:?[\w:.-]+)(?:=(?:\"(?:\{[%{].*?[%}]\}|[^\"])*\"|'[^']*'|[^\s>]+))?", re.DOTALL)
NOT_COMPONENTS = frozenset({"slot", "vars"})


def attributes_of(tag: str) -> list[str]:
    """The names of the attributes written in a tag, without the colon that passes an object."""
    return [found["name"].lstrip(":") for found in ATTRIBUTE.finditer(tag.rstrip("/"))]


def known_to(component: str) -> frozenset[str] | None:
    """The attributes of a component; None when it passes on what it does not know; KeyError when there is none."""
    path = COMPONENTS / (component.replace(".", "/").replace("-", "_") + ".html")
    path = path if path.exists() else path.with_suffix("") / "index.html"
    if not path.exists():
        raise KeyError(component)
    text = path.read_text(encoding="utf-8")
    if "attrs|attributes" in text:
        return None
    declared = re.search(r"<c-vars(.*?)/>", text, re.DOTALL)
    return frozenset(attributes_of(declared[1])) if declared else frozenset()


def misuses(text: str) -> Iterator[str]:
    """Components that do not exist, and attributes that their component does not know."""
    for tag in TAG.finditer(text):
        if tag["name"] in NOT_COMPONENTS:
            continue
        try:
            known = known_to(tag["name"])
        except KeyError:
            yield f"<c-{tag['name']}> does not exist"
            continue
        yield from (
            f"<c-{tag['name']} {name}>"
            for name in attributes_of(tag["rest"])
            if known is not None and name not in known
        )


def test_components_are_used_as_they_are_written() -> None:
    templates = sorted(SOURCE.rglob("templates/**/*.html"))

    found = [
        f"{template.relative_to(SOURCE)}: {misuse}"
        for template in templates
        for misuse in misuses(template.read_text(encoding="utf-8"))
    ]

    assert len(templates) > 50
    assert found == []


def test_a_misspelt_attribute_and_a_missing_component_are_seen() -> None:
    text = """<c-stat lable="x" :value="y" note="{% translate "a > b" %}" /><c-badge colour="red">x</c-badge>
              <c-nothing /><c-button hx-post="/x/">passed on</c-button><c-page.head titel='x' />"""

    assert list(misuses(text)) == [
        "<c-stat lable>",
        "<c-badge colour>",
        "<c-nothing> does not exist",
        "<c-page.head titel>",
    ]
