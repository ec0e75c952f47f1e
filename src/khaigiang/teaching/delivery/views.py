"""The programme of a ceremony, read and set."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.delivery import access, queries, services
from khaigiang.teaching.delivery.forms import step_forms, typed_steps


@require_http_methods(["GET", "HEAD", "POST"])
def ceremony(request: ActorRequest, class_id: int, ceremony: str) -> HttpResponse:
    """The steps of an opening or closing; the usual ones are offered until some are set."""
    get = access.get_class_to_set if request.method == "POST" else access.get_class
    training_class, kind = get(request.actor, class_id), access.get_ceremony(ceremony)
    steps, refusal = queries.ceremony_steps(training_class, kind), ""
    forms = step_forms(request.POST or None, steps=queries.steps_to_edit(training_class, kind))
    if forms.is_valid():
        try:
            services.set_ceremony(training_class, kind, typed_steps(forms), by=request.user, at=clock.now())
        except DomainError as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("The programme is set."))
            return go(request, "delivery:ceremony", class_id, ceremony)
    may_set = access.may_set(request.actor, training_class)
    context = {"training_class": training_class, "kind": kind, "steps": steps, "forms": forms, "may_set": may_set}
    status = 422 if forms.is_bound else 200
    return page(request, "delivery/ceremony.html", {**context, "refusal": refusal}, status=status)
