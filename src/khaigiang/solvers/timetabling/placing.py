"""Taking a piece off the board and putting it there, with how many hard rules that breaks and what it costs."""

from typing import TypeAlias

from khaigiang.solvers.compiled import inner, tight
from khaigiang.solvers.timetabling.board import (
    AWAY,
    MUST,
    NEVER_PUBLISHED,
    NOTHING,
    SHOULD,
    UNWANTED,
    Board,
    Prices,
    Record,
    Records,
    Seating,
    Sequence,
    Teaching,
)

Price: TypeAlias = tuple[int, int]
"""Hard rules broken, and what is paid for soft ones."""


@inner
def out_of_order(sequence: Sequence, piece: int) -> Price:
    """How many pieces of its class stand on the wrong side of a placed piece: those that must not, that should not."""
    me = sequence.pieces[piece]
    first, size, mine = me["first_of_class"], me["class_size"], sequence.cell_of[piece]
    row = me["pairs"] + (piece - first) * size
    column = me["pairs"] + (piece - first)
    must, should = 0, 0
    for other in range(size):
        cell = sequence.cell_of[first + other]
        if cell != NOTHING:
            pair = sequence.pairs[row + other] if mine < cell else sequence.pairs[column + other * size]
            must += pair & MUST
            should += (pair & SHOULD) >> 1
    return must, should


@inner
def on_other_dates(sequence: Sequence, piece: int) -> int:
    """How many pieces that must have the date of a placed piece have another."""
    me = sequence.pieces[piece]
    day = sequence.cells[sequence.cell_of[piece]]["day"]
    count = 0
    for at in range(me["first_same_day"], me["last_same_day"]):
        cell = sequence.cell_of[sequence.same_day[at]]
        count += cell != NOTHING and sequence.cells[cell]["day"] != day
    return count


@inner
def is_moved(sequence: Sequence, piece: int) -> bool:
    """Does a placed piece stand otherwise than it was published?"""
    me = sequence.pieces[piece]
    moved: bool = me["published_cell"] != NEVER_PUBLISHED and (
        me["published_cell"] != sequence.cell_of[piece]
        or me["published_lecturer"] != me["lecturer"]
        or me["published_hall"] != me["hall"]
    )
    return moved


@inner
def in_sequence(sequence: Sequence, prices: Prices, piece: int, reckons_order: bool) -> Price:  # noqa: FBT001  kernels take no names
    """What a placed piece breaks and costs by when it stands among the others of its class."""
    broken, paid = 0, 0
    if reckons_order:
        must, should = out_of_order(sequence, piece)
        broken, paid = broken + must, paid + should * prices.order
    if is_moved(sequence, piece):
        paid += prices.moved
    return broken + on_other_dates(sequence, piece), paid


@inner
def off_share(lecturers: Records, lecturer: int, load: int) -> int:
    """How far a load lies outside a lecturer's share."""
    me = lecturers[lecturer]
    off: int = max(0, me["share_low"] - load) + max(0, load - me["share_high"])
    return off


@inner
def is_elsewhere(teaching: Teaching, lecturer: int, date: int) -> bool:
    """Does a lecturer teach anywhere at all on a date?"""
    lessons = 0
    for place in range(teaching.at_place.shape[2]):
        lessons += teaching.at_place[lecturer, date, place]
    return lessons > 0


@inner
def a_lesson_more(teaching: Teaching, prices: Prices, lecturer: int, cell: Record, place: int) -> Price:
    """What a lesson breaks and costs that is not yet counted."""
    moment: int = cell["moment"]
    date: int = cell["date"]
    me, mood = teaching.lecturers[lecturer], teaching.mood[lecturer, moment]
    broken = (mood & AWAY) + (teaching.in_half_day[lecturer, moment] > 0)
    broken += teaching.on_date[lecturer, date] >= me["most_a_day"]
    broken += teaching.in_week[lecturer, cell["week"]] >= me["most_a_week"]
    if place != NOTHING and teaching.at_place[lecturer, date, place] == 0:
        broken += is_elsewhere(teaching, lecturer, date)
    load = me["load"]
    paid = prices.load * (
        off_share(teaching.lecturers, lecturer, load + 1) - off_share(teaching.lecturers, lecturer, load)
    )
    if mood & UNWANTED:
        paid += prices.unwanted
    if teaching.on_date[lecturer, date] == 0:
        paid += prices.travel
    return broken, paid


@inner
def count_lesson(teaching: Teaching, lecturer: int, cell: Record, place: int, by: int) -> None:
    """Count a lesson in (by 1) or out (by −1)."""
    teaching.in_half_day[lecturer, cell["moment"]] += by
    teaching.on_date[lecturer, cell["date"]] += by
    teaching.in_week[lecturer, cell["week"]] += by
    teaching.lecturers[lecturer]["load"] += by
    if place != NOTHING:
        teaching.at_place[lecturer, cell["date"], place] += by


@inner
def a_sitting_more(seating: Seating, prices: Prices, cell: Record, hall: int) -> Price:
    """What a class breaks and costs by sitting in a hall when that is not yet counted."""
    moment, day = cell["moment"], cell["day"]
    broken = 0 + seating.closed[hall, moment] + (seating.sitting[hall, moment] > 0)
    paid = 0
    if seating.halls_on[day, hall] == 0 and seating.days[day]["halls"] > 0:
        paid += prices.hall_change
    if seating.days[day]["pieces"] >= seating.days[day]["most"]:
        paid += prices.spread
    return broken, paid


@inner
def count_sitting(seating: Seating, cell: Record, hall: int, by: int) -> None:
    """Count a sitting in (by 1) or out (by −1)."""
    day = cell["day"]
    seating.sitting[hall, cell["moment"]] += by
    seating.days[day]["pieces"] += by
    before = seating.halls_on[day, hall]
    seating.halls_on[day, hall] += by
    if before == 0 or before + by == 0:
        seating.days[day]["halls"] += by


@inner
def set_down(board: Board, piece: int, cell: int, lecturer: int, hall: int) -> None:
    """Put a lifted piece on the board, whatever it breaks or costs there."""
    me, there = board.sequence.pieces[piece], board.sequence.cells[cell]
    board.sequence.cell_of[piece], me["lecturer"], me["hall"] = cell, lecturer, hall
    there["holds"] = piece
    if lecturer != NOTHING:
        count_lesson(board.teaching, lecturer, there, board.seating.place[hall], 1)
        board.teaching.holder[lecturer, there["moment"]] = piece
    count_sitting(board.seating, there, hall, 1)
    board.seating.sitter[hall, there["moment"]] = piece


@inner
def take_up(board: Board, piece: int) -> None:
    """Take a placed piece off the board, whatever it broke or cost there."""
    me, there = board.sequence.pieces[piece], board.sequence.cells[board.sequence.cell_of[piece]]
    lecturer, hall, moment = me["lecturer"], me["hall"], there["moment"]
    there["holds"], board.sequence.cell_of[piece] = NOTHING, NOTHING
    if lecturer != NOTHING:
        count_lesson(board.teaching, lecturer, there, board.seating.place[hall], -1)
        if board.teaching.holder[lecturer, moment] == piece:
            board.teaching.holder[lecturer, moment] = NOTHING
    count_sitting(board.seating, there, hall, -1)
    if board.seating.sitter[hall, moment] == piece:
        board.seating.sitter[hall, moment] = NOTHING


@inner
def price_beside_others(board: Board, cell: int, lecturer: int, hall: int) -> Price:
    """What a lesson and its hall break and cost in a cell that is not yet counted."""
    there = board.sequence.cells[cell]
    broken, paid = a_sitting_more(board.seating, board.prices, there, hall)
    if lecturer != NOTHING:
        more, price = a_lesson_more(board.teaching, board.prices, lecturer, there, board.seating.place[hall])
        broken, paid = broken + more, paid + price
    return broken, paid


@tight
def put(board: Board, piece: int, cell: int, lecturer: int, hall: int, reckons_order: bool) -> Price:  # noqa: FBT001  as above
    """Put a lifted piece on the board; what it breaks and costs there."""
    broken, paid = price_beside_others(board, cell, lecturer, hall)
    set_down(board, piece, cell, lecturer, hall)
    more, price = in_sequence(board.sequence, board.prices, piece, reckons_order)
    return broken + more, paid + price


@inner
def lift(board: Board, piece: int, reckons_order: bool) -> Price:  # noqa: FBT001  as above
    """Take a placed piece off the board; what it broke and cost there."""
    me, cell = board.sequence.pieces[piece], board.sequence.cell_of[piece]
    broken, paid = in_sequence(board.sequence, board.prices, piece, reckons_order)
    take_up(board, piece)
    more, price = price_beside_others(board, cell, me["lecturer"], me["hall"])
    return broken + more, paid + price
