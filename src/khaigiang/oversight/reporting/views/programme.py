"""The report of a programme on any day: page, people behind each figure, files, news brief."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, page
from khaigiang.ground.web.table_files import EXCEL, leaf, page_asked
from khaigiang.oversight.coverage.as_of import AsOfForm
from khaigiang.oversight.reporting import access, charts, papers_of_class
from khaigiang.oversight.reporting import papers_of_programme as papers
from khaigiang.oversight.reporting.queries import figures_of
from khaigiang.oversight.reporting.queries.official import reports_of
from khaigiang.oversight.reporting.queries.programme import Programme, opening_day, programme_of
from khaigiang.planning.documents.uploads import PDF, WORD
from khaigiang.registry.mandates.http import ActorRequest

PAGE_SIZE = 100
WRITTEN = {"docx": WORD, "pdf": PDF}
CLOSING = {"docx": (papers_of_class.closing_docx, WORD), "pdf": (papers_of_class.closing_pdf, PDF)}


@require_safe
def plan_list(request: ActorRequest) -> HttpResponse:
    """The plans that may be reported on."""
    return page(request, "reporting/plans.html", {"plans": access.visible_plans(request.actor)})


@require_safe
def programme(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The figures of a programme on any day, each leading to its people."""
    plan = access.get_plan(request.actor, plan_id)
    today = clock.today()
    form = AsOfForm(request.GET if "on" in request.GET else {"on": today})
    found = programme_of(plan, figures_of(plan, form.day(today)))
    context = {
        "plan": plan,
        "form": form,
        "programme": found,
        "figures": found.figures,
        "chart": charts.months_chart(found.months),
        "reports": reports_of(plan),
        "may_draw_up": access.may_draw_up(request.actor),
    }
    return page(request, "reporting/programme.html", context)


@require_safe
def people(request: ActorRequest, plan_id: int, indicator: str) -> HttpResponse:
    """The posts behind one figure."""
    plan, counted = access.get_plan(request.actor, plan_id), access.get_indicator(indicator)
    figures = figures_of(plan, AsOfForm(request.GET or None).day(clock.today()))
    context = {
        "plan": plan,
        "figures": figures,
        "figure": figures.by_id[counted.id],
        "shown": leaf(counted.rows(figures.ledger), PAGE_SIZE, page_asked(request)),
    }
    return page(request, "reporting/people.html", context)


@require_safe
def as_file(request: ActorRequest, plan_id: int, kind: str) -> HttpResponse:
    """The report as Word file, PDF or workbook."""
    plan = access.get_plan(request.actor, plan_id)
    day = AsOfForm(request.GET or None).day(clock.today())
    content, content_type = _written(programme_of(plan, figures_of(plan, day)), kind)
    return file(content, name=f"{plan.code}-{day:%Y-%m-%d}.{kind}", content_type=content_type)


@require_safe
def brief(request: ActorRequest, class_id: int) -> HttpResponse:
    """The news brief of a class's opening: read on the page with links, or taken as a Word file."""
    training_class = access.get_class(request.actor, class_id)
    day = opening_day(training_class) or clock.today()
    found = programme_of(training_class.plan, figures_of(training_class.plan, day))
    if "docx" in request.GET:
        content = papers.brief_docx(found, training_class, day)
        return file(content, name=f"{training_class.code}-tin.docx", content_type=WORD)
    context = {
        "training_class": training_class,
        "figures": found.figures,
        "paragraphs": papers.brief_paragraphs(found, training_class),
        "has_days": opening_day(training_class) is not None,
    }
    return page(request, "reporting/brief.html", context)


@require_safe
def closing(request: ActorRequest, class_id: int, kind: str) -> HttpResponse:
    """The closing report of a class, as it stands today, as Word file or PDF."""
    training_class = access.get_class(request.actor, class_id)
    write, content_type = CLOSING.get(kind) or (None, "")
    if write is None or opening_day(training_class) is None:
        raise Http404
    found = programme_of(training_class.plan, figures_of(training_class.plan, clock.today()))
    name = f"{training_class.code}-bao-cao.{kind}"
    return file(write(found, training_class), name=name, content_type=content_type)


def _written(found: Programme, kind: str) -> tuple[bytes, str]:
    if kind == "xlsx":
        return papers.report_xlsx(found), EXCEL
    if kind not in WRITTEN:
        raise Http404
    return papers.report_file(found, kind), WRITTEN[kind]
