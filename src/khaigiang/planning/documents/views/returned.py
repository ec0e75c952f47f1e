"""Papers that came back altered by hand: taken in, looked at, accepted or refused."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.documents import access, queries, services
from khaigiang.planning.documents.forms import ChangedFileForm, ReasonForm
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def returned(request: ActorRequest, document_id: int) -> HttpResponse:
    """Take a changed file in, and see what was altered in those that came back."""
    document = access.get_paper_to_write(request.actor, document_id)
    form = ChangedFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            services.take_changed_file(document, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("file", str(refusal))
        else:
            return go(request, "documents:returned", document_id)
    context = {"document": document, "form": form, "reason": ReasonForm(), "rows": queries.returned_rows(document)}
    return page(request, "documents/returned.html", context, status=422 if form.errors else 200)


@require_POST
def accept(request: ActorRequest, returned_id: int) -> HttpResponse:
    """Make a changed file the text of its draft."""
    found = access.get_returned(request.actor, returned_id)
    services.accept_changed_file(found, by=request.user, at=clock.now())
    messages.success(request, _("The changed file is now the draft."))
    return go(request, "documents:document", found.document_id)


@require_POST
def refuse(request: ActorRequest, returned_id: int) -> HttpResponse:
    """Leave the draft as it was made here."""
    found = access.get_returned(request.actor, returned_id)
    services.refuse_changed_file(found, reason=request.POST.get("reason", ""), by=request.user, at=clock.now())
    messages.success(request, _("The changed file is refused; the draft stays as it was."))
    return go(request, "documents:returned", found.document_id)
