"""Reading links, proposals, and what became of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from khaigiang.ground.fields.queries import OFFICIALS, Reader, fields_for, fields_open_to_person, values_of
from khaigiang.ground.removal.models import present
from khaigiang.papers import qr
from khaigiang.registry.corrections import facts
from khaigiang.registry.corrections.models import Correction, CorrectionLink, ProposedFact
from khaigiang.registry.corrections.states import FactState
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.services.people import FACTS


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One proposed fact: what was on record then, what is now, and what it should say."""

    id: int
    fact: str
    label: str
    was: str
    now: str
    becomes: str
    state: str
    state_words: str
    reason: str
    is_open: bool
    is_stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """One proposal as the work list and the person's page tell it."""

    id: int
    official_id: int
    official: str
    proposed_at: datetime
    note: str
    answer: str
    is_settled: bool
    facts: tuple[FactRow, ...]

    @property
    def is_stale(self) -> bool:
        return any(fact.is_stale for fact in self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """The link of an official: where it leads and until when; the code leads there too."""

    id: int
    url: str
    code: SafeString
    last_day: date
    made_by: str


def open_link(official: Official, on: date) -> CorrectionLink | None:
    """The link that an official can use on a day."""
    return CorrectionLink.objects.filter(official=official, withdrawn_at=None, last_day__gte=on).order_by("-pk").first()


def link_row(official: Official, on: date) -> LinkRow | None:
    """The link that an official can use on a day, as the office hands it on."""
    link = open_link(official, on)
    if link is None:
        return None
    url = address_of(link)
    code = mark_safe(qr.svg(url, title=url))  # noqa: S308  drawn from our own address, never from input
    return LinkRow(id=link.pk, url=url, code=code, last_day=link.last_day, made_by=str(link.made_by))


def address_of(link: CorrectionLink) -> str:
    """The whole address of a link."""
    return f"{settings.PUBLIC_URL}{reverse('corrections:own', args=[link.secret])}"


def is_over(link: CorrectionLink, on: date) -> bool:
    """Can a link no longer be used on a day?"""
    return link.withdrawn_at is not None or on > link.last_day


def waiting(officials: QuerySet[Official]) -> QuerySet[Correction]:
    """Proposals of these officials that wait for somebody, the oldest first."""
    found = Correction.objects.filter(present("official__"), settled_at=None, official__in=officials)
    return found.select_related("official").order_by("proposed_at", "pk")


def proposals_of(official: Official) -> list[Correction]:
    """Everything that an official proposed, the newest first."""
    return list(official.corrections.select_related("official").order_by("-proposed_at", "-pk"))


def what_the_person_sees(official: Official) -> dict[str, Any]:
    """What a form for the person starts with: the facts, but for the identification number, and the own fields open to them."""
    fields = fields_open_to_person(OFFICIALS)
    initial = {fact: getattr(official, fact) for fact in FACTS if fact != facts.NUMBER}
    return {"initial": initial, "own": fields, "said": values_of(official, fields)}


def proposals_since(official: Official, since: datetime) -> int:
    """How many proposals an official sent since an instant."""
    return official.corrections.filter(proposed_at__gt=since).count()


def proposal_rows(corrections: Sequence[Correction], *, reader: Reader | None) -> list[ProposalRow]:
    """Proposals fact by fact: those facts that the reader sees, or all that are the person's own where there is none."""
    proposed, records = _facts_of(corrections), facts.records_of([one.official for one in corrections])
    seen = None if reader is None else seen_by(reader)
    return [_proposal_row(one, proposed.get(one.pk, []), records[one.official_id], seen) for one in corrections]


def seen_by(reader: Reader) -> set[int]:
    """The own fields whose proposals this person sees."""
    return {field.pk for field in fields_for(OFFICIALS, reader, retired=True)}


def has_waiting(correction: Correction) -> bool:
    """Does any fact of a proposal wait?"""
    return bool(correction.facts.filter(state=FactState.OPEN).exists())


def _facts_of(corrections: Iterable[Correction]) -> dict[int, list[ProposedFact]]:
    found: dict[int, list[ProposedFact]] = {}
    for fact in ProposedFact.objects.filter(correction__in=list(corrections)).order_by("pk"):
        found.setdefault(fact.correction_id, []).append(fact)
    return found


def _proposal_row(
    correction: Correction, proposed: Iterable[ProposedFact], record: facts.Record, seen: set[int] | None
) -> ProposalRow:
    rows = [_fact_row(record, one, whole=seen is not None) for one in proposed if _is_seen(one.fact, seen)]
    return ProposalRow(
        id=correction.pk,
        official_id=correction.official_id,
        official=correction.official.full_name,
        proposed_at=correction.proposed_at,
        note=correction.note,
        answer=correction.answer,
        is_settled=correction.settled_at is not None,
        facts=tuple(row for row in rows if row.label),
    )


def _is_seen(fact: str, seen: set[int] | None) -> bool:
    return seen is None or all(key in seen for key in facts.own_ids([fact]).values())


def _fact_row(record: facts.Record, one: ProposedFact, *, whole: bool) -> FactRow:
    now, is_open = record.facts.get(one.fact), one.state == FactState.OPEN
    return FactRow(
        id=one.pk,
        fact=one.fact,
        label=facts.label(record, one.fact),
        was=facts.words(record, one.fact, one.was),
        now=facts.words(record, one.fact, now),
        becomes=facts.words(record, one.fact, one.becomes, whole=whole),
        state=one.state,
        state_words=one.get_state_display(),
        reason=one.reason,
        is_open=is_open,
        is_stale=is_open and now not in (one.was, one.becomes),
    )
