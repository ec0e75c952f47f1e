"""A finger on the glass: presses, moves and lifts as the browser itself is told of them by the screen."""

import time
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import CDPSession, Locator, Page

# Longer than the press that picks a piece up.
LONG = 0.45


@dataclass(slots=True)
class Finger:
    """One finger on a page."""

    page: Page
    x: float = 0
    y: float = 0
    session: CDPSession = field(init=False)

    def __post_init__(self) -> None:
        self.session = self.page.context.new_cdp_session(self.page)

    def press(self, element: Locator, *, seconds: float = 0) -> "Finger":
        """Put the finger on the middle of an element, and leave it there."""
        element.evaluate("one => one.scrollIntoView({ block: 'center', inline: 'center' })")
        box = element.bounding_box()
        assert box is not None
        self.x, self.y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self._tell("touchStart")
        time.sleep(seconds)
        return self

    def move(self, x: float, y: float, *, steps: int = 8) -> "Finger":
        """Draw it over the glass."""
        from_x, from_y = self.x, self.y
        for step in range(1, steps + 1):
            self.x, self.y = from_x + (x - from_x) * step / steps, from_y + (y - from_y) * step / steps
            self._tell("touchMove")
        return self

    def move_over(self, element: Locator) -> "Finger":
        """Draw it over the middle of what an element shows now."""
        box = element.bounding_box()
        assert box is not None
        return self.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def lift(self) -> None:
        """Take it off."""
        self._tell("touchEnd")

    def lose(self) -> None:
        """The system takes the touch away: a call, a gesture of its own."""
        self._tell("touchCancel")

    def _tell(self, kind: str) -> None:
        points: list[dict[str, Any]] = [] if kind in {"touchEnd", "touchCancel"} else [{"x": self.x, "y": self.y}]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
