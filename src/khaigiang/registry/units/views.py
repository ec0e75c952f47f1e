"""Pages of units and offices."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.table_files import leaf, page_asked
from khaigiang.registry.units import access, queries, services
from khaigiang.registry.units.acting import ActingRequest
from khaigiang.registry.units.as_of import AsOfForm
from khaigiang.registry.units.drawing import draw
from khaigiang.registry.units.forms import ContactForm, CorrectionForm, OfficeFilterForm, OfficeForm, UnitFilterForm

PER_PAGE: Final = 50
FORM_METHODS: Final = ["GET", "HEAD", "POST"]


@require_safe
def unit_list(request: ActingRequest) -> HttpResponse:
    """The districts of a day, or every unit that ever had a name."""
    form = UnitFilterForm(request.GET, today=clock.today())
    found = queries.search_units(form.asked("q") or "", form.day)
    context = {
        "form": form,
        "on": form.day,
        "found": leaf(found, PER_PAGE, page_asked(request)),
        "counts": queries.counts_by_kind(form.day),
        "districts": queries.districts_on(form.day),
        "today": form.today,
        "communes": queries.communes_under_the_city(form.day),
        "may_load": access.may_load_units(request.actor),
    }
    return page(request, "units/units.html", context)


@require_safe
def unit_page(request: ActingRequest, unit_id: int) -> HttpResponse:
    """One unit: where it lies, what lies in it on a day, what it came from and what became of it."""
    unit = access.get_unit(request.actor, unit_id)
    form = AsOfForm(request.GET, today=clock.today())
    on, found = form.day, queries.family(unit)
    context = {
        "unit": unit,
        "form": form,
        "on": on,
        "today": form.today,
        "family": found,
        "drawing": draw(found),
        "may_correct": access.corrects_units(request.actor),
        "committee": queries.committees_for([unit], on).get(unit.pk),
        "communes": queries.communes_of(unit, on),
        "origins": queries.origins(unit),
        "successions": queries.successions(unit),
    }
    return page(request, "units/unit.html", context)


@require_http_methods(FORM_METHODS)
def correct(request: ActingRequest, unit_id: int) -> HttpResponse:
    """Put right what was entered wrongly about a unit."""
    unit = access.get_unit(request.actor, unit_id)
    form = CorrectionForm(request.POST or None, initial=vars(unit))
    if form.is_valid():
        try:
            services.correct_unit(unit, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return go(request, "units:unit", unit.pk)
    return page(request, "units/correct.html", {"form": form, "unit": unit}, status=422 if form.errors else 200)


@require_POST
def load(request: ActingRequest) -> HttpResponse:
    """Bring in the shipped units."""
    report = services.load_units(by=request.user, at=clock.now())
    said = _("%(units)s units and %(offices)s committees were added.")
    messages.success(request, said % {"units": report.units, "offices": report.offices})
    return go(request, "units:list")


@require_safe
def office_list(request: ActingRequest) -> HttpResponse:
    """Who issues papers and acts for units, with telephone numbers."""
    form = OfficeFilterForm(request.GET, today=clock.today())
    rows = queries.offices(text=form.asked("q") or "", kind=form.asked("kind") or "", on=form.day)
    context = {
        "form": form,
        "rows": leaf(rows, PER_PAGE, page_asked(request)),
        "may_edit": access.keeps_offices(request.actor),
        "own": request.actor.committee_ids,
    }
    return page(request, "units/offices.html", context)


@require_http_methods(FORM_METHODS)
def new_office(request: ActingRequest) -> HttpResponse:
    """Add an office."""
    form = OfficeForm(request.POST or None, units=access.units_for_offices(request.actor))
    if form.is_valid():
        try:
            office = services.save_office(None, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(office)s is added.") % {"office": office})
            return go(request, "units:offices")
    return page(request, "units/office.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(FORM_METHODS)
def edit_office(request: ActingRequest, office_id: int) -> HttpResponse:
    """Correct an office."""
    office = access.get_office(request.actor, office_id)
    form = OfficeForm(
        request.POST or None,
        units=access.units_for_offices(request.actor),
        initial=vars(office) | {"unit": office.unit},
    )
    if form.is_valid():
        try:
            services.save_office(office, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return go(request, "units:offices")
    return page(request, "units/office.html", {"form": form, "office": office}, status=422 if form.errors else 200)


@require_http_methods(FORM_METHODS)
def contact(request: ActingRequest, office_id: int) -> HttpResponse:
    """Keep telephone and contact person of an office."""
    office = access.get_reachable_office(request.actor, office_id)
    form = ContactForm(request.POST or None, initial=vars(office))
    if form.is_valid():
        services.set_contact(office, **form.cleaned_data, by=request.user, at=clock.now())
        messages.success(request, _("Saved."))
        return go(request, "units:offices")
    return page(request, "units/contact.html", {"form": form, "office": office}, status=422 if form.errors else 200)
