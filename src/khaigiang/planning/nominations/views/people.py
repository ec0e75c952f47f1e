"""One person: named for a post, looked at, withdrawn, replaced, kept away on some days."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.planning.nominations import access, queries, services
from khaigiang.planning.nominations.forms import (
    HindranceForm,
    NominateForm,
    SubstituteForm,
    UnavailabilityForm,
    WithdrawForm,
)
from khaigiang.planning.plans.access import get_target_post
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.registry.officials.access import keeps_whom_it_sees


@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request: ActorRequest, target_post_id: int) -> HttpResponse:
    """Choose somebody who serves in the unit."""
    post = get_target_post(request.actor, target_post_id)
    offered = queries.candidates(post, clock.today())
    quarters = queries.committee_by_quarter(post.plan, post.committee_id)
    form = NominateForm(
        request.POST or None,
        officials=access.officials_named([one.official_id for one in offered]),
        quarters=quarters.cells if quarters else [],
    )
    if form.is_valid():
        try:
            services.nominate(post, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "nominations:committee", post.plan_id, post.committee_id)
    context = {"post": post, "candidates": offered, "form": form, "quarters": quarters}
    context["may_register"] = may_open(request, "officials:new")
    return page(request, "nominations/nominate.html", context, status=422 if form.errors else 200)


@require_safe
def nomination_page(request: ActorRequest, nomination_id: int) -> HttpResponse:
    """One person with the facts, the life of the nomination and what can be done next."""
    nomination = access.get_nomination(request.actor, nomination_id)
    context = {
        "nomination": nomination,
        "shown": queries.nomination_page(nomination, clock.today()),
        "may_name": access.may_name(request.actor, nomination.committee_id),
        "may_vet": may_open(request, "nominations:return"),
        "sees_facts": keeps_whom_it_sees(request.actor),
        "may_see_official": may_open(request, "officials:official"),
    }
    return page(request, "nominations/nomination.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ActorRequest, nomination_id: int) -> HttpResponse:
    """Take a name back."""
    nomination = access.get_nomination_to_name(request.actor, nomination_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.withdraw_nomination(nomination, **form.cleaned_data, by=request.user, at=clock.now())
        messages.success(request, _("%(official)s is no longer named.") % {"official": nomination.official})
        return go(request, "nominations:committee", nomination.plan_id, nomination.committee_id)
    context = {"nomination": nomination, "form": form}
    return page(request, "nominations/withdraw.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def substitute(request: ActorRequest, nomination_id: int) -> HttpResponse:
    """Name somebody else of the unit in this person's place."""
    nomination = access.get_nomination_to_name(request.actor, nomination_id)
    offered = queries.candidates(nomination.target_post, clock.today(), besides=nomination.official)
    form = SubstituteForm(request.POST or None, officials=access.officials_named([one.official_id for one in offered]))
    if form.is_valid():
        try:
            services.name_substitute(nomination, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The substitute is named. Send the new name with your letter."))
            return go(request, "nominations:committee", nomination.plan_id, nomination.committee_id)
    context = {
        "nomination": nomination,
        "candidates": offered,
        "form": form,
        "may_register": may_open(request, "officials:new"),
    }
    return page(request, "nominations/substitute.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def state_hindrance(request: ActorRequest, target_post_id: int, official_id: int) -> HttpResponse:
    """Say why somebody of the unit cannot be named for now."""
    post = get_target_post(request.actor, target_post_id)
    official = access.get_serving(request.actor, post, official_id)
    form = HindranceForm(request.POST or None)
    if form.is_valid():
        try:
            services.state_hindrance(post, official=official, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "nominations:committee", post.plan_id, post.committee_id)
    context = {"post": post, "official": official, "form": form}
    return page(request, "nominations/hindrance.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw_hindrance(request: ActorRequest, hindrance_id: int) -> HttpResponse:
    """This person can come after all."""
    hindrance = access.get_hindrance(request.actor, hindrance_id)
    services.withdraw_hindrance(hindrance, by=request.user, at=clock.now())
    post = hindrance.target_post
    return go(request, "nominations:committee", post.plan_id, post.committee_id)


@require_http_methods(["GET", "HEAD", "POST"])
def state_unavailability(request: ActorRequest, nomination_id: int) -> HttpResponse:
    """Say on which days this person cannot attend."""
    nomination = access.get_nomination_to_name(request.actor, nomination_id)
    form = UnavailabilityForm(request.POST or None)
    if form.is_valid():
        try:
            services.state_unavailability(nomination, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "nominations:nomination", nomination.pk)
    context = {"nomination": nomination, "form": form}
    return page(request, "nominations/unavailability.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw_unavailability(request: ActorRequest, unavailability_id: int) -> HttpResponse:
    """These days are free after all."""
    stated = access.get_unavailability(request.actor, unavailability_id)
    services.withdraw_unavailability(stated, by=request.user, at=clock.now())
    messages.success(request, _("The days are taken back."))
    return go(request, "nominations:nomination", stated.nomination_id)
