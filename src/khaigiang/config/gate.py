"""Lets people through to the pages that the policy opens to their roles."""

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

from khaigiang.config.policy import POLICY
from khaigiang.registry.mandates.states import Role

# No row of either database has a larger one; asked for it, they would answer with a fault.
LARGEST_ID: Final = 2**63 - 1


class Gate:
    """Middleware: answers 404 where the policy does not let the actor in, or does not know the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.may_open = lambda name: may_open(request, name)  # type: ignore[attr-defined]  # read by navigation
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _arguments: Any, named: dict[str, Any]) -> None:
        if any(isinstance(value, int) and value > LARGEST_ID for value in named.values()):
            raise Http404
        match = request.resolver_match
        rule = POLICY.get(match.view_name) if match else None
        if rule is None or not rule.allows(_roles(request), writing=request.method not in {"GET", "HEAD"}):
            raise Http404


def may_open(request: HttpRequest, url_name: str) -> bool:
    """May the person of this request open a page by its name? Navigation shows nothing else."""
    rule = POLICY.get(url_name)
    return rule is not None and rule.allows(_roles(request), writing=False)


def _roles(request: HttpRequest) -> frozenset[Role]:
    actor = getattr(request, "actor", None)
    return actor.roles if actor else frozenset()
