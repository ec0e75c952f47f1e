"""Pages of officials."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.fields.asking import OwnFilterForm
from khaigiang.ground.fields.queries import OFFICIALS, cells_of, fields_for, narrowed, values_of
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.ground.web.table_files import leaf, page_asked
from khaigiang.registry.officials import access, person_acts, queries, services, trainings
from khaigiang.registry.officials.asking import OfficialForm
from khaigiang.registry.officials.forms import NewOfficialForm, OfficialFilterForm
from khaigiang.registry.officials.services import NewOfficial
from khaigiang.registry.units.acting import ActingRequest
from khaigiang.registry.units.as_of import AsOfForm

PER_PAGE: Final = 50


@require_safe
def official_list(request: ActingRequest) -> HttpResponse:
    """Officials by name, with what they hold on a day."""
    form, own = _filters(request)
    sees_phones = access.keeps_whom_it_sees(request.actor)
    visible = access.visible_officials(request.actor)
    found = queries.search_officials(visible, **form.narrowing(), by_numbers=sees_phones, on=form.day)
    shown = leaf(narrowed(found, OFFICIALS, own.own_fields, own.wanted()), PER_PAGE, page_asked(request))
    context = {
        "form": form,
        "own": own,
        "on": form.day,
        "shown": shown,
        "rows": queries.official_rows(shown, form.day, own=own.shown()),
        "is_narrowed": any(form.narrowing().values()) or bool(own.wanted()),
        "sees_phones": sees_phones,
        "may_register": access.registers_officials(request.actor),
    }
    return page(request, "officials/officials.html", context, partial="found")


def _filters(request: ActingRequest) -> tuple[OfficialFilterForm, OwnFilterForm]:
    actor = request.actor
    posts, districts = access.posts_to_give(actor), access.districts(actor)
    form = OfficialFilterForm(request.GET, today=clock.today(), posts=posts, districts=districts)
    return form, OwnFilterForm(request.GET, own=fields_for(OFFICIALS, actor))


@require_safe
def official_page(request: ActingRequest, official_id: int) -> HttpResponse:
    """One official: who they are, what they hold and held."""
    official = access.get_official(request.actor, official_id)
    form = AsOfForm(request.GET, today=clock.today())
    context = {
        "official": official,
        "form": form,
        "career": queries.career(official, form.day),
        "may_keep": access.may_keep(request.actor, official),
        "endable": access.endable_ids(request.actor, official),
        "acts": person_acts.acts(),
        "own": cells_of([official], fields_for(OFFICIALS, request.actor, retired=True))[official.pk],
        "trainings": [
            (step, may_open(request, step.url_name)) for step in trainings.trainings_of(official.pk, form.day)
        ],
    }
    return page(request, "officials/official.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_official(request: ActingRequest) -> HttpResponse:
    """Register an official with the post they hold, and then perhaps the next one."""
    form = _new_official_form(request)
    if form.is_valid():
        new = NewOfficial(**form.cleaned_data)
        try:
            (official,) = services.register_officials([new], by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is registered.") % {"name": official})
            if "next" in request.POST:
                return go(request, f"{request.path}?{form.for_the_next()}")
            return go(request, "officials:official", official.pk)
    return page(request, "officials/new.html", {"form": form}, status=422 if form.errors else 200)


def _new_official_form(request: ActingRequest) -> NewOfficialForm:
    return NewOfficialForm(
        request.POST or None,
        initial=request.GET.dict(),
        own=fields_for(OFFICIALS, request.actor),
        posts=access.posts_to_give(request.actor),
        units=access.appointing_units(request.actor),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_official(request: ActingRequest, official_id: int) -> HttpResponse:
    """Correct what is known of an official."""
    official = access.get_keepable_official(request.actor, official_id)
    own = fields_for(OFFICIALS, request.actor)
    form = OfficialForm(request.POST or None, initial=vars(official), own=own, said=values_of(official, own))
    if form.is_valid():
        try:
            services.save_official(official, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return go(request, "officials:official", official.pk)
    return page(
        request, "officials/edit.html", {"form": form, "official": official}, status=422 if form.errors else 200
    )
