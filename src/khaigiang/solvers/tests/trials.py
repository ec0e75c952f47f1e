"""How often the solvers are tried against every possible answer."""

import os


def trials(usual: int) -> int:
    """So many tiny problems; KHAIGIANG_TRIALS, where it is set, is for thousands."""
    return int(os.environ.get("KHAIGIANG_TRIALS", usual))
