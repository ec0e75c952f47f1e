"""One topic through all versions, and the list of those due for review."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.files.services import read
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.curriculum import access, queries, services
from khaigiang.teaching.curriculum.forms.topics import CaseForm, DutiesForm, MaterialForm, ReviewForm, SourceForm


@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: ActorRequest, topic_id: int) -> HttpResponse:
    """A topic with its duties, cases, sources of change and materials."""
    found = access.get_topic(request.actor, topic_id)
    may_write = access.may_write(request.actor)
    form = DutiesForm(request.POST or None, initial={"duties": "\n".join(found.duties)})
    if may_write and form.is_valid():
        services.set_duties(found, form.cleaned_data["duties"], by=request.user, at=clock.now())
        return go(request, "curriculum:topic", found.pk)
    context = {"topic": found, "shown": queries.topic_page(found), "may_write": may_write, "form": form}
    return page(request, "curriculum/topic.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def add_case(request: ActorRequest, topic_id: int) -> HttpResponse:
    """Add a case to the bank."""
    found = access.get_topic(request.actor, topic_id)
    form = CaseForm(request.POST or None)
    if form.is_valid():
        try:
            services.save_case(found, None, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("title", str(refusal))
        else:
            return go(request, "curriculum:topic", found.pk)
    return _typed(request, found, form, _("New case"))


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: ActorRequest, case_id: int) -> HttpResponse:
    """Change a case, or take it out."""
    found = access.get_case(request.actor, case_id)
    if "remove" in request.POST:
        return go(request, "curriculum:topic", services.remove_case(found, by=request.user, at=clock.now()).pk)
    form = CaseForm(request.POST or None, initial={name: getattr(found, name) for name in CaseForm.base_fields})
    if form.is_valid():
        try:
            services.save_case(found.topic, found, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("title", str(refusal))
        else:
            return go(request, "curriculum:topic", found.topic_id)
    return _typed(request, found.topic, form, _("Change the case"), case=found)


@require_http_methods(["GET", "HEAD", "POST"])
def note_source(request: ActorRequest, topic_id: int) -> HttpResponse:
    """Note what changes a topic."""
    found = access.get_topic(request.actor, topic_id)
    form = SourceForm(request.POST or None, documents=access.documents_that_approve(request.actor))
    if form.is_valid():
        try:
            services.note_source(found, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("note", str(refusal))
        else:
            return go(request, "curriculum:topic", found.pk)
    return _typed(request, found, form, _("Note a source of change"))


@require_http_methods(["GET", "HEAD", "POST"])
def add_material(request: ActorRequest, topic_id: int) -> HttpResponse:
    """Keep a file of a topic, or a new version of one."""
    found = access.get_topic(request.actor, topic_id)
    form = MaterialForm(request.POST or None, request.FILES or None, initial={"title": request.GET.get("title", "")})
    if form.is_valid():
        services.add_material(found, **form.material(), by=request.user, at=clock.now())
        return go(request, "curriculum:topic", found.pk)
    return _typed(request, found, form, _("Add a material"))


@require_safe
def material_file(request: ActorRequest, material_version_id: int) -> HttpResponse:
    """One file of a material."""
    stored = access.get_material_file(request.actor, material_version_id)
    return file(read(stored), name=stored.name, content_type=stored.content_type)


@require_safe
def reviews(request: ActorRequest) -> HttpResponse:
    """Topics that nobody has reviewed for so many months."""
    form = ReviewForm(request.GET)
    topics = access.visible_topics(request.actor)
    rows = queries.due_for_review(topics, months=form.months_typed, on=clock.today())
    context = {"form": form, "rows": rows, "may_write": access.may_write(request.actor), "months": form.months_typed}
    return page(request, "curriculum/reviews.html", context)


@require_POST
def review(request: ActorRequest, topic_id: int) -> HttpResponse:
    """Note that a topic was reviewed today."""
    found = services.review_topic(access.get_topic(request.actor, topic_id), by=request.user, at=clock.now())
    messages.success(request, _("“%(title)s” is reviewed as of today.") % {"title": found.title})
    if "list" in request.POST:
        return go(request, "curriculum:reviews")
    return go(request, "curriculum:topic", found.pk)


def _typed(
    request: ActorRequest, found: object, form: CaseForm | SourceForm | MaterialForm, heading: str, **more: object
) -> HttpResponse:
    context = {"topic": found, "form": form, "heading": heading, **more}
    return page(request, "curriculum/topic_form.html", context, status=422 if form.errors else 200)
