"""Steps of a paper beside its signature and number: initials, seal, copies and their receipt."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.documents import access, owners, services
from khaigiang.planning.documents.forms import CopiesForm, InitialForm, ReceiptForm, SealForm
from khaigiang.planning.documents.models import Copy, Document
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def initial(request: ActorRequest, document_id: int) -> HttpResponse:
    """Enter who initialled a draft."""
    document = access.get_unissued_paper(request.actor, document_id)
    suggested = {"initialler_name": owners.hands_of(document).initialler, "initialled_on": clock.today()}
    form = InitialForm(request.POST or None, initial=suggested)
    words = (_("Enter the initials"), _("Who went over the draft and initialled it. Another text needs new initials."))
    return _taken(request, document, form, services.initial_paper, document, words)


@require_http_methods(["GET", "HEAD", "POST"])
def seal(request: ActorRequest, document_id: int) -> HttpResponse:
    """Enter the day of the seal."""
    document = access.get_issued_paper(request.actor, document_id)
    form = SealForm(request.POST or None, initial={"sealed_on": document.sealed_on or clock.today()})
    words = (_("Enter the seal"), _("The day on which the signed and numbered paper was sealed."))
    return _taken(request, document, form, services.seal_paper, document, words)


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: ActorRequest, document_id: int) -> HttpResponse:
    """Enter to whom copies went."""
    document = access.get_issued_paper(request.actor, document_id)
    suggested = {"recipients": "\n".join(owners.hands_of(document).recipients), "sent_on": clock.today()}
    form = CopiesForm(request.POST or None, initial=suggested)
    words = (_("Send copies"), _("Who receives a copy of the sealed paper, and on which day it left."))
    return _taken(request, document, form, services.send_copies, document, words)


@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: ActorRequest, copy_id: int) -> HttpResponse:
    """Enter when a copy was received."""
    copy = access.get_copy(request.actor, copy_id)
    form = ReceiptForm(request.POST or None, initial={"received_on": copy.received_on or clock.today()})
    words = (_("Enter the receipt"), copy.recipient)
    return _taken(request, copy.document, form, services.note_receipt, copy, words)


def _taken(
    request: ActorRequest,
    document: Document,
    form: forms.Form,
    step: Callable[..., object],
    row: Document | Copy,
    words: tuple[str, str],
) -> HttpResponse:
    facts: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    if facts:
        try:
            step(row, **facts, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "documents:document", document.pk)
    context = {"document": document, "form": form, "title": words[0], "subtitle": words[1]}
    return page(request, "documents/step.html", context, status=422 if form.errors else 200)
