"""Summonses: drafted, read, issued, copied for each committee."""

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
from khaigiang.teaching.cohorts import access, letters, queries, services
from khaigiang.teaching.cohorts.access.papers import (
    get_addressed,
    get_called,
    get_called_committee,
    get_paper_file,
    get_summons,
    get_summons_to_discard,
    get_summons_to_issue,
    get_summons_to_write_of,
    may_issue,
    may_write_of,
    sender_role,
)
from khaigiang.teaching.cohorts.forms.papers import IssueForm, SummonsForm
from khaigiang.teaching.cohorts.models import Summons
from khaigiang.teaching.cohorts.summonses_to_carry import written_to_carry


@require_http_methods(["GET", "HEAD", "POST"])
def draft_summons(request: ActorRequest, class_id: int) -> HttpResponse:
    """Say when people are to be there, and draw up the summons."""
    training_class = access.get_class_to_run(request.actor, class_id)
    form = SummonsForm(request.POST or None, initial={"gather_at": services.USUAL_HOUR})
    if form.is_valid():
        try:
            drafted = services.draft_summons(training_class, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "cohorts:summons", drafted.pk)
    context = {
        "training_class": training_class,
        "form": form,
        "shown": queries.class_page(training_class, clock.today()),
    }
    return page(request, "cohorts/draft_summons.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def summons(request: ActorRequest, summons_id: int) -> HttpResponse:
    """One summons: whom it calls, the copies for committees; signed, numbered and dated here."""
    found = get_summons(request.actor, summons_id)
    form = IssueForm(request.POST or None, initial=_signer(found))
    if form.is_valid() and _issued(request, summons_id, form):
        messages.success(request, _("The summons is issued."))
        return go(request, "cohorts:summons", summons_id)
    people = queries.summoned_people(found, among=access.visible_people(request.actor))
    context = {
        "summons": found,
        "training_class": found.training_class,
        "people": people,
        "copies": queries.copies_of(people),
        "form": form,
        "sees_everybody": access.may_see_everybody(request.actor, found.training_class),
        "may_run": access.may_run(request.actor),
        "overtaken": queries.overtaken(found),
        "mail": queries.mail_of_summons(found) if may_write_of(request.actor, found) else [],
        "may_issue": may_issue(request.actor, found.document),
    }
    return page(request, "cohorts/summons.html", context, status=422 if form.errors else 200)


@require_POST
def write_mail(request: ActorRequest, summons_id: int, whom: str) -> HttpResponse:
    """Write the e-mails of a summons as drafts into the outbox."""
    found = get_summons_to_write_of(request.actor, summons_id)
    role = sender_role(request.actor)
    addressed = get_addressed(whom)
    written = services.draft_summons_mail(found, addressed, sender_role=role, by=request.user, at=clock.now())
    messages.success(request, _("The messages are written. Read them before you let them go."))
    return go(request, "outbox:mailing", written.pk)


@require_POST
def discard_summons(request: ActorRequest, summons_id: int) -> HttpResponse:
    """Throw a draft away."""
    found = get_summons_to_discard(request.actor, summons_id)
    services.discard_summons(found, by=request.user, at=clock.now())
    messages.success(request, _("The draft is thrown away."))
    return go(request, "cohorts:papers", found.training_class_id)


@require_safe
def summons_file(request: ActorRequest, summons_id: int, kind: str) -> HttpResponse:
    """A summons with its whole list, as Word file or PDF."""
    found = get_summons(request.actor, summons_id)
    access.get_class_with_people(request.actor, found.training_class_id)
    stored = get_paper_file(found.document, kind)
    return file(read(stored), name=stored.name, content_type=stored.content_type)


@require_safe
def summons_copy(request: ActorRequest, summons_id: int, committee_id: int) -> HttpResponse:
    """The copy of a summons for one committee, with its own people alone, as PDF."""
    found = get_summons(request.actor, summons_id)
    committee = get_called_committee(request.actor, found, committee_id)
    written = letters.written_copy(found, committee)
    return file(written.content, name=written.name, content_type=written.content_type)


@require_safe
def summonses_to_carry(request: ActorRequest, summons_id: int, kind: str) -> HttpResponse:
    """A page for everybody called whom this person sees, in one file to print."""
    found = get_summons(request.actor, summons_id)
    called = get_called(request.actor, found, kind)
    written = written_to_carry(found, called, kind)
    return file(written.content, name=written.name, content_type=written.content_type)


@require_safe
def summons_to_carry(request: ActorRequest, summons_id: int, enrolment_id: int, kind: str) -> HttpResponse:
    """The page of one person who is called."""
    found = get_summons(request.actor, summons_id)
    called = get_called(request.actor, found, kind, enrolment_id=enrolment_id)
    written = written_to_carry(found, called, kind)
    return file(written.content, name=written.name, content_type=written.content_type)


def _issued(request: ActorRequest, summons_id: int, form: IssueForm) -> bool:
    found = get_summons_to_issue(request.actor, summons_id)
    try:
        services.issue_summons(found, **form.cleaned_data, by=request.user, at=clock.now())
    except DomainError as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def _signer(found: Summons) -> dict[str, object]:
    return queries.signer_of(found.training_class.plan, PaperDuty.Paper.SUMMONS, clock.today())
