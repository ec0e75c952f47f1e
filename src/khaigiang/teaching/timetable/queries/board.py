"""The board: the sessions of a plan as rows of half-days, by class, lecturer, hall or month, and what is not set yet."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db.models import QuerySet

from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import ClassDay, TrainingClass
from khaigiang.teaching.timetable.queries.board_drawing import Drawing, Window
from khaigiang.teaching.timetable.queries.board_parts import Board, Looking
from khaigiang.teaching.timetable.queries.hand import InHand
from khaigiang.teaching.timetable.queries.slots import Slot
from khaigiang.teaching.timetable.queries.tray import tray_of


def board(
    plan: Plan,
    classes: QuerySet[TrainingClass],
    looking: Looking,
    *,
    today: date,
    now: datetime,
) -> Board:
    """The board of the visible classes of a plan; seven statements whatever its size."""
    all_classes = tuple(classes.select_related("version"))
    if looking.view == "class" and looking.class_id is None and all_classes:
        looking = replace(looking, class_id=all_classes[0].pk)
    shown = [one for one in all_classes if looking.view != "class" or one.pk == looking.class_id]
    meets: defaultdict[int, set[date]] = defaultdict(set)
    for class_id, on in ClassDay.objects.filter(training_class__in=[one.pk for one in shown]).values_list(
        "training_class", "on"
    ):
        meets[class_id].add(on)
    window = Window.of(looking, {on for days in meets.values() for on in days}, today)
    drawing = Drawing(plan, shown, looking, window, dict(meets), today, now)
    return Board(
        looking=looking,
        heads=tuple(drawing.heads()),
        rows=tuple(drawing.rows()),
        tray=tuple(tray_of(shown)),
        classes=all_classes,
        days=tuple(drawing.days),
        earlier=window.earlier,
        later=window.later,
    )


def slots_by_spot(hand: InHand, view: str) -> dict[str, Slot]:
    """What a drop of the piece in hand would do in every half-day of a view, by the keys of its spots."""
    rows = {
        "lecturers": [("lecturer", pk) for pk in hand.around.lecturers],
        "halls": [("hall", pk) for pk in hand.around.halls],
    }.get(view, [])
    mark = {"lecturer": "l", "hall": "h"}
    own = "m" if view == "month" else f"c{hand.training_class.pk}"
    return {
        f"{mark[kind] + str(pk) if kind else own}/{on:%Y-%m-%d}/{half}": slot
        for (kind, pk, on, half), slot in hand.slots(hand.span, rows=rows).items()
    }


def with_slots(shown: Board, slots: Mapping[str, Slot]) -> Board:
    """The board with the state of its half-days for the piece in hand."""
    rows = tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, spots=tuple(replace(spot, slot=slots.get(spot.key)) for spot in cell.spots))
                for cell in row.cells
            ),
        )
        for row in shown.rows
    )
    return replace(shown, rows=rows)
