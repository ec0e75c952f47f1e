"""Which holders of a committee's posts can be named at one stroke, and why the others cannot."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.queries.eligibility import Subject, findings_of, sentence
from khaigiang.planning.nominations.rules import Code, Finding
from khaigiang.planning.nominations.states import LIVE
from khaigiang.planning.plans.models import Plan, TargetPost
from khaigiang.planning.plans.queries import excused_on, holders_of, names_of
from khaigiang.registry.officials.models import Official
from khaigiang.registry.units.models import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A post that is left out, and why."""

    unit: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderPreview:
    """Who would be named, and which posts would be left out."""

    named: list[Subject]
    skipped: list[Skipped]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostToName:
    """A post of a committee that nobody is named for, with who holds it."""

    target_post: TargetPost
    holder: Official | None


def posts_to_name(plan: Plan, committee: Office, on: date) -> list[PostToName]:
    """The posts of a committee that are neither excused nor named for, in the order of lists; four statements."""
    live = Nomination.objects.filter(target_post=OuterRef("pk"), state__in=LIVE)
    posts = list(
        plan.target_posts.on(on)
        .filter(~Exists(live), committee=committee)
        .select_related("unit__parent", "post")
        .order_by("unit__sort_key", "post__title", "pk")
    )
    holders = holders_of(posts, on)
    excused = excused_on(plan, on)
    return [PostToName(target_post=post, holder=holders.get(post.pk)) for post in posts if post.pk not in excused]


def holders_to_name(plan: Plan, committee: Office, on: date) -> HolderPreview:
    """The holder of every post of a committee that nobody is named for yet; the same statements whatever its size."""
    of_the_committee = plan.target_posts.on(on).filter(committee=committee).select_related("unit", "post")
    posts = list(of_the_committee.order_by("unit__sort_key", "post__title", "pk"))
    names = names_of(posts)
    holders = holders_of(posts, on)
    excused = excused_on(plan, on)
    taken = set(
        Nomination.objects.filter(target_post__in=posts, state__in=LIVE).values_list("target_post_id", flat=True)
    )
    open_posts = [post for post in posts if post.pk not in taken]
    subjects = [Subject(post, holders[post.pk]) for post in open_posts if post.pk not in excused and post.pk in holders]
    judged = list(zip(subjects, findings_of(plan, subjects, on), strict=True))
    refused = {
        subject.target_post.pk: sentence(next(one for one in findings if _leaves_out(one)))
        for subject, findings in judged
        if any(_leaves_out(one) for one in findings)
    }
    return HolderPreview(
        named=[subject for subject in subjects if subject.target_post.pk not in refused],
        skipped=[
            Skipped(unit=names[post.pk], why=_why(post, excused, refused))
            for post in open_posts
            if post.pk in excused or post.pk not in holders or post.pk in refused
        ],
    )


def _leaves_out(finding: Finding) -> bool:
    """Is somebody of whom this is said named one by one, if at all?"""
    return finding.blocks or finding.code == Code.HINDERED


def _why(post: TargetPost, excused: dict[int, str], refused: dict[int, str]) -> str:
    if post.pk in excused:
        return _("Excused: %(reason)s") % {"reason": excused[post.pk]}
    return refused.get(post.pk, _("Nobody holds the post today."))
