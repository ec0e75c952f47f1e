"""Closed by default: every address stands in the one policy, and the policy names no address that is not."""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from khaigiang.config.policy import POLICY

# Answered by Django itself with the same words for everybody.
OPEN_TO_ALL = frozenset({"set_language", "javascript-catalog"})


def addresses(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    """The full name of every address; the pattern itself where somebody forgot the name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}" if pattern.name else f"unnamed: {namespace}{pattern.pattern}"


def without_a_rule(names: Iterable[str], policy: Iterable[str]) -> list[str]:
    """Addresses that the policy does not know."""
    return sorted(set(names) - set(policy) - OPEN_TO_ALL)


def test_every_address_has_a_rule() -> None:
    assert without_a_rule(addresses(), POLICY) == []


def test_every_rule_has_an_address() -> None:
    assert sorted(set(POLICY) - set(addresses())) == []


def test_an_address_without_a_rule_is_seen() -> None:
    assert without_a_rule(["plans:list", "plans:open", "unnamed: x/"], ["plans:list"]) == ["plans:open", "unnamed: x/"]
