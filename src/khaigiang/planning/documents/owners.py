"""What a paper belongs to: features above say here which of their rows own a document, and where its page is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.functional import Promise

from khaigiang.ground.accounts.models import User
from khaigiang.planning.documents.models import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Who does each step of a paper, as its plan says; an empty name is said nowhere."""

    drafter: str = ""
    initialler: str = ""
    signer: str = ""
    numberer: str = ""
    sealer: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A feature's row that owns a document: the name of Django's relation from the document to it, and its page.

    `to_page` names the way from the row to what the page's address takes ("pk", "plan_id", "training_class_id").
    A paper is signed and numbered on its owner's page where that `issues_it`, on the document's own page otherwise.
    `issue` signs and numbers the paper of one row among several that go out together (`signer_name`, `signer_title`,
    `signed_on`, `issued_on`, `by`, `at`); a paper whose owner issues it and has none goes out on the owner's page alone.
    `hands` tells who does each step of the row's paper. Where the paper is issued on its own page, `write` sets its
    text anew with signer, number and date, within the service that issues it.
    """

    relation: str
    label: Promise | str
    url_name: str
    to_page: str = "pk"
    issues_it: bool = True
    issue: Callable[..., object] | None = None
    hands: Callable[[models.Model], Hands | None] = field(default=lambda _row: None)
    write: Callable[[models.Model, User, datetime], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """One row that a document belongs to."""

    label: str
    name: str
    url_name: str
    argument: int
    issues_it: bool


_owners: dict[str, Owner] = {}


def register(owner: Owner) -> None:
    """Say that rows of a feature own documents."""
    _owners[owner.relation] = owner


def relations() -> list[str]:
    """Relations to read together with a document."""
    return list(_owners)


def owned_by(document: Document) -> list[Owned]:
    """What this document belongs to."""
    found = ((owner, _related(document, owner.relation)) for owner in _owners.values())
    return [
        Owned(
            label=str(owner.label),
            name=str(row),
            url_name=owner.url_name,
            argument=getattr(row, owner.to_page),
            issues_it=owner.issues_it,
        )
        for owner, row in found
        if row is not None
    ]


def issue_of(document: Document) -> Callable[..., object] | None:
    """How what a document belongs to issues it among others; None where it has no way of its own."""
    for owner in _owners.values():
        row = _related(document, owner.relation) if owner.issue is not None else None
        if row is not None and owner.issue is not None:
            return partial(owner.issue, row)
    return None


def issued_alone() -> list[str]:
    """Relations to rows whose papers go out on their own page alone."""
    return [owner.relation for owner in _owners.values() if owner.issues_it and owner.issue is None]


def hands_of(document: Document) -> Hands:
    """Who does each step of a paper, as far as what it belongs to says."""
    for owner in _owners.values():
        row = _related(document, owner.relation)
        hands = owner.hands(row) if row is not None else None
        if hands is not None:
            return hands
    return Hands(numberer=document.issuer.name)


def write_anew(document: Document, *, by: User, at: datetime) -> None:
    """Let what a paper belongs to set its text, where it does."""
    for owner in _owners.values():
        row = _related(document, owner.relation) if owner.write else None
        if owner.write is not None and row is not None:
            owner.write(row, by, at)


def _related(document: Document, relation: str) -> models.Model | None:
    try:
        row = getattr(document, relation)
    except ObjectDoesNotExist:
        return None
    return row if isinstance(row, models.Model) else None
