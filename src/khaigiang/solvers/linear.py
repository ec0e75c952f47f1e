"""Linear models in blocks of arrays, solved by HiGHS."""

from typing import Final, NamedTuple, TypeAlias

import numpy as np
from highspy import Highs, HighsBasisStatus, HighsLp, HighsModelStatus, MatrixFormat
from numpy.typing import ArrayLike, NDArray

from khaigiang.solvers.errors import NoPlanExists

Numbers: TypeAlias = NDArray[np.int64]
Reals: TypeAlias = NDArray[np.float64]

WITHOUT_END: Final = float("inf")


class Optimum(NamedTuple):
    """The values of all variables, the sums of all rows, and what one more in each row would cost."""

    values: Reals
    rows: Reals
    duals: Reals


class LinearModel:
    """Variables and rows, each added block by block; the price of the whole is to be as low as possible."""

    def __init__(self) -> None:
        """Begin without variables and rows."""
        self._solver: Highs | None = None
        self.duals: Reals = np.zeros(0)
        self._price: list[Reals] = []
        self._variables: list[tuple[Reals, Reals]] = []
        self._rows: list[tuple[Reals, Reals]] = []
        self._later: list[bool] = []
        self._basic: list[tuple[Numbers, Numbers]] = []
        self._terms: list[tuple[Numbers, Numbers, Numbers]] = []

    def add(self, price: ArrayLike, *, least: ArrayLike = 0, most: ArrayLike = WITHOUT_END) -> Numbers:
        """Variables with these prices, between these bounds; their numbers in the shape of the prices."""
        prices = np.asarray(price, np.float64)
        first = sum(map(len, self._price))
        self._price.append(prices.ravel())
        self._variables.append((_like(prices, least), _like(prices, most)))
        return np.arange(first, first + prices.size).reshape(prices.shape)

    def hold(self, least: ArrayLike, most: ArrayLike, *, is_later: bool = False) -> Numbers:
        """Rows whose sums lie between these (if `is_later`, from `hold_all` on); their numbers in that shape."""
        shape = np.broadcast(least, most)
        first = sum(len(row) for row, _ in self._rows)
        self._rows.append((_like(shape, least), _like(shape, most)))
        self._later.append(is_later)
        return np.arange(first, first + shape.size).reshape(shape.shape)

    def count(self, rows: Numbers, variables: Numbers, factor: int = 1) -> None:
        """Let each variable count so often in the row beside it; what is counted twice is added up."""
        paired = np.broadcast_arrays(rows, variables)
        self._terms.append((paired[0].ravel(), paired[1].ravel(), np.full(paired[0].size, factor)))

    def lower(self, rows: Numbers) -> None:
        """Move both bounds of a row down by one, each time it is named."""
        ends = np.cumsum([len(least) for least, _ in self._rows])
        less = np.split(np.bincount(rows, minlength=ends[-1]), ends[:-1])
        self._rows = [(least - part, most - part) for (least, most), part in zip(self._rows, less, strict=True)]

    def fix(self, variables: Numbers, value: int) -> None:
        """Let these variables have this value."""
        ends = np.cumsum(list(map(len, self._price)))
        is_fixed = np.split(np.bincount(variables.ravel(), minlength=ends[-1]) > 0, ends[:-1])
        self._variables = [
            (np.where(part, value, least), np.where(part, value, most))
            for (least, most), part in zip(self._variables, is_fixed, strict=True)
        ]

    def start_from(self, variables: Numbers, rows: Numbers) -> None:
        """Let each of these new variables make up its new row when the search goes on: the cheapest of those in the row."""
        self._basic.append((variables, rows))

    def hold_all(self) -> None:
        """Let all rows hold that were to hold later."""
        self._later = [False] * len(self._rows)

    def optimum(self, seconds: float) -> Optimum | None:
        """The cheapest values, or None when the time ended before. Raises NoPlanExists when there are none.

        Asked again after bounds were moved, or variables and rows were added, the search goes on from where it was;
        `duals` are then known even where its time ended before.
        """
        solver = self._started()
        solver.setOptionValue("time_limit", solver.getRunTime() + seconds)
        solver.run()
        solution = solver.getSolution()
        self.duals = np.array(solution.row_dual)
        status = solver.getModelStatus()
        if status == HighsModelStatus.kInfeasible:
            raise NoPlanExists
        if status != HighsModelStatus.kOptimal:
            return None
        return Optimum(np.array(solution.col_value), np.array(solution.row_value), self.duals)

    def _started(self) -> Highs:
        model = self._written()
        if self._solver is None:
            self._solver = Highs()
            self._solver.setOptionValue("output_flag", False)  # noqa: FBT003  its own order of arguments
            self._solver.setOptionValue("threads", 1)
            self._solver.passModel(model)
            return self._solver
        basis, columns, rows = self._solver.getBasis(), self._solver.getNumCol(), self._solver.getNumRow()
        of_columns = list(basis.col_status) + [HighsBasisStatus.kLower] * (model.num_col_ - columns)
        of_rows = list(basis.row_status) + [HighsBasisStatus.kBasic] * (model.num_row_ - rows)
        for variable, row in self._basic:
            for one, other in zip(variable.tolist(), row.tolist(), strict=True):
                of_columns[one], of_rows[other] = HighsBasisStatus.kBasic, HighsBasisStatus.kLower
        self._basic = []
        basis.col_status, basis.row_status = of_columns, of_rows
        self._solver.passModel(model)
        self._solver.setBasis(basis)
        return self._solver

    def _held(self) -> list[tuple[Reals, Reals]]:
        return [
            (np.full_like(least, -WITHOUT_END), np.full_like(most, WITHOUT_END)) if is_later else (least, most)
            for (least, most), is_later in zip(self._rows, self._later, strict=True)
        ]

    def _written(self) -> HighsLp:
        model = HighsLp()
        model.col_cost_ = np.concatenate(self._price)
        model.col_lower_, model.col_upper_ = (np.concatenate(bounds) for bounds in zip(*self._variables, strict=True))
        model.row_lower_, model.row_upper_ = (np.concatenate(bounds) for bounds in zip(*self._held(), strict=True))
        model.num_col_, model.num_row_ = len(model.col_cost_), len(model.row_lower_)
        rows, variables, factors = (np.concatenate(part) for part in zip(*self._terms, strict=True))
        places, back = np.unique(variables * model.num_row_ + rows, return_inverse=True)
        model.a_matrix_.format_ = MatrixFormat.kColwise
        model.a_matrix_.start_ = np.searchsorted(places, np.arange(model.num_col_ + 1) * model.num_row_).astype(
            np.int32
        )
        model.a_matrix_.index_ = (places % model.num_row_).astype(np.int32)
        model.a_matrix_.value_ = np.bincount(back, weights=factors)
        return model


def _like(shape: np.broadcast | Reals, bound: ArrayLike) -> Reals:
    return np.broadcast_to(np.asarray(bound, np.float64), shape.shape).ravel().copy()
