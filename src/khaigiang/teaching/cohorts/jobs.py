"""The search of an allocation as background work."""

from django.utils.translation import gettext as _

from khaigiang.ground.jobs.kinds import Run
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.access.allocation import run_of_job
from khaigiang.teaching.runs.services import carry_out
from khaigiang.teaching.runs.watching import Watch


def allocate(job: Run, run_id: int) -> str:
    """Search the allocation that a run asks for."""
    run = run_of_job(run_id)

    def find(watch: Watch) -> str:
        found = services.search_allocation(run, watch=watch, hold=job.hold, by=job.by, at=job.at)
        return _("A proposal for %(people)s people can be read.") % {"people": len(found.assignment)}

    return carry_out(run, job=job, find=find)
