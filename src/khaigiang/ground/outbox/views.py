"""Pages of the outbox."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.accounts.http import ActorRequest
from khaigiang.ground.outbox import access, queries, services
from khaigiang.ground.outbox.forms import AgainForm, MessageForm, TextForm
from khaigiang.ground.outbox.models import Message
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.table_files import leaf, page_asked

PER_PAGE: Final = 50


@require_safe
def mailing_list(request: ActorRequest) -> HttpResponse:
    """What waits to be read and what has gone, newest first."""
    found = queries.newest_first(access.visible_mailings(request.actor))
    shown = leaf(found, PER_PAGE, page_asked(request))
    context = {"shown": shown, "rows": queries.mailing_rows(shown.object_list)}
    return page(request, "outbox/list.html", context)


@require_safe
def mailing(request: ActorRequest, mailing_id: int) -> HttpResponse:
    """One mailing: its text as a receiver reads it, and every receiver with how far the message is."""
    found = access.get_mailing(request.actor, mailing_id)
    state = request.GET.get("state", "")
    shown = leaf(queries.messages_of(found, state=state), PER_PAGE, page_asked(request))
    context = {
        "mailing": found,
        "counts": queries.counts_of([found.pk])[found.pk],
        "example": queries.example_of(found),
        "shown": shown,
        "rows": queries.message_rows(shown.object_list),
        "chosen": state,
        "keeps": access.keeps(request.actor, found),
    }
    return page(request, "outbox/mailing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: ActorRequest, mailing_id: int) -> HttpResponse:
    """Correct the text of all messages of a mailing."""
    found = access.get_mailing_to_keep(request.actor, mailing_id)
    known = queries.known_fields(found)
    form = TextForm(request.POST or None, initial={"subject": found.subject, "body": found.body}, known=known)
    if form.is_valid():
        try:
            services.correct_mailing(found, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The text is corrected."))
            return go(request, "outbox:mailing", found.pk)
    return page(request, "outbox/correct.html", {"mailing": found, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: ActorRequest, mailing_id: int) -> HttpResponse:
    """Look at how many messages go, and let them go."""
    found = access.get_mailing_to_keep(request.actor, mailing_id)
    if request.method == "POST":
        services.release_mailing(found, by=request.user, at=clock.now())
        messages.success(request, _("The messages go now, one after the other. You can stop what has not gone."))
        return go(request, "outbox:mailing", found.pk)
    counts = queries.counts_of([found.pk])[found.pk]
    context = {"mailing": found, "counts": counts, "example": queries.example_of(found)}
    return page(request, "outbox/release.html", context)


@require_POST
def stop(request: ActorRequest, mailing_id: int) -> HttpResponse:
    """What has not gone is a draft again."""
    found = access.get_mailing_to_keep(request.actor, mailing_id)
    services.stop_mailing(found, by=request.user, at=clock.now())
    messages.success(request, _("The sending is stopped. What has not gone is a draft again."))
    return go(request, "outbox:mailing", found.pk)


@require_POST
def discard(request: ActorRequest, mailing_id: int) -> HttpResponse:
    """Throw drafts away."""
    found = access.get_mailing_to_keep(request.actor, mailing_id)
    services.discard_mailing(found, by=request.user, at=clock.now())
    messages.success(request, _("The drafts are thrown away."))
    return go(request, "outbox:list")


@require_safe
def message(request: ActorRequest, message_id: int) -> HttpResponse:
    """One message as its receiver reads it, with its log."""
    found = access.get_message(request.actor, message_id)
    return _message_page(request, found, AgainForm())


@require_http_methods(["GET", "HEAD", "POST"])
def correct_message(request: ActorRequest, message_id: int) -> HttpResponse:
    """Correct the address or the text of one message."""
    found = access.get_message_to_keep(request.actor, message_id)
    written = {"to_address": found.to_address, "subject": found.subject, "body": found.body}
    form = MessageForm(request.POST or None, initial=written)
    if form.is_valid():
        try:
            services.correct_message(found, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The message is corrected."))
            return go(request, "outbox:mailing", found.mailing_id)
    context = {"message": found, "form": form}
    return page(request, "outbox/correct_message.html", context, status=422 if form.errors else 200)


@require_POST
def leave_out(request: ActorRequest, message_id: int) -> HttpResponse:
    """A receiver gets nothing with this mailing."""
    found = access.get_message_to_keep(request.actor, message_id)
    services.leave_out(found, by=request.user, at=clock.now())
    messages.success(request, _("%(name)s is left out.") % {"name": found.to_name})
    return go(request, "outbox:mailing", found.mailing_id)


@require_POST
def take_in(request: ActorRequest, message_id: int) -> HttpResponse:
    """A receiver gets the message after all."""
    found = access.get_message_to_keep(request.actor, message_id)
    services.take_in(found, by=request.user, at=clock.now())
    messages.success(request, _("%(name)s gets the message after all.") % {"name": found.to_name})
    return go(request, "outbox:mailing", found.mailing_id)


@require_POST
def again(request: ActorRequest, message_id: int) -> HttpResponse:
    """Send a message once more, with a reason."""
    found = access.get_message_to_keep(request.actor, message_id)
    form = AgainForm(request.POST)
    if form.is_valid():
        try:
            services.send_again(found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The message goes once more."))
            return go(request, "outbox:message", found.pk)
    return _message_page(request, found, form)


@require_POST
def arrived(request: ActorRequest, message_id: int) -> HttpResponse:
    """Somebody looked: the message has arrived."""
    found = access.get_message_to_keep(request.actor, message_id)
    services.note_arrival(found, by=request.user, at=clock.now())
    messages.success(request, _("Noted: the message has arrived."))
    return go(request, "outbox:message", found.pk)


def _message_page(request: ActorRequest, found: Message, form: AgainForm) -> HttpResponse:
    (row,) = queries.message_rows([found])
    context = {
        "message": found,
        "row": row,
        "log": queries.log_of(found),
        "form": form,
        "keeps": access.keeps(request.actor, found.mailing),
        "may_go_again": queries.may_go_again(found),
    }
    return page(request, "outbox/message.html", context, status=422 if form.errors else 200)
