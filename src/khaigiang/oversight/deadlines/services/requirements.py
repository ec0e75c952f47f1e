"""Requirements: entered, changed from a day on, ended, deleted while nothing stands on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.oversight.deadlines.errors import (
    BeforeItBegins,
    ChangedAlready,
    ChangesThePast,
    SaysNotWhen,
    SomethingStandsOnIt,
    ToldAlready,
)
from khaigiang.oversight.deadlines.models import Requirement
from khaigiang.planning.documents.models import Document
from khaigiang.registry.officials.models import Post
from khaigiang.teaching.curriculum.models import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a requirement says."""

    title: str
    programme: Programme
    posts: Sequence[Post]
    kinds: Sequence[str]
    source: str
    within: int | None = None
    in_months: bool = True
    again_years: int | None = None
    grace_days: int = 0
    counts_anew: bool = False
    clause: str = ""
    document: Document | None = None


@transaction.atomic
def enter_requirement(wording: Wording, *, valid_from: date, by: User, at: datetime) -> Requirement:
    """Enter a requirement as its source has put it in force; raises SaysNotWhen."""
    entered = _written(wording, valid_from)
    audit.record("enter_requirement", entered, by=by, at=at, after=_described(entered))
    return entered


@transaction.atomic
def change_requirement(
    requirement: Requirement, wording: Wording, *, valid_from: date, by: User, at: datetime
) -> Requirement:
    """Let a requirement say something else from a day on; what was due on past days stays as it was.

    Raises SaysNotWhen, ChangesThePast, BeforeItBegins or ChangedAlready.
    """
    before = _ended(requirement, valid_from, at)
    changed = _written(wording, valid_from, changes=before)
    audit.record("change_requirement", changed, by=by, at=at, before=_described(before), after=_described(changed))
    return changed


@transaction.atomic
def end_requirement(requirement: Requirement, *, valid_until: date, by: User, at: datetime) -> Requirement:
    """Ask nobody any longer from a day on; raises ChangesThePast, BeforeItBegins or ChangedAlready."""
    ended = _ended(requirement, valid_until, at)
    audit.record("end_requirement", ended, by=by, at=at, after=_described(ended))
    return ended


@transaction.atomic
def discard_requirement(requirement: Requirement, *, by: User, at: datetime) -> Requirement | None:
    """Delete a requirement entered by mistake, or undo a change that no past day has seen; the one before goes on.

    Returns that one, if any. Raises ChangedAlready, SomethingStandsOnIt or ToldAlready.
    """
    requirement = Requirement.objects.select_for_update(of=("self",)).select_related("changes").get(pk=requirement.pk)
    if Requirement.objects.filter(changes=requirement).exists():
        raise ChangedAlready
    if requirement.reliefs.exists() or requirement.proofs.exists():
        raise SomethingStandsOnIt
    before = requirement.changes
    if before is not None:
        if requirement.valid_from < local_day(at):
            raise ToldAlready(day=f"{requirement.valid_from:%d/%m/%Y}")
        before.valid_until = None
    audit.record("discard_requirement", requirement, by=by, at=at, before=_described(requirement))
    requirement.delete()
    if before is not None:
        before.save(update_fields=["valid_until"])
    return before


def _ended(requirement: Requirement, on: date, at: datetime) -> Requirement:
    found = Requirement.objects.select_for_update().get(pk=requirement.pk)
    if found.valid_until is not None:
        raise ChangedAlready
    if on < local_day(at):
        raise ChangesThePast(day=f"{local_day(at):%d/%m/%Y}")
    if on <= found.valid_from:
        raise BeforeItBegins(day=f"{found.valid_from:%d/%m/%Y}")
    found.valid_until = on
    found.save(update_fields=["valid_until"])
    return found


def _written(wording: Wording, valid_from: date, *, changes: Requirement | None = None) -> Requirement:
    if wording.within is None and wording.again_years is None:
        raise SaysNotWhen
    written = Requirement.objects.create(
        title=wording.title,
        programme=wording.programme,
        kinds=list(wording.kinds),
        within=wording.within,
        in_months=wording.in_months,
        again_years=wording.again_years,
        grace_days=wording.grace_days,
        counts_anew=wording.counts_anew,
        source=wording.source,
        clause=wording.clause,
        document=wording.document,
        valid_from=valid_from,
        changes=changes,
        line=(changes.line or changes) if changes else None,
    )
    written.posts.set(wording.posts)
    return written


def _described(requirement: Requirement) -> dict[str, object]:
    return {
        "title": requirement.title,
        "programme": requirement.programme.title,
        "posts": [post.title for post in requirement.posts.all()],
        "kinds": requirement.kinds,
        "within": requirement.within,
        "in_months": requirement.in_months,
        "again_years": requirement.again_years,
        "grace_days": requirement.grace_days,
        "counts_anew": requirement.counts_anew,
        "source": requirement.source,
        "valid_from": requirement.valid_from.isoformat(),
        "valid_until": requirement.valid_until.isoformat() if requirement.valid_until else None,
    }
