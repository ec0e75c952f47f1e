"""Looks a Word template over before it is used: is it safe to open, does it ask for fields that the paper has?

A template comes from whoever uploads it. It is unpacked within limits, and what reaches out of the file or runs
(macros, embedded objects, links to other files, fields that fetch) is refused before anything else reads it.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from khaigiang.papers.people import person_row
from khaigiang.papers.values import Person
from khaigiang.papers.word_filling import FILTERS, engine, ready, shipped
from khaigiang.papers.word_places import PARAGRAPH, WORD, place_of, words_in

MOST_PARTS: Final = 400
MOST_BYTES: Final = 40 * 1024 * 1024
DEEPEST: Final = 3
_TEXTS: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_RUNS: Final = re.compile(r"vbaProject|vbaData|activeX|oleObject|/embeddings/|\.bin$", re.IGNORECASE)
_FETCHES: Final = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON)\b")
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
# What makes a paper a paper: whoever leaves one of these out of a template is told.
_ALWAYS: Final = ("issuer", "number", "place_date", "draft", "sign")
_PEOPLE: Final = frozenset(
    person_row(1, Person(name="", born_on="", sex=None, post="", unit=""))
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong with a template.

    `kind` says what: "unsafe", "unreadable", "syntax", "unknown", "forbidden" or "missing"; `what` names it, `place`
    where it stands, `nearest` the known field that was perhaps meant.
    """

    kind: str
    what: str
    place: str = ""
    nearest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a paper; one of a list has the names that its rows have."""

    name: str
    of_rows: tuple[str, ...] = ()
    is_required: bool = False


def findings(template: bytes, name: str) -> list[Finding]:
    """All that is wrong with a template of a paper ("state/summons"), in the order of its pages; none means it may be used."""
    dangers = list(unsafe(template))
    if dangers:
        return dangers
    try:
        sources = _sources(template)
    except (BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as broken:
        return [Finding(kind="unreadable", what=str(broken)[:200])]
    trees, broken_tags = _parsed(sources)
    if broken_tags:
        return broken_tags
    known = _known(name)
    asked = [one for part, tree in trees for one in _asked(tree, part, known, sources[part])]
    return asked or list(_missing(trees, name))


def fields_of(name: str) -> list[Field]:
    """The fields that a template of a paper may print, those it must print marked."""
    known, needed = _known(name), _needed(name)
    return [
        Field(name=one, of_rows=tuple(sorted(rows)), is_required=one in needed) for one, rows in sorted(known.items())
    ]


def unsafe(template: bytes) -> Iterator[Finding]:
    """What makes a Word file unfit to be opened here: it is none, unpacks past the limits, runs, or reaches out."""
    try:
        with ZipFile(io.BytesIO(template)) as file:
            parts = file.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                yield Finding(kind="unsafe", what="size")
                return
            if "word/document.xml" not in file.namelist():
                yield Finding(kind="unreadable", what="word/document.xml")
                return
            for part in parts:
                yield from _unsafe_part(file, part.filename)
    except (BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as broken:
        yield Finding(kind="unreadable", what=str(broken)[:200])


def _unsafe_part(file: ZipFile, part: str) -> Iterator[Finding]:
    if _RUNS.search(part):
        yield Finding(kind="unsafe", what="macro", place=part)
    if not part.endswith((".xml", ".rels")):
        return
    with file.open(part) as opened:
        text = opened.read(MOST_BYTES + 1)
    if len(text) > MOST_BYTES or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        yield Finding(kind="unsafe", what="entity", place=part)
    elif part.endswith(".rels") and b'TargetMode="External"' in text.replace(b"'", b'"'):
        yield Finding(kind="unsafe", what="link", place=_target(text))
    elif (part == "[Content_Types].xml" and b"macroEnabled" in text) or b"altChunk" in text:
        yield Finding(kind="unsafe", what="macro", place=part)
    else:
        yield from _fetching(text)


def _fetching(text: bytes) -> Iterator[Finding]:
    if b"instrText" not in text and b"fldSimple" not in text:
        return
    tree = _tree(text)
    asked = "".join(one.text or "" for one in tree.iter(f"{WORD}instrText"))
    asked += " ".join(one.get(f"{WORD}instr") or "" for one in tree.iter(f"{WORD}fldSimple"))
    if _FETCHES.search(asked):
        yield Finding(kind="unsafe", what="link", place=asked.strip()[:80])


def _target(rels: bytes) -> str:
    tree = _tree(rels)
    return next((one.get("Target", "") for one in tree if one.get("TargetMode") == "External"), "")[:80]


def _tree(text: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(text, parser)


def _sources(template: bytes) -> dict[str, bytes]:
    """The texts of a template by the part of the file they stand in, the body first."""
    with ZipFile(io.BytesIO(template)) as file:
        parts = sorted(
            (part for part in file.namelist() if _TEXTS.fullmatch(part)), key=lambda part: "document" not in part
        )
        return {part: file.read(part) for part in parts}


Trees = list[tuple[str, nodes.Template]]


def _parsed(sources: Mapping[str, bytes]) -> tuple[Trees, list[Finding]]:
    trees, broken = [], []
    for part, text in sources.items():
        try:
            trees.append((part, engine().parse(ready(text.decode("utf-8")))))
        except TemplateSyntaxError as wrong:
            broken.append(Finding(kind="syntax", what=str(wrong.message)[:200], place=_unclosed(text)))
    return trees, broken


def _unclosed(text: bytes) -> str:
    """The tag that opens what is never closed, or closes what was never opened, with its place."""
    opened: list[tuple[str, str]] = []
    for place, tag in _tags(text):
        word = (re.findall(r"[a-z]+", re.sub(r"^\{%(?:p|tr|tc|r)?\s", "", tag)) or [""])[0]
        if word in {"for", "if"} and tag.startswith("{%"):
            opened.append((word, f"{place}: {tag}"))
        elif word in {"endfor", "endif"}:
            if not opened or opened[-1][0] != word.removeprefix("end"):
                return f"{place}: {tag}"
            opened.pop()
    return opened[-1][1] if opened else ""


def _tags(text: bytes) -> Iterator[tuple[str, str]]:
    """Every tag of a text with the paragraph or cell it stands in."""
    for number, paragraph in enumerate(_tree(text).iter(PARAGRAPH), start=1):
        for tag in _TAG.findall(words_in(paragraph)):
            yield place_of(paragraph, number), " ".join(tag.split())


Known = Mapping[str, frozenset[str]]


def _asked(tree: nodes.Template, part: str, known: Known, text: bytes) -> Iterator[Finding]:
    walk = _Walk(known)
    walk.through(tree, {}, depth=0)
    for kind, what in dict.fromkeys(walk.found):
        place = next((where for where, tag in _tags(text) if re.search(rf"\b{re.escape(what)}\b", tag)), part)
        names = {*known, *(name for rows in known.values() for name in rows)}
        nearest = (get_close_matches(what, names, n=1, cutoff=0.6) or [""])[0] if kind == "unknown" else ""
        yield Finding(kind=kind, what=what, place=place, nearest=nearest)


class _Walk:
    """Goes through a template with the names that hold rows at each place, and notes what it may not have."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.used: set[str] = set()
        self.found: list[tuple[str, str]] = []

    def through(self, node: nodes.Node, rows: Mapping[str, frozenset[str]], *, depth: int) -> None:
        """Read a node and all beneath it; `rows` are the loop's own names with what their rows have."""
        if isinstance(node, nodes.For):
            self._loop(node, rows, depth=depth + 1)
            return
        if isinstance(node, nodes.Name):
            self._name(node.name, rows)
        elif isinstance(node, nodes.Getattr):
            self._attribute(node, rows)
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            self.found.append(("forbidden", node.name))
        elif isinstance(node, _FORBIDDEN):
            self.found.append(("forbidden", type(node).__name__.lower()))
        for child in node.iter_child_nodes():
            self.through(child, rows, depth=depth)

    def _loop(self, node: nodes.For, rows: Mapping[str, frozenset[str]], *, depth: int) -> None:
        self.through(node.iter, rows, depth=depth)
        over, targets = self._rows_of(node.iter, rows), list(node.target.find_all(nodes.Name))
        names = [node.target.name] if isinstance(node.target, nodes.Name) else [one.name for one in targets]
        # A loop over all people within a loop over all people would print a page for every pair.
        if depth > DEEPEST or (over and any(rows.values()) and isinstance(node.iter, nodes.Name)):
            self.found.append(("forbidden", "for"))
            return
        inner = {**rows, **dict.fromkeys(names, over), "loop": _LOOP}
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            self.through(child, inner, depth=depth)

    def _rows_of(self, over: nodes.Node, rows: Mapping[str, frozenset[str]]) -> frozenset[str]:
        if isinstance(over, nodes.Getitem):
            return self._rows_of(over.node, rows)
        if isinstance(over, nodes.Name):
            return self.known.get(over.name, frozenset())
        if isinstance(over, nodes.Getattr):
            return self.known.get(over.attr, frozenset())
        return frozenset()

    def _name(self, name: str, rows: Mapping[str, frozenset[str]]) -> None:
        self.used.add(name)
        if name not in self.known and name not in rows:
            self.found.append(("unknown", name))

    def _attribute(self, node: nodes.Getattr, rows: Mapping[str, frozenset[str]]) -> None:
        of = self._names_of(node.node, rows)
        if node.attr.startswith("_"):
            self.found.append(("forbidden", node.attr))
        elif node.attr not in of:
            self.found.append(("unknown", node.attr))

    def _names_of(self, node: nodes.Node, rows: Mapping[str, frozenset[str]]) -> frozenset[str]:
        if isinstance(node, nodes.Name):
            return rows.get(node.name, frozenset()) | self.known.get(node.name, frozenset())
        if isinstance(node, nodes.Getitem):
            return self._names_of(node.node, rows)
        if isinstance(node, nodes.Getattr):
            return self.known.get(node.attr, frozenset())
        return frozenset()


_LOOP: Final = frozenset({"first", "last", "index", "index0", "length", "revindex"})
_FORBIDDEN: Final = (
    nodes.Call, nodes.Macro, nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends, nodes.Block, nodes.CallBlock,
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Concat, nodes.Assign,
    nodes.AssignBlock, nodes.With, nodes.FilterBlock, nodes.Dict, nodes.Tuple, nodes.List,
)  # fmt: skip


@lru_cache(maxsize=64)
def _known(name: str) -> dict[str, frozenset[str]]:
    """Every field that the shipped template of a paper prints, with the names that its rows or parts have."""
    known: dict[str, set[str]] = {}
    for tree in (engine().parse(ready(text.decode("utf-8"))) for text in _sources(shipped(name)).values()):
        loops: dict[str, set[str]] = {}
        for loop in tree.find_all(nodes.For):
            if isinstance(loop.target, nodes.Name):
                loops.setdefault(loop.target.name, set()).add(_last_name(loop.iter))
        for free in _free_names(tree, frozenset({"loop"})):
            known.setdefault(free, set())
        for attribute in tree.find_all(nodes.Getattr):
            holder = _last_name(attribute.node)
            for of in loops.get(holder, {holder}):
                if of != "loop":
                    known.setdefault(of, set()).add(attribute.attr)
    return {one: frozenset(rows | _PEOPLE if {"name", "unit"} <= rows else rows) for one, rows in known.items()}


def _free_names(node: nodes.Node, bound: frozenset[str]) -> Iterator[str]:
    """Names that no loop around them has made."""
    if isinstance(node, nodes.Name) and node.name not in bound:
        yield node.name
    if isinstance(node, nodes.For):
        yield from _free_names(node.iter, bound)
        bound |= {one.name for one in (node.target, *node.target.find_all(nodes.Name)) if isinstance(one, nodes.Name)}
    for child in node.iter_child_nodes():
        if not (isinstance(node, nodes.For) and child is node.iter):
            yield from _free_names(child, bound)


def _last_name(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return str(node.attr)
    if isinstance(node, nodes.Getitem):
        return _last_name(node.node)
    return str(getattr(node, "name", ""))


def _needed(name: str) -> frozenset[str]:
    """What a template may not leave out: the marks of an official paper, and its lists of people."""
    known = _known(name)
    return frozenset(one for one in known if one in _ALWAYS or {"name", "unit"} <= known[one])


def _missing(trees: Trees, name: str) -> Iterator[Finding]:
    used = {one.name for _part, tree in trees for one in tree.find_all(nodes.Name)}
    for one in sorted(_needed(name) - used):
        yield Finding(kind="missing", what=one)
