"""A chain of moves as a form carries it: sealed, so that only what was offered can be done."""

from collections.abc import Sequence

from django.core import signing

from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import ChainOutdated

SALT = "timetable.chain"


def sealed(moved: Sequence[Draft], after_step: int) -> str:
    """The pieces as they would stand, and the last step that the offer knew."""
    return signing.dumps([after_step, *(draft.as_json() for draft in moved)], salt=SALT, compress=True)


def opened(chain: str) -> tuple[list[Draft], int]:
    """What was sealed; raises ChainOutdated when it was not."""
    try:
        after_step, *moved = signing.loads(chain, salt=SALT)
    except signing.BadSignature as wrong:
        raise ChainOutdated from wrong
    return [Draft.from_json(one) for one in moved], after_step
