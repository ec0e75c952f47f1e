"""Dated figures: rates, tax, factors, norms."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.honoraria import access, queries, services
from khaigiang.teaching.honoraria.forms import FactorForm, NormForm, RateForm, TaxForm


@require_safe
def figures_page(request: ActorRequest) -> HttpResponse:
    """All that the schools have entered."""
    schools = [(school, queries.figures_of(school)) for school in access.schools()]
    return page(request, "honoraria/figures.html", {"schools": schools, "may_write": access.may_write(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
def add_rate(request: ActorRequest) -> HttpResponse:
    """What an hour or half-day is paid."""
    form = RateForm(request.POST or None, schools=access.schools())
    return _add(request, form, services.save_rate, gettext_lazy("Enter a rate"))


@require_http_methods(["GET", "HEAD", "POST"])
def add_tax(request: ActorRequest) -> HttpResponse:
    """What is kept back."""
    form = TaxForm(request.POST or None, schools=access.schools())
    return _add(request, form, services.save_tax, gettext_lazy("Enter the tax"))


@require_http_methods(["GET", "HEAD", "POST"])
def add_factor(request: ActorRequest) -> HttpResponse:
    """How an hour of a kind counts."""
    form = FactorForm(request.POST or None, schools=access.schools())
    return _add(request, form, services.save_factor, gettext_lazy("Enter a load factor"))


@require_http_methods(["GET", "HEAD", "POST"])
def add_norm(request: ActorRequest) -> HttpResponse:
    """How many hours a year are asked."""
    lecturers = access.lecturers_with_norms(request.actor)
    form = NormForm(request.POST or None, schools=access.schools(), lecturers=lecturers)
    return _add(request, form, services.save_norm, gettext_lazy("Enter a load norm"))


def _add(request: ActorRequest, form: Form, save: Callable[..., Any], title: Promise) -> HttpResponse:
    if form.is_valid():
        try:
            save(**form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("valid_from", str(refusal))
        else:
            messages.success(request, _("The figure is entered. Statements made already keep theirs."))
            return go(request, "honoraria:figures")
    return page(request, "honoraria/figure.html", {"form": form, "title": title}, status=422 if form.errors else 200)
