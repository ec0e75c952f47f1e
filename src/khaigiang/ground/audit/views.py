"""Pages of the audit."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from khaigiang.ground.audit import access, queries
from khaigiang.ground.audit.forms import AuditFilterForm
from khaigiang.ground.web.http import page
from khaigiang.ground.web.navigation import may_open
from khaigiang.ground.web.table_files import leaf, page_asked

PER_PAGE: Final = 50


@require_safe
def entry_list(request: HttpRequest) -> HttpResponse:
    """What was done, newest first."""
    form = AuditFilterForm(request.GET, acts=queries.acts())
    form.is_valid()
    shown = leaf(queries.entries(**form.cleaned_data), PER_PAGE, page_asked(request))
    context = {
        "form": form,
        "entries": shown,
        "rows": [queries.row_of(entry) for entry in shown],
        "opens_values": may_open(request, "audit:entry"),
    }
    return page(request, "audit/entries.html", context)


@require_safe
def entry_page(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One act, with what it changed."""
    entry = access.get_entry(entry_id)
    context = {"entry": entry, "row": queries.row_of(entry), "changes": queries.changes_of(entry)}
    return page(request, "audit/entry.html", context)


@require_safe
def chain(request: HttpRequest) -> HttpResponse:
    """Check the whole chain now."""
    return page(request, "audit/chain.html", {"chain": queries.chain_state()})
