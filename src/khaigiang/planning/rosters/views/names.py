"""Lists by which committees put people forward, and what they ask of the office."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.nominations.access import get_quota_to_name
from khaigiang.planning.rosters import access, queries, services
from khaigiang.planning.rosters.forms import RefuseForm, RegisterForm, TakeInNamesForm
from khaigiang.planning.rosters.services import Sending
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def take_in_names(request: ActorRequest, plan_id: int, committee_id: int) -> HttpResponse:
    """Take in a list by which a committee names its people."""
    quota = get_quota_to_name(request.actor, plan_id, committee_id)
    form = TakeInNamesForm(
        request.POST or None, request.FILES or None, older=access.older_versions(request.actor, quota)
    )
    if form.is_valid():
        older = form.cleaned_data["newer_than"]
        sending = Sending(sender=quota.committee, plan=quota.plan, holds_on=clock.today(), newer_than=older)
        try:
            roster = services.stage_roster(**form.file_sent(), sending=sending, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "rosters:typing" if roster.is_typed else "rosters:roster", roster.pk)
    context = {"form": form, "quota": quota, "plan": quota.plan}
    return page(request, "rosters/new_names.html", context, status=422 if form.errors else 200)


@require_POST
def name_listed(request: ActorRequest, roster_id: int) -> HttpResponse:
    """Put forward everybody whom a list of names names."""
    roster = services.name_listed(access.get_names(request.actor, roster_id), by=request.user, at=clock.now())
    messages.success(request, _("The people are named. Look them over, then send them with your letter."))
    return go(request, "rosters:roster", roster.pk)


@require_POST
def take_names_back(request: ActorRequest, roster_id: int) -> HttpResponse:
    """Take the names of a list back."""
    services.take_names_back(access.get_names(request.actor, roster_id), by=request.user, at=clock.now())
    messages.success(request, _("The names of the list are taken back, and people's facts are as they were."))
    return go(request, "rosters:roster", roster_id)


@require_POST
def look_again(request: ActorRequest, roster_id: int) -> HttpResponse:
    """See whether what stood in the way still does."""
    services.look_again(access.get_names(request.actor, roster_id), by=request.user, at=clock.now())
    messages.success(request, _("Every row was looked at again."))
    return go(request, "rosters:roster", roster_id)


@require_safe
def asked_list(request: ActorRequest) -> HttpResponse:
    """People whom committees ask the office to register."""
    return page(request, "rosters/asked.html", {"rows": queries.asked_lines()})


@require_http_methods(["GET", "HEAD", "POST"])
def asked_row(request: ActorRequest, row_id: int) -> HttpResponse:
    """Register somebody whom a committee asks about, or say whom it means."""
    row = access.get_asked(request.actor, row_id)
    shown = queries.asked_page(row, clock.today())
    form = RegisterForm(request.POST or None, row=row, shown=shown)
    if form.is_valid():
        official = access.get_meant(request.actor, form.official_id)
        try:
            services.register_asked(row, official=official, **form.said, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The committee is told."))
            return go(request, "rosters:asked")
    context = {"row": row, "roster": row.roster, "shown": shown, "form": form, "refuse_form": RefuseForm()}
    return page(request, "rosters/asked_row.html", context, status=422 if form.errors else 200)


@require_POST
def refuse_asked(request: ActorRequest, row_id: int) -> HttpResponse:
    """Tell a committee why somebody is not registered."""
    row = access.get_asked(request.actor, row_id)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say in a few words why the person is not registered."))
        return go(request, "rosters:asked_row", row.pk)
    services.refuse_asked(row, **form.cleaned_data, by=request.user, at=clock.now())
    messages.success(request, _("The committee is told."))
    return go(request, "rosters:asked")
