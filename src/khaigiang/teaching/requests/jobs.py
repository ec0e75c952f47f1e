"""The work of waiting for lecturers, which asks for itself again every day while any request waits."""

from django.utils.translation import gettext as _

from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.kinds import Run
from khaigiang.ground.jobs.services import ask
from khaigiang.ground.web import clock
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.requests import services
from khaigiang.teaching.requests.errors import NobodyWaits
from khaigiang.teaching.requests.models import TeachingRequest
from khaigiang.teaching.requests.queries import waiting_requests
from khaigiang.teaching.requests.states import AGAIN_AFTER, REMIND_LECTURERS


def remind_lecturers(run: Run, plan: int, turn: int) -> str:
    """Remind of every request of a plan that waits, as its rule says for today, and ask for the same work tomorrow."""
    found = list(waiting_requests(Plan.objects.get(pk=plan)))
    told = 0
    for done, request in enumerate(found, 1):
        services.lapse_begun(request, by=run.by, at=clock.now())
        told += _reminded(request, run)
        run.tell(done, len(found))
    if found:
        ids = {"plan": plan, "turn": turn + 1}
        ask(REMIND_LECTURERS, by=run.by, at=clock.now(), ids=ids, not_before=machine_now() + AGAIN_AFTER)
    return _("Reminded of requests: %(count)s.") % {"count": told}


def _reminded(request: TeachingRequest, run: Run) -> bool:
    try:
        services.remind_of_request(request, by=run.by, at=clock.now())
    except NobodyWaits:
        return False
    return True
