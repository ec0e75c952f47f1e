"""Which posts may stand differently than what is kept of them says."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, Final

from django.db.models import QuerySet

from khaigiang.oversight.coverage.models import Touch
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.models import Plan, TargetPost
from khaigiang.recognition.assessment.models import Result
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.cohorts.models import Enrolment

Mark = tuple[str, int]
What = Touch.What
# So many are derived while a page waits; a plan of which more is touched is read afresh.
MOST: Final = 1000


def marks_at_hand() -> frozenset[Mark] | None:
    """What has been touched and not settled; None where it is too much to derive while a page waits. One statement."""
    marks = frozenset(Touch.objects.order_by().values_list("what", "row").distinct()[: MOST + 1])
    return None if len(marks) > MOST else marks


def posts_of(marks: Iterable[Mark]) -> frozenset[int]:
    """The ids of the posts, of whatever plan, that these marks concern; one statement."""
    rows: dict[Touch.What, set[int]] = {}
    for what, row in marks:
        rows.setdefault(What(what), set()).add(row)
    parts = [WAYS[what](ids) for what, ids in sorted(rows.items())]
    return frozenset(parts[0].union(*parts[1:])) if parts else frozenset()


def touched_posts(plan: Plan, marks: Collection[Mark]) -> frozenset[int]:
    """The posts of a plan that these marks concern; two statements, none without a mark."""
    if not marks:
        return frozenset()
    found = TargetPost.objects.filter(plan=plan, pk__in=posts_of(marks))
    return frozenset(found.values_list("pk", flat=True))


def _by_id(ids: Collection[int]) -> QuerySet[TargetPost, int]:
    return TargetPost.objects.order_by().filter(pk__in=ids).values_list("pk", flat=True)


def _by_unit(ids: Collection[int]) -> QuerySet[TargetPost, int]:
    return TargetPost.objects.order_by().filter(unit__in=ids).values_list("pk", flat=True)


def _by_nomination(ids: Collection[int]) -> QuerySet[Nomination, int]:
    return Nomination.objects.order_by().filter(pk__in=ids).values_list("target_post_id", flat=True)


def _by_enrolment(ids: Collection[int]) -> QuerySet[Enrolment, int]:
    return Enrolment.objects.order_by().filter(pk__in=ids).values_list("target_post_id", flat=True)


def _by_document(ids: Collection[int]) -> QuerySet[Enrolment, int]:
    return Enrolment.objects.order_by().filter(summonses__document__in=ids).values_list("target_post_id", flat=True)


def _by_decision(ids: Collection[int]) -> QuerySet[Result, int]:
    return Result.objects.order_by().filter(decision__in=ids).values_list("enrolment__target_post_id", flat=True)


def _by_session(ids: Collection[int]) -> QuerySet[Attendance, int]:
    return Attendance.objects.order_by().filter(session__in=ids).values_list("enrolment__target_post_id", flat=True)


WAYS: Final[dict[Touch.What, Callable[[Collection[int]], QuerySet[Any, int]]]] = {
    What.POST: _by_id,
    What.NOMINATION: _by_nomination,
    What.ENROLMENT: _by_enrolment,
    What.DOCUMENT: _by_document,
    What.DECISION: _by_decision,
    What.SESSION: _by_session,
    What.UNIT: _by_unit,
}
