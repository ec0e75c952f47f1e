"""The search for duplicates as background work."""

from django.utils.translation import gettext as _

from khaigiang.ground.jobs.kinds import Run
from khaigiang.registry.duplicates import services


def find_duplicates(run: Run) -> str:
    """Search everybody; run twice, the second search stands in the place of the first."""
    scan = services.find_duplicates(by=run.by, at=run.at, tell=run.tell, hold=run.hold)
    said = _("%(people)s officials were compared; likely pairs: %(found)s.")
    return said % {"people": scan.people, "found": scan.found}
