"""The dossier of a class: its checklist, and the opening set at one button."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.recognition.dossiers import access, opening_set, queries, services
from khaigiang.registry.mandates.http import ActorRequest

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def dossier(request: ActorRequest, class_id: int) -> HttpResponse:
    """The checklist of a class with owners and due days."""
    training_class = access.get_class(request.actor, class_id)
    items = queries.checklist(training_class, clock.today())
    context = {
        "training_class": training_class,
        "items": items,
        "roles_ticked": access.roles_ticked(request.actor, training_class),
        "may_make": access.may_make(request.actor),
    }
    return page(request, "dossiers/dossier.html", context)


@require_POST
def make(request: ActorRequest, class_id: int) -> HttpResponse:
    """Give the class the usual checklist."""
    services.make_checklist(access.get_class(request.actor, class_id), by=request.user, at=clock.now())
    return go(request, "dossiers:dossier", class_id)


@require_POST
def tick(request: ActorRequest, item_id: int) -> HttpResponse:
    """Something is done."""
    item = access.get_item(request.actor, item_id)
    services.tick(item, by=request.user, at=clock.now())
    return go(request, "dossiers:dossier", item.training_class_id)


@require_POST
def untick(request: ActorRequest, item_id: int) -> HttpResponse:
    """Something is not done after all."""
    item = access.get_item(request.actor, item_id)
    services.untick(item, by=request.user, at=clock.now())
    return go(request, "dossiers:dossier", item.training_class_id)


@require_safe
def print_opening_set(request: ActorRequest, class_id: int) -> HttpResponse:
    """List, attendance book and programme of the opening in one PDF."""
    training_class = access.get_class(request.actor, class_id)
    content = opening_set.opening_set_pdf(training_class, clock.today())
    return file(content, name=f"{training_class.code}-khai-giang.pdf", content_type=PDF)


@require_safe
def list_as_word(request: ActorRequest, class_id: int) -> HttpResponse:
    """The list of the class as a Word file."""
    training_class = access.get_class(request.actor, class_id)
    content = opening_set.participants_docx(training_class, clock.today())
    return file(content, name=f"{training_class.code}-danh-sach.docx", content_type=WORD)
