"""Pages of background work."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from khaigiang.ground.accounts.http import UserRequest
from khaigiang.ground.jobs import access, queries
from khaigiang.ground.web.http import page


@require_safe
def job_list(request: UserRequest) -> HttpResponse:
    """What I asked for."""
    return page(request, "jobs/jobs.html", {"jobs": queries.jobs(request.user)})


@require_safe
def job_page(request: UserRequest, job_id: int) -> HttpResponse:
    """How far one job is; the page asks again by itself while it lasts."""
    return page(request, "jobs/job.html", {"job": access.get_job(request.user, job_id)}, partial="progress")
