"""How a view answers: a page, a move to another page, a file."""

from collections.abc import Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The partial when htmx asks for a part, the whole page otherwise."""
    if partial is None or not asks_for_a_part(request):
        response = render(request, template, context, status=status)
    else:
        response = render(request, f"{template}#{partial}", context, status=status)
        if get_messages(request):
            response.write(render_to_string("web/messages.html#beside", {}, request=request))
    patch_vary_headers(response, ["HX-Request"])
    return response


def go(request: HttpRequest, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Move on to a view's name, an object's page or an address."""
    url = resolve_url(to, *args, **kwargs)
    return HttpResponseClientRedirect(url) if HtmxDetails(request) else HttpResponseRedirect(url)


def file(content: bytes, *, name: str, content_type: str, inline: bool = False) -> HttpResponse:
    """A download whose name may hold any letter (RFC 5987); `inline` shows it in the browser instead."""
    header = content_disposition_header(not inline, " ".join(name.split()))
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": header or "attachment"})


def asks_for_a_part(request: HttpRequest) -> bool:
    """Does htmx ask for a part of a page (rather than follow a boosted link or restore its history)?"""
    htmx = HtmxDetails(request)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request
