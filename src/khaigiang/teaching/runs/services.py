"""Carrying out a search as a job, stopping it, naming it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.errors import LeaseLost
from khaigiang.ground.jobs.kinds import Run as Job
from khaigiang.ground.shared.errors import DomainError
from khaigiang.teaching.runs.contradictions import Kept
from khaigiang.teaching.runs.errors import CannotBeStartedAgain, SearchHasEnded
from khaigiang.teaching.runs.models import Run
from khaigiang.teaching.runs.rules import Point, with_point
from khaigiang.teaching.runs.states import UNDER_WAY, WITHOUT_A_PLAN, RunState
from khaigiang.teaching.runs.watching import Told, Watch

# Better plans may follow one another within milliseconds: they are written down together.
BETWEEN_TWO_LINES: Final = timedelta(seconds=0.5)


def carry_out(run: Run, *, job: Job, find: Callable[[Watch], str]) -> str:
    """Search for a run as a job; `find` solves under the watch it is given, keeps the plan and says what came of it.

    A run that was being searched already lost its worker: it is told as broken off and not searched again by itself.
    Raises LeaseLost when another worker has the job.
    """
    if run.state == RunState.SEARCHING:
        said = _("The work was broken off: the process that searched ended before it had kept a plan.")
        return _end(run, job, RunState.BROKEN, said)
    _begin(run, job)
    watcher = _Watcher(run=run, job=job)
    try:
        said = find(watcher)
    except DomainError as refusal:
        said = _end(run, job, RunState.FRUITLESS, str(refusal))
    except LeaseLost:
        raise
    except Exception:
        _end(run, job, RunState.BROKEN, _("The work failed. Tell whoever runs this installation if it fails again."))
        raise
    except BaseException:
        # The worker is told to end: the next one begins anew.
        _rows(run).filter(state=RunState.SEARCHING).update(state=RunState.WAITING, progress=[])
        raise
    _rows(run).update(progress=watcher.points)
    return said


@transaction.atomic
def stop_run(run: Run, *, by: User, at: datetime) -> None:
    """Let a search end with the best plan, or the ways out, it has found; raises SearchHasEnded."""
    if not _rows(run).filter(state__in=UNDER_WAY).update(stop_asked=True):
        raise SearchHasEnded
    audit.record("stop_run", run, by=by, at=at, after={"keeps": "the best found"})


@transaction.atomic
def rename_run(run: Run, name: str, *, by: User, at: datetime) -> None:
    """Call a run by a name of one's own, or by the hour it was made at again."""
    before = _rows(run).values_list("name", flat=True).get()
    _rows(run).update(name=name)
    audit.record("rename_run", run, by=by, at=at, before={"name": before}, after={"name": name})


def begin_again_in_transaction(run: Run) -> None:
    """Let a run that ended without a plan wait for a worker anew, within a service that records it.

    Raises CannotBeStartedAgain.
    """
    again = {"state": RunState.WAITING, "progress": [], "said": "", "stop_asked": False, "told_at": None}
    again |= {"contradiction": {}, "relaxed": {}}
    if not _rows(run).filter(state__in=WITHOUT_A_PLAN).update(**again):
        raise CannotBeStartedAgain(state=run.get_state_display())


@dataclass
class WhyNothing:
    """Keeps with a run why it finds nothing, as far as that is known, and asks whether that is enough.

    `hold` is called in the transaction that keeps it.
    """

    run: Run
    hold: Callable[[], None]
    stopped: bool = False
    asked_at: datetime | None = None

    @transaction.atomic
    def keep(self, found: Kept) -> None:
        """Keep what is known."""
        self.hold()
        _rows(self.run).update(contradiction=found, told_at=machine_now())

    def is_stopped(self) -> bool:
        """Did somebody ask to stop? Looked up now and then, as a sign of life; it may be asked as often as one likes."""
        now = machine_now()
        if not self.stopped and (self.asked_at is None or now - self.asked_at >= BETWEEN_TWO_LINES):
            self.asked_at = now
            _rows(self.run).update(told_at=now)
            self.stopped = _rows(self.run).filter(stop_asked=True).exists()
        return self.stopped


@dataclass
class _Watcher:
    """Writes down what a search tells, and asks whether somebody wants it to stop."""

    run: Run
    job: Job
    points: list[Point] = field(default_factory=list)
    written_at: datetime | None = None

    def __call__(self, progress: Told) -> bool:
        self.points = with_point(self.points, (round(progress.seconds, 1), progress.cost, progress.bound))
        now = machine_now()
        if self.written_at is not None and now - self.written_at < BETWEEN_TWO_LINES:
            return True
        self.written_at = now
        self.job.tell(int(progress.seconds), self.run.limit)
        _rows(self.run).update(progress=self.points, told_at=now)
        return not _rows(self.run).filter(stop_asked=True).exists()


@transaction.atomic
def _begin(run: Run, job: Job) -> None:
    job.hold()
    _rows(run).update(state=RunState.SEARCHING, told_at=machine_now(), progress=[], said="")


@transaction.atomic
def _end(run: Run, job: Job, state: RunState, said: str) -> str:
    job.hold()
    _rows(run).update(state=state, said=said)
    return said


def _rows(run: Run) -> QuerySet[Any]:
    return type(run)._default_manager.filter(pk=run.pk)
