"""What the page of a person does with a press of a button, by link and signed in alike."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.teaching.answers import queries, services
from khaigiang.teaching.answers.forms import COMING, INFORMED, RECEIVED, TAKEN_BACK, CannotForm, SayForm
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.answers.queries.person import gathers_at
from khaigiang.teaching.answers.states import OFF, AnswerState, Via


def said(request: HttpRequest, answer: Answer, form: SayForm, *, via: Via, by: User | None) -> bool:
    """Keep what was said; a refusal is told on the form. Was it kept?"""
    try:
        _say(answer, form, via=via, by=by)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Your answer is kept."))
    return True


def call_context(answer: Answer, form: SayForm | None) -> dict[str, Any]:
    """What the page of a person shows: the summons, the answer so far, the forms of its buttons."""
    has_begun = clock.now() >= gathers_at(answer)
    start = {"seen": answer.version, "kind": answer.reason_kind, "words": answer.words}
    start["later"] = answer.state == AnswerState.LATER
    cannot = form if isinstance(form, CannotForm) else CannotForm(initial=start, has_begun=has_begun)
    simple = form if form is not None and not isinstance(form, CannotForm) else None
    return {
        "answer": answer,
        "call": queries.call_of(answer),
        "history": queries.said_of(answer),
        "refused": form,
        "form": simple or SayForm(initial=start, has_begun=has_begun),
        "cannot": cannot,
        "has_begun": has_begun,
        "is_off": answer.state in OFF,
    }


def _say(answer: Answer, form: SayForm, *, via: Via, by: User | None) -> Answer:
    given: dict[str, Any] = {
        "seen": form.cleaned_data["seen"],
        "via": via,
        "because": form.because_said,
        "by": by,
        "at": clock.now(),
    }
    if isinstance(form, CannotForm):
        service = services.ask_for_later_class if form.cleaned_data["later"] else services.decline_summons
        return service(answer, reason=form.reason(), **given)
    acts = {
        RECEIVED: services.confirm_receipt,
        COMING: services.accept_summons,
        TAKEN_BACK: services.take_back_answer,
        INFORMED: services.confirm_calling_off,
    }
    return acts[form.cleaned_data["act"]](answer, **given)
