"""Every text of the product that is to be translated, and every catalogue that translates."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import polib
from django.utils.translation.template import templatize

from tests.architecture.calls import calls, dotted, imported
from tests.architecture.source import SRC, Module, Template

# How many leading arguments of each function are texts; of the p-functions the first is the context.
TEXTS: Final = {"gettext": 1, "pgettext": 2, "ngettext": 2, "npgettext": 3}
TRANSLATION: Final = "django.utils.translation."
LITERAL: Final = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE: Final = re.compile(
    rf"(?<!\w)(?P<function>_|n?p?gettext)\(\s*(?P<first>{LITERAL})(?:,\s*(?P<second>{LITERAL}))?(?:,\s*(?P<third>{LITERAL}))?"
)
PLACE: Final = re.compile(r"%\(\w+\)[sdf]|%[sd]")


@dataclass(frozen=True, slots=True)
class Message:
    """A text with its context; `places` is where it stands."""

    text: str
    context: str | None
    place: str

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.text


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One feature's Vietnamese."""

    feature: str
    entries: polib.POFile


@cache
def catalogues() -> tuple[Catalogue, ...]:
    """Every Vietnamese catalogue of the product."""
    return tuple(
        Catalogue(feature=".".join(path.relative_to(SRC).parts[1:-4]), entries=polib.pofile(str(path)))
        for path in sorted(SRC.rglob("locale/vi/LC_MESSAGES/django.po"))
    )


def messages_of_code(modules: Iterable[Module]) -> Iterator[Message]:
    """Texts given to gettext and its kin, whatever they were imported as."""
    for module in modules:
        known = _names_of_gettext(module)
        for call in calls(module.tree):
            function = known.get(dotted(call.func))
            if function:
                yield from _messages(function, [_literal(argument) for argument in call.args], module.at(call))


def messages_of_templates(templates: Iterable[Template]) -> Iterator[Message]:
    """Texts of {% translate %}, {% blocktranslate %} and _("…") in tags."""
    for template in templates:
        for match in IN_TEMPLATE.finditer(templatize(template.text)):
            function = "gettext" if match["function"] == "_" else match["function"]
            texts = [ast.literal_eval(literal) for literal in match.group("first", "second", "third") if literal]
            yield from _messages(function, texts, template.path)


def places(text: str) -> list[str]:
    """What is filled in later: %(name)s."""
    return sorted(PLACE.findall(text.replace("%%", "")))


def _messages(function: str, arguments: list[str | None], place: str) -> Iterator[Message]:
    texts = arguments[: TEXTS[function]]
    context = texts.pop(0) if function in {"pgettext", "npgettext"} and texts else None
    for text in texts[:1]:
        yield Message(text="" if text is None else text, context=context, place=place)


def _names_of_gettext(module: Module) -> dict[str, str]:
    found = {}
    for node, name in imported(module.tree):
        if name.startswith(TRANSLATION) and isinstance(node, ast.ImportFrom):
            function = name.removeprefix(TRANSLATION).removesuffix("_lazy").removesuffix("_noop")
            alias = next(alias for alias in node.names if name.endswith(f".{alias.name}"))
            if function in TEXTS:
                found[alias.asname or alias.name] = function
    return found


def _literal(argument: ast.expr) -> str | None:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None
