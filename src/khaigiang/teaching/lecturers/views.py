"""Lecturers and their days away."""

from datetime import date

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.lecturers import access, queries, services
from khaigiang.teaching.lecturers.forms import (
    AbsenceForm,
    CalendarForm,
    LecturerFilterForm,
    LecturerForm,
    weekly_half_days,
)

YEARS_SHOWN = 50


@require_safe
def lecturer_list(request: ActorRequest) -> HttpResponse:
    """Everybody who teaches."""
    form = LecturerFilterForm(request.GET)
    rows = queries.lecturer_rows(
        access.visible_lecturers(request.actor),
        on=clock.today(),
        text=request.GET.get("q", "")[:100],
        with_former="former" in request.GET,
    )
    context = {"form": form, "rows": rows, "may_edit": access.may_edit(request.actor)}
    return page(request, "lecturers/list.html", context, partial="rows")


@require_safe
def lecturer_page(request: ActorRequest, lecturer_id: int) -> HttpResponse:
    """One lecturer with their days away."""
    lecturer = access.get_lecturer(request.actor, lecturer_id)
    context = {
        "lecturer": lecturer,
        "left": queries.sessions_left_to(lecturer, on=clock.today()),
        "absences": queries.absence_rows(lecturer, on=clock.today()),
        "may_write": access.may_write(request.actor, lecturer),
        "may_edit": access.may_edit(request.actor),
        "may_see_everybody": access.may_see_everybody(request.actor),
        "form": AbsenceForm(),
        "rather_not": [label for code, label in weekly_half_days() if code in lecturer.rather_not],
        "cannot": [label for code, label in weekly_half_days() if code in lecturer.cannot],
    }
    return page(request, "lecturers/lecturer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_lecturer(request: ActorRequest) -> HttpResponse:
    """Add a lecturer."""
    form = LecturerForm(request.POST or None, users=queries.users_to_link(None, on=clock.today()))
    if form.is_valid():
        try:
            lecturer = services.save_lecturer(None, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "lecturers:lecturer", lecturer.pk)
    return page(request, "lecturers/form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_lecturer(request: ActorRequest, lecturer_id: int) -> HttpResponse:
    """Correct what is known of a lecturer."""
    lecturer = access.get_lecturer_to_write(request.actor, lecturer_id)
    users = queries.users_to_link(lecturer, on=clock.today())
    form = LecturerForm(request.POST or None, users=users, initial=model_to_dict(lecturer))
    if form.is_valid():
        try:
            services.save_lecturer(lecturer, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "lecturers:lecturer", lecturer.pk)
    return page(
        request, "lecturers/form.html", {"lecturer": lecturer, "form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_absence(request: ActorRequest, lecturer_id: int) -> HttpResponse:
    """Note days away."""
    lecturer = access.get_lecturer_to_write(request.actor, lecturer_id)
    form = AbsenceForm(request.POST or None)
    if form.is_valid():
        try:
            services.add_lecturer_absence(lecturer, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("last_day", str(refusal))
        else:
            messages.success(request, _("The days away are noted. Timetables made from now on keep them free."))
            return go(request, "lecturers:lecturer", lecturer.pk)
    return page(
        request, "lecturers/absence.html", {"lecturer": lecturer, "form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove_absence(request: ActorRequest, absence_id: int) -> HttpResponse:
    """Take days away back."""
    absence = access.get_absence(request.actor, absence_id)
    if request.method != "POST":
        return page(request, "lecturers/remove_absence.html", {"absence": absence})
    lecturer = services.remove_lecturer_absence(absence, by=request.user, at=clock.now())
    messages.success(request, _("The days away are taken back."))
    return go(request, "lecturers:lecturer", lecturer.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: ActorRequest, lecturer_id: int) -> HttpResponse:
    """Mark half-days of a month."""
    lecturer = access.get_lecturer_to_write(request.actor, lecturer_id)
    shown = month_of(request.GET.get("month", ""), clock.today())
    month = queries.calendar_month(lecturer, shown, today=clock.today())
    form = CalendarForm(request.POST or None, half_days=month.codes)
    if form.is_valid():
        try:
            services.mark_half_days(lecturer, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_back_to(request, lecturer.pk, month.first)
    context = {"lecturer": lecturer, "month": month, "form": form, "chosen": request.POST.getlist("half_days")}
    return page(request, "lecturers/calendar.html", context, status=422 if form.errors else 200)


@require_POST
def undo_calendar_step(request: ActorRequest, lecturer_id: int) -> HttpResponse:
    """Go back one step on the calendar."""
    lecturer = access.get_lecturer_to_write(request.actor, lecturer_id)
    try:
        services.undo_calendar_step(lecturer, by=request.user, at=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The last step on the calendar is taken back."))
    return go_back_to(request, lecturer.pk, month_of(request.GET.get("month", ""), clock.today()))


def go_back_to(request: ActorRequest, lecturer_id: int, month: date) -> HttpResponse:
    """To the month of the calendar that was marked."""
    return go(request, f"{reverse('lecturers:calendar', args=[lecturer_id])}?month={month:%Y-%m}")


def month_of(text: str, today: date) -> date:
    """The first day of the month written "2023-03"; this month when it says nothing of use."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return month if abs(month.year - today.year) < YEARS_SHOWN else today.replace(day=1)
