"""What lecturers have taught in a year."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.honoraria import access, queries
from khaigiang.teaching.honoraria.forms import YearForm


@require_safe
def load_page(request: ActorRequest) -> HttpResponse:
    """Everybody's load against norm and mean."""
    asked = {"year": clock.today().year, "school": access.schools().first(), **request.GET.dict()}
    form = YearForm(asked, schools=access.schools())
    if not form.is_valid():
        return page(request, "honoraria/load.html", {"form": form, "load": None})
    school, year = form.cleaned_data["school"], form.cleaned_data["year"]
    load = queries.load_of_year(school, year, now=clock.now())
    chart = load.chart(_("Hours as they count, by lecturer"))
    return page(request, "honoraria/load.html", {"form": form, "load": load, "year": year, "chart": chart})


@require_safe
def own_page(request: ActorRequest) -> HttpResponse:
    """What the lecturer has taught this year, and was paid."""
    lecturer, year = access.own_lecturer(request.actor), clock.today().year
    loads = [
        (school, queries.load_of_year(school, year, now=clock.now(), only=lecturer)) for school in access.schools()
    ]
    context = {"lecturer": lecturer, "year": year, "loads": loads, "payments": queries.own_payments(lecturer)}
    return page(request, "honoraria/mine.html", context)
