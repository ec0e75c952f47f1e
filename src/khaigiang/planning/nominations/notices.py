"""What people are told about the request and their lists."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices.services import tell
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.nominations.models import CommitteeLetter, Nomination, NominationRequest
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Office


def request_sent(request: NominationRequest, *, at: datetime) -> None:
    """Every committee with places is asked for names."""
    places = dict(request.plan.quotas.values_list("committee", "places"))
    for mandate in _mandates(Role.COMMITTEE, at).filter(office__in=places):
        assert mandate.office_id is not None
        tell(
            [mandate.user],
            title=_("Please name %(places)s people by %(day)s")
            % {"places": places[mandate.office_id], "day": f"{request.due_on:%d/%m/%Y}"},
            body=f"{request.plan.title} ({request.document.number})",
            link=_committee_page(request.plan_id, mandate.office_id),
            at=at,
        )


def list_sent(plan: Plan, committee: Office, letter: CommitteeLetter, count: int, *, at: datetime) -> None:
    """The training office has a list to vet."""
    tell(
        [mandate.user for mandate in _mandates(Role.OFFICE, at)],
        title=_("%(committee)s sent %(count)s people") % {"committee": committee, "count": count},
        body=_("Letter %(number)s") % {"number": letter.number},
        link=f"{reverse('nominations:vetting', args=[plan.pk])}?committee={committee.pk}",
        at=at,
    )


def returned(nomination: Nomination, *, at: datetime) -> None:
    """A committee gets one person back."""
    tell(
        _users_of(nomination.committee_id, at),
        title=_("Returned: %(official)s") % {"official": nomination.official},
        body=nomination.reason,
        link=_committee_page(nomination.plan_id, nomination.committee_id),
        at=at,
    )


def several_returned(nominations: Sequence[Nomination], reason: str, *, at: datetime) -> None:
    """Each committee learns how many of its people came back, and why; one notice each."""
    for mandate, count in _each_committee(nominations, at):
        tell(
            [mandate.user],
            title=_("%(count)s people returned") % {"count": count},
            body=reason,
            link=_committee_page(nominations[0].plan_id, mandate.office_id),
            at=at,
        )


def returns_taken_back(nominations: Sequence[Nomination], *, at: datetime) -> None:
    """Each committee learns that its people wait for the office again; one notice each."""
    for mandate, count in _each_committee(nominations, at):
        tell(
            [mandate.user],
            title=_("%(count)s people are not returned after all") % {"count": count},
            body=_("They wait for the office again; nothing need be done."),
            link=_committee_page(nominations[0].plan_id, mandate.office_id),
            at=at,
        )


def accepted(nominations: Sequence[Nomination], *, at: datetime) -> None:
    """Each committee learns how many of its people are accepted; one notice each."""
    for mandate, count in _each_committee(nominations, at):
        tell(
            [mandate.user],
            title=_("%(count)s people accepted") % {"count": count},
            body=nominations[0].plan.title,
            link=_committee_page(nominations[0].plan_id, mandate.office_id),
            at=at,
        )


def _each_committee(nominations: Sequence[Nomination], at: datetime) -> Iterator[tuple[Mandate, int]]:
    """Who acts for the committees of these people, with how many of them are theirs."""
    counts = Counter(one.committee_id for one in nominations)
    for mandate in _mandates(Role.COMMITTEE, at).filter(office__in=counts):
        assert mandate.office_id is not None
        yield mandate, counts[mandate.office_id]


def _committee_page(plan_id: int, committee_id: int | None) -> str:
    return reverse("nominations:committee", args=[plan_id, committee_id])


def _users_of(committee_id: int, at: datetime) -> Iterable[User]:
    return [mandate.user for mandate in _mandates(Role.COMMITTEE, at).filter(office=committee_id)]


def _mandates(role: Role, at: datetime) -> QuerySet[Mandate]:
    return Mandate.objects.filter(valid_on(local_day(at)), role=role).select_related("user")
