"""Users, as an administrator sees them."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.accounts import access, queries, services
from khaigiang.ground.accounts.forms import NewPasswordForm, NewUserForm, UserFilterForm, UserForm
from khaigiang.ground.accounts.http import UserRequest
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.table_files import leaf, page_asked

PER_PAGE = 50


@require_safe
def user_list(request: UserRequest) -> HttpResponse:
    """Everybody who has an account."""
    form = UserFilterForm(request.GET)
    found = queries.users(request.user, text=request.GET.get("q", "")[:100])
    shown = leaf(found, PER_PAGE, page_asked(request))
    context = {"form": form, "page": shown, "rows": queries.user_rows(shown.object_list)}
    return page(request, "accounts/users.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new_user(request: UserRequest) -> HttpResponse:
    """Make an account."""
    form = NewUserForm(request.POST or None)
    if form.is_valid():
        data = dict(form.cleaned_data)
        data["password"] = data.pop("new")
        data.pop("again")
        try:
            user = services.create_user(**data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("username", str(refusal))
        else:
            messages.success(request, _("%(name)s can sign in now.") % {"name": user})
            return go(request, "accounts:users")
    return page(request, "accounts/new_user.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_user(request: UserRequest, user_id: int) -> HttpResponse:
    """Correct an account."""
    user = access.get_user(request.user, user_id)
    form = UserForm(request.POST or None, initial=vars(user))
    if form.is_valid():
        try:
            services.change_user(user, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return go(request, "accounts:users")
    return page(request, "accounts/user.html", {"person": user, "form": form}, status=422 if form.errors else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def reset_password(request: UserRequest, user_id: int) -> HttpResponse:
    """Give somebody who forgot theirs a new password."""
    user = access.get_user(request.user, user_id)
    form = NewPasswordForm(request.POST or None, user=user)
    if form.is_valid():
        services.reset_password(user, new=form.cleaned_data["new"], by=request.user, at=clock.now())
        messages.success(request, _("%(name)s has a new password and is signed out everywhere.") % {"name": user})
        return go(request, "accounts:user", user.pk)
    return page(
        request, "accounts/reset_password.html", {"person": user, "form": form}, status=422 if form.errors else 200
    )


@require_POST
def disable_user(request: UserRequest, user_id: int) -> HttpResponse:
    """Shut an account; a refusal becomes its own page."""
    user = services.disable_user(access.get_user(request.user, user_id), by=request.user, at=clock.now())
    messages.success(request, _("%(name)s can no longer sign in.") % {"name": user})
    return go(request, "accounts:user", user.pk)


@require_POST
def enable_user(request: UserRequest, user_id: int) -> HttpResponse:
    """Open an account again."""
    user = services.enable_user(access.get_user(request.user, user_id), by=request.user, at=clock.now())
    messages.success(request, _("%(name)s can sign in again.") % {"name": user})
    return go(request, "accounts:user", user.pk)
