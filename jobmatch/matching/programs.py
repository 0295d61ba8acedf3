"""Choices of single people and couples as columns of a linear program: prices, bounds, search.

Any prices give a bound: nobody can gain more than the best choice is worth after paying for the
places (and, of carers, for leaving), and places are worth their prices. What a choice falls short
of that best one is its loss, and the losses of a plan are exactly its distance to the bound. So
prices may come from anywhere, floating-point programs included; the bound is whole and exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize, sparse

from jobmatch.matching.allocation import NOBODY, SCALE, Array, Task

MOST_NODES = 200
HALF = 0.5


@dataclass(frozen=True)
class Columns:
    """All choices of single people and couples, the *units*; each unit may choose nothing.

    Attributes:
        task: the task; columns name its pairs.
        units: per column the unit whose choice it is, below *width*.
        first: per column the pair that is taken, NOBODY for none.
        second: per column the pair that the other one of a couple takes, NOBODY for none.
        leaves: per pair the group of carers that somebody would leave for far work, NOBODY: none.
        may_leave: per group how many may go far.
    """

    task: Task
    units: Array
    first: Array
    second: Array
    leaves: Array
    may_leave: Array
    width: int

    @property
    def gains(self) -> Array:
        """What each column adds to the value of a plan."""
        of_pair = np.append(self.task.gains(), 0)
        gains: Array = of_pair[self.first] + of_pair[self.second]
        return gains

    def paid(self, prices: Array, leaving: Array) -> Array:
        """Give what each column pays for places and for leaving."""
        free = np.append(leaving, 0)[self.leaves]
        of_pair = np.append(prices[self.task.pairs.postings] + free, 0)
        paid: Array = of_pair[self.first] + of_pair[self.second]
        return paid

    def uses(self) -> tuple[Array, Array]:
        """Give (column, row) of what columns use up: places by posting, behind them leaves."""
        places, columns, rows = len(self.task.places), [], []
        for which in (self.first, self.second):
            at = np.flatnonzero(which != NOBODY)
            leaves = self.leaves[which[at]]
            gone = leaves != NOBODY
            columns += [at, at[gone]]
            rows += [self.task.pairs.postings[which[at]], places + leaves[gone]]
        return np.concatenate(columns), np.concatenate(rows)


@dataclass(frozen=True)
class Priced:
    """Columns under prices of places and of leaving: losses, and the bound they give."""

    prices: Array
    leaving: Array
    losses: Array
    bound: int


def price(columns: Columns, prices: Array, leaving: Array) -> Priced:
    """Give losses and bound under whole, non-negative *prices* and *leaving* prices."""
    net = columns.gains - columns.paid(prices, leaving)
    best = np.zeros(columns.width, dtype=np.int64)
    np.maximum.at(best, columns.units, net)
    worth = int((prices * columns.task.places).sum() + (leaving * columns.may_leave).sum())
    return Priced(prices, leaving, best[columns.units] - net, int(best.sum()) + worth)


def reprice(columns: Columns, priced: Priced, kept: Array) -> tuple[Priced, Array]:
    """Give new prices from the program over the columns *kept*, and how much it takes of each.

    The program is solved in fractions; prices are rounded, which costs the bound next to nothing.
    """
    taken = np.zeros(len(columns.units))
    found = _solve(columns, priced, kept, whole=False)
    if found is None:
        return priced, taken
    taken[kept] = found.x
    shadow = np.maximum(np.rint(-found.ineqlin.marginals * SCALE), 0).astype(np.int64)
    count = len(columns.task.places)
    return price(columns, shadow[:count], shadow[count:]), taken


def search(columns: Columns, priced: Priced, gap: int) -> Array | None:
    """Give the best plan among those that lose at most *gap*, or None when it was not found."""
    kept = np.flatnonzero(priced.losses <= gap)
    found = _solve(columns, priced, kept, whole=True)
    if found is None:
        return None
    chosen = np.full(len(columns.task.ranks), NOBODY, dtype=np.int64)
    taken = kept[found.x[: len(kept)] > HALF]
    for which in (columns.first[taken], columns.second[taken]):
        at = which[which != NOBODY]
        chosen[columns.task.pairs.workers[at]] = columns.task.pairs.postings[at]
    return chosen


def _solve(columns: Columns, priced: Priced, kept: Array, *, whole: bool) -> Any:
    """Minimise the distance to the bound over the columns *kept*; None when it was not solved.

    What stays unused is lost too: that is counted by taking off what each column pays.
    """
    lost = priced.losses - columns.paid(priced.prices, priced.leaving)
    costs = lost[kept] / SCALE
    _, rows = np.unique(columns.units[kept], return_inverse=True)
    height, count = int(rows.max()) + 1, len(kept)
    once = sparse.csr_matrix((np.ones(count), (rows, np.arange(count))), shape=(height, count))
    most = np.concatenate([columns.task.places, columns.may_leave])
    limits = _limits(columns, kept, len(most))
    if not whole:
        found = optimize.linprog(
            costs, A_ub=limits, b_ub=most, A_eq=once, b_eq=np.ones(height), method="highs"
        )
        return found if found.status == 0 else None
    found = optimize.milp(
        costs,
        integrality=np.ones(count),
        bounds=optimize.Bounds(0, 1),
        constraints=[
            optimize.LinearConstraint(once, 1, 1),
            optimize.LinearConstraint(limits, -np.inf, most),
        ],
        options={"mip_rel_gap": 0.0, "node_limit": MOST_NODES},
    )
    return found if found.status == 0 else None


def _limits(columns: Columns, kept: Array, height: int) -> sparse.csr_matrix:
    place = np.full(len(columns.units), NOBODY)
    place[kept] = np.arange(len(kept))
    used, rows = columns.uses()
    inside = place[used] != NOBODY
    at = (rows[inside], place[used[inside]])
    return sparse.csr_matrix((np.ones(int(inside.sum())), at), shape=(height, len(kept)))
