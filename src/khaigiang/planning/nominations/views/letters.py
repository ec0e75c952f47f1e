"""Papers about names: what waits to be told, drawn up with one click, thrown away while they are drafts."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khaigiang.ground.files.services import read
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.planning.nominations import access, queries, services
from khaigiang.planning.plans.access import get_plan
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def letters(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Committees that are to be told of their people, and the papers that told them."""
    plan = get_plan(request.actor, plan_id)
    context = {
        "plan": plan,
        "shown": queries.letters_page(plan),
        "may_write": may_open(request, "nominations:discard_letter"),
    }
    return page(request, "nominations/letters.html", context)


@require_POST
def tell(request: ActorRequest, plan_id: int, committee_id: int, kind: str) -> HttpResponse:
    """Draw up the paper that tells one committee."""
    quota = access.get_quota(request.actor, plan_id, committee_id)
    about = access.get_about(kind)
    letter = services.tell_committee(quota.plan, quota.committee, about, by=request.user, at=clock.now())
    messages.success(request, _("The paper is drawn up. Look at it before it is signed."))
    return go(request, "documents:document", letter.document_id)


@require_safe
def told_file(request: ActorRequest, letter_id: int) -> HttpResponse:
    """An issued paper about a committee's people, as PDF."""
    stored = access.get_letter_told(request.actor, letter_id)
    return file(read(stored), name=stored.name, content_type=stored.content_type)


@require_POST
def confirm(request: ActorRequest, letter_id: int) -> HttpResponse:
    """The committee says that it has the paper."""
    letter = access.get_letter_to_confirm(request.actor, letter_id)
    services.confirm_letter(letter, by=request.user, at=clock.now())
    messages.success(request, _("The receipt is confirmed."))
    return go(request, "nominations:committee", letter.plan_id, letter.committee_id)


@require_POST
def discard(request: ActorRequest, letter_id: int) -> HttpResponse:
    """Throw a draft away."""
    letter = access.get_letter_about_names(request.actor, letter_id)
    plan_id = letter.plan_id
    services.discard_letter(letter, by=request.user, at=clock.now())
    messages.success(request, _("The draft is thrown away; its people wait to be told again."))
    return go(request, "nominations:letters", plan_id)
