"""What is found for a few words: officials, units, documents and classes, each among what the person may see."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from khaigiang.planning.documents import access as documents
from khaigiang.planning.documents.queries.register import RegisterFilter, register_page
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.officials import access as officials
from khaigiang.registry.officials.queries import official_rows, search_officials
from khaigiang.registry.units.queries.succession import search_units
from khaigiang.teaching.cohorts import access as classes
from khaigiang.teaching.cohorts.queries import class_rows
from khaigiang.vietnamese.names import fold

FEW: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found, and where it is."""

    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was found of one kind; `has_more` when only the first few are shown."""

    title: str
    icon: str
    hits: tuple[Hit, ...]
    has_more: bool


def found(actor: Actor, text: str, *, may_open: Callable[[str], bool]) -> list[Group]:
    """What the words find, tones or not, by kind; kinds whose pages the person may not open are left out."""
    if not fold(text).strip():
        return []
    kinds = (
        ("officials:official", _("Officials"), "users", found_officials),
        ("units:unit", _("Units"), "map", found_units),
        ("documents:document", _("Documents"), "file-text", found_documents),
        ("cohorts:class", _("Training classes"), "layers", found_classes),
    )
    groups = [_group(title, icon, find(actor, text)) for name, title, icon, find in kinds if may_open(name)]
    return [group for group in groups if group.hits]


def found_officials(actor: Actor, text: str) -> list[Hit]:
    """Visible officials by name or unit, and by number for those who keep them; 4 statements."""
    among, by_numbers = officials.visible_officials(actor), officials.keeps_whom_it_sees(actor)
    some = search_officials(among, text=text, by_numbers=by_numbers, on=actor.on)[: FEW + 1]
    return [
        Hit(
            title=row.full_name,
            note=" · ".join(f"{post.short_post} {post.unit_name}" for post in row.posts),
            url=reverse("officials:official", args=[row.id]),
        )
        for row in official_rows(some, actor.on)
    ]


def found_units(actor: Actor, text: str) -> list[Hit]:
    """Units by any name they ever had."""
    return [
        Hit(
            title=unit.name,
            note=" · ".join(part for part in (unit.parent_name, _became(unit.became)) if part),
            url=reverse("units:unit", args=[unit.id]),
        )
        for unit in search_units(text, actor.on)[: FEW + 1]
    ]


def found_documents(actor: Actor, text: str) -> list[Hit]:
    """Visible documents by number and abstract."""
    page = register_page(documents.visible_documents(actor), RegisterFilter(text=text), None)
    return [
        Hit(title=row.number or row.kind, note=row.abstract, url=reverse("documents:document", args=[row.id]))
        for row in page.rows[: FEW + 1]
    ]


def found_classes(actor: Actor, text: str) -> list[Hit]:
    """Visible classes by name, code, hall and teacher; 1 statement."""
    words = fold(text).split()
    rows = [
        row
        for row in class_rows(classes.visible_classes(actor), actor.on)
        if _holds(words, (row.name, row.code, row.hall, row.teacher))
    ]
    return [
        Hit(title=row.name, note=f"{row.code} · {row.state_label}", url=reverse("cohorts:class", args=[row.id]))
        for row in rows[: FEW + 1]
    ]


def _group(title: str, icon: str, hits: Sequence[Hit]) -> Group:
    return Group(title=title, icon=icon, hits=tuple(hits[:FEW]), has_more=len(hits) > FEW)


def _holds(words: Iterable[str], texts: Iterable[str]) -> bool:
    whole = fold(" ".join(texts))
    return all(word in whole for word in words)


def _became(names: tuple[str, ...]) -> str:
    return _("now %(names)s") % {"names": ", ".join(names)} if names else ""
