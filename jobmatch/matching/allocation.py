"""Who gets which place, so that nobody can be served better without harm: a flow of least cost.

Every permitted pair is an arc, every posting takes as many people as it has places, nobody is
placed twice. To place one more person counts more than any gain in fit, and to place somebody of
an earlier rank more than somebody of a later one; among such plans the sum of fits is greatest.
No pair is left out beforehand, so the plan is exact; the prices of the places prove it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow

Array = np.ndarray[Any, np.dtype[Any]]

SCALE = 10_000
"""Steps of a fit: costs of a flow are whole numbers."""
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Pairs:
    """Permitted pairs: rows of workers and of postings, and fits in 1/SCALE, by worker, posting."""

    workers: Array
    postings: Array
    fits: Array

    def __len__(self) -> int:
        return len(self.fits)

    def where(self, kept: Array) -> Pairs:
        """Give the pairs that *kept* (bool per pair) marks."""
        return Pairs(self.workers[kept], self.postings[kept], self.fits[kept])

    def of(self, worker: int) -> Pairs:
        """Give the pairs of the worker in row *worker*."""
        start, end = np.searchsorted(self.workers, (worker, worker + 1))
        return Pairs(self.workers[start:end], self.postings[start:end], self.fits[start:end])


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be allocated: m workers, n postings.

    *places* (n) are free places; *ranks* (m) say who comes first: 0 before 1 before 2.
    """

    pairs: Pairs
    places: Array
    ranks: Array

    def step(self) -> int:
        """Give what one rank is worth: more than all fits together."""
        return SCALE * len(self.ranks) + 1

    def worth(self) -> Array:
        """Give per worker what it is worth to place that worker at all (m)."""
        last = int(self.ranks.max(initial=0))
        worth: Array = self.step() * (last + 1 - self.ranks.astype(np.int64))
        return worth

    def gains(self) -> Array:
        """Give what each pair adds to the value of a plan."""
        gains: Array = self.worth()[self.pairs.workers] + self.pairs.fits
        return gains

    def value(self, chosen: Array) -> int:
        """Give the value of a plan that places each worker in the posting *chosen* (or NOBODY)."""
        placed = np.flatnonzero(chosen != NOBODY)
        return int(self.worth()[placed].sum() + fits_of(self.pairs, chosen)[placed].sum())


@dataclass(frozen=True, slots=True)
class Allocation:
    """A plan: the row of the posting per worker (NOBODY: none) and what a place is worth.

    *prices* (n) tell what one more place of each posting would add, *losses* (m) what the plan
    loses without each worker; *bound* is a value that no plan exceeds. A plan whose value is its
    bound is proven best.
    """

    chosen: Array
    prices: Array
    losses: Array
    bound: int


class UnsolvedError(RuntimeError):
    """The flow has no solution: a mistake of ours, since leaving everybody out is always one."""


def pairs_of(scores: Array, *, least: float, also: Array | None = None) -> Pairs:
    """Give the pairs (m × n scores, negative where a limit breaks) that fit at *least* so much.

    Pairs that *also* (m × n, bool) marks are taken however little they fit, but never over a limit.
    """
    taken = scores >= least
    if also is not None:
        taken = taken | (also & (scores >= 0))
    workers, postings = np.nonzero(taken)
    fits = np.rint(scores[workers, postings].astype(np.float64) * SCALE).astype(np.int64)
    return Pairs(workers.astype(np.int64), postings.astype(np.int64), fits)


def joined(parts: list[tuple[int, Pairs]]) -> Pairs:
    """Join blocks of pairs, each with the row of its first worker."""
    if not parts:
        nothing = np.zeros(0, dtype=np.int64)
        return Pairs(nothing, nothing, nothing)
    return Pairs(
        np.concatenate([part.workers + start for start, part in parts]),
        np.concatenate([part.postings for _, part in parts]),
        np.concatenate([part.fits for _, part in parts]),
    )


def fits_of(pairs: Pairs, chosen: Array) -> Array:
    """Give the fit of each worker (m) in the posting *chosen*; 0 for NOBODY."""
    fits = np.zeros(len(chosen), dtype=np.int64)
    taken = chosen[pairs.workers] == pairs.postings
    fits[pairs.workers[taken]] = pairs.fits[taken]
    return fits


def taken_places(chosen: Array, postings: int) -> Array:
    """Give how many places of each of *postings* the plan *chosen* takes."""
    counts: Array = np.bincount(chosen[chosen != NOBODY], minlength=postings)
    return counts


def allocate(task: Task) -> Allocation:
    """Give the plan of greatest value, with its proof. The same task gives the same plan."""
    chosen = _flow(task)
    prices, losses = _prices(task, chosen)
    bound = int(losses.sum() + (prices * task.places).sum())
    return Allocation(chosen, prices, losses, bound)


def limited(task: Task, *, pairs: Pairs, places: Array) -> Task:
    """Give *task* with fewer pairs or places; ranks stay, so values stay comparable."""
    return replace(task, pairs=pairs, places=places)


def _flow(task: Task) -> Array:
    pairs, workers, postings = task.pairs, len(task.ranks), len(task.places)
    chosen = np.full(workers, NOBODY, dtype=np.int64)
    if not len(pairs):
        return chosen
    flow = min_cost_flow.SimpleMinCostFlow()
    gains, sink = task.gains(), workers + postings
    most = int(gains.max())
    arcs = _add(flow, pairs.workers, workers + pairs.postings, 1, most - gains)
    _add(flow, np.arange(workers), np.full(workers, sink), 1, np.full(workers, most))
    _add(flow, workers + np.arange(postings), np.full(postings, sink), task.places, 0)
    supplies = np.zeros(sink + 1, dtype=np.int64)
    supplies[:workers], supplies[sink] = 1, -workers
    flow.set_nodes_supplies(np.arange(sink + 1), supplies)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise UnsolvedError(str(status))
    taken = flow.flows(arcs) > 0
    chosen[pairs.workers[taken]] = pairs.postings[taken]
    return chosen


def _add(flow: Any, tails: Array, heads: Array, capacity: Any, cost: Any) -> Array:
    wide = np.ones(len(tails), dtype=np.int64)
    arcs: Array = flow.add_arcs_with_capacity_and_unit_cost(
        tails, heads, wide * capacity, wide * cost
    )
    return arcs


def _prices(task: Task, chosen: Array) -> tuple[Array, Array]:
    """Give the least prices of places that explain *chosen*, and what is left to each worker.

    One more place at a posting lets somebody move there, who leaves a place to the next one, and
    so on: prices grow along such chains until nothing changes. They do not grow for ever because
    *chosen* is best.
    """
    order = np.lexsort((task.pairs.workers, task.pairs.postings))
    pairs, gains = task.pairs.where(order), task.gains()[order]
    prices = np.zeros(len(task.places), dtype=np.int64)
    placed = np.flatnonzero(chosen != NOBODY)
    taken = chosen[placed]
    own = np.zeros(len(chosen), dtype=np.int64)
    own[placed] = task.worth()[placed] + fits_of(task.pairs, chosen)[placed]
    asked, starts = np.unique(pairs.postings, return_index=True)
    losses = own.copy()
    for _ in range(len(chosen) + 1 if len(pairs) else 0):
        offers = np.maximum.reduceat(gains - losses[pairs.workers], starts)
        grown = prices.copy()
        grown[asked] = np.maximum(grown[asked], offers)
        if np.array_equal(grown, prices):
            break
        prices = grown
        losses[placed] = own[placed] - prices[taken]
    return prices, losses
