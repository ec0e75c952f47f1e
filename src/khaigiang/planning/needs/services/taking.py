"""Need or projection becomes the places of a plan."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.needs.errors import NothingToTake
from khaigiang.planning.needs.queries import projection
from khaigiang.planning.needs.states import Source
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.services import set_given_places


@transaction.atomic
def take_as_places(plan: Plan, source: Source, *, by: User, at: datetime) -> Plan:
    """Ask each committee for what it needs, or for what earlier plans project; undone as places by a rule are.

    Raises NothingToTake, IsSentUp or NotOpen.
    """
    given = {
        row.committee_id: number
        for row in projection(plan, local_day(at)).rows
        if (number := row.number(source)) is not None
    }
    if not given:
        raise NothingToTake
    return set_given_places(plan, given, by=by, at=at)
