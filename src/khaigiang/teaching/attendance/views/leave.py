"""Leave: asked by a trainee, decided by the teacher."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.attendance import access, services
from khaigiang.teaching.attendance.forms import DecideForm, LeaveForm
from khaigiang.teaching.attendance.queries.leave import coming_sessions, leave_rows, own_leave_rows, standing_of


@require_http_methods(["GET", "HEAD", "POST"])
def my_leave(request: ActorRequest) -> HttpResponse:
    """A trainee's own requests, the form for another, and what an absence means for completing the course."""
    enrolment = access.get_own_enrolment(request.actor)
    form = LeaveForm(request.POST or None, sessions=coming_sessions(enrolment, clock.today()))
    if form.is_valid():
        try:
            services.ask_leave(enrolment, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your request has gone to the class teacher."))
            return go(request, "attendance:my_leave")
    context = {
        "form": form,
        "enrolment": enrolment,
        "standing": standing_of(enrolment),
        "requests": own_leave_rows(enrolment),
    }
    return page(request, "attendance/my_leave.html", context, status=422 if form.errors else 200)


@require_safe
def leaves(request: ActorRequest, class_id: int) -> HttpResponse:
    """The requests of a class, undecided first."""
    training_class = access.get_class(request.actor, class_id)
    requests = leave_rows(access.visible_requests(request.actor), of=training_class)
    may_decide = access.may_record(request.actor, training_class)
    context = {"training_class": training_class, "requests": requests, "may_decide": may_decide}
    return page(request, "attendance/leaves.html", context)


@require_POST
def decide(request: ActorRequest, request_id: int) -> HttpResponse:
    """Grant or refuse a request."""
    leave = access.get_request_to_decide(request.actor, request_id)
    form = DecideForm(request.POST)
    if form.is_valid():
        services.decide_leave(leave, **form.cleaned_data, by=request.user, at=clock.now())
        messages.success(request, _("The request is decided."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return go(request, "attendance:leaves", leave.enrolment.training_class_id)
