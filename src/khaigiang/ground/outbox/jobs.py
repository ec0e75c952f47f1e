"""The work of sending a mailing, as a background job."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _

from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.kinds import Run
from khaigiang.ground.jobs.services import ask
from khaigiang.ground.outbox import queries, services
from khaigiang.ground.outbox.models import Mailing
from khaigiang.ground.outbox.posting import Post
from khaigiang.ground.outbox.states import SEND, MessageState, Outcome
from khaigiang.ground.web import clock

# A server that does not answer is not asked for every single message of a mailing.
AFTER_A_BROKEN_WAY: Final = timedelta(minutes=1)


def send_mailing(run: Run, mailing: int, turn: int) -> str:
    """Send what is due of a mailing; what is to be tried later is asked for as a job of its own."""
    found = Mailing.objects.get(pk=mailing)
    services.own_up_to_unclear(found, at=clock.now())
    post = Post()
    try:
        is_done = _send_all(run, found, post)
    finally:
        post.close()
    counts = queries.counts_of([found.pk])[found.pk]
    later = queries.next_due(found) if is_done else machine_now() + AFTER_A_BROKEN_WAY
    if counts.waiting and later:
        ids = {"mailing": found.pk, "turn": turn + 1}
        ask(SEND, by=run.by, at=run.at, ids=ids, not_before=later)
    return _("Sent: %(sent)s. Waiting: %(waiting)s. To be looked after: %(look)s.") % {
        "sent": counts.sent,
        "waiting": counts.waiting,
        "look": counts.needs_a_look,
    }


def _send_all(run: Run, mailing: Mailing, post: Post) -> bool:
    """Send one message after the other; False when the way to the server is broken."""
    total = queries.messages_of(mailing, state=MessageState.WAITING).count()
    done = 0
    while sending := services.begin_sending(
        mailing, job=run.job_id, fence=run.fence, at=clock.now(), now=machine_now()
    ):
        outcome, said = post.send(sending)
        services.end_sending(sending, outcome, said=said, at=clock.now(), now=machine_now())
        done += 1
        run.tell(min(done, total), total)
        if outcome == Outcome.LATER and not post.is_open:
            return False
    return True
