"""Lists read for programs; nothing of them is kept."""

from http import HTTPStatus
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from khaigiang.planning.plans.access import visible_plans
from khaigiang.planning.rosters.forms import PreviewForm
from khaigiang.planning.rosters.reading import preview_of
from khaigiang.registry.mandates.http import ActorRequest


@require_POST
def preview(request: ActorRequest) -> JsonResponse:
    """What an office list holds, as docs/lists.md describes it."""
    form = PreviewForm(request.POST, request.FILES, plans=visible_plans(request.actor))
    if not form.is_valid():
        said = {"status": "error", "message": _("Correct the fields."), "fields": form.errors}
        return JsonResponse(said, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE if form.is_too_large else 400)
    with NamedTemporaryFile() as copy:
        for part in form.cleaned_data["file"].chunks():
            copy.write(part)
        copy.flush()
        return JsonResponse(preview_of(Path(copy.name), as_of=form.cleaned_data["as_of"]))
