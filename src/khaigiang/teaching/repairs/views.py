"""Something has happened: the ways out side by side, and one confirmation."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.repairs import access, queries, services
from khaigiang.teaching.repairs.forms import AccidentForm, accident_form
from khaigiang.teaching.repairs.states import TONES, AccidentKind, RepairWay


@require_safe
def repair_list(request: ActorRequest) -> HttpResponse:
    """What has happened, and what can be reported."""
    context = {
        "rows": queries.repair_rows(access.visible_repairs(request.actor)),
        "kinds": AccidentKind.choices,
        "may_write": access.may_write(request.actor),
    }
    return page(request, "repairs/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: ActorRequest, kind: str) -> HttpResponse:
    """Say what has happened, and look for the ways out."""
    what = access.get_kind(request.actor, kind)
    form = _form(request, what)
    if form.is_valid():
        try:
            repair = services.report_accident(
                what,
                **form.cleaned_data,
                classes=access.classes_to_mend(request.actor),
                by=request.user,
                at=clock.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "repairs:repair", repair.pk)
    return page(request, "repairs/report.html", {"kind": what, "form": form}, status=422 if form.errors else 200)


@require_safe
def repair_page(request: ActorRequest, repair_id: int) -> HttpResponse:
    """The ways out side by side, or what was done."""
    repair = access.get_repair(request.actor, repair_id)
    context = {
        "repair": repair,
        "tone": TONES[repair.state],
        "ways": queries.way_rows(repair),
        "not_found": queries.ways_not_found(repair),
        "typed": queries.typed_again(repair),
        "decisions": queries.decisions_of(repair),
        "may_write": access.may_write(request.actor),
    }
    return page(request, "repairs/repair.html", context)


@require_POST
def carry_out(request: ActorRequest, repair_id: int, way: str) -> HttpResponse:
    """Mend the timetable in one of the ways."""
    if way not in RepairWay.values:
        raise Http404
    repair = access.get_repair_to_decide(request.actor, repair_id)
    services.carry_out_repair(repair, way, by=request.user, at=clock.now())
    messages.success(request, _("The timetable is mended; those whose own sessions changed are told."))
    return go(request, "repairs:repair", repair_id)


@require_POST
def lay_aside(request: ActorRequest, repair_id: int) -> HttpResponse:
    """Leave the timetable as it is."""
    repair = access.get_repair_to_decide(request.actor, repair_id)
    services.lay_repair_aside(repair, by=request.user, at=clock.now())
    messages.success(request, _("Laid aside; the timetable stands as it was."))
    return go(request, "repairs:list")


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: ActorRequest, repair_id: int) -> HttpResponse:
    """Put everything back as it was before the repair."""
    repair = access.get_repair_to_decide(request.actor, repair_id)
    if request.method == "POST":
        services.undo_repair(repair, by=request.user, at=clock.now())
        messages.success(request, _("Everything stands as before; those concerned are told."))
        return go(request, "repairs:repair", repair_id)
    return page(request, "repairs/undo.html", {"repair": repair})


def _form(request: ActorRequest, kind: AccidentKind) -> AccidentForm:
    return accident_form(
        kind,
        request.POST or None,
        today=clock.today(),
        chosen=request.GET.dict(),
        lecturers=access.lecturers(request.actor),
        halls=access.halls(request.actor),
        classes=access.classes_to_mend(request.actor),
    )
