"""The books of an office on the page and in print, and the arrival of documents."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.planning.documents import access, books, queries, services
from khaigiang.planning.documents.forms import ArrivalForm, BookForm, HandOnForm
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def outgoing(request: ActorRequest) -> HttpResponse:
    """The book of papers that went out."""
    form = _form(request)
    book = form.chosen()
    context = {**_frame(form, book, "outgoing"), "lines": queries.outgoing_book(book) if book else []}
    return page(request, "documents/outgoing.html", context)


@require_safe
def incoming(request: ActorRequest) -> HttpResponse:
    """The book of papers that came in."""
    form = _form(request)
    book = form.chosen()
    may_write = book is not None and access.offices_to_write_for(request.actor).contains(book.office)
    context = {
        **_frame(form, book, "incoming"),
        "arrivals": queries.incoming_book(book) if book else [],
        "may_write": may_write and may_open(request, "documents:hand_on"),
        "today": clock.today(),
    }
    return page(request, "documents/incoming.html", context)


@require_safe
def book_file(request: ActorRequest, direction: str, kind: str) -> HttpResponse:
    """A book as the office's own layout prints it."""
    book = _form(request).chosen()
    if book is None or direction not in books.DIRECTIONS or kind not in books.KINDS:
        raise Http404
    content = books.printed(book, books.DIRECTIONS[direction], kind)
    return file(content, name=f"{_title(direction)}.{kind}", content_type=books.KINDS[kind])


@require_http_methods(["GET", "HEAD", "POST"])
def arrive(request: ActorRequest, document_id: int) -> HttpResponse:
    """Enter the arrival of a document in an office."""
    document = access.get_arriving_document(request.actor, document_id)
    offices = access.offices_to_write_for(request.actor)
    form = ArrivalForm(
        request.POST or None, offices=offices, initial={"office": offices.first(), "arrived_on": clock.today()}
    )
    if form.is_valid():
        try:
            services.register_arrival(document, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "documents:document", document.pk)
    subtitle = _("The document gets the next number of arrival of the office and year.")
    context = {"document": document, "form": form, "title": _("Enter its arrival"), "subtitle": subtitle}
    return page(request, "documents/step.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_on(request: ActorRequest, arrival_id: int) -> HttpResponse:
    """Say whom an arrived document was handed to."""
    arrival = access.get_arrival(request.actor, arrival_id)
    usual = {"handed_to": arrival.handed_to, "handed_on": arrival.handed_on or clock.today(), "due_on": arrival.due_on}
    form = HandOnForm(request.POST or None, initial=usual)
    if form.is_valid():
        try:
            services.hand_on(arrival, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "documents:document", arrival.document_id)
    context = {"document": arrival.document, "form": form, "title": _("Hand on"), "subtitle": arrival.document.abstract}
    return page(request, "documents/step.html", context, status=422 if form.errors else 200)


def _form(request: ActorRequest) -> BookForm:
    return BookForm(request.GET, offices=access.offices_with_books(request.actor), today=clock.today())


def _frame(form: BookForm, book: queries.Book | None, direction: str) -> dict[str, object]:
    """What both books show around their lines."""
    return {"form": form, "book": book, "direction": direction, "title": _title(direction)}


def _title(direction: str) -> str:
    return _("Book of papers out") if direction == "outgoing" else _("Book of papers in")
