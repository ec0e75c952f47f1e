"""In which quarter the people of a committee would come."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.nominations import access, queries, services
from khaigiang.planning.nominations.forms import WishedQuartersForm, quarters_in_address
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def quarters(request: ActorRequest, plan_id: int, committee_id: int) -> HttpResponse:
    """The quarter of everybody named; `fill` proposes the free places to whom nothing is said of."""
    quota = access.get_quota_to_name(request.actor, plan_id, committee_id)
    shown = queries.committee_by_quarter(quota.plan, committee_id)
    people = queries.people_by_quarter(quota.plan, committee_id)
    filled = queries.proposed_quarters(shown, people) if shown and "fill" in request.GET else {}
    cells = shown.cells if shown else []
    form = WishedQuartersForm(request.POST or None, people=people, quarters=cells, filled=filled)
    if form.is_valid():
        wanted = form.wanted()
        try:
            was = services.wish_quarters(quota.plan, quota.committee, wanted, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            page_of_it = reverse("nominations:committee", args=[plan_id, committee_id])
            return go(request, f"{page_of_it}?{quarters_in_address(was)}")
    context = {"quota": quota, "plan": quota.plan, "shown": shown, "form": form, "filled": filled}
    return page(request, "nominations/quarters.html", context, status=422 if form.errors else 200)
