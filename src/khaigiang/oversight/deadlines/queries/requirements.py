"""Requirements in a list, in words, and whom one of them reaches."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khaigiang.oversight.deadlines.models import Requirement
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.units.models import UnitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementRow:
    """One requirement as a list tells it."""

    id: int
    title: str
    words: str
    source: str
    document_id: int | None
    valid_from: date
    last_day: date | None
    is_in_force: bool
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whom a rule reaches on a day: people in all, and by kind of unit."""

    words: str
    people: int
    kinds: list[tuple[str, int]]


def requirement_rows(on: date) -> list[RequirementRow]:
    """Every requirement with its changes, those of one line together, the newest first; two statements."""
    found = Requirement.objects.select_related("programme", "changed_by").prefetch_related("posts")
    rows = [_row(one, on) for one in found.order_by("-valid_from", "-pk")]
    return sorted(rows, key=lambda row: not row.is_in_force)


def history(requirement: Requirement, on: date) -> list[RequirementRow]:
    """All that a line has said and will say, the newest first; two statements."""
    line = requirement.line_id_of_all
    found = Requirement.objects.filter(pk=line) | Requirement.objects.filter(line=line)
    together = found.select_related("programme", "changed_by").prefetch_related("posts")
    return [_row(one, on) for one in together.order_by("-valid_from", "-pk")]


def in_words(
    *,
    posts: Iterable[Any],
    kinds: Sequence[str],
    programme: Any,
    within: int | None,
    in_months: bool,
    again_years: int | None,
    grace_days: int,
    counts_anew: bool,
) -> str:
    """What a requirement says, as sentences in the reader's language."""
    named = [str(UnitKind(kind).label) for kind in UnitKind.values if kind in kinds]
    parts = [
        _("%(posts)s of every %(kinds)s: “%(programme)s”")
        % {
            "posts": ", ".join(post.title for post in posts) or "…",
            "kinds": ", ".join(named) or "…",
            "programme": programme.title if programme else "…",
        }
    ]
    if within is not None:
        parts.append(_time_in_words(within, in_months=in_months))
    if again_years is not None:
        parts.append(ngettext("again every year", "again every %(count)s years", again_years) % {"count": again_years})
    if grace_days:
        parts.append(ngettext("%(count)s day of grace", "%(count)s days of grace", grace_days) % {"count": grace_days})
    if counts_anew:
        parts.append(_("what was learned before an interruption of the service does not count"))
    return "; ".join(parts)


def words_of(requirement: Requirement) -> str:
    """What a requirement says, as sentences in the reader's language."""
    return in_words(posts=requirement.posts.all(), **_said(requirement))


def reach(words: str, *, posts: Iterable[Any], kinds: Sequence[str], on: date) -> Reach:
    """How many officials hold such a post on a day; one statement."""
    held = Appointment.objects.on(on).filter(post__in=posts, unit__kind__in=kinds)
    people = set(held.values_list("official_id", "unit__kind"))
    counted = Counter(kind for _official, kind in people)
    return Reach(
        words=words,
        people=len({official for official, _kind in people}),
        kinds=[(str(UnitKind(kind).label), count) for kind, count in counted.most_common()],
    )


def reach_of(requirement: Requirement, on: date) -> Reach:
    """How many officials a requirement reaches on a day."""
    posts = requirement.posts.all()
    return reach(words_of(requirement), posts=posts, kinds=requirement.kinds, on=on)


def typed_values(requirement: Requirement) -> dict[str, Any]:
    """A requirement as its form shows it."""
    return _said(requirement) | {
        "title": requirement.title,
        "posts": list(requirement.posts.values_list("pk", flat=True)),
        "in_months": "months" if requirement.in_months else "days",
        "programme": requirement.programme_id,
        "source": requirement.source,
        "clause": requirement.clause,
        "document": requirement.document_id,
    }


def _said(requirement: Requirement) -> dict[str, Any]:
    return {
        "kinds": requirement.kinds,
        "programme": requirement.programme,
        "within": requirement.within,
        "in_months": requirement.in_months,
        "again_years": requirement.again_years,
        "grace_days": requirement.grace_days,
        "counts_anew": requirement.counts_anew,
    }


def _time_in_words(within: int, *, in_months: bool) -> str:
    if in_months:
        words = ngettext(
            "within %(count)s month of the appointment", "within %(count)s months of the appointment", within
        )
    else:
        words = ngettext("within %(count)s day of the appointment", "within %(count)s days of the appointment", within)
    return words % {"count": within}


def _row(requirement: Requirement, on: date) -> RequirementRow:
    source = ", ".join(filter(None, (requirement.clause, requirement.source)))
    begun = requirement.valid_from <= on
    return RequirementRow(
        id=requirement.pk,
        title=requirement.title,
        words=words_of(requirement),
        source=source,
        document_id=requirement.document_id,
        valid_from=requirement.valid_from,
        last_day=requirement.last_day,
        is_in_force=begun and (requirement.valid_until is None or requirement.valid_until > on),
        is_last=not hasattr(requirement, "changed_by"),
    )
