"""How one version of a programme differs from another, in words and line by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item of a version; `key` is the same in all versions."""

    key: Key
    label: str
    title: str
    block: str
    minutes: int | None
    shares_half_day: bool
    lecturers: frozenset[str]

    @property
    def said(self) -> str:
        """How it is named in a sentence: by its number, or by its title."""
        return f"{self.label}: “{self.title}”" if self.label else f"“{self.title}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version as it is compared."""

    days: int
    block_order: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An item in the older and in the newer version; None where it does not stand."""

    old: Line | None
    new: Line | None
    is_changed: bool


def in_words(old: Version, new: Version) -> list[str]:
    """What changed from one version to the other, a sentence each, in the order of the newer one."""
    return list(_sentences(old, new))


def side_by_side(old: Version, new: Version) -> list[Pair]:
    """Every item of either version, in the order of the newer one; what was dropped stands where it stood."""
    before, after = _by_key(old), _by_key(new)
    pairs = [_pair(before.get(line.key), line) for line in new.lines]
    for place, line in enumerate(old.lines):
        if line.key not in after:
            above = [one.key for one in old.lines[:place]]
            at = max((at for at, pair in enumerate(pairs, 1) if pair.old and pair.old.key in above), default=0)
            pairs.insert(at, _pair(line, None))
    return pairs


def _sentences(old: Version, new: Version) -> Iterator[str]:
    before, after = _by_key(old), _by_key(new)
    if old.days != new.days:
        yield _("%(old)s days become %(new)s") % {"old": old.days, "new": new.days}
    if old.block_order != new.block_order:
        yield _("block by block from now on") if new.block_order else _("blocks may be mixed from now on")
    if order_changed(old.lines, new.lines):
        yield _("the order changed")
    for line in new.lines:
        if line.key not in before:
            yield _("new: %(line)s") % {"line": line.said}
        else:
            yield from _changes(before[line.key], line)
    for line in old.lines:
        if line.key not in after:
            yield _("dropped: %(line)s") % {"line": line.said}


def _changes(old: Line, new: Line) -> Iterator[str]:
    named = {"line": new.label or f"“{new.title}”"}
    if old.label != new.label:
        yield _("%(old)s is now %(line)s") % {**named, "old": old.label}
    if old.title != new.title:
        yield _("%(line)s: now called “%(title)s”") % {**named, "title": new.title}
    if old.block != new.block:
        yield _("%(line)s: from “%(old)s” to “%(new)s”") % {**named, "old": old.block, "new": new.block}
    if old.minutes != new.minutes:
        yield _("%(line)s: %(old)s becomes %(new)s") % {**named, "old": _length(old), "new": _length(new)}
    if old.shares_half_day != new.shares_half_day:
        sentence = _("%(line)s: now in the half-day of the line above")
        yield (sentence if new.shares_half_day else _("%(line)s: now in a half-day of its own")) % named
    if came := sorted(new.lecturers - old.lecturers):
        yield _("%(line)s: now also %(people)s") % {**named, "people": ", ".join(came)}
    if went := sorted(old.lecturers - new.lecturers):
        yield _("%(line)s: no longer %(people)s") % {**named, "people": ", ".join(went)}


def _length(line: Line) -> str:
    return _("%(count)s minutes") % {"count": line.minutes} if line.minutes else _("a whole half-day")


def _pair(old: Line | None, new: Line | None) -> Pair:
    return Pair(old=old, new=new, is_changed=old is None or new is None or any(_changes(old, new)))


def _by_key(version: Version) -> Mapping[Key, Line]:
    return {line.key: line for line in version.lines}


def order_changed(old: Sequence[Line], new: Sequence[Line]) -> bool:
    """Do the items that both hold stand in another order?"""
    kept = {line.key for line in old} & {line.key for line in new}
    return [line.key for line in old if line.key in kept] != [line.key for line in new if line.key in kept]
