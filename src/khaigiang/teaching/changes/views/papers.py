"""The papers of a change: its decisions issued together, its letter issued and opened."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.files.services import read
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.changes import access, queries, services
from khaigiang.teaching.changes.forms import SigningForm, TwoPapersForm
from khaigiang.teaching.cohorts.access.papers import get_paper_file
from khaigiang.teaching.cohorts.queries import signer_of


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: ActorRequest, change_id: int) -> HttpResponse:
    """Sign, number and date the decisions of a change, two of them on the same day."""
    papers = queries.papers_of(access.get_change(request.actor, change_id))
    found = access.get_change_to_issue(request.actor, change_id, papers)
    signer = signer_of(found.training_class.plan, PaperDuty.Paper.CLASS_DECISION, clock.today())
    shape = TwoPapersForm if len(papers.decisions) > 1 else SigningForm
    form = shape(request.POST or None, initial=signer)
    if form.is_valid():
        try:
            services.issue_change_decisions(found, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The decisions of the change are issued and in force."))
            return go(request, "changes:change", change_id)
    context = {"change": found, "papers": papers, "form": form}
    return page(request, "changes/issue.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def issue_letter(request: ActorRequest, change_id: int) -> HttpResponse:
    """Sign, number and date the letter that corrects the summons."""
    found = access.get_letter_to_issue(request.actor, change_id)
    signer = signer_of(found.training_class.plan, PaperDuty.Paper.SUMMONS, clock.today())
    form = SigningForm(request.POST or None, initial=signer)
    if form.is_valid():
        try:
            services.issue_change_letter(found, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The letter is issued. Write to those whom it touches."))
            return go(request, "changes:change", change_id)
    context = {"change": found, "form": form}
    return page(request, "changes/issue_letter.html", context, status=422 if form.errors else 200)


@require_POST
def write_letter_mail(request: ActorRequest, change_id: int, whom: str) -> HttpResponse:
    """Write the e-mails about the letter as drafts into the outbox."""
    found = access.get_letter_to_write_of(request.actor, change_id)
    role, addressed = access.sender_role(request.actor), access.get_addressed(whom)
    written = services.draft_letter_mail(found, addressed, sender_role=role, by=request.user, at=clock.now())
    messages.success(request, _("The messages are written. Read them before you let them go."))
    return go(request, "outbox:mailing", written.pk)


@require_safe
def letter_file(request: ActorRequest, change_id: int, kind: str) -> HttpResponse:
    """The letter as Word file or PDF."""
    stored = get_paper_file(access.get_letter(request.actor, change_id), kind)
    return file(read(stored), name=stored.name, content_type=stored.content_type)
