"""What an official was named for, as the person's page tells it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from khaigiang.ground.shared.dates import end_of_day, local_day
from khaigiang.planning.nominations.models import NominationMove
from khaigiang.planning.nominations.states import NominationState
from khaigiang.registry.officials.trainings import Training, Weight

FELL_THROUGH: Final = frozenset({NominationState.RETURNED, NominationState.WITHDRAWN, NominationState.REPLACED})


def nominations_of(official_id: int, on: date) -> Iterator[Training]:
    """The nominations of an official, each as it stood at the end of a day; 1 statement."""
    moves = NominationMove.objects.filter(nomination__official=official_id, at__lt=end_of_day(on))
    last = {move.nomination_id: move for move in moves.select_related("nomination__plan").order_by("at", "pk")}
    for move in last.values():
        said = f"{move.get_state_display()}: {move.reason}" if move.reason else move.get_state_display()
        yield Training(
            on=local_day(move.at),
            title=move.nomination.plan.title,
            note=said,
            url_name="nominations:nomination",
            row_id=move.nomination_id,
            tone=Weight.WARNING if move.state in FELL_THROUGH else Weight.NEUTRAL,
        )
