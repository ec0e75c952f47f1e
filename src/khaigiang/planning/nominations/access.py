"""The only door from an actor and an id to a nomination, a committee's part of a plan, a request or a letter."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.ground.files.models import StoredFile
from khaigiang.planning.documents.access import READ_EVERYTHING, may_write_paper
from khaigiang.planning.documents.models import DocumentState
from khaigiang.planning.nominations.models import (
    CommitteeLetter,
    Hindrance,
    LetterAboutNames,
    Nomination,
    NominationRequest,
    Unavailability,
)
from khaigiang.planning.nominations.queries import Subject
from khaigiang.planning.nominations.states import AboutNames
from khaigiang.planning.plans.access import visible_plans
from khaigiang.planning.plans.models import Plan, Quota, TargetPost
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.officials.models import Appointment, Official

SPEAKS_FOR_ALL: Final = (Role.OFFICE, Role.ORGANISER)


def committee_ids(actor: Actor) -> frozenset[int] | None:
    """The committees whose part an actor sees; None for those who see every committee's."""
    return None if actor.is_any(*READ_EVERYTHING) else actor.committee_ids


def visible_quotas(actor: Actor) -> QuerySet[Quota]:
    """A committee's part of each plan: its own for a committee, all for those who account for the whole."""
    quotas = Quota.objects.filter(plan__in=visible_plans(actor))
    own = committee_ids(actor)
    return quotas if own is None else quotas.filter(committee__in=own)


def get_quota(actor: Actor, plan_id: int, committee_id: int) -> Quota:
    """A committee's part of a plan with both, or 404."""
    quotas = visible_quotas(actor).select_related("plan__document", "committee")
    return get_object_or_404(quotas, plan=plan_id, committee=committee_id)


def may_name(actor: Actor, committee_id: int) -> bool:
    """May the actor name and send this committee's people: as the committee, or for a list that came on paper?"""
    return committee_id in actor.committee_ids or actor.is_any(*SPEAKS_FOR_ALL)


def sets_rules(actor: Actor) -> bool:
    """May the actor set how many of one unit may be away at once?"""
    return actor.is_any(*SPEAKS_FOR_ALL)


def get_quota_to_name(actor: Actor, plan_id: int, committee_id: int) -> Quota:
    """A committee's part of a plan for which the actor may name people, or 404."""
    quota = get_quota(actor, plan_id, committee_id)
    if not may_name(actor, committee_id):
        raise Http404
    return quota


def visible_nominations(actor: Actor) -> QuerySet[Nomination]:
    """People of the committees that an actor sees."""
    nominations = Nomination.objects.filter(plan__in=visible_plans(actor))
    own = committee_ids(actor)
    return nominations if own is None else nominations.filter(committee__in=own)


def get_nomination(actor: Actor, nomination_id: int) -> Nomination:
    """One visible nomination with its person, post, plan and letter, or 404."""
    together = (
        "cover__official",
        "plan__document",
        "official",
        "committee",
        "letter",
        "replaces__official",
    )
    nominations = visible_nominations(actor).select_related(*together, "target_post__unit", "target_post__post")
    return get_object_or_404(nominations, pk=nomination_id)


def get_nomination_to_name(actor: Actor, nomination_id: int) -> Nomination:
    """One nomination of a committee for which the actor may name people, or 404."""
    nomination = get_nomination(actor, nomination_id)
    if not may_name(actor, nomination.committee_id):
        raise Http404
    return nomination


def get_nominations(actor: Actor, plan: Plan, ids: Collection[int]) -> list[Nomination]:
    """Several nominations of one plan, or 404 when one of them is not visible."""
    found = list(
        visible_nominations(actor)
        .filter(plan=plan, pk__in=ids)
        .select_related("plan", "official", "committee", "target_post__unit__parent", "cover__official")
        .order_by("committee__sort_key", "target_post__unit__sort_key", "pk")
    )
    if len(found) != len(set(ids)):
        raise Http404
    return found


def get_chosen(quota: Quota, pairs: Sequence[tuple[int, int]], on: date) -> list[Subject]:
    """People chosen for posts of a committee by both ids, or 404 when one does not serve in the post's unit."""
    posts = TargetPost.objects.standing().filter(plan=quota.plan_id, committee=quota.committee_id)
    found = posts.select_related("plan", "unit", "committee").in_bulk([post_id for post_id, _official in pairs])
    serving = Appointment.objects.on(on).filter(unit__in=[post.unit_id for post in found.values()])
    officials = {
        (one.unit_id, one.official_id): one.official
        for one in serving.filter(official__in=[official for _post, official in pairs]).select_related("official")
    }
    chosen = [
        Subject(found[post_id], officials[found[post_id].unit_id, official_id])
        for post_id, official_id in dict.fromkeys(pairs)
        if post_id in found and (found[post_id].unit_id, official_id) in officials
    ]
    if len(chosen) != len(set(pairs)):
        raise Http404
    return chosen


def get_serving(actor: Actor, post: TargetPost, official_id: int) -> Official:
    """Somebody who serves in the unit of a post for which the actor may name people, or 404."""
    if not may_name(actor, post.committee_id):
        raise Http404
    serving = Appointment.objects.on(actor.on).filter(unit=post.unit_id)
    return get_object_or_404(Official.objects.filter(pk__in=serving.values("official")), pk=official_id)


def get_hindrance(actor: Actor, hindrance_id: int) -> Hindrance:
    """What was said of somebody who cannot come, by whoever may name people there, or 404."""
    found = Hindrance.objects.filter(target_post__plan__in=visible_plans(actor)).select_related("target_post")
    hindrance = get_object_or_404(found, pk=hindrance_id)
    if not may_name(actor, hindrance.target_post.committee_id):
        raise Http404
    return hindrance


def get_unavailability(actor: Actor, unavailability_id: int) -> Unavailability:
    """Stated days of a person for whose committee the actor may speak, or 404."""
    found = Unavailability.objects.filter(nomination__in=visible_nominations(actor)).select_related(
        "nomination__official"
    )
    stated = get_object_or_404(found, pk=unavailability_id)
    if not may_name(actor, stated.nomination.committee_id):
        raise Http404
    return stated


def get_draft_request(actor: Actor, plan_id: int) -> NominationRequest:
    """The request of a plan that is drawn up and not yet sent, or 404."""
    requests = NominationRequest.objects.filter(plan__in=visible_plans(actor)).exclude(
        document__state=DocumentState.ISSUED,
    )
    return get_object_or_404(requests.select_related("plan__document__issuer", "document__issuer"), plan=plan_id)


def get_request_to_answer(actor: Actor, plan_id: int) -> NominationRequest:
    """The request of a plan for those who see it: drafts for those who write it, the sent one for committees; or 404."""
    requests = NominationRequest.objects.filter(plan__in=visible_plans(actor))
    if not actor.is_any(*READ_EVERYTHING):
        requests = requests.filter(document__state=DocumentState.ISSUED)
    together = ("plan__document", "document__issuer")
    return get_object_or_404(requests.select_related(*together), plan=plan_id)


def get_request_file(actor: Actor, plan_id: int, which: str) -> StoredFile:
    """The request as "docx", "pdf" or "file" (its scan): drafts for those who write it, the sent one for committees too."""
    requests = NominationRequest.objects.filter(plan__in=visible_plans(actor)).select_related(
        "document__docx",
        "document__pdf",
        "document__file",
    )
    if not actor.is_any(*READ_EVERYTHING):
        requests = requests.filter(document__state=DocumentState.ISSUED)
    document = get_object_or_404(requests, plan=plan_id).document
    found = {"docx": document.docx, "pdf": document.pdf, "file": document.file}.get(which)
    if found is None:
        raise Http404
    return found


def get_about(kind: str) -> AboutNames:
    """What a paper tells a committee, by its name in an address, or 404."""
    if kind not in AboutNames.values:
        raise Http404
    return AboutNames(kind)


def get_letter_about_names(actor: Actor, letter_id: int) -> LetterAboutNames:
    """One paper about names of a visible plan, of an office the actor writes for, or 404."""
    letters = LetterAboutNames.objects.filter(plan__in=visible_plans(actor)).select_related("document__issuer")
    letter = get_object_or_404(letters, pk=letter_id)
    if not may_write_paper(actor, letter.document):
        raise Http404
    return letter


def letters_told(actor: Actor) -> QuerySet[LetterAboutNames]:
    """Issued papers about the people of the committees for which the actor acts; all for those who read everything."""
    letters = LetterAboutNames.objects.filter(plan__in=visible_plans(actor), document__state=DocumentState.ISSUED)
    own = committee_ids(actor)
    return letters if own is None else letters.filter(committee__in=own)


def get_letter_told(actor: Actor, letter_id: int) -> StoredFile:
    """The PDF of an issued paper about a committee's people, or 404."""
    letter = get_object_or_404(letters_told(actor).select_related("document__pdf"), pk=letter_id)
    if letter.document.pdf is None:
        raise Http404
    return letter.document.pdf


def get_letter_to_confirm(actor: Actor, letter_id: int) -> LetterAboutNames:
    """One issued paper whose receipt the actor confirms as the committee, or as told by it, or 404."""
    letter = get_object_or_404(letters_told(actor), pk=letter_id)
    if not may_confirm(actor, letter.committee_id):
        raise Http404
    return letter


def may_confirm(actor: Actor, committee_id: int) -> bool:
    """Does the actor say that this committee has a paper: as the committee, or for it?"""
    return committee_id in actor.committee_ids or actor.is_any(Role.OFFICE, Role.ORGANISER)


def get_letter_file(actor: Actor, letter_id: int) -> StoredFile:
    """The scan of a committee's letter, or 404."""
    letters = CommitteeLetter.objects.filter(plan__in=visible_plans(actor)).select_related("file")
    own = committee_ids(actor)
    letter = get_object_or_404(letters if own is None else letters.filter(committee__in=own), pk=letter_id)
    if letter.file is None:
        raise Http404
    return letter.file


def officials_named(ids: Collection[int]) -> QuerySet[Official]:
    """Officials among those that a query offered."""
    return Official.objects.filter(pk__in=ids).order_by("sort_key")
