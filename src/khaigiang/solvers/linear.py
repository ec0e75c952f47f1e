"""Linear models in blocks of arrays: a corner by the simplex method of HiGHS, or nearly the optimum by first-order steps."""

from typing import Final, NamedTuple, TypeAlias

import numpy as np
from highspy import Highs, HighsBasisStatus, HighsLp, HighsModelStatus, MatrixFormat
from numpy.typing import ArrayLike, NDArray

from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.first_order import Matrix, Walk

Numbers: TypeAlias = NDArray[np.int64]
Reals: TypeAlias = NDArray[np.float64]
Bounds: TypeAlias = tuple[tuple[Reals, Reals], ...]

WITHOUT_END: Final = float("inf")
NOTHING: Final = np.zeros(0)
# What lies so near to a bound, and costs so much to leave it, stays there.
AT_A_BOUND: Final = 0.02


class Optimum(NamedTuple):
    """The values of all variables, the sums of all rows, what one more in each row would cost, and the price of the whole."""

    values: Reals
    rows: Reals
    duals: Reals
    price: float


class LinearModel:
    """Variables and rows, each added block by block; the price of the whole is to be as low as possible."""

    def __init__(self) -> None:
        """Begin without variables and rows."""
        self._solver: Highs | None = None
        self._price: list[Reals] = []
        self._variables: list[tuple[Reals, Reals]] = []
        self._rows: list[tuple[Reals, Reals]] = []
        self._terms: list[tuple[Numbers, Numbers, Numbers]] = []

    def add(self, price: ArrayLike, *, least: ArrayLike = 0, most: ArrayLike = WITHOUT_END) -> Numbers:
        """Variables with these prices, between these bounds; their numbers in the shape of the prices."""
        prices = np.asarray(price, np.float64)
        first = sum(map(len, self._price))
        self._price.append(prices.ravel())
        self._variables.append((_like(prices, least), _like(prices, most)))
        return np.arange(first, first + prices.size).reshape(prices.shape)

    def hold(self, least: ArrayLike, most: ArrayLike) -> Numbers:
        """Rows whose sums lie between these; their numbers in that shape."""
        shape = np.broadcast(least, most)
        first = self.rows()
        self._rows.append((_like(shape, least), _like(shape, most)))
        return np.arange(first, first + shape.size).reshape(shape.shape)

    def count(self, rows: Numbers, variables: Numbers, factor: int = 1) -> None:
        """Let each variable count so often in the row beside it; what is counted twice is added up."""
        paired = np.broadcast_arrays(rows, variables)
        self._terms.append((paired[0].ravel(), paired[1].ravel(), np.full(paired[0].size, factor)))

    def rows(self) -> int:
        """How many rows there are."""
        return sum(len(least) for least, _ in self._rows)

    def lower(self, rows: Numbers) -> None:
        """Move both bounds of a row down by one, each time it is named."""
        ends = np.cumsum([len(least) for least, _ in self._rows])
        less = np.split(np.bincount(rows, minlength=ends[-1]), ends[:-1])
        self._rows = [(least - part, most - part) for (least, most), part in zip(self._rows, less, strict=True)]

    def let_overflow(self, rows: Numbers, price: int) -> Numbers:
        """Let each of these rows hold more than it may, at a price a piece; the variables that tell how much more."""
        over = self.add(np.full(len(rows), price))
        self.count(rows, over, -1)
        return over

    def fix(self, variables: Numbers, value: int) -> None:
        """Let these variables have this value."""
        least, most = (np.concatenate(bounds) for bounds in zip(*self._variables, strict=True))
        least[variables.ravel()] = most[variables.ravel()] = value
        self._variables = [(least, most)]

    def bounds(self) -> Bounds:
        """The bounds of all variables."""
        return tuple(self._variables)

    def set_bounds(self, bounds: Bounds) -> None:
        """Let variables lie between these again; what was found between others is forgotten."""
        self._variables, self._solver = list(bounds), None

    def release(self, rows: Numbers, bounds: Bounds) -> None:
        """Let all variables that count in these rows lie between such bounds again; later variables have none there."""
        least, most = (np.concatenate(part) for part in zip(*self._variables, strict=True))
        before_least, before_most = (np.concatenate(part) for part in zip(*bounds, strict=True))
        freed = self._in(rows)
        freed = freed[freed < len(before_least)]
        least[freed], most[freed] = before_least[freed], before_most[freed]
        self._variables = [(least, most)]

    def keep(self, rows: Numbers, found: Optimum) -> None:
        """Fix all variables that count in these rows where they stand."""
        least, most = (np.concatenate(part) for part in zip(*self._variables, strict=True))
        kept = self._in(rows)
        kept = kept[kept < len(found.values)]
        least[kept] = most[kept] = found.values[kept]
        self._variables = [(least, most)]

    def _in(self, rows: Numbers) -> Numbers:
        return np.unique(np.concatenate([variables[np.isin(row, rows)] for row, variables, _ in self._terms]))

    def keep_what_is_sure(self, found: Optimum, margin: float) -> None:
        """Fix every variable that lies at a bound of its own, where leaving it would cost more than such a margin."""
        matrix = self._matrix()
        of_variable = np.repeat(np.arange(len(matrix.price)), np.diff(matrix.first))
        earned = np.bincount(of_variable, matrix.factor * found.duals[matrix.row], len(matrix.price))
        cost = matrix.price - earned
        is_least = (cost > margin) & (found.values < matrix.least + AT_A_BOUND) & np.isfinite(matrix.least)
        is_most = (cost < -margin) & (found.values > matrix.most - AT_A_BOUND) & np.isfinite(matrix.most)
        self._variables = [
            (np.where(is_most, matrix.most, matrix.least), np.where(is_least, matrix.least, matrix.most))
        ]

    def walk(self, begin: Optimum | None = None) -> Walk:
        """A walk towards the optimum, from nothing or from what was found before variables and rows were added."""
        return Walk(self._matrix(), *(begin.values, begin.duals) if begin else (NOTHING, NOTHING))

    def reached(self, values: Reals, rows: Reals, duals: Reals) -> Optimum:
        """What a walk has found, told like an optimum; what rows still lack is part of the price, at their duals."""
        least, most = (np.concatenate(bounds) for bounds in zip(*self._rows, strict=True))
        lacking = np.maximum(least - rows, 0) + np.maximum(rows - most, 0)
        price = np.concatenate(self._price) @ values + np.abs(duals) @ lacking
        return Optimum(values, rows, duals, float(price))

    def begin_anew(self) -> None:
        """Let the next search begin from nothing, which is quicker once much was fixed."""
        self._solver = None

    def optimum(self, seconds: float) -> Optimum | None:
        """The cheapest values, or None when the time ended before. Raises NoPlanExists when there are none.

        Asked again after bounds were moved, the search goes on from where it was.
        """
        solver = self._started()
        solver.setOptionValue("time_limit", solver.getRunTime() + seconds)
        solver.run()
        solution, status = solver.getSolution(), solver.getModelStatus()
        if status == HighsModelStatus.kInfeasible:
            raise NoPlanExists
        if status != HighsModelStatus.kOptimal:
            return None
        price = float(solver.getInfo().objective_function_value)
        return Optimum(np.array(solution.col_value), np.array(solution.row_value), np.array(solution.row_dual), price)

    def _started(self) -> Highs:
        model = self._written()
        if self._solver is None:
            self._solver = Highs()
            self._solver.setOptionValue("output_flag", False)  # noqa: FBT003  its own order of arguments
            self._solver.setOptionValue("threads", 1)
            self._solver.passModel(model)
            return self._solver
        basis = self._solver.getBasis()
        # Variables that came in since then have nothing, rows that came in are not tight.
        basis.col_status = [*basis.col_status, *[HighsBasisStatus.kLower] * (model.num_col_ - len(basis.col_status))]
        basis.row_status = [*basis.row_status, *[HighsBasisStatus.kBasic] * (model.num_row_ - len(basis.row_status))]
        self._solver.passModel(model)
        self._solver.setBasis(basis)
        return self._solver

    def _matrix(self) -> Matrix:
        price = np.concatenate(self._price)
        least, most = (np.concatenate(bounds) for bounds in zip(*self._variables, strict=True))
        least_sum, most_sum = (np.concatenate(bounds) for bounds in zip(*self._rows, strict=True))
        rows, variables, factors = (np.concatenate(part) for part in zip(*self._terms, strict=True))
        places, back = np.unique(variables * len(least_sum) + rows, return_inverse=True)
        return Matrix(
            first=np.searchsorted(places, np.arange(len(price) + 1) * len(least_sum)).astype(np.int64),
            row=places % len(least_sum),
            factor=np.bincount(back, weights=factors).astype(np.float64),
            price=price,
            least=least,
            most=most,
            least_sum=least_sum,
            most_sum=most_sum,
        )

    def _written(self) -> HighsLp:
        matrix, model = self._matrix(), HighsLp()
        model.col_cost_, model.col_lower_, model.col_upper_ = matrix.price, matrix.least, matrix.most
        model.row_lower_, model.row_upper_ = matrix.least_sum, matrix.most_sum
        model.num_col_, model.num_row_ = len(matrix.price), len(matrix.least_sum)
        model.a_matrix_.format_ = MatrixFormat.kColwise
        model.a_matrix_.start_ = matrix.first.astype(np.int32)
        model.a_matrix_.index_ = matrix.row.astype(np.int32)
        model.a_matrix_.value_ = matrix.factor
        return model


def _like(shape: np.broadcast | Reals, bound: ArrayLike) -> Reals:
    return np.broadcast_to(np.asarray(bound, np.float64), shape.shape).ravel().copy()
