"""What a press of a button on a request does, signed in and by link alike."""

from khaigiang.ground.accounts.models import User
from khaigiang.ground.web import clock
from khaigiang.teaching.requests import services
from khaigiang.teaching.requests.forms import ACCEPT, AnswerForm
from khaigiang.teaching.requests.models import AskedSession, TeachingRequest
from khaigiang.teaching.requests.states import Via


def said(request: TeachingRequest, form: AnswerForm, *, via: Via, by: User | None) -> list[AskedSession]:
    """Keep what was answered; raises what the services raise."""
    seen, at = form.cleaned_data["asked"], clock.now()
    if form.cleaned_data["act"] == ACCEPT:
        return services.accept_request(request, seen, via=via, by=by, at=at)
    return services.decline_request(request, seen, reason=form.cleaned_data["reason"], via=via, by=by, at=at)
