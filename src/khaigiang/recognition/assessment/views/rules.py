"""Grading rules with their bands, and the parts of a programme's mark."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.recognition.assessment import access, services
from khaigiang.recognition.assessment.first_rule import FIRST_BANDS, FIRST_PARTS, FIRST_RULE
from khaigiang.recognition.assessment.forms import (
    RuleForm,
    band_forms,
    component_forms,
    typed_bands,
    typed_components,
)
from khaigiang.recognition.assessment.queries import overview
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def rule_list(request: ActorRequest) -> HttpResponse:
    """Every rule with its bands, newest first."""
    context = {"rules": access.visible_rules(request.actor), "may_run": access.may_run(request.actor)}
    return page(request, "assessment/rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_rule(request: ActorRequest) -> HttpResponse:
    """Enter a rule; the form begins with a template that the school adapts."""
    form = RuleForm(request.POST or None, initial={**FIRST_RULE, "valid_from": clock.today()})
    bands = band_forms(request.POST or None, initial=FIRST_BANDS)
    if form.is_valid() and bands.is_valid():
        try:
            services.save_rule(
                **form.cleaned_data,
                bands=typed_bands(bands),
                by=request.user,
                at=clock.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The rule is in force from its day."))
            return go(request, "assessment:rules")
    status = 422 if request.method == "POST" else 200
    return page(request, "assessment/new_rule.html", {"form": form, "bands": bands}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def components(request: ActorRequest, version_id: int) -> HttpResponse:
    """Set the parts of the mark of a programme version; the form begins with a template."""
    version = access.get_version(request.actor, version_id)
    forms = component_forms(request.POST or None, initial=overview.parts_of_the_mark(version) or FIRST_PARTS)
    refusal = ""
    if forms.is_valid():
        try:
            services.set_components(version, typed_components(forms), by=request.user, at=clock.now())
        except DomainError as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("The parts of the mark are set."))
            return go(request, "curriculum:version", version_id)
    status = 422 if request.method == "POST" else 200
    return page(
        request, "assessment/components.html", {"version": version, "forms": forms, "refusal": refusal}, status=status
    )
