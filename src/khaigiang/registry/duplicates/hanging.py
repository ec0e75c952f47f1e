"""What hangs on an official in the features above, by the words they give it.

A merge moves every row that points to an official, whether it is named here or not; the words are for people.
"""

from django.utils.functional import Promise

_words: dict[str, Promise | str] = {}


def name_hanging(model: str, words: Promise | str) -> None:
    """Say what the rows of a model are called ("nominations.Nomination", "nominations")."""
    _words[model] = words


def words_for(model: str) -> str:
    """What the rows of a model are called; the model's own name where nobody said."""
    return str(_words.get(model, model.rpartition(".")[2]))
