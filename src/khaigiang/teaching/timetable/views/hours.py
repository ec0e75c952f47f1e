"""The hours of schools by season: read, set with a preview, taken away."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.timetable import services
from khaigiang.teaching.timetable.forms import hours_forms, typed_table
from khaigiang.teaching.timetable.queries import hours
from khaigiang.teaching.venues import access
from khaigiang.teaching.venues.queries import hours_of_school


@require_safe
def hours_page(request: ActorRequest) -> HttpResponse:
    """The tables of every school that the actor sees."""
    rows = hours.school_rows(access.schools_seen(request.actor), clock.today())
    return page(request, "timetable/hours.html", {"rows": rows, "may_set": access.may_edit(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
def set_hours(request: ActorRequest, office_id: int) -> HttpResponse:
    """Type a table; what it does to sessions is shown first, and it is set once that is confirmed."""
    school = access.get_school_to_keep(request.actor, office_id)
    was, changes, refusal = hours_of_school(school.pk), None, ""
    form, seasons = hours_forms(request.POST or None, begin_with=was)
    if all((form.is_valid(), seasons.is_valid())):
        try:
            table = typed_table(form, seasons)
            changes = hours.what_changes(school.pk, was, was.with_table(table), on=clock.today())
            if form.cleaned_data["is_confirmed"]:
                source = form.cleaned_data["source"]
                services.set_school_hours(school, table, source=source, by=request.user, at=clock.now())
                messages.success(request, _("The hours are set."))
                return go(request, "timetable:hours")
        except DomainError as refused:
            refusal = str(refused)
    context = {"school": school, "form": form, "seasons": seasons, "changes": changes, "refusal": refusal}
    failed = form.is_bound and (refusal or changes is None)
    return page(request, "timetable/set_hours.html", context, status=422 if failed else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def take_away(request: ActorRequest, hours_id: int) -> HttpResponse:
    """What becomes of sessions once a table is gone, and taking it away."""
    kept = access.get_hours_to_keep(request.actor, hours_id)
    was, refusal = hours_of_school(kept.office_id), ""
    changes = hours.what_changes(kept.office_id, was, was.without(kept.valid_from), on=clock.today())
    if request.method == "POST":
        try:
            services.take_school_hours_away(kept, by=request.user, at=clock.now())
        except DomainError as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("The hours are taken away."))
            return go(request, "timetable:hours")
    context = {"kept": kept, "changes": changes, "refusal": refusal}
    return page(request, "timetable/take_hours_away.html", context, status=422 if refusal else 200)
