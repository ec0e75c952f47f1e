"""Does what is kept of posts still say what a derivation says? Asked by the doctor; it writes nothing."""

from collections.abc import Iterable, Sequence
from typing import Final

from khaigiang.oversight.coverage.models import Span, Touch
from khaigiang.oversight.coverage.queries.lives import lives_of
from khaigiang.oversight.coverage.queries.rows import OF_A_STANDING
from khaigiang.oversight.coverage.queries.touched import posts_of
from khaigiang.planning.plans.models import TargetPost

AT_ONCE: Final = 1000
MARKS_AT_ONCE: Final = 20_000
Told = set[tuple[object, ...]]


def posts_kept_wrongly() -> list[int]:
    """The posts, of all plans, that nothing has touched and that are kept otherwise than they stand."""
    # Somebody may write or settle between two statements: what differs is looked at once more.
    return _differing(_differing(TargetPost.objects.order_by("pk").values_list("pk", flat=True)))


def _differing(posts: Iterable[int]) -> list[int]:
    ids = list(posts)
    found = [pk for first in range(0, len(ids), AT_ONCE) for pk in _of_some(ids[first : first + AT_ONCE])]
    touched = _touched() if found else frozenset[int]()
    return [pk for pk in found if pk not in touched]


def _of_some(ids: Sequence[int]) -> list[int]:
    kept, derived = _kept(ids), _derived(ids)
    return [pk for pk in ids if pk in derived and kept[pk] != derived[pk]]


def _kept(ids: Sequence[int]) -> dict[int, Told]:
    of_a_standing = (f"standing__{column}" for column in OF_A_STANDING)
    columns = ("plan_id", "valid_from", "valid_until", "official_id", "nomination_id", *of_a_standing)
    told: dict[int, Told] = {pk: set() for pk in ids}
    for pk, *span in Span.objects.filter(target_post__in=ids).values_list("target_post_id", *columns):
        told[pk].add(tuple(span))
    return told


def _derived(ids: Sequence[int]) -> dict[int, Told]:
    return {
        life.post.pk: {
            (life.post.plan_id, first, until, stood.official_id, stood.nomination_id, *stood.how)
            for stood, first, until in life.stretches()
        }
        for life in lives_of(ids)
    }


def _touched() -> frozenset[int]:
    marks = list(Touch.objects.order_by().values_list("what", "row").distinct())
    parts = (posts_of(marks[first : first + MARKS_AT_ONCE]) for first in range(0, len(marks), MARKS_AT_ONCE))
    return frozenset[int]().union(*parts)
