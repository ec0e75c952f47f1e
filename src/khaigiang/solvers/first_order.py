"""Nearly the optimum of a linear model, by steps that do nothing but multiply by its matrix.

Neither basis nor factors are kept, so a step of a model with a million entries takes a few thousandths of a second, and
some hundred steps bring prices from which nearly all can be proven. A corner is not found: many variables lie between.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from khaigiang.solvers.compiled import inner, tight

Numbers = NDArray[np.int64]
Small = NDArray[np.int32]
Reals = NDArray[np.float64]

# Scaling makes the norm of the matrix at most 1; steps must stay below its inverse.
STEP: Final = 0.998
SCALINGS: Final = 10
# The walk begins anew where it has come so much nearer; or less near, and draws off; or after such a share of all steps.
MUCH_NEARER: Final = 0.2
NEARER: Final = 0.8
LONG: Final = 0.36
FORGOTTEN: Final = 0.3
AT_ONCE: Final = 0.99
SLOWLY: Final = 0.01
# Where there is no solution the walk has no end: it is to stay within numbers all the same.
LEAST_BALANCE: Final = 1e-6
MOST_BALANCE: Final = 1e6


class Matrix(NamedTuple):
    """Variable j has the factors factor[first[j]] … in the rows row[first[j]] …; all rows lie between two sums."""

    first: Numbers
    row: Numbers | Small
    factor: Reals
    price: Reals
    least: Reals
    most: Reals
    least_sum: Reals
    most_sum: Reals


class Way(NamedTuple):
    """A scaled model, by variables and by rows, and where the walk is: here, where it began, where a step would lead.

    `pace`: how much larger steps of duals are than of values, steps since the walk began anew, all steps, how far the first
    and the last step led, and what the balance of steps was off before.
    """

    scaled: Matrix
    first_of_row: Numbers
    variable: Small
    factor_of_row: Reals
    values: Reals
    duals: Reals
    first_values: Reals
    first_duals: Reals
    next_values: Reals
    next_duals: Reals
    beyond: Reals
    pace: Reals


class Walk:
    """From values and duals of a model (at first all zero) towards its optimum."""

    def __init__(self, matrix: Matrix, values: Reals, duals: Reals) -> None:
        """Begin there; what is missing at the end of either is zero."""
        rows, variables = len(matrix.least_sum), len(matrix.price)
        of_row, of_variable, factor = _scales(matrix)
        self._of_row, self._of_variable = of_row, of_variable
        scaled = Matrix(
            first=matrix.first,
            row=matrix.row.astype(np.int32),
            factor=factor,
            price=matrix.price * of_variable,
            least=matrix.least / of_variable,
            most=matrix.most / of_variable,
            least_sum=matrix.least_sum * of_row,
            most_sum=matrix.most_sum * of_row,
        )
        order = np.argsort(matrix.row, kind="stable")
        self._variable = variable = np.repeat(np.arange(variables), np.diff(matrix.first))
        here = np.clip(_filled(values, variables) / of_variable, scaled.least, scaled.most)
        duals_here = _filled(duals, rows) / of_row
        self._way = Way(
            scaled=scaled,
            first_of_row=np.searchsorted(matrix.row[order], np.arange(rows + 1)).astype(np.int64),
            variable=variable[order].astype(np.int32),
            factor_of_row=factor[order],
            values=here,
            duals=duals_here,
            first_values=here.copy(),
            first_duals=duals_here.copy(),
            next_values=here.copy(),
            next_duals=duals_here.copy(),
            beyond=here.copy(),
            pace=np.array([_balance(scaled), 0, 0, 0, 0, 0], np.float64),
        )

    def go(self, steps: int) -> tuple[Reals, Reals, Reals]:
        """Go on by so many steps; the values, the sums of rows and the duals found."""
        _go(self._way, steps)
        values, way = self._way.next_values * self._of_variable, self._way
        counted = np.bincount(way.scaled.row, way.scaled.factor * way.next_values[self._variable], len(way.duals))
        return values, counted / self._of_row, way.next_duals * self._of_row


def _filled(known: Reals, count: int) -> Reals:
    return np.concatenate([known, np.zeros(count - len(known))])


def _scales(matrix: Matrix) -> tuple[Reals, Reals, Reals]:
    """What rows and variables are scaled by (Ruiz, then Pock and Chambolle), and the factors so scaled."""
    rows, variables = len(matrix.least_sum), len(matrix.price)
    variable = np.repeat(np.arange(variables), np.diff(matrix.first))
    of_row, of_variable, factor = np.ones(rows), np.ones(variables), matrix.factor.astype(np.float64)
    for turn in range(SCALINGS + 1):
        size, by_row, by_variable = np.abs(factor), np.zeros(rows), np.zeros(variables)
        if turn < SCALINGS:
            np.maximum.at(by_row, matrix.row, size)
            np.maximum.at(by_variable, variable, size)
        else:
            by_row = np.bincount(matrix.row, size, rows).astype(np.float64)
            by_variable = np.bincount(variable, size, variables).astype(np.float64)
        by_row, by_variable = (np.sqrt(np.where(sums > 0, sums, 1)) for sums in (by_row, by_variable))
        factor = factor / (by_row[matrix.row] * by_variable[variable])
        of_row, of_variable = of_row / by_row, of_variable / by_variable
    return of_row, of_variable, factor


def _balance(scaled: Matrix) -> float:
    """How much larger steps of duals are at first: prices beside sums."""
    sums = np.concatenate([scaled.least_sum, scaled.most_sum])
    of_sums = float(np.linalg.norm(sums[np.isfinite(sums)]))
    of_prices = float(np.linalg.norm(scaled.price))
    return of_prices / of_sums if of_prices > 0 and of_sums > 0 else 1.0


@tight
def _go(way: Way, steps: int) -> None:
    pace = way.pace
    for _ in range(steps):
        # How far a step leads, both parts measured alike: at the optimum it leads nowhere.
        far = np.sqrt(_value(way, STEP / pace[0]) * pace[0] + _charge(way, STEP * pace[0]) / pace[0])
        if pace[1] == 0:
            pace[3] = far
        is_nearer = far <= MUCH_NEARER * pace[3] or (far <= NEARER * pace[3] and far > pace[4])
        is_new = pace[1] > 0 and (is_nearer or pace[1] >= LONG * pace[2])
        pace[4] = far
        if is_new:
            _begin_anew(way)
        else:
            _go_on(way)
        pace[1] = 0 if is_new else pace[1] + 1
        pace[2] += 1


@inner
def _value(way: Way, step: float) -> float:
    """Where the values of all variables would go at the duals of now, and beyond; how far, squared."""
    scaled, far = way.scaled, 0.0
    for number in range(len(way.values)):
        price = scaled.price[number]
        for place in range(scaled.first[number], scaled.first[number + 1]):
            price -= scaled.factor[place] * way.duals[scaled.row[place]]
        value = min(max(way.values[number] - step * price, scaled.least[number]), scaled.most[number])
        gone = value - way.values[number]
        way.next_values[number] = value
        way.beyond[number] = value + gone
        far += gone * gone
    return far


@inner
def _charge(way: Way, step: float) -> float:
    """Where the duals of all rows would go at the values beyond; how far, squared."""
    scaled, far = way.scaled, 0.0
    for row in range(len(way.duals)):
        people = 0.0
        for place in range(way.first_of_row[row], way.first_of_row[row + 1]):
            people += way.factor_of_row[place] * way.beyond[way.variable[place]]
        allowed = min(max(people - way.duals[row] / step, scaled.least_sum[row]), scaled.most_sum[row])
        dual = way.duals[row] - step * (people - allowed)
        gone = dual - way.duals[row]
        way.next_duals[row] = dual
        far += gone * gone
    return far


@inner
def _go_on(way: Way) -> None:
    """Twice as far as the step leads, less and less drawn back to where the walk began (Halpern)."""
    on = (way.pace[1] + 1) / (way.pace[1] + 2)
    for number in range(len(way.values)):
        gone = 2 * way.next_values[number] - way.values[number]
        way.values[number] = on * gone + (1 - on) * way.first_values[number]
    for row in range(len(way.duals)):
        gone = 2 * way.next_duals[row] - way.duals[row]
        way.duals[row] = on * gone + (1 - on) * way.first_duals[row]


@inner
def _begin_anew(way: Way) -> None:
    """Begin from where the step leads; what values and duals have gone until then balances their next steps."""
    of_values, of_duals = 0.0, 0.0
    for number in range(len(way.values)):
        gone = way.next_values[number] - way.first_values[number]
        of_values += gone * gone
        way.values[number] = way.first_values[number] = way.next_values[number]
    for row in range(len(way.duals)):
        gone = way.next_duals[row] - way.first_duals[row]
        of_duals += gone * gone
        way.duals[row] = way.first_duals[row] = way.next_duals[row]
    if of_values > 0 and of_duals > 0:
        pace = way.pace
        off = 0.5 * np.log(of_duals / of_values) - np.log(pace[0])
        pace[5] = FORGOTTEN * pace[5] + off
        balance = pace[0] * np.exp(AT_ONCE * off + SLOWLY * pace[5])
        pace[0] = min(max(balance, LEAST_BALANCE), MOST_BALANCE)
