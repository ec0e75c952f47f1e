"""The papers of an office, one paper with its versions, files to download, previews."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.planning.documents.uploads import PDF, WORD
from khaigiang.planning.templates import access, files, queries, services
from khaigiang.planning.templates.forms import InForceForm, UploadForm
from khaigiang.planning.templates.states import PaperName
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def offices(request: ActorRequest) -> HttpResponse:
    """The offices whose papers are written here, each paper with the version in force."""
    today = clock.today()
    shown = [(office, queries.office_papers(office, today)) for office in access.visible_offices(request.actor)]
    return page(request, "templates/offices.html", {"shown": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: ActorRequest, office_id: int, name: str) -> HttpResponse:
    """One paper of an office: its versions and fields; a changed template is taken in here."""
    office, chosen = access.get_office(request.actor, office_id), access.get_paper(name)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _taken_in(request, office_id, chosen, form):
        return go(request, "templates:paper", office_id, name)
    context = {
        "office": office,
        "name": chosen,
        "form": form,
        "versions": queries.version_rows(office, chosen, clock.today()),
        "fields": queries.field_rows(files.layout_of(office, chosen)),
        "may_write": access.may_write_for(request.actor, office) and may_open(request, "templates:put_in_force"),
    }
    return page(request, "templates/paper.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def put_in_force(request: ActorRequest, office_id: int, name: str, version: int) -> HttpResponse:
    """Say from which day a version counts."""
    office, chosen = access.get_office_to_write_for(request.actor, office_id), access.get_paper(name)
    template = access.get_version(office, chosen, version)
    form = InForceForm(request.POST or None, initial={"in_force_on": clock.today()})
    if form.is_valid():
        try:
            services.put_in_force(office, chosen, template, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The template is in force from that day."))
            return go(request, "templates:paper", office_id, name)
    context = {"office": office, "name": chosen, "version": version, "form": form}
    return page(request, "templates/in_force.html", context, status=422 if form.errors else 200)


@require_safe
def download(request: ActorRequest, office_id: int, name: str, version: int) -> HttpResponse:
    """A template as a Word file, to be changed."""
    office, chosen = access.get_office(request.actor, office_id), access.get_paper(name)
    content = files.template_bytes(office, chosen, access.get_version(office, chosen, version))
    return file(content, name=f"{chosen.label} v{version}.docx", content_type=WORD)


@require_safe
def preview(request: ActorRequest, office_id: int, name: str, version: int, kind: str) -> HttpResponse:
    """The last paper of the office written with a version, as Word file or PDF."""
    office, chosen, form = access.get_office(request.actor, office_id), access.get_paper(name), access.get_form(kind)
    try:
        content = files.previewed(office, chosen, access.get_version(office, chosen, version), form)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return go(request, "templates:paper", office_id, name)
    content_type = WORD if form == "docx" else PDF
    return file(content, name=f"{chosen.label} v{version}.{form}", content_type=content_type)


def _taken_in(request: ActorRequest, office_id: int, name: PaperName, form: UploadForm) -> bool:
    office = access.get_office_to_write_for(request.actor, office_id)
    try:
        taken = services.upload_template(office, name, **form.cleaned_data, by=request.user, at=clock.now())
    except DomainError as refusal:
        form.add_error("file", str(refusal))
        return False
    said = _("Version %(number)s is taken in. Look at it, then put it in force.")
    messages.success(request, said % {"number": taken.version})
    return True
