"""What the sentences of all solvers share."""

from collections.abc import Iterable, Mapping


def called(names: Mapping[str, str], id_: str | None, kind: str) -> str:
    """What something is called within a sentence: by its name, or else by its kind and id."""
    return names.get(id_ or "", f"{kind} {id_}")


def given_up(sentences: Iterable[str]) -> str:
    """What giving up these demands means, in one sentence."""
    return "Bỏ yêu cầu: " + " ".join(sentences)
