"""Papers of the office about names: what has been told, and what waits to be told."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery

from khaigiang.planning.documents.models import DocumentState
from khaigiang.planning.nominations.models import LetterAboutNames, NominationMove
from khaigiang.planning.nominations.states import AboutNames, NominationState
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.units.models import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingToTell:
    """One committee of whose people something is not told yet, in one kind of paper."""

    committee_id: int
    committee: str
    kind: str
    label: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One paper about names."""

    id: int
    document_id: int
    label: str
    committee: str
    number: str
    issued_on: date | None
    state: str
    state_label: str
    people: int
    received_at: datetime | None
    received_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersPage:
    """What waits to be told, and the papers there are."""

    waiting: list[WaitingToTell]
    letters: list[LetterRow]


def letters_page(plan: Plan) -> LettersPage:
    """All papers about names of a plan, the latest first, with what waits; three statements."""
    letters = LetterAboutNames.objects.filter(plan=plan).select_related("document", "committee", "received_by")
    return LettersPage(
        waiting=[row for kind in AboutNames for row in _waiting(plan, kind)],
        letters=[_row(one) for one in letters.annotate(people=Count("told")).order_by("-pk")],
    )


def letters_told_to(plan: Plan, committee_id: int) -> list[LetterRow]:
    """Issued papers about the people of a committee, the latest first; one statement."""
    issued = LetterAboutNames.objects.filter(plan=plan, committee=committee_id, document__state=DocumentState.ISSUED)
    together = issued.select_related("document", "committee", "received_by")
    return [_row(one) for one in together.annotate(people=Count("told")).order_by("-pk")]


def moves_to_tell(plan: Plan, kind: AboutNames) -> QuerySet[NominationMove]:
    """Steps of people that no paper has told their committee: returns that stand, replacements by accepted people."""
    # A person may be returned twice: the last step is the one that stands.
    last = NominationMove.objects.filter(nomination=OuterRef("nomination")).order_by("-at", "-pk").values("pk")[:1]
    standing = NominationMove.objects.filter(nomination__plan=plan, told__isnull=True, pk=Subquery(last))
    if kind == AboutNames.RETURNED:
        return standing.filter(state=NominationState.RETURNED)
    accepted = {"nomination__replaced_by__state": NominationState.ACCEPTED}
    return standing.filter(state=NominationState.REPLACED, **accepted)


def draft_about(plan: Plan, committee: Office, kind: AboutNames) -> LetterAboutNames | None:
    """The paper of a kind to a committee that is drawn up and not signed yet."""
    open_states = (DocumentState.DRAFT, DocumentState.INITIALLED)
    found = LetterAboutNames.objects.filter(plan=plan, committee=committee, kind=kind, document__state__in=open_states)
    return found.select_related("document__issuer").first()


def _waiting(plan: Plan, kind: AboutNames) -> list[WaitingToTell]:
    found = moves_to_tell(plan, kind).order_by("nomination__committee__sort_key")
    counts = Counter(found.values_list("nomination__committee", "nomination__committee__name"))
    return [
        WaitingToTell(committee_id=committee_id, committee=name, kind=kind.value, label=str(kind.label), people=people)
        for (committee_id, name), people in counts.items()
    ]


def _row(letter: LetterAboutNames) -> LetterRow:
    document = letter.document
    return LetterRow(
        id=letter.pk,
        document_id=letter.document_id,
        label=letter.get_kind_display(),
        committee=letter.committee.name,
        number=document.number,
        issued_on=document.issued_on,
        state=document.state,
        state_label=document.get_state_display(),
        people=getattr(letter, "people", 0),
        received_at=letter.received_at,
        received_by=str(letter.received_by or ""),
    )
