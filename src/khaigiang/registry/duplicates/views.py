"""Pages of records that may be of one person."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.fields.queries import OFFICIALS, fields_for
from khaigiang.ground.jobs import queries as jobs
from khaigiang.ground.jobs.services import ask
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import asks_for_a_part, go, page
from khaigiang.ground.web.table_files import leaf, page_asked
from khaigiang.registry.duplicates import access, queries, services
from khaigiang.registry.duplicates.forms import MergeForm
from khaigiang.registry.duplicates.states import SEARCH
from khaigiang.registry.units.acting import ActingRequest

PER_PAGE: Final = 20


@require_safe
def likely(request: ActingRequest) -> HttpResponse:
    """Likely pairs, most likely first."""
    job = jobs.under_way(SEARCH)
    if job is None and asks_for_a_part(request):
        return go(request, "duplicates:likely")
    shown = leaf(queries.likely_pairs(), PER_PAGE, page_asked(request))
    context = {
        "shown": shown,
        "rows": queries.pair_rows(shown, clock.today()),
        "scan": queries.last_scan(),
        "job": job or jobs.last_failure(SEARCH),
    }
    return page(request, "duplicates/likely.html", context, partial="progress")


@require_POST
def scan(request: ActingRequest) -> HttpResponse:
    """Ask for a search of everybody anew."""
    ask(SEARCH, by=request.user, at=clock.now())
    return go(request, "duplicates:likely")


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: ActingRequest, kept_id: int, gone_id: int) -> HttpResponse:
    """Two records side by side; what is chosen is merged."""
    kept, gone = access.get_pair(request.actor, kept_id, gone_id)
    facts = queries.comparison(kept, gone, own=fields_for(OFFICIALS, request.actor, retired=True))
    form = MergeForm(request.POST if request.method == "POST" else None, facts=facts)
    if form.is_valid():
        try:
            services.merge_officials(kept, gone, taken=form.taken(), by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(gone)s is merged into %(kept)s.") % {"gone": gone, "kept": kept})
            return go(request, "duplicates:likely")
    context = {"form": form, "kept": kept, "gone": gone, "sides": queries.sides(kept, gone, clock.today())}
    return page(request, "duplicates/compare.html", context, status=422 if form.errors else 200)


@require_POST
def apart(request: ActingRequest, first_id: int, second_id: int) -> HttpResponse:
    """These are two people."""
    one, other = access.get_pair(request.actor, first_id, second_id)
    services.keep_apart(one, other, by=request.user, at=clock.now())
    messages.success(request, _("%(one)s and %(other)s stay apart.") % {"one": one, "other": other})
    return go(request, "duplicates:likely")


@require_safe
def decided(request: ActingRequest) -> HttpResponse:
    """Merges done, which can be undone, and pairs of different people."""
    away = leaf(queries.apart_pairs(), PER_PAGE, page_asked(request))
    context = {
        "merges": leaf(queries.merges(), PER_PAGE, request.GET.get("merges")),
        "away": away,
        "rows": queries.apart_rows(away, clock.today()),
    }
    return page(request, "duplicates/decided.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: ActingRequest, merge_id: int) -> HttpResponse:
    """What undoing a merge brings back, or why it cannot be undone."""
    merge = access.get_merge(request.actor, merge_id)
    obstacles = queries.obstacles_to_undoing(merge)
    if request.method == "POST":
        try:
            gone = services.undo_merge(merge, by=request.user, at=clock.now())
        except DomainError as refusal:
            obstacles = [str(refusal)]
        else:
            messages.success(request, _("%(gone)s has an own record again.") % {"gone": gone})
            return go(request, "officials:official", gone.pk)
    context = {"merge": merge, "obstacles": obstacles}
    return page(request, "duplicates/undo.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def reconsider(request: ActingRequest, apart_id: int) -> HttpResponse:
    """Two people may be one after all: their records are laid side by side again."""
    pair = access.get_apart(request.actor, apart_id)
    services.reconsider(pair, by=request.user, at=clock.now())
    return go(request, "duplicates:compare", pair.first_id, pair.second_id)
