"""Plays the days of the story in order, each in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction

from khaigiang.doors.rehearsal import services
from khaigiang.doors.rehearsal.models import Rehearsal
from khaigiang.doors.rehearsal.story import dates
from khaigiang.doors.rehearsal.story.calendar import acts_by_day
from khaigiang.doors.rehearsal.story.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story by its name and its days."""

    name: str
    ends_on: date


STORY: Final = Story(name="ha-noi-2023", ends_on=dates.FINAL_REPORT)


def play(until: date, *, tell: Callable[[str], object]) -> None:
    """Play every day not played yet, up to and including `until`.

    Raises DatabaseHoldsSomethingElse and StoryIsPastThatDay.
    """
    mark = services.begin_rehearsal(STORY.name, until=until)
    for day, acts in sorted(acts_by_day().items()):
        if mark.played_until < day <= until:
            _play_day(day, acts, mark=mark)
            tell(f"{day:%d/%m/%Y}  {', '.join(act.__name__ for act in acts)}")
    services.stand_on(mark, until)


def _play_day(day: date, acts: list[Callable[[Stage], None]], *, mark: Rehearsal) -> None:
    # One transaction a day: a playing that is cut off goes on at the day it had not finished.
    with transaction.atomic():
        stage = Stage(day)
        for act in acts:
            act(stage)
        services.stand_on(mark, day)
