"""The page on which a run gets its name, whichever solver is asked."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.runs.fields import name_field
from khaigiang.teaching.runs.models import Run
from khaigiang.teaching.runs.services import rename_run


class RunNameForm(forms.Form):
    """What a run is called."""

    name = name_field()


def name_page(request: ActorRequest, run: Run, *, back: str, at: datetime) -> HttpResponse:
    """Call a run by a name, then go `back` to its page."""
    form = RunNameForm(request.POST or None, initial={"name": run.name})
    if form.is_valid():
        rename_run(run, form.cleaned_data["name"], by=request.user, at=at)
        messages.success(request, _("The name is kept."))
        return go(request, back, run.pk)
    context = {"run": run, "form": form, "back": back}
    return page(request, "runs/name.html", context, status=422 if form.errors else 200)
