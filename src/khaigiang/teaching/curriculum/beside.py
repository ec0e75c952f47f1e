"""What hangs on a version beside its lines, kept by features above: it goes along to a copy, and is compared."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from khaigiang.teaching.curriculum.models import ProgrammeVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """How a feature copies what it keeps of a version to a new one, and says what differs between two."""

    copy: Callable[[ProgrammeVersion, ProgrammeVersion], None]
    differences: Callable[[ProgrammeVersion, ProgrammeVersion], list[str]]


_kept: Final[list[Beside]] = []


def register(beside: Beside) -> None:
    """Let what a feature keeps of a version go along, once."""
    if beside not in _kept:
        _kept.append(beside)


def copy_all(old: ProgrammeVersion, new: ProgrammeVersion) -> None:
    """Give a new version everything that is kept of an old one."""
    for one in _kept:
        one.copy(old, new)


def all_differences(old: ProgrammeVersion, new: ProgrammeVersion) -> list[str]:
    """What differs beside the lines, a sentence each."""
    return [sentence for one in _kept for sentence in one.differences(old, new)]
