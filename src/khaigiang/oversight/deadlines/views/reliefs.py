"""Extensions and exemptions: granted, asked, answered, taken back."""

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.ground.web.table_files import leaf, page_asked
from khaigiang.oversight.deadlines import access, queries, services
from khaigiang.oversight.deadlines.forms import AnswerForm, ExemptionForm, ExtensionForm
from khaigiang.registry.mandates.http import ActorRequest

PER_PAGE: Final = 50


@require_safe
def relief_list(request: ActorRequest) -> HttpResponse:
    """Everything that was granted, asked and refused, the latest first."""
    rows = queries.relief_rows(access.visible_reliefs(request.actor))
    context = {
        "shown": leaf(rows, PER_PAGE, page_asked(request)),
        "to_answer": access.ids_to_answer(request.actor),
        "may_answer": may_open(request, "deadlines:answer_exemption"),
        "may_take_back": may_open(request, "deadlines:take_back_relief"),
    }
    return page(request, "deadlines/reliefs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: ActorRequest, requirement_id: int, official_id: int) -> HttpResponse:
    """Give an official more time."""
    return _granted(request, (requirement_id, official_id), ExtensionForm(request.POST or None), services.extend)


@require_http_methods(["GET", "HEAD", "POST"])
def exempt(request: ActorRequest, requirement_id: int, official_id: int) -> HttpResponse:
    """Put an official forward for the exception list."""
    form = ExemptionForm(request.POST or None)
    return _granted(request, (requirement_id, official_id), form, services.ask_for_exemption)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: ActorRequest, relief_id: int) -> HttpResponse:
    """Approve or refuse an exemption that another person entered."""
    relief = access.get_relief(request.actor, relief_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told: dict[str, Any] = {"by": request.user, "at": clock.now()}
        try:
            if "refuse" in request.POST:
                services.refuse_exemption(relief, **form.cleaned_data, **told)
            else:
                services.approve_exemption(relief, **told)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "deadlines:reliefs")
    return page(request, "deadlines/answer.html", {"relief": relief, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: ActorRequest, relief_id: int) -> HttpResponse:
    """Let the requirement alone decide again."""
    relief = access.get_relief(request.actor, relief_id)
    if request.method == "POST":
        services.take_back_relief(relief, by=request.user, at=clock.now())
        messages.success(request, _("The requirement alone decides about %(who)s again.") % {"who": relief.official})
        return go(request, "deadlines:reliefs")
    return page(request, "deadlines/take_back_relief.html", {"relief": relief})


def _granted(request: ActorRequest, ids: tuple[int, int], form: forms.Form, act: Callable[..., object]) -> HttpResponse:
    requirement, official, row = access.get_due(request.actor, *ids)
    if form.is_valid():
        try:
            act(requirement, official, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "deadlines:person", official.pk)
    context = {"row": row, "form": form, "is_exemption": isinstance(form, ExemptionForm)}
    return page(request, "deadlines/relief.html", context, status=422 if form.errors else 200)
