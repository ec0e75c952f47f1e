"""How a timetable differs from what was made public."""

from collections.abc import Mapping
from dataclasses import dataclass

from khaigiang.teaching.timetable.drafts import values_of
from khaigiang.teaching.timetable.models import Piece
from khaigiang.teaching.timetable.states import ChangeKind

TIMES = ("on", "half_day", "starts_at", "ends_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one item: how it was public, how it stands now (one of the two may be missing)."""

    kind: ChangeKind
    old: Piece | None
    new: Piece | None

    @property
    def piece(self) -> Piece:
        """The item as it stands, or stood."""
        found = self.new or self.old
        assert found is not None, "a change is of something"
        return found

    @property
    def title(self) -> str:
        return self.piece.item.title

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def before(self) -> str:
        return _said(self.old)

    @property
    def after(self) -> str:
        return _said(self.new)

    @property
    def sentence(self) -> str:
        """The change in words, only what becomes different: "Topic 7: morning 15/3/2023 → afternoon 16/3/2023"."""
        item = self.piece.item
        if self.old is None or self.new is None:
            return f"{item.name}: {self.label} ({self.after or self.before})"
        different = [(was, now) for was, now in zip(_parts(self.old), _parts(self.new), strict=True) if was != now]
        was, now = (", ".join(part for part in parts if part) or "—" for parts in zip(*different, strict=True))
        return f"{item.name}: {was} → {now}"

    @property
    def lecturer_ids(self) -> frozenset[int]:
        """Whose lesson it was, and whose it is."""
        ids = (one.lecturer_id for one in (self.old, self.new) if one is not None)
        return frozenset(pk for pk in ids if pk is not None)

    @property
    def touches_trainees(self) -> bool:
        """Do trainees come at another time, to another place, or to another piece?"""
        return self.kind != ChangeKind.LECTURER


def changes_between(public: Mapping[int, Piece], present: Mapping[int, Piece]) -> list[Change]:
    """The differences, item by item, in the order of the present timetable, then what was dropped."""
    pairs = ((public.get(item_id), present.get(item_id)) for item_id in {**present, **public})
    found = ((_kind(old, new), old, new) for old, new in pairs)
    return [Change(kind=kind, old=old, new=new) for kind, old, new in found if kind is not None]


def _kind(old: Piece | None, new: Piece | None) -> ChangeKind | None:
    if old is None:
        return ChangeKind.ADDED
    if new is None:
        return ChangeKind.REMOVED
    was, now = values_of(old), values_of(new)
    if any(was[name] != now[name] for name in TIMES):
        return ChangeKind.MOVED
    if was["hall_id"] != now["hall_id"]:
        return ChangeKind.HALL
    return ChangeKind.LECTURER if was["lecturer_id"] != now["lecturer_id"] else None


def _said(piece: Piece | None) -> str:
    return ", ".join(part for part in _parts(piece) if part) if piece else ""


def _parts(piece: Piece) -> tuple[str, str, str]:
    """When, by whom and where."""
    return f"{piece.when}, {piece.starts_at:%H:%M}", str(piece.lecturer or ""), piece.hall.name
