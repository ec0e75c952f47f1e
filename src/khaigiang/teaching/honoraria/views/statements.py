"""Statements: made, looked over, approved, handed out, corrected."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock, http
from khaigiang.ground.web.http import go, page
from khaigiang.papers.honorarium_statement import amount_in_words
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.honoraria import access, letters, queries, services
from khaigiang.teaching.honoraria.forms import ApproveForm, CorrectForm, StatementForm


@require_safe
def statement_list(request: ActorRequest) -> HttpResponse:
    """Every statement."""
    rows = queries.statement_rows(access.visible_statements(request.actor))
    return page(request, "honoraria/list.html", {"rows": rows, "may_write": access.may_write(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
def new_statement(request: ActorRequest) -> HttpResponse:
    """Make a draft for some days."""
    form = StatementForm(request.POST or None, schools=access.schools())
    if form.is_valid():
        try:
            made = services.make_statement(**form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "honoraria:statement", made.pk)
    return page(request, "honoraria/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def statement_page(request: ActorRequest, statement_id: int) -> HttpResponse:
    """Who is paid what for which sessions."""
    statement = access.get_statement(request.actor, statement_id)
    rows = queries.payment_rows(statement)
    context = {
        "statement": statement,
        "rows": rows,
        "gross": sum(row.gross for row in rows),
        "tax": sum(row.tax for row in rows),
        "net": sum(row.net for row in rows),
        "in_words": amount_in_words(sum(row.net for row in rows)),
        "may_write": access.may_write(request.actor),
        "may_approve": access.may_approve(request.actor) and statement.is_draft,
        "may_correct": access.may_write(request.actor) and not statement.is_draft and statement.corrects is None,
    }
    return page(request, "honoraria/statement.html", context)


@require_POST
def reckon(request: ActorRequest, statement_id: int) -> HttpResponse:
    """Reckon a draft anew."""
    statement = access.get_statement(request.actor, statement_id)
    try:
        services.reckon_statement(statement, by=request.user, at=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The statement is reckoned anew from what was taught and the rates in force."))
    return go(request, "honoraria:statement", statement.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: ActorRequest, statement_id: int) -> HttpResponse:
    """Throw a draft away."""
    statement = access.get_statement(request.actor, statement_id)
    if request.method != "POST":
        return page(request, "honoraria/discard.html", {"statement": statement})
    try:
        services.discard_statement(statement, by=request.user, at=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return go(request, "honoraria:statement", statement.pk)
    messages.success(request, _("The draft is thrown away; its sessions can be put into another statement."))
    return go(request, "honoraria:list")


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: ActorRequest, statement_id: int) -> HttpResponse:
    """Approve a draft under its number."""
    statement = access.get_statement(request.actor, statement_id)
    form = ApproveForm(request.POST or None)
    if form.is_valid():
        try:
            services.approve_statement(statement, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, _("The statement is approved and keeps its figures."))
            return go(request, "honoraria:statement", statement.pk)
    context = {"statement": statement, "form": form}
    return page(request, "honoraria/approve.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: ActorRequest, line_id: int) -> HttpResponse:
    """Put the difference to what was right into a further statement."""
    line = access.get_line(request.actor, line_id)
    form = CorrectForm(request.POST or None)
    if form.is_valid():
        try:
            further = services.correct_line(line, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("amount", str(refusal))
        else:
            return go(request, "honoraria:statement", further.pk)
    return page(request, "honoraria/correct.html", {"line": line, "form": form}, status=422 if form.errors else 200)


@require_safe
def paper(request: ActorRequest, statement_id: int, kind: str) -> HttpResponse:
    """The statement as a Word file, PDF or workbook."""
    statement = access.get_statement(request.actor, statement_id)
    if kind not in letters.CONTENT_TYPES:
        raise Http404
    content = letters.written(statement, kind, clock.today())
    name = letters.file_name(statement, kind)
    return http.file(content, name=name, content_type=letters.CONTENT_TYPES[kind])
