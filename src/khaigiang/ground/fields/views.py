"""Pages of own fields."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.accounts.http import ActorRequest
from khaigiang.ground.fields import access, queries, services
from khaigiang.ground.fields.forms import FieldForm
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page


@require_safe
def field_list(request: ActorRequest) -> HttpResponse:
    """The register of own fields: what each is for, who sees it, until when it is kept."""
    context = {"rows": queries.field_rows(queries.OFFICIALS), "may_define": access.defines_fields(request.actor)}
    return page(request, "fields/fields.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_field(request: ActorRequest) -> HttpResponse:
    """Add a field to people."""
    form = FieldForm(request.POST or None)
    if form.is_valid():
        try:
            services.save_field(None, subject=queries.OFFICIALS, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The field is added. It stands in forms, lists and files from now on."))
            return go(request, "fields:list")
    return page(request, "fields/field.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_field(request: ActorRequest, field_id: int) -> HttpResponse:
    """Change a field."""
    field = access.get_field(request.actor, field_id)
    form = FieldForm(request.POST or None, initial=vars(field) | {"choices": "\n".join(field.choices)})
    if form.is_valid():
        try:
            services.save_field(field, subject=field.subject, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return go(request, "fields:list")
    return page(request, "fields/field.html", {"form": form, "field": field}, status=422 if form.errors else 200)
