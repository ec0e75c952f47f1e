"""Pages of mandates."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.table_files import leaf, page_asked
from khaigiang.registry.mandates import access, queries, services
from khaigiang.registry.mandates.forms import EndForm, LookUpForm, MandateFilterForm, MandateForm
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.registry.mandates.queries import OfficialChoice

PER_PAGE: Final = 50


@require_safe
def mandate_list(request: ActorRequest) -> HttpResponse:
    """Who acts for whom."""
    form = MandateFilterForm(request.GET)
    rows = queries.mandates(**form.narrowing(), on=clock.today())
    shown = leaf(rows, PER_PAGE, page_asked(request))
    return page(request, "mandates/mandates.html", {"form": form, "rows": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: ActorRequest) -> HttpResponse:
    """Give a mandate."""
    found = queries.officials_to_choose_from(request.GET.get("official", "")[:100], clock.today())
    form = _mandate_form(request, found)
    if form.is_valid():
        official = access.official_to_stand_for(request.actor, form.chosen_official_id)
        try:
            mandate = services.give_mandate(**form.facts, official=official, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(mandate)s: the mandate is given.") % {"mandate": mandate})
            return go(request, "mandates:list")
    context = {"form": form, "look_up": LookUpForm(request.GET), "found": found}
    return page(request, "mandates/give.html", context, status=422 if form.errors else 200)


def _mandate_form(request: ActorRequest, found: list[OfficialChoice]) -> MandateForm:
    return MandateForm(
        request.POST or None,
        users=access.users_to_mandate(request.actor),
        offices=access.offices_to_act_for(request.actor),
        officials=[(row.id, f"{row.full_name} – {row.holds}") for row in found],
        initial={"valid_from": clock.today()},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: ActorRequest, mandate_id: int) -> HttpResponse:
    """End a mandate."""
    mandate = access.get_mandate(request.actor, mandate_id)
    form = EndForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        try:
            services.end_mandate(mandate, on=form.cleaned_data["on"], by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, _("The end of the mandate is recorded."))
            return go(request, "mandates:list")
    return page(request, "mandates/end.html", {"form": form, "mandate": mandate}, status=422 if form.errors else 200)
