"""Requirements: the list, one with its history, its form with the live count, its changes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.oversight.deadlines import access, queries, services
from khaigiang.oversight.deadlines.forms import EndForm, RequirementForm, RuleForm
from khaigiang.oversight.deadlines.models import Requirement
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def requirement_list(request: ActorRequest) -> HttpResponse:
    """Every requirement, those in force first."""
    rows = queries.requirement_rows(clock.today())
    return page(request, "deadlines/requirements.html", {"rows": rows, "may_write": may_open(request, "deadlines:new")})


@require_safe
def requirement_page(request: ActorRequest, requirement_id: int) -> HttpResponse:
    """One requirement in words, whom it reaches today, and what it said before."""
    requirement = access.get_requirement(request.actor, requirement_id)
    history = queries.history(requirement, clock.today())
    context = {
        "requirement": requirement,
        "reach": queries.reach_of(requirement, clock.today()),
        "history": history,
        "is_last": history[0].id == requirement.pk and requirement.valid_until is None,
        "may_write": may_open(request, "deadlines:new"),
    }
    return page(request, "deadlines/requirement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_requirement(request: ActorRequest) -> HttpResponse:
    """Enter a requirement."""
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest, requirement_id: int) -> HttpResponse:
    """Let a requirement say something else from a day on."""
    return _form(request, access.get_requirement(request.actor, requirement_id))


@require_safe
def count(request: ActorRequest) -> HttpResponse:
    """The rule typed so far in words, and how many people it reaches today."""
    form = RuleForm(request.GET, posts=access.posts(request.actor), programmes=access.programmes(request.actor))
    return page(request, "deadlines/count.html", {"reach": _reach(form)}, partial="count")


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: ActorRequest, requirement_id: int) -> HttpResponse:
    """Ask nobody any longer from a day on."""
    requirement = access.get_requirement(request.actor, requirement_id)
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            services.end_requirement(requirement, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "deadlines:requirement", requirement.pk)
    context = {"requirement": requirement, "form": form}
    return page(request, "deadlines/end.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: ActorRequest, requirement_id: int) -> HttpResponse:
    """Delete a requirement entered by mistake, or undo its last change."""
    requirement = access.get_requirement(request.actor, requirement_id)
    if request.method == "POST":
        before = services.discard_requirement(requirement, by=request.user, at=clock.now())
        messages.success(request, _("“%(title)s” is deleted.") % {"title": requirement.title})
        return go(request, "deadlines:requirement", before.pk) if before else go(request, "deadlines:requirements")
    return page(request, "deadlines/discard.html", {"requirement": requirement})


def _form(request: ActorRequest, requirement: Requirement | None) -> HttpResponse:
    form = RequirementForm(request.POST or None, initial=_initial(requirement), **_choices(request))
    wants_count = "count" in request.POST
    if form.is_valid() and not wants_count:
        try:
            saved = _save(request, form, requirement)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "deadlines:requirement", saved.pk)
    reach = _reach(form) if form.is_bound or requirement is None else queries.reach_of(requirement, clock.today())
    context = {"form": form, "requirement": requirement, "reach": reach}
    return page(request, "deadlines/form.html", context, status=422 if form.errors and not wants_count else 200)


def _save(request: ActorRequest, form: RequirementForm, requirement: Requirement | None) -> Requirement:
    told: dict[str, Any] = {"valid_from": form.cleaned_data["valid_from"], "by": request.user, "at": clock.now()}
    if requirement is None:
        return services.enter_requirement(form.wording(), **told)
    return services.change_requirement(requirement, form.wording(), **told)


def _initial(requirement: Requirement | None) -> dict[str, Any]:
    return queries.typed_values(requirement) if requirement else {}


def _choices(request: ActorRequest) -> dict[str, Any]:
    return {
        "posts": access.posts(request.actor),
        "programmes": access.programmes(request.actor),
        "documents": access.documents(request.actor),
    }


def _reach(form: RuleForm) -> queries.Reach:
    typed = form.typed()
    return queries.reach(form.words(), posts=typed["posts"], kinds=typed["kinds"], on=clock.today())
