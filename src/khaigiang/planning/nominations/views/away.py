"""How many of one unit may be away at once: the office's own rule, by kind of unit and day."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.nominations import access, queries, services
from khaigiang.planning.nominations.forms import AwayRuleForm
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def away_rules(request: ActorRequest) -> HttpResponse:
    """The rules of every kind of unit, and a new one from a day on."""
    form = AwayRuleForm(request.POST or None, initial={"valid_from": clock.today()})
    if form.is_valid():
        try:
            services.set_away_rule(**form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The rule is set."))
            return go(request, "nominations:away_rules")
    context = {"rows": queries.away_rules(clock.today()), "form": form, "may_set": access.sets_rules(request.actor)}
    return page(request, "nominations/away_rules.html", context, status=422 if form.errors else 200)
