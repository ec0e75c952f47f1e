"""What a problem must keep so that its rules can be read; every refusal names the place, as in `people[3].prefers`."""

from collections.abc import Set

from khaigiang.solvers.errors import MalformedProblem


def once_each(where: str, ids: list[str]) -> frozenset[str]:
    """The ids; raises MalformedProblem at the first that stands twice."""
    known = frozenset(ids)
    if len(known) < len(ids):
        seen: set[str] = set()
        for place, id_ in enumerate(ids):
            if id_ in seen:
                there = f"{where}[{place}].id"
                raise MalformedProblem(there, f"mã “{id_}” đã có ở trên.")
            seen.add(id_)
    return known


def refuse_unknown(where: str, ids: Set[str], known: Set[str], what: str) -> None:
    """Raise MalformedProblem when one of `ids` is not known; `what` they are the ids of."""
    if not ids <= known:
        raise MalformedProblem(where, f"không có {what} “{min(ids - known)}”.")


def refuse_negative(where: str, quantity: int) -> None:
    """Raise MalformedProblem when a quantity is below zero."""
    if quantity < 0:
        raise MalformedProblem(where, f"{quantity} nhỏ hơn 0.")
