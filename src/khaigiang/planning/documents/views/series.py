"""The number series of the offices."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.planning.documents import access, queries, services
from khaigiang.planning.documents.forms import EndSeriesForm, SeriesForm
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def series_list(request: ActorRequest) -> HttpResponse:
    """Every series with the number that comes next."""
    rows = queries.series_rows(access.visible_series(request.actor))
    return page(
        request, "documents/series.html", {"rows": rows, "may_write": may_open(request, "documents:open_series")}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def open_series(request: ActorRequest) -> HttpResponse:
    """Let an office number one type of paper here."""
    form = SeriesForm(request.POST or None, offices=access.offices_to_write_for(request.actor))
    if form.is_valid():
        try:
            services.open_series(**form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The series is open: papers of this type now take their numbers from it."))
            return go(request, "documents:series")
    return page(request, "documents/open_series.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end_series(request: ActorRequest, series_id: int) -> HttpResponse:
    """Say on which day a series ends."""
    series = access.get_series(request.actor, series_id)
    form = EndSeriesForm(request.POST or None, initial={"on": series.ends_on})
    if form.is_valid():
        try:
            services.end_series(series, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "documents:series")
    return page(
        request, "documents/end_series.html", {"series": series, "form": form}, status=422 if form.errors else 200
    )
