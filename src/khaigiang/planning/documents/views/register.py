"""The register of documents, one document with its chain, and its links."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.ground.web.table_files import page_asked
from khaigiang.planning.documents import access, owners, queries, services
from khaigiang.planning.documents.forms import ClauseForm, LinkForm, RegisterFilterForm, RegisterForm
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def document_list(request: ActorRequest) -> HttpResponse:
    """The register, narrowed and paged."""
    visible = access.visible_documents(request.actor)
    form = RegisterFilterForm(
        request.GET,
        issuers=access.issuers(request.actor),
        years=queries.years_of_documents(visible),
    )
    shown = queries.register_page(visible, form.chosen(), page_asked(request))
    context = {"form": form, "shown": shown, **_may(request)}
    return page(request, "documents/list.html", context)


@require_safe
def document_page(request: ActorRequest, document_id: int) -> HttpResponse:
    """One document: what is known of it, its files, its chain both ways."""
    document = access.get_document(request.actor, document_id)
    owned = owners.owned_by(document)
    context = {
        "document": document,
        "chain": queries.chain(document, today=clock.today()),
        "life": queries.life_of(document) if document.written_here else None,
        "owned": owned,
        "arrivals": queries.arrivals_of(document),
        "may_arrive": access.may_arrive(request.actor, document) and may_open(request, "documents:arrive"),
        "series_id": queries.series_id_of(document) if may_open(request, "documents:numbers") else None,
        **_may(request),
        "may_write": access.may_write_paper(request.actor, document) and may_open(request, "documents:sign"),
        "issued_elsewhere": any(one.issues_it for one in owned),
    }
    return page(request, "documents/document.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_document(request: ActorRequest) -> HttpResponse:
    """Enter a document into the register."""
    form = RegisterForm(request.POST or None, request.FILES or None, issuers=access.issuers(request.actor))
    if form.is_valid():
        try:
            document = services.register_document(**form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "documents:document", document.pk)
    return page(request, "documents/register.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_document(request: ActorRequest, document_id: int) -> HttpResponse:
    """Correct what was typed about a registered document."""
    document = access.get_registered_document(request.actor, document_id)
    form = RegisterForm(
        request.POST or None,
        request.FILES or None,
        issuers=access.issuers(request.actor),
        initial=queries.typed_values(document),
    )
    if form.is_valid():
        try:
            services.correct_document(document, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The document is corrected."))
            return go(request, "documents:document", document_id)
    context = {"form": form, "document_id": document_id}
    return page(request, "documents/register.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def link_document(request: ActorRequest, document_id: int) -> HttpResponse:
    """Say what this document is to another."""
    document = access.get_document(request.actor, document_id)
    form = LinkForm(request.POST or None, documents=access.documents_to_link(request.actor, document))
    if form.is_valid():
        try:
            services.link_documents(document, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "documents:document", document.pk)
    context = {"document": document, "form": form}
    return page(request, "documents/link.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def clause(request: ActorRequest, link_id: int) -> HttpResponse:
    """Name the clause on which a document stands."""
    link = access.get_link(request.actor, link_id)
    form = ClauseForm(request.POST or None, initial={"clause": link.clause})
    if form.is_valid():
        services.name_clause(link, **form.cleaned_data, by=request.user, at=clock.now())
        return go(request, "documents:document", link.document_id)
    return page(request, "documents/clause.html", {"link": link, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def unlink(request: ActorRequest, link_id: int) -> HttpResponse:
    """Take a link away, after a look at it."""
    link = access.get_link(request.actor, link_id)
    if request.method == "POST":
        services.unlink(link, by=request.user, at=clock.now())
        messages.success(request, _("The link is removed."))
        return go(request, "documents:document", link.document_id)
    return page(request, "documents/unlink.html", {"link": link})


def _may(request: ActorRequest) -> dict[str, bool]:
    return {
        "may_register": may_open(request, "documents:new"),
        "may_see_series": may_open(request, "documents:series"),
    }
