"""A committee's part of a plan: its posts, naming all holders, sending the list."""

from collections.abc import Iterable
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.files.services import read
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.planning.nominations import access, queries, services
from khaigiang.planning.nominations.forms import ChosenForm, PeopleForm, SendForm, quarters_before
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.ways import begun_by, ways_to_name
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.registry.officials.access import keeps_whom_it_sees

LONGEST_SEARCH: Final = 100
NOBODY_LOOKED_UP: Final = {"text": "", "looked_up": queries.NOBODY_YET}


@require_safe
def committee_page(request: ActorRequest, plan_id: int, committee_id: int) -> HttpResponse:
    """The committee's posts with holder, eligibility, and the person named."""
    quota = access.get_quota(request.actor, plan_id, committee_id)
    letter = queries.request_of(quota.plan)
    asked = quota.plan.is_open and letter is not None and letter.is_sent
    context = {
        **NOBODY_LOOKED_UP,
        "quota": quota,
        "plan": quota.plan,
        "shown": queries.committee_page(quota.plan, quota, clock.today()),
        "letter": letter,
        "names_here": asked and access.may_name(request.actor, committee_id),
        "confirms_here": access.may_confirm(request.actor, committee_id),
        "sees_facts": keeps_whom_it_sees(request.actor),
        "sees_all": access.committee_ids(request.actor) is None,
        "just_named": request.GET.getlist("named"),
        "was": quarters_before(request.GET.getlist("was")),
        "ways": ways_to_name(),
        "begun": begun_by(quota) if access.may_name(request.actor, committee_id) else [],
    }
    return page(request, "nominations/committee.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def name_holders(request: ActorRequest, plan_id: int, committee_id: int) -> HttpResponse:
    """Look at who would be named, then name the holder of every open post."""
    quota = access.get_quota_to_name(request.actor, plan_id, committee_id)
    if request.method == "POST":
        named = services.nominate_holders(quota.plan, quota.committee, by=request.user, at=clock.now())
        return go(request, _with_undo(plan_id, committee_id, named))
    preview = queries.holders_to_name(quota.plan, quota.committee, clock.today())
    return page(request, "nominations/holders.html", {"quota": quota, "plan": quota.plan, "preview": preview})


@require_safe
def find_people(request: ActorRequest, plan_id: int, committee_id: int) -> HttpResponse:
    """Somebody of the committee's units by a few letters, to be named at once."""
    quota = access.get_quota_to_name(request.actor, plan_id, committee_id)
    text = request.GET.get("q", "")[:LONGEST_SEARCH]
    context = {
        "quota": quota,
        "plan": quota.plan,
        "text": text,
        "just_named": [],
        "looked_up": queries.people_to_name(quota.plan, committee_id, text, clock.today()),
        "may_register": may_open(request, "officials:new"),
    }
    return page(request, "nominations/find.html", context, partial="found")


@require_POST
def name_people(request: ActorRequest, plan_id: int, committee_id: int) -> HttpResponse:
    """Name everybody who is chosen, each for their post."""
    quota = access.get_quota_to_name(request.actor, plan_id, committee_id)
    chosen = access.get_chosen(quota, ChosenForm(request.POST).pairs(), clock.today())
    named = services.nominate_people(quota.plan, quota.committee, chosen, by=request.user, at=clock.now())
    return go(request, _with_undo(plan_id, committee_id, named))


@require_POST
def withdraw_drafts(request: ActorRequest, plan_id: int, committee_id: int) -> HttpResponse:
    """Take back the names just given."""
    quota = access.get_quota_to_name(request.actor, plan_id, committee_id)
    form = PeopleForm(request.POST)
    ids = form.cleaned_data["people"] if form.is_valid() else []
    people = access.get_nominations(request.actor, quota.plan, ids)
    services.withdraw_drafts(quota.plan, quota.committee, people, by=request.user, at=clock.now())
    messages.success(request, _("The names are taken back."))
    return go(request, "nominations:committee", plan_id, committee_id)


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: ActorRequest, plan_id: int, committee_id: int) -> HttpResponse:
    """Send people under the committee's letter."""
    quota = access.get_quota_to_name(request.actor, plan_id, committee_id)
    rows = [row for row in queries.committee_rows(quota.plan, committee_id, clock.today()) if row.may_be_sent]
    form = SendForm(request.POST or None, request.FILES or None, rows=rows, initial={"letter_dated_on": clock.today()})
    if form.is_valid():
        people = access.get_nominations(request.actor, quota.plan, form.cleaned_data.pop("people"))
        try:
            letter = {**form.cleaned_data, "by": request.user, "at": clock.now()}
            services.submit_nominations(quota.plan, quota.committee, people, **letter)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(count)s people are sent.") % {"count": len(people)})
            return go(request, "nominations:committee", plan_id, committee_id)
    context = {"quota": quota, "plan": quota.plan, "rows": rows, "form": form}
    return page(request, "nominations/send.html", context, status=422 if form.errors else 200)


@require_safe
def letter_file(request: ActorRequest, letter_id: int) -> HttpResponse:
    """A committee's letter as it came."""
    stored = access.get_letter_file(request.actor, letter_id)
    return file(read(stored), name=stored.name, content_type=stored.content_type)


def _with_undo(plan_id: int, committee_id: int, named: Iterable[Nomination]) -> str:
    """The committee's page, where the names just given can be taken back at one stroke."""
    just_named = "&".join(f"named={one.pk}" for one in named)
    return f"{reverse('nominations:committee', args=[plan_id, committee_id])}?{just_named}"
