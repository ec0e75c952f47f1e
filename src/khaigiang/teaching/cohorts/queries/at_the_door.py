"""Those let in whom no decision can list yet, and what each still lacks."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import LIVE, NominationState
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries.people import ListRow, provisional_people

LACKS: Final[dict[str, Promise]] = {
    "": _("The committee has not named them: its letter is missing"),
    NominationState.DRAFT: _("Named; the committee has still to send its letter"),
    NominationState.SUBMITTED: _("The letter has come; the office has still to accept it"),
    NominationState.RETURNED: _("Returned; the committee has still to send its letter again"),
    NominationState.DEFERRED: _("Deferred; the office has still to count them among the accepted again"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LackingRow:
    """One person let in: what is missing, and the nomination (or else the committee) where it is done."""

    name: str
    unit: str
    district: str
    committee_id: int
    committee: str
    let_in_on: date | None
    lacks: Promise
    nomination_id: int | None
    holder: str


def lacking_people(training_class: TrainingClass) -> list[LackingRow]:
    """People let in whom nobody has accepted yet, in the order of names; two statements.

    Where their post is still another's, that person's nomination is where a substitute is named.
    """
    people = provisional_people(training_class)
    live = {one.target_post_id: one for one in _live(training_class, people)}
    rows = (_row(person, live.get(person.target_post_id)) for person in people)
    return [row for row in rows if row is not None]


def _live(training_class: TrainingClass, people: list[ListRow]) -> list[Nomination]:
    posts = [person.target_post_id for person in people]
    found = Nomination.objects.filter(plan=training_class.plan_id, target_post__in=posts, state__in=LIVE)
    return list(found.select_related("official"))


def _row(person: ListRow, live: Nomination | None) -> LackingRow | None:
    is_own = live is not None and live.official_id == person.official_id
    state = live.state if live is not None and is_own else ""
    if state == NominationState.ACCEPTED:
        return None
    return LackingRow(
        name=person.name,
        unit=person.unit,
        district=person.district,
        committee_id=person.committee_id,
        committee=person.committee,
        let_in_on=person.let_in_on,
        lacks=LACKS[state],
        nomination_id=live.pk if live else None,
        holder=live.official.full_name if live and not is_own else "",
    )
