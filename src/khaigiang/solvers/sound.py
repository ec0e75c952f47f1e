"""What every problem must keep so that its rules can be read: ids once each, and only ids that exist."""

from collections import Counter
from collections.abc import Iterable

from khaigiang.solvers.errors import MalformedProblem


def refuse_doubles(where: str, ids: Iterable[str]) -> None:
    """Raise MalformedProblem when an id stands twice in `ids`."""
    for id_, times in Counter(ids).items():
        if times > 1:
            raise MalformedProblem(where, f"the id {id_!r} stands there {times} times")


def refuse_unknown(where: str, ids: Iterable[str], known: Iterable[str]) -> None:
    """Raise MalformedProblem when one of `ids` is not known."""
    for id_ in sorted(set(ids) - set(known)):
        raise MalformedProblem(where, f"there is no {id_!r}")


def refuse_negative(where: str, quantities: Iterable[int]) -> None:
    """Raise MalformedProblem when a quantity is below zero."""
    for quantity in quantities:
        if quantity < 0:
            raise MalformedProblem(where, f"{quantity} is below zero")
