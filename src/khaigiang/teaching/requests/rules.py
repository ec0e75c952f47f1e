"""When an answer is due, and who is told while it is waited for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from khaigiang.teaching.requests.states import ReminderStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The office's rule: days to answer in, days before the day on which a lecturer is reminded, days until the head is told."""

    days_to_answer: int
    remind_before: int
    escalate_after: int

    def due_on(self, asked_on: date) -> date:
        """Until when a lecturer asked on a day answers."""
        return asked_on + timedelta(days=self.days_to_answer)

    def reminders_on(self, due_on: date) -> tuple[date, date]:
        """The days on which a lecturer who has not answered is reminded."""
        return due_on - timedelta(days=self.remind_before), due_on

    def step_on(self, today: date, due_on: date, done: Collection[str]) -> ReminderStep | None:
        """Whom to tell today; None when nobody is, or when it was done. A step whose time is over is not made up for."""
        before, _due = self.reminders_on(due_on)
        if today >= due_on + timedelta(days=self.escalate_after):
            step = ReminderStep.HEAD
        elif today > due_on:
            step = ReminderStep.ASKER
        elif today == due_on:
            step = ReminderStep.DUE
        elif today >= before:
            step = ReminderStep.BEFORE
        else:
            return None
        return None if step in done else step
