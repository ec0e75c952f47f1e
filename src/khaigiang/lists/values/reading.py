"""What is read from one cell."""

from typing import NamedTuple


class Reading(NamedTuple):
    """A value, if any is known; codes of doubts; codes of repairs (see `khaigiang.lists.codes`)."""

    value: str | None = None
    flags: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()


NOTHING = Reading()
