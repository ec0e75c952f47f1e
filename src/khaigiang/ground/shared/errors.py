"""The refusal that every rule of the product raises, in the user's words."""

from django.utils.functional import Promise


class DomainError(Exception):
    """An act that the rules refuse. Its text is a whole sentence for the user and says what to do next.

    A subclass gives `sentence` (a lazy msgid, with `%(name)s` places filled from the keywords).
    """

    sentence: Promise | str = ""

    def __init__(self, sentence: Promise | str | None = None, **values: object) -> None:
        self.values = values
        if sentence is not None:
            self.sentence = sentence
        super().__init__()

    def __str__(self) -> str:
        return str(self.sentence) % self.values if self.values else str(self.sentence)
