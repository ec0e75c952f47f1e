"""A draft version changed on its page, line by line."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import asks_for_a_part, go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.curriculum import access, queries, services
from khaigiang.teaching.curriculum.forms import BlockTitleForm, FrameForm, ItemForm
from khaigiang.teaching.curriculum.models import Block, ProgrammeItem, ProgrammeVersion


def drawn(request: ActorRequest, version: ProgrammeVersion, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """The page of a version; only its lines and sums when htmx asks for a part."""
    may_write = access.may_write(request.actor)
    context = {
        "version": version,
        "shown": queries.version_page(version),
        "may_write": may_write,
        "may_edit": may_write and not version.is_approved,
        "last_step": queries.last_step(version) if may_write else None,
        "types_quickly": may_write and not version.is_approved and queries.outline_holds(version),
        "refusal": refusal,
    }
    return page(request, "curriculum/version.html", context, partial="programme", status=status)


def _done(request: ActorRequest, version: ProgrammeVersion) -> HttpResponse:
    if asks_for_a_part(request):
        return drawn(request, access.get_version(request.actor, version.pk))
    return go(request, "curriculum:version", version.pk)


@require_POST
def move(request: ActorRequest, version_id: int) -> HttpResponse:
    """Put a line elsewhere: before another one, or a step up or down."""
    version = access.get_version(request.actor, version_id)
    line, step = request.POST.get("line", ""), request.POST.get("step", "")
    try:
        if step:
            services.step_line(version, line, up=step == "up", by=request.user, at=clock.now())
        else:
            before = request.POST.get("before", "")
            services.move_line(version, line, before=before, by=request.user, at=clock.now())
    except DomainError as refusal:
        return drawn(request, version, refusal=str(refusal), status=422)
    return _done(request, version)


@require_POST
def undo(request: ActorRequest, version_id: int) -> HttpResponse:
    """Take back the last act."""
    version = access.get_version(request.actor, version_id)
    try:
        services.undo_step(version, by=request.user, at=clock.now())
    except DomainError as refusal:
        return drawn(request, version, refusal=str(refusal), status=422)
    return _done(request, version)


@require_http_methods(["GET", "HEAD", "POST"])
def frame(request: ActorRequest, version_id: int) -> HttpResponse:
    """Say how many days a version takes, and whether block by block."""
    version = access.get_version(request.actor, version_id)
    form = FrameForm(request.POST or None, initial={"days": version.days, "block_order": version.block_order})
    if form.is_valid():
        try:
            services.set_frame(version, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "curriculum:version", version.pk)
    context = {"version": version, "form": form}
    return page(request, "curriculum/line.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def add_block(request: ActorRequest, version_id: int) -> HttpResponse:
    """Add a block at the end."""
    return _block_form(request, access.get_version(request.actor, version_id), None)


@require_http_methods(["GET", "HEAD", "POST"])
def block(request: ActorRequest, block_id: int) -> HttpResponse:
    """Correct the title of a block."""
    found = access.get_block(request.actor, block_id)
    return _block_form(request, found.version, found)


def _block_form(request: ActorRequest, version: ProgrammeVersion, found: Block | None) -> HttpResponse:
    form = BlockTitleForm(request.POST or None, initial={"title": found.title if found else ""})
    if form.is_valid():
        try:
            services.save_block(version, found, title=form.cleaned_data["title"], by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "curriculum:version", version.pk)
    context = {"version": version, "form": form, "line": f"b{found.pk}" if found else "", "found": found}
    return page(request, "curriculum/line.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def add_item(request: ActorRequest, version_id: int) -> HttpResponse:
    """Add a line, in the block from which it was asked for."""
    return _item_form(request, access.get_version(request.actor, version_id), None)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: ActorRequest, item_id: int) -> HttpResponse:
    """Change a line."""
    found = access.get_item(request.actor, item_id)
    return _item_form(request, found.version, found)


def _item_form(request: ActorRequest, version: ProgrammeVersion, found: ProgrammeItem | None) -> HttpResponse:
    choices = queries.choices_of_a_line(version, found)
    initial = queries.line_to_edit(found, block=request.GET.get("block", ""))
    form = ItemForm(request.POST or None, choices=choices, initial=initial)
    if form.is_valid():
        try:
            services.save_item(version, found, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "curriculum:version", version.pk)
    context = {"version": version, "form": form, "line": f"i{found.pk}" if found else "", "found": found}
    return page(request, "curriculum/line.html", context, status=422 if form.errors else 200)


@require_POST
def remove(request: ActorRequest, version_id: int) -> HttpResponse:
    """Take a line out."""
    version = access.get_version(request.actor, version_id)
    try:
        services.remove_line(
            version, access.get_line(version, request.POST.get("line", "")), by=request.user, at=clock.now()
        )
    except DomainError as refusal:
        return drawn(request, version, refusal=str(refusal), status=422)
    return _done(request, version)
