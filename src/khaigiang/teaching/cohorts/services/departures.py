"""What becomes of a place when an accepted person leaves: told by the nominations beneath."""

from collections.abc import Sequence
from datetime import datetime

from khaigiang.ground.accounts.models import User
from khaigiang.planning.nominations.models import Nomination
from khaigiang.teaching.cohorts.errors import DraftedForADecision
from khaigiang.teaching.cohorts.models import Enrolment, Placement, Wish


def let_places_go(nominations: Sequence[Nomination], _by: User, _at: datetime) -> None:
    """Free the places and wishes of people who are returned, deferred or replaced, within the service that does it.

    Somebody on a list keeps their seat until a supplementary decision takes them off it. Raises DraftedForADecision.
    """
    ids = [nomination.pk for nomination in nominations]
    drafted = Enrolment.objects.filter(nomination__in=ids, added_by__isnull=False, valid_from__isnull=True)
    found = drafted.select_related("official", "training_class").first()
    if found is not None:
        raise DraftedForADecision(official=found.official, training_class=found.training_class)
    seated = Enrolment.objects.filter(nomination__in=ids, is_current=True).values("nomination")
    Placement.objects.filter(nomination__in=ids).exclude(nomination__in=seated).delete()
    Wish.objects.filter(nomination__in=ids).exclude(nomination__in=seated).delete()
