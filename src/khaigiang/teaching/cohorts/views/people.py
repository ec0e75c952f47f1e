"""Who is in a class: the list as of a day, its papers, people let in."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.planning.plans.reason_form import ReasonForm
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.cohorts import access, letters, queries, services
from khaigiang.teaching.cohorts.access.papers import get_kind
from khaigiang.teaching.cohorts.forms.papers import ListFilterForm
from khaigiang.teaching.cohorts.forms.people import NewcomerForm


@require_safe
def class_list(request: ActorRequest, class_id: int) -> HttpResponse:
    """The list of a class as of a day, with those let in."""
    training_class = access.get_class(request.actor, class_id)
    form = ListFilterForm(request.GET, today=request.actor.on)
    people = queries.people_on(training_class, form.day, among=access.visible_people(request.actor))
    context = {
        "training_class": training_class,
        "form": form,
        "on": form.day,
        "people": people,
        "rows": queries.found_among(people, form.text),
        "groups": queries.groups_by_person(training_class),
        "sees_everybody": access.may_see_everybody(request.actor, training_class),
        "may_run": access.may_run(request.actor),
        "may_lead": access.may_lead(request.actor, training_class),
        "may_free": access.may_run(request.actor) and training_class.has_ended,
    }
    return page(request, "cohorts/list.html", context, partial="rows")


@require_safe
def list_file(request: ActorRequest, class_id: int, kind: str) -> HttpResponse:
    """The list as of a day as Word file or PDF."""
    training_class = access.get_class_with_people(request.actor, class_id)
    form = ListFilterForm(request.GET, today=clock.today())
    written = letters.written_list(training_class, form.day, get_kind(kind))
    return file(written.content, name=written.name, content_type=written.content_type)


@require_http_methods(["GET", "HEAD", "POST"])
def let_in(request: ActorRequest, class_id: int) -> HttpResponse:
    """Find somebody at the door by name, and let them in provisionally."""
    training_class = access.get_class_to_lead(request.actor, class_id)
    form = NewcomerForm(request.POST or None)
    if form.is_valid():
        official, post = access.get_newcomer(request.actor, training_class, **form.cleaned_data)
        services.let_in(
            training_class, official=official, target_post=post, on=clock.today(), by=request.user, at=clock.now()
        )
        messages.success(request, _("%(official)s is let in provisionally.") % {"official": official})
        return go(request, "cohorts:let_in", class_id)
    text = request.GET.get("q", "")[:100]
    context = {
        "training_class": training_class,
        "text": text,
        "found": queries.newcomers(training_class, text, clock.today()),
        "provisional": queries.provisional_people(training_class),
    }
    return page(request, "cohorts/let_in.html", context, partial="found", status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def turn_away(request: ActorRequest, enrolment_id: int) -> HttpResponse:
    """End the stay of somebody let in."""
    enrolment = access.get_enrolment_to_lead(request.actor, enrolment_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.turn_away(enrolment, on=clock.today(), **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "cohorts:let_in", enrolment.training_class_id)
    context = {"enrolment": enrolment, "form": form}
    return page(request, "cohorts/turn_away.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def post_of_an_ended_class(request: ActorRequest, enrolment_id: int) -> HttpResponse:
    """Let the post of somebody without success come again in another class, or take that back."""
    enrolment = access.get_enrolment_to_end(request.actor, enrolment_id)
    if request.method == "POST":
        act = services.free_post if enrolment.is_current else services.take_post_back
        act(enrolment, by=request.user, at=clock.now())
        return go(request, "cohorts:list", enrolment.training_class_id)
    return page(request, "cohorts/free_post.html", {"enrolment": enrolment})
