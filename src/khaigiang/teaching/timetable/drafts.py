"""A session as plain values: what a proposal keeps and what services write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from khaigiang.teaching.timetable.models import Piece, Session

VALUES: Final = ("item_id", "on", "half_day", "starts_at", "ends_at", "hall_id", "lecturer_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One class's item at a time, in a hall, with or without a lecturer."""

    class_id: int
    item_id: int
    on: date
    half_day: str
    starts_at: time
    ends_at: time
    hall_id: int
    lecturer_id: int | None

    @classmethod
    def of(cls, session: Session) -> "Draft":
        """A session as it stands."""
        return cls(class_id=session.training_class_id, **values_of(session))

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Draft":
        """A draft as it was kept."""
        times = {name: time.fromisoformat(kept[name]) for name in ("starts_at", "ends_at")}
        return cls(**{**kept, **times, "on": date.fromisoformat(kept["on"])})

    @property
    def key(self) -> tuple[int, int]:
        """A class is taught an item once."""
        return self.class_id, self.item_id

    def as_json(self) -> dict[str, object]:
        """The draft in values that JSON knows."""
        return {
            "class_id": self.class_id,
            "item_id": self.item_id,
            "on": self.on.isoformat(),
            "half_day": self.half_day,
            "starts_at": self.starts_at.isoformat(),
            "ends_at": self.ends_at.isoformat(),
            "hall_id": self.hall_id,
            "lecturer_id": self.lecturer_id,
        }


def values_of(piece: Piece) -> dict[str, Any]:
    """Everything of a piece but whose it is, by the names of its columns."""
    return {name: getattr(piece, name) for name in VALUES}
