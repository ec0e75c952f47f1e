"""The numbers of a series: the proof that they are sound, numbers reserved, released, and given on paper only."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.ground.web.table_files import page_asked
from khaigiang.planning.documents import access, queries, services
from khaigiang.planning.documents.forms import OnPaperForm, ReasonForm, ReserveForm
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def series_numbers(request: ActorRequest, series_id: int) -> HttpResponse:
    """Every number of a series, and what a look at all of them finds."""
    series = access.get_visible_series(request.actor, series_id)
    context = {
        "series": series,
        "proof": queries.proof(series, page_asked(request)),
        "may_write": access.may_number(request.actor, series) and may_open(request, "documents:reserve"),
    }
    return page(request, "documents/numbers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reserve(request: ActorRequest, series_id: int) -> HttpResponse:
    """Keep the next number for a paper."""
    series = access.get_series(request.actor, series_id)
    form = ReserveForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        try:
            reserved = services.reserve_number(series, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("%(number)s is reserved.") % {"number": queries.text_of(series, reserved.number)}
            )
            return go(request, "documents:numbers", series.pk)
    context = {"series": series, "next_text": queries.text_of(series, queries.next_number(series)), "form": form}
    return page(request, "documents/reserve.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: ActorRequest, number_id: int) -> HttpResponse:
    """Let a reserved number go."""
    number = access.get_reserved_number(request.actor, number_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.release_number(number, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The number is released."))
            return go(request, "documents:numbers", number.series_id)
    row = queries.number_row(number.series, number)
    is_last = queries.next_number(number.series) == number.number + 1
    context = {"series": number.series, "row": row, "is_last": is_last, "form": form}
    return page(request, "documents/release.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def on_paper(request: ActorRequest, series_id: int) -> HttpResponse:
    """Enter a number that was given on paper only."""
    series = access.get_series(request.actor, series_id)
    form = OnPaperForm(
        request.POST or None,
        reserved=queries.reserved_numbers(series),
        next_text=queries.text_of(series, queries.next_number(series)),
        initial={"issued_on": clock.today()},
    )
    if form.is_valid():
        try:
            document = services.note_number_on_paper(series, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "documents:document", document.pk)
    return page(
        request, "documents/on_paper.html", {"series": series, "form": form}, status=422 if form.errors else 200
    )
