"""Pages that remove something and take it back."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.accounts.http import ActorRequest
from khaigiang.ground.removal import access, queries, services
from khaigiang.ground.removal.forms import ReasonForm
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page


@require_safe
def removed(request: ActorRequest) -> HttpResponse:
    """What was removed and can be taken back."""
    rows = queries.removed(clock.now(), by_kind=access.to_take_back(request.actor, request.user))
    return page(request, "removal/removed.html", {"rows": rows, "kept_for": settings.REMOVED_KEPT_FOR_DAYS})


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: ActorRequest, kind: str, row_id: int) -> HttpResponse:
    """What hangs on a thing; with a reason it is removed."""
    row = access.get_removable(request.actor, kind, row_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.remove(row, because=form.cleaned_data["reason"], by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(subject)s is removed. It can be taken back here.") % {"subject": row})
            return go(request, "removal:removed")
    context = {"row": row, "form": form, "until": queries.last_day_to_take_back(clock.now())}
    context |= queries.before_removing(row) | {"sees_rows": access.sees_what_hangs(request.actor, kind)}
    return page(request, "removal/remove.html", context, status=422 if form.errors else 200)


@require_POST
def take_back(request: ActorRequest, kind: str, row_id: int) -> HttpResponse:
    """Show something removed again."""
    row = access.get_removed(request.actor, request.user, kind, row_id)
    services.take_back(row, by=request.user, at=clock.now())
    messages.success(request, _("%(subject)s is there again.") % {"subject": row})
    return go(request, "removal:removed")
