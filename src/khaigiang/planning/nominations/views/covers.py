"""Who keeps the office of somebody named while they are away."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.nominations import access, queries, services
from khaigiang.planning.nominations.forms import CoverForm
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: ActorRequest, nomination_id: int) -> HttpResponse:
    """Choose somebody of the unit who stays, or type a name."""
    nomination = access.get_nomination_to_name(request.actor, nomination_id)
    offered = queries.who_may_cover(nomination, clock.today())
    ids = [one.official_id for one in offered if not one.away]
    initial = queries.cover_of(nomination)
    form = CoverForm(request.POST or None, officials=access.officials_named(ids), initial=initial)
    if form.is_valid():
        try:
            services.name_cover(nomination, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "nominations:nomination", nomination.pk)
    context = {"nomination": nomination, "offered": offered, "form": form}
    return page(request, "nominations/cover.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw_cover(request: ActorRequest, nomination_id: int) -> HttpResponse:
    """Nobody keeps the office yet after all."""
    nomination = access.get_nomination_to_name(request.actor, nomination_id)
    services.withdraw_cover(nomination, by=request.user, at=clock.now())
    return go(request, "nominations:nomination", nomination.pk)
