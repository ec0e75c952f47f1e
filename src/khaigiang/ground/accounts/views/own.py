"""What a person changes about their own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from khaigiang.ground.accounts import services
from khaigiang.ground.accounts.forms import ChangePasswordForm, PreferencesForm
from khaigiang.ground.accounts.http import UserRequest, remember_choices
from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock, theme
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.middleware import way_back


@login_not_required
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Language and theme: kept for a user, and by a cookie for whoever is not signed in."""
    present = {"language": request.LANGUAGE_CODE, "theme": theme.theme_of(request).value}
    form = PreferencesForm(present | {name: request.POST[name] for name in present if name in request.POST})
    response = go(request, way_back(request))
    if form.is_valid():
        if isinstance(request.user, User):
            services.set_preferences(request.user, **form.cleaned_data, at=clock.now())
        remember_choices(response, language=form.cleaned_data["language"], chosen_theme=form.cleaned_data["theme"])
    return response


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: UserRequest) -> HttpResponse:
    """The present password, and a new one twice."""
    form = ChangePasswordForm(request.POST or None, user=request.user)
    if form.is_valid():
        new = form.cleaned_data["new"]
        try:
            user = services.change_password(
                request.user,
                present=form.cleaned_data["present"],
                new=new,
                at=clock.now(),
            )
        except DomainError as refusal:
            form.add_error("present", str(refusal))
        else:
            update_session_auth_hash(request, user)
            messages.success(request, _("Your password is changed. You are signed out everywhere else."))
            return go(request, settings.HOME_URL)
    return page(request, "accounts/change_password.html", {"form": form}, status=422 if form.errors else 200)
