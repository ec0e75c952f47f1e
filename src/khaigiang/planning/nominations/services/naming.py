"""A committee names its people: one by one, several at once, all holders, a substitute; and takes names back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.nominations.errors import (
    NobodyChosen,
    NobodyToName,
    NotAskedYet,
    NotEligible,
    PlanIsNotOpen,
    PostAlreadyNamed,
    PostExcused,
    SamePerson,
)
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.queries import Subject, findings_of, holders_to_name, is_asked, sentence
from khaigiang.planning.nominations.rules import Finding
from khaigiang.planning.nominations.services.moves import given, let_leave, locked, move, people, write_down
from khaigiang.planning.nominations.services.quarters import pass_on_wish, put_wishes, refuse_quarters_outside
from khaigiang.planning.nominations.states import LIVE, NominationState
from khaigiang.planning.plans import changes
from khaigiang.planning.plans.errors import NotInTheGroup
from khaigiang.planning.plans.models import Plan, Quota, TargetPost
from khaigiang.planning.plans.queries import Quarter, excused_on
from khaigiang.registry.officials.models import Official
from khaigiang.registry.units.models import Office


@transaction.atomic
def nominate(
    target_post: TargetPost,
    *,
    official: Official,
    note: str = "",
    quarter: Quarter | None = None,
    by: User,
    at: datetime,
) -> Nomination:
    """Name one official for one post, as a draft that the committee then sends, perhaps with a wished quarter.

    Raises PlanIsNotOpen, NotAskedYet, QuarterOutsideThePlan, NotInTheGroup, PostExcused, PostAlreadyNamed or
    NotEligible.
    """
    refuse_unless_asked(target_post.plan)
    refuse_quarters_outside(target_post.plan, [quarter])
    _lock_places(target_post.plan, target_post.committee)
    nomination = _named(target_post, official, note=note, by=by, at=at)
    put_wishes({nomination.pk: quarter}, by=by, at=at)
    audit.record("nominate", nomination, by=by, at=at, after=people([nomination])[0])
    return nomination


@transaction.atomic
def nominate_people(
    plan: Plan, committee: Office, chosen: Sequence[Subject], *, by: User, at: datetime
) -> list[Nomination]:
    """Name several people of a committee at once, all of them or nobody; undone by `withdraw_drafts`.

    Raises NobodyChosen, PlanIsNotOpen, NotAskedYet, NotInTheGroup, PostExcused, PostAlreadyNamed or NotEligible.
    """
    if not chosen:
        raise NobodyChosen
    refuse_unless_asked(plan)
    _lock_places(plan, committee)
    nominations = [_named(one.target_post, one.official, by=by, at=at) for one in chosen]
    audit.record("nominate_people", committee, by=by, at=at, after={"plan": plan.pk, "people": people(nominations)})
    return nominations


def name_several(
    plan: Plan, committee: Office, chosen: Sequence[Subject], *, notes: Mapping[int, str], by: User, at: datetime
) -> list[Nomination]:
    """A step of larger acts: name several people of a committee; `notes` are by the post. Raises what `nominate_people` does."""
    refuse_unless_asked(plan)
    _lock_places(plan, committee)
    _refuse_any(plan, chosen, local_day(at))
    drafts = [_draft(one.target_post, one.official, note=notes[one.target_post.pk]) for one in chosen]
    try:
        with transaction.atomic():
            nominations = Nomination.objects.bulk_create(drafts)
    except IntegrityError:
        # Somebody was named by another committee in this moment: one by one the refusal says who.
        return [_named(one.target_post, one.official, by=by, at=at) for one in chosen]
    write_down(nominations, by=by, at=at)
    return nominations


def _refuse_any(plan: Plan, chosen: Sequence[Subject], on: date) -> None:
    """Refuse for the first who cannot be named; the same statements however many there are."""
    posts = [one.target_post for one in chosen]
    live = Nomination.objects.filter(target_post__in=posts, state__in=LIVE).select_related("official")
    excused, named = excused_on(plan, on), {one.target_post_id: one.official for one in live}
    for one, findings in zip(chosen, findings_of(plan, chosen, on), strict=True):
        _refuse_taken(one.target_post, excused.get(one.target_post.pk, ""), named.get(one.target_post.pk))
        _refuse_blocked(one.target_post, one.official, findings)


@transaction.atomic
def nominate_holders(plan: Plan, committee: Office, *, by: User, at: datetime) -> list[Nomination]:
    """Name the holder of every post of a committee that nobody is named for yet; undone by `withdraw_drafts`.

    Raises PlanIsNotOpen, NotAskedYet or NobodyToName.
    """
    refuse_unless_asked(plan)
    _lock_places(plan, committee)
    subjects = holders_to_name(plan, committee, local_day(at)).named
    if not subjects:
        raise NobodyToName
    nominations = Nomination.objects.bulk_create(_draft(one.target_post, one.official) for one in subjects)
    write_down(nominations, by=by, at=at)
    audit.record("nominate_holders", committee, by=by, at=at, after={"plan": plan.pk, "people": people(nominations)})
    return nominations


@transaction.atomic
def name_substitute(nomination: Nomination, *, official: Official, reason: str, by: User, at: datetime) -> Nomination:
    """Name somebody else in the place of a person who cannot come; the new name is a draft to be sent.

    Raises PlanIsNotOpen, ReasonMissing, MoveNotAllowed, HasCompleted, SamePerson, NotInTheGroup, PostExcused or NotEligible.
    """
    [replaced] = locked([nomination])
    refuse_unless_asked(replaced.plan)
    if official.pk == replaced.official_id:
        raise SamePerson(official=official)
    was_accepted = replaced.state in {NominationState.ACCEPTED, NominationState.DEFERRED}
    move([replaced], NominationState.REPLACED, reason=given(reason), by=by, at=at)
    if was_accepted:
        let_leave(replaced, by=by, at=at)
    substitute = _named(replaced.target_post, official, replaces=replaced, by=by, at=at)
    pass_on_wish(replaced, substitute, by=by, at=at)
    audit.record(
        "name_substitute",
        substitute,
        by=by,
        at=at,
        before=people([replaced])[0],
        after=people([substitute])[0] | {"reason": reason},
    )
    changes.tell(replaced.plan, by, at)
    return substitute


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, reason: str = "", by: User, at: datetime) -> Nomination:
    """Take a name back that is not accepted; raises MoveNotAllowed."""
    [withdrawn] = move(locked([nomination]), NominationState.WITHDRAWN, reason=reason.strip(), by=by, at=at)
    audit.record("withdraw_nomination", withdrawn, by=by, at=at, after=people([withdrawn])[0] | {"reason": reason})
    return withdrawn


@transaction.atomic
def withdraw_drafts(
    plan: Plan, committee: Office, nominations: Iterable[Nomination], *, by: User, at: datetime
) -> list[Nomination]:
    """Take several names back at once: the undo of `nominate_holders`; raises NobodyChosen or MoveNotAllowed."""
    rows = [one for one in locked(nominations) if one.plan_id == plan.pk and one.committee_id == committee.pk]
    withdrawn = move(rows, NominationState.WITHDRAWN, by=by, at=at)
    audit.record("withdraw_drafts", committee, by=by, at=at, after={"plan": plan.pk, "people": people(withdrawn)})
    return withdrawn


def refuse_unless_asked(plan: Plan) -> None:
    """People are named while the plan is open and its request is sent; raises PlanIsNotOpen or NotAskedYet."""
    if not plan.is_open:
        raise PlanIsNotOpen(state=plan.get_state_display())
    if not is_asked(plan):
        raise NotAskedYet


def _lock_places(plan: Plan, committee: Office) -> None:
    # The quota row is the lock: two users of one committee cannot name two people for one post.
    Quota.objects.select_for_update().filter(plan=plan, committee=committee).first()


def _named(
    post: TargetPost, official: Official, *, replaces: Nomination | None = None, note: str = "", by: User, at: datetime
) -> Nomination:
    _refuse_for_the_post(post, local_day(at))
    [findings] = findings_of(post.plan, [Subject(post, official)], local_day(at))
    _refuse_blocked(post, official, findings)
    nomination = _draft(post, official, replaces=replaces, note=note)
    try:
        with transaction.atomic():
            nomination.save()
    except IntegrityError as refusal:
        raise PostAlreadyNamed(unit=post.unit, official=official) from refusal
    write_down([nomination], by=by, at=at)
    return nomination


def _refuse_for_the_post(post: TargetPost, on: date) -> None:
    named = post.nominations.filter(state__in=LIVE).select_related("official").first()
    _refuse_taken(post, excused_on(post.plan, on).get(post.pk, ""), named.official if named else None)


def _refuse_taken(post: TargetPost, excuse: str, named: Official | None) -> None:
    if post.valid_until is not None:
        raise NotInTheGroup(post=post, day=f"{post.valid_until:%d/%m/%Y}")
    if excuse:
        raise PostExcused(unit=post.unit, reason=excuse)
    if named:
        raise PostAlreadyNamed(unit=post.unit, official=named)


def _refuse_blocked(post: TargetPost, official: Official, findings: Iterable[Finding]) -> None:
    blocking = [one for one in findings if one.blocks]
    if blocking:
        raise NotEligible(official=official, unit=post.unit, why=sentence(blocking[0]))


def _draft(post: TargetPost, official: Official, *, replaces: Nomination | None = None, note: str = "") -> Nomination:
    return Nomination(
        plan_id=post.plan_id,
        target_post=post,
        official=official,
        committee_id=post.committee_id,
        replaces=replaces,
        note=note.strip(),
    )
