"""What confirming a reform would do, before it is done."""

from collections import Counter
from dataclasses import dataclass

from khaigiang.oversight.reforms.models import Reform
from khaigiang.oversight.reforms.placing import places
from khaigiang.oversight.reforms.states import ENDS, Why
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import LIVE
from khaigiang.planning.plans.models import TargetPost
from khaigiang.planning.plans.states import PlanState
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.models import Enrolment


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """How many people would wait for one reason."""

    why: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """People who move and wait, and what else hangs on the units that end; places and papers stay as they are."""

    units_ending: int
    units_beginning: int
    people: int
    moved: int
    waiting: tuple[WaitingRow, ...]
    nominations: int
    places: int
    trainees: int
    committees: int
    mandates: int


def preview(reform: Reform) -> Preview:
    """What would happen to people, nominations, places, running classes, committees and mandates."""
    ending = set(reform.lines.values_list("predecessor", flat=True))
    new = (
        reform.lines.filter(successor=None)
        .exclude(extent=ENDS)
        .values("new_kind", "new_name", "new_parent")
        .distinct()
        .count()
    )
    known = reform.lines.filter(successor__valid_from=reform.effective_on).values("successor").distinct().count()
    touched = places(reform)
    reasons = Counter(place.why for place in touched if not place.line)
    open_posts = TargetPost.objects.standing().filter(unit__in=ending, plan__state=PlanState.OPEN)
    running = Enrolment.objects.listed_on(reform.effective_on).filter(target_post__unit__in=ending)
    committees = Office.objects.filter(unit__in=ending, is_active=True)
    return Preview(
        units_ending=len(ending),
        units_beginning=new + known,
        people=len(touched),
        moved=sum(1 for place in touched if place.line),
        waiting=tuple(WaitingRow(why=str(Why(why).label), people=reasons[why]) for why in Why if reasons[why]),
        nominations=Nomination.objects.filter(target_post__in=open_posts, state__in=LIVE).count(),
        places=open_posts.count(),
        trainees=running.count(),
        committees=committees.count(),
        mandates=Mandate.objects.filter(office__in=committees, valid_until=None).count(),
    )
