"""All timetables at a glance, and the timetable of one class: read, printed, made public."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.ground.web.table_files import EXCEL
from khaigiang.planning.documents.uploads import PDF, WORD
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.timetable import access, letters, queries, services
from khaigiang.teaching.timetable.forms import ReleaseForm
from khaigiang.teaching.timetable.notices import text_of


@require_safe
def class_list(request: ActorRequest) -> HttpResponse:
    """How far every class's timetable is."""
    rows = queries.class_rows(access.timetabled_classes(request.actor))
    return page(request, "timetable/classes.html", {"rows": rows, "may_write": access.may_write(request.actor)})


@require_safe
def class_page(request: ActorRequest, class_id: int) -> HttpResponse:
    """The timetable of one class."""
    training_class = access.get_class(request.actor, class_id)
    context = {
        "training_class": training_class,
        "shown": queries.class_timetable(training_class, today=request.actor.on, now=clock.now()),
        "feed": queries.feed_row(training_class) if access.may_have_feed(request.actor, training_class) else None,
        "may_write": access.may_write(request.actor),
    }
    return page(request, "timetable/class.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: ActorRequest, class_id: int) -> HttpResponse:
    """Read what has changed and whom it concerns, then make it public."""
    training_class = access.get_class_to_write(request.actor, class_id)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.release_timetable(training_class, **form.cleaned_data, by=request.user, at=clock.now())
        messages.success(request, _("The timetable is public. Everybody concerned has been told."))
        return go(request, "timetable:class", training_class.pk)
    shown = queries.class_timetable(training_class, today=request.actor.on, now=clock.now())
    told = queries.people_to_tell(training_class, shown.changes, on=request.actor.on)
    text = text_of(training_class, shown.next_number, "", shown.changes)
    context = {"training_class": training_class, "shown": shown, "told": told, "form": form, "text": text}
    return page(request, "timetable/release.html", context)


@require_safe
def word(request: ActorRequest, class_id: int) -> HttpResponse:
    """The timetable of a class as a Word file."""
    training_class = access.get_class(request.actor, class_id)
    content = letters.written_paper(training_class, "docx", clock.today())
    return file(content, name=letters.paper_name(training_class, "docx"), content_type=WORD)


@require_safe
def pdf(request: ActorRequest, class_id: int) -> HttpResponse:
    """The timetable of a class as PDF."""
    training_class = access.get_class(request.actor, class_id)
    content = letters.written_paper(training_class, "pdf", clock.today())
    return file(content, name=letters.paper_name(training_class, "pdf"), content_type=PDF)


@require_safe
def wall(request: ActorRequest, class_id: int) -> HttpResponse:
    """The timetable of a class on an A3 page."""
    training_class = access.get_class(request.actor, class_id)
    return file(letters.wall_paper([training_class]), name=letters.wall_name(training_class.code), content_type=PDF)


@require_safe
def workbook(request: ActorRequest, class_id: int) -> HttpResponse:
    """The timetable of a class as a workbook."""
    training_class = access.get_class(request.actor, class_id)
    return file(letters.workbook([training_class]), name=letters.paper_name(training_class, "xlsx"), content_type=EXCEL)


@require_safe
def plan_wall(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The timetables of all classes of a plan, an A3 page for each."""
    plan = access.get_plan_to_read(request.actor, plan_id)
    classes = access.classes_with_a_timetable(request.actor, plan)
    return file(letters.wall_paper(classes), name=letters.wall_name(plan.code), content_type=PDF)


@require_safe
def plan_workbook(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The timetables of all classes of a plan as a workbook, a sheet for each."""
    plan = access.get_plan_to_read(request.actor, plan_id)
    classes = access.classes_with_a_timetable(request.actor, plan)
    return file(letters.workbook(classes), name=f"Lịch học {plan.code}.xlsx", content_type=EXCEL)
