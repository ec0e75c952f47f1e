"""Several papers signed and numbered one after another, as background work."""

from django.utils.translation import gettext as _

from khaigiang.ground.jobs.kinds import Run
from khaigiang.planning.documents import services
from khaigiang.planning.documents.models import Issuing


def issue_papers(run: Run, issuing: int) -> str:
    """Issue each paper of an issuing in its turn; run again, it goes on with the first that has not had its turn."""
    found = Issuing.objects.select_related("asked_by").get(pk=issuing)
    total, done = found.papers.count(), found.papers.filter(is_done=True).count()
    while services.issue_next(found, run):
        done += 1
        run.tell(done, total)
    left = found.papers.exclude(said="").count()
    said = _("Numbered: %(numbered)s. Left as they were: %(left)s.")
    return said % {"numbered": total - left, "left": left}
