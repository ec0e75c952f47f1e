"""One change of a class: read, approved, refused, taken back, undone."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.changes import access, queries, services
from khaigiang.teaching.changes.forms import ReasonForm


@require_safe
def change(request: ActorRequest, change_id: int) -> HttpResponse:
    """What a change does as things stand today, who answered it, and its papers."""
    found = access.get_change(request.actor, change_id)
    papers = queries.papers_of(found)
    waits = access.is_answerable(found)
    context = {
        "change": found,
        "training_class": found.training_class,
        "preview": queries.preview_of(queries.wanted_of(found), clock.today()) if waits else None,
        "papers": papers,
        "may_run": access.may_run(request.actor),
        "may_answer": waits and access.may_approve(request.actor, found),
        "may_issue": papers.wait and access.may_issue(request.actor, papers),
        "mail": queries.mail_of_letter(found) if access.may_write_of_letter(request.actor, found) else [],
        "old_mail": queries.mail_with_old_days(found),
        "may_issue_letter": papers.letter_is_draft and access.may_issue_letter(request.actor, found),
    }
    return page(request, "changes/change.html", context)


@require_POST
def approve(request: ActorRequest, change_id: int) -> HttpResponse:
    """Carry a proposed change out."""
    found = access.get_change_to_answer(request.actor, change_id)
    services.approve_change(found, by=request.user, at=clock.now())
    messages.success(request, _("The change is carried out. Its papers are drafted."))
    return go(request, "changes:change", change_id)


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: ActorRequest, change_id: int) -> HttpResponse:
    """Refuse a proposed change with a reason."""
    found = access.get_change_to_answer(request.actor, change_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.refuse_change(found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The change is refused; its proposer is told."))
            return go(request, "changes:change", change_id)
    context = {"change": found, "form": form}
    return page(request, "changes/refuse.html", context, status=422 if form.errors else 200)


@require_POST
def take_back(request: ActorRequest, change_id: int) -> HttpResponse:
    """Take a proposal back."""
    found = access.get_change_to_write(request.actor, change_id)
    services.take_back_change(found, by=request.user, at=clock.now())
    messages.success(request, _("The proposal is taken back."))
    return go(request, "changes:of_class", found.training_class_id)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: ActorRequest, change_id: int) -> HttpResponse:
    """Undo an approved change while none of its papers is issued."""
    found = access.get_change_to_write(request.actor, change_id)
    if request.method == "POST":
        services.undo_change(found, by=request.user, at=clock.now())
        messages.success(request, _("Everything stands as before the change."))
        return go(request, "changes:change", change_id)
    return page(request, "changes/undo.html", {"change": found})
