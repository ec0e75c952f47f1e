"""Run under the production settings by production.py: visits every address without arguments and prints what came back."""

import json
import sys
from collections.abc import Iterator

import django
from django.test import Client
from django.urls import URLResolver, get_resolver

HOST = "school.example"


def paths(resolver: URLResolver, prefix: str = "/") -> Iterator[str]:
    """Addresses that need no argument."""
    for pattern in resolver.url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from paths(pattern, route)
        elif "<" not in route:
            yield route


def visit(client: Client, path: str, *, who: str) -> dict[str, object]:
    """One answer, as plain values."""
    response = client.get(path, secure=True, headers={"host": HOST})
    return {
        "who": who,
        "path": path,
        "status": response.status_code,
        "headers": {name.lower(): value for name, value in response.headers.items()},
        "cookies": {name: dict(morsel) for name, morsel in response.cookies.items()},
    }


def main() -> None:
    """Print a JSON list of visits."""
    django.setup()
    from khaigiang.ground.accounts.models import User  # noqa: PLC0415  the apps must be ready first

    person = User.objects.create_user("visitor", "Người Xem", is_administrator=True)
    signed_in = Client(raise_request_exception=False)
    signed_in.force_login(person)
    everywhere = [*paths(get_resolver()), "/nothing-here/"]
    visits = [visit(Client(raise_request_exception=False), path, who="nobody") for path in everywhere]
    visits += [visit(signed_in, path, who="person") for path in everywhere if "sign-out" not in path]
    json.dump(visits, sys.stdout)


if __name__ == "__main__":
    main()
