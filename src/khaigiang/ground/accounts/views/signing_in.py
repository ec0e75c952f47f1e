"""Signing in and out."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from khaigiang.ground.accounts import services
from khaigiang.ground.accounts.forms import SignInForm
from khaigiang.ground.accounts.http import UserRequest, address_of, welcome
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.sign_in import blocks_for


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """One page for everybody: name, password, and what a rehearsal adds."""
    wanted = _wanted(request)
    if request.user.is_authenticated:
        return go(request, wanted or "/")
    form = SignInForm(request.POST or None)
    if form.is_valid():
        try:
            user = services.sign_in(**form.cleaned_data, address=address_of(request), at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return welcome(request, user, to=wanted)
    return page(
        request,
        "accounts/sign_in.html",
        {"form": form, "next": wanted, "blocks": blocks_for(request)},
        status=422 if form.errors else 200,
    )


@require_POST
def sign_out(request: UserRequest) -> HttpResponse:
    """End the session."""
    services.sign_out(request.user, at=clock.now())
    logout(request)
    return go(request, "accounts:sign_in")


def _wanted(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    # Without the stroke Django would take the text for the name of a view.
    return wanted if safe and wanted.startswith("/") else ""
