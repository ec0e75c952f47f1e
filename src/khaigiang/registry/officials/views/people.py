"""Pages of officials."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.table_files import leaf, page_asked
from khaigiang.registry.officials import access, queries, services
from khaigiang.registry.officials.forms import NewOfficialForm, OfficialFilterForm, OfficialForm
from khaigiang.registry.officials.services import NewOfficial
from khaigiang.registry.units.acting import ActingRequest

PER_PAGE: Final = 50


@require_safe
def official_list(request: ActingRequest) -> HttpResponse:
    """Officials by name, with what they hold on a day."""
    actor = request.actor
    posts, districts = access.posts_to_give(actor), access.districts(actor)
    form = OfficialFilterForm(request.GET, today=clock.today(), posts=posts, districts=districts)
    sees_phones = access.keeps_whom_it_sees(actor)
    found = queries.search_officials(
        access.visible_officials(actor), **form.narrowing(), by_phone=sees_phones, on=form.day
    )
    shown = leaf(found, PER_PAGE, page_asked(request))
    context = {
        "form": form,
        "on": form.day,
        "shown": shown,
        "rows": queries.official_rows(shown, form.day),
        "is_narrowed": any(form.narrowing().values()),
        "sees_phones": sees_phones,
        "may_register": access.registers_officials(actor),
    }
    return page(request, "officials/officials.html", context, partial="found")


@require_safe
def official_page(request: ActingRequest, official_id: int) -> HttpResponse:
    """One official: who they are, what they hold and held."""
    official = access.get_official(request.actor, official_id)
    context = {
        "official": official,
        "career": queries.career(official, clock.today()),
        "may_keep": access.may_keep(request.actor, official),
        "endable": access.endable_ids(request.actor, official),
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
        posts=access.posts_to_give(request.actor),
        units=access.appointing_units(request.actor),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_official(request: ActingRequest, official_id: int) -> HttpResponse:
    """Correct what is known of an official."""
    official = access.get_keepable_official(request.actor, official_id)
    form = OfficialForm(request.POST or None, initial=vars(official))
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
