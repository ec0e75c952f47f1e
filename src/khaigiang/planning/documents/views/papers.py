"""Own papers that no other page draws up: draft, signature, number; and the files of every document."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.files.services import read
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.planning.documents import access, services
from khaigiang.planning.documents.forms import DraftForm, IssueForm, ReasonForm, ScanForm, SignForm
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: ActorRequest) -> HttpResponse:
    """Begin a paper of one's own."""
    form = DraftForm(
        request.POST or None,
        request.FILES or None,
        offices=access.offices_to_write_for(request.actor),
    )
    if form.is_valid():
        try:
            document = services.draft_paper(**form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "documents:document", document.pk)
    return page(request, "documents/draft.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: ActorRequest, document_id: int) -> HttpResponse:
    """Enter who signed a paper."""
    document = access.get_own_paper(request.actor, document_id)
    form = SignForm(request.POST or None, initial={"signed_on": clock.today()})
    if form.is_valid():
        try:
            services.sign_paper(document, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "documents:document", document.pk)
    return page(
        request, "documents/sign.html", {"document": document, "form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: ActorRequest, document_id: int) -> HttpResponse:
    """Number and date a signed paper."""
    document = access.get_own_paper(request.actor, document_id)
    form = IssueForm(request.POST or None, initial={"issued_on": clock.today()})
    if form.is_valid():
        try:
            services.issue_paper(document, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The paper has its number."))
            return go(request, "documents:document", document.pk)
    return page(
        request, "documents/issue.html", {"document": document, "form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def explain(request: ActorRequest, document_id: int) -> HttpResponse:
    """Say why a paper will be numbered late or dated back."""
    document = access.get_unissued_paper(request.actor, document_id)
    form = ReasonForm(request.POST or None, initial={"reason": document.exception_reason})
    if form.is_valid():
        try:
            services.explain_exception(document, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The reason is kept with the paper."))
            return go(request, "documents:document", document.pk)
    return page(
        request, "documents/explain.html", {"document": document, "form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def file_scan(request: ActorRequest, document_id: int) -> HttpResponse:
    """File the signed scan of an issued paper."""
    document = access.get_issued_paper(request.actor, document_id)
    form = ScanForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        services.file_scan(document, **form.cleaned_data, by=request.user, at=clock.now())
        messages.success(request, _("The signed scan is filed."))
        return go(request, "documents:document", document.pk)
    return page(
        request, "documents/scan.html", {"document": document, "form": form}, status=422 if form.errors else 200
    )


@require_safe
def download(request: ActorRequest, document_id: int, which: str) -> HttpResponse:
    """One file of a document."""
    stored = access.get_file(request.actor, document_id, which)
    return file(read(stored), name=stored.name, content_type=stored.content_type)
