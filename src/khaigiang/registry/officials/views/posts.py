"""Pages of posts."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.registry.officials import access, queries, services
from khaigiang.registry.officials.forms import PostForm
from khaigiang.registry.units.acting import ActingRequest
from khaigiang.registry.units.as_of import AsOfForm


@require_safe
def post_list(request: ActingRequest) -> HttpResponse:
    """Every post, with how many hold it on a day."""
    form = AsOfForm(request.GET, today=clock.today())
    context = {
        "form": form,
        "rows": queries.posts(form.day),
        "may_keep": access.keeps_posts(request.actor),
        "may_list": may_open(request, "officials:list"),
    }
    return page(request, "officials/posts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_post(request: ActingRequest) -> HttpResponse:
    """Make a post."""
    form = PostForm(request.POST or None)
    if form.is_valid():
        try:
            post = services.save_post(None, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, _("The post “%(post)s” is added.") % {"post": post})
            return go(request, "officials:posts")
    return page(request, "officials/post.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_post(request: ActingRequest, post_id: int) -> HttpResponse:
    """Correct a post."""
    post = access.get_post(request.actor, post_id)
    form = PostForm(request.POST or None, initial=vars(post))
    if form.is_valid():
        try:
            services.save_post(post, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return go(request, "officials:posts")
    return page(request, "officials/post.html", {"form": form, "post": post}, status=422 if form.errors else 200)
