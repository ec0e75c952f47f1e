"""Finding somebody of a committee's units by a few letters, so that they can be named at once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.queries.eligibility import Subject, findings_of, sentence
from khaigiang.planning.nominations.rules import Finding
from khaigiang.planning.nominations.states import LIVE
from khaigiang.planning.plans.models import Plan, TargetPost
from khaigiang.planning.plans.queries import excused_on, names_of
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.vietnamese.names import fold

SHOWN: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Somebody who serves in a unit of the committee, the post they would be named for, and whether they can be."""

    target_post_id: int
    official_id: int
    full_name: str
    unit: str
    posts: str
    is_holder: bool
    taken_by: str
    excuse: str
    may_be_named: bool
    findings: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """The first people found, and how many there are."""

    rows: list[Found]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.rows)


NOBODY_YET: Final = LookedUp(rows=[], count=0)


def people_to_name(plan: Plan, committee_id: int, text: str, on: date) -> LookedUp:
    """Who serves in the committee's units and bears these letters in name, unit or post, tone marks or not.

    Those who hold the post itself come first, and among them those whom nobody has named. Six statements whatever is
    typed.
    """
    words = fold(text).split()
    if not words:
        return NOBODY_YET
    own = plan.target_posts.on(on).filter(committee=committee_id).select_related("unit", "post")
    posts = {post.pk: post for post in own.order_by("post__title", "pk")}
    serving = _serving(posts.values(), on)
    found = [key for key, held in serving.items() if _bears(words, posts[key[1]], held)]
    names = names_of(posts.values())
    live = {
        one.target_post_id: one.official
        for one in Nomination.objects.filter(target_post__in=posts.values(), state__in=LIVE).select_related("official")
    }
    in_order = sorted(found, key=lambda key: _rank(words, posts[key[1]], serving[key], live))[:SHOWN]
    subjects = [Subject(posts[key[1]], serving[key][0].official) for key in in_order]
    judged = findings_of(plan, subjects, on)
    excused = excused_on(plan, on)
    rows = [
        _found(
            subject,
            names[subject.target_post.pk],
            serving[subject.official.pk, subject.target_post.pk],
            live,
            excused,
            findings,
        )
        for subject, findings in zip(subjects, judged, strict=True)
    ]
    return LookedUp(rows=rows, count=len(found))


Held = list[Appointment]


def _serving(posts: Collection[TargetPost], on: date) -> dict[tuple[int, int], Held]:
    """What each official holds in the unit of a post, by official and post: of a unit's posts, those they hold or all."""
    by_unit: defaultdict[int, list[TargetPost]] = defaultdict(list)
    for post in posts:
        by_unit[post.unit_id].append(post)
    held = Appointment.objects.on(on).filter(unit__in=list(by_unit)).select_related("official", "post")
    together: defaultdict[tuple[int, int], Held] = defaultdict(list)
    for one in held.order_by("official__sort_key", "pk"):
        together[one.official_id, one.unit_id].append(one)
    return {
        (official_id, post.pk): rows
        for (official_id, unit_id), rows in together.items()
        for post in _theirs(by_unit[unit_id], rows)
    }


def _theirs(posts: list[TargetPost], held: Held) -> list[TargetPost]:
    own = {one.post_id for one in held}
    return [post for post in posts if post.post_id in own] or posts


def _bears(words: list[str], post: TargetPost, held: Held) -> bool:
    text = fold(" ".join([held[0].official.full_name, post.unit.name, *(one.post.title for one in held)]))
    return all(word in text for word in words)


def _rank(
    words: list[str], post: TargetPost, held: Held, live: dict[int, Official]
) -> tuple[bool, bool, bool, str, str, int]:
    name = fold(held[0].official.full_name)
    holds = any(one.post_id == post.post_id for one in held)
    return (
        not all(word in name.split() for word in words),
        not holds,
        post.pk in live,
        held[0].official.sort_key,
        post.unit.name,
        held[0].official_id,
    )


def _found(
    subject: Subject, name: str, held: Held, live: dict[int, Official], excused: dict[int, str], findings: list[Finding]
) -> Found:
    post, official = subject.target_post, subject.official
    taken, excuse = live.get(post.pk), excused.get(post.pk, "")
    return Found(
        target_post_id=post.pk,
        official_id=official.pk,
        full_name=official.full_name,
        unit=name,
        posts=", ".join(one.post.title for one in held),
        is_holder=any(one.post_id == post.post_id for one in held),
        taken_by=taken.full_name if taken else "",
        excuse=excuse,
        may_be_named=not (taken or excuse or any(one.blocks for one in findings)),
        findings=[sentence(one) for one in findings],
    )
