"""The search of a timetable as background work."""

from django.utils.translation import gettext as _

from khaigiang.ground.jobs.kinds import Run
from khaigiang.teaching.runs.services import carry_out
from khaigiang.teaching.runs.watching import Watch
from khaigiang.teaching.timetable import access, services


def set_timetable(job: Run, run_id: int) -> str:
    """Search the timetable that a run asks for."""
    run = access.run_of_job(run_id)

    def find(watch: Watch) -> str:
        found = services.search_timetable(run, watch=watch, hold=job.hold, by=job.by, at=job.at)
        return _("A timetable of %(sessions)s half-days can be read.") % {"sessions": len(found.placements)}

    return carry_out(run, job=job, find=find)
