"""A person's notices."""

from django.http import HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from khaigiang.ground.accounts.http import UserRequest
from khaigiang.ground.notices import access, queries, services
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.table_files import leaf, page_asked

PER_PAGE = 30


@require_safe
def notice_list(request: UserRequest) -> HttpResponse:
    """What was sent to me, newest first."""
    unread_only = request.GET.get("show") == "unread"
    found = queries.notices(request.user, unread_only=unread_only)
    shown = leaf(found, PER_PAGE, page_asked(request))
    context = {
        "page": shown,
        "notices": queries.notice_rows(shown.object_list),
        "unread_only": unread_only,
        "unread": queries.unread_count(request.user),
    }
    return page(request, "notices/list.html", context)


@require_POST
def open_notice(request: UserRequest, notice_id: int) -> HttpResponse:
    """Note that it was read, and show the page it speaks of."""
    notice = services.mark_read(access.get_notice(request.user, notice_id), by=request.user, at=clock.now())
    safe = url_has_allowed_host_and_scheme(notice.link, {request.get_host()}, require_https=request.is_secure())
    return go(request, notice.link if safe else "notices:list")


@require_POST
def mark_all_read(request: UserRequest) -> HttpResponse:
    """Everything is read."""
    services.mark_all_read(by=request.user, at=clock.now())
    return go(request, "notices:list")
