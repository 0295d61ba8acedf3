"""What a plan is compared with: everybody's own list, and the best pair first.

Both keep every limit and never exceed the places. Own lists know nothing of each other: where more
people come than there are places, the better fitting ones get them and the others have lost their
way. The best pair first takes places from people who have no other choice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jobmatch.matching.allocation import NOBODY, Array, Pairs, Task
from jobmatch.matching.households import HouseholdRules, together

LISTED = 10
"""Postings of an own list that people look at."""


@dataclass(frozen=True, slots=True)
class Congestion:
    """How own lists of LISTED postings crowd: who is seen, and how often.

    *firsts* (n) count the people for whom a posting stands first, *listed* those in whose list it
    stands at all.
    """

    firsts: Array
    listed: Array


def own_lists(task: Task) -> Array:
    """Place everybody in the first posting of the own list, as far as places go (m)."""
    pairs = _best(task.pairs, 1)
    order = np.lexsort((pairs.workers, -pairs.fits, pairs.postings))
    pairs = pairs.where(order)
    got = pairs.where(_position(pairs.postings) < task.places[pairs.postings])
    chosen = np.full(len(task.ranks), NOBODY, dtype=np.int64)
    chosen[got.workers] = got.postings
    return chosen


def congestion(task: Task) -> Congestion:
    """Count how often each posting stands in the own lists."""
    count = len(task.places)
    return Congestion(
        firsts=np.bincount(_best(task.pairs, 1).postings, minlength=count),
        listed=np.bincount(_best(task.pairs, LISTED).postings, minlength=count),
    )


def best_pair_first(task: Task, rules: HouseholdRules) -> Array:
    """Place the best fitting pair, then the next, as long as places and *rules* allow (m).

    A couple stands in the order with the mean of its two fits.
    """
    plan = _Greedy(task, rules)
    for _, seats in _ordered(task, rules):
        plan.take(seats)
    return plan.chosen


Seats = tuple[tuple[int, int, bool], ...]
"""(worker, posting, far) of one person or of a couple."""


class _Greedy:
    def __init__(self, task: Task, rules: HouseholdRules) -> None:
        self.chosen = np.full(len(task.ranks), NOBODY, dtype=np.int64)
        self._free = task.places.tolist()
        self._placed: set[int] = set()
        self._group_of = {row: at for at, rows in enumerate(rules.carers) for row in rows}
        self._may_leave = [len(group) - 1 for group in rules.carers]

    def take(self, seats: Seats) -> None:
        """Place these people, unless one of them is placed, a place lacks or a carer would."""
        if any(worker in self._placed for worker, _, _ in seats):
            return
        postings = [posting for _, posting, _ in seats]
        leaving = [self._group_of[w] for w, _, far in seats if far and w in self._group_of]
        if any(self._free[posting] < postings.count(posting) for posting in postings):
            return
        if any(self._may_leave[group] < leaving.count(group) for group in leaving):
            return
        for worker, posting, _ in seats:
            self._placed.add(worker)
            self.chosen[worker] = posting
            self._free[posting] -= 1
        for group in leaving:
            self._may_leave[group] -= 1


def _ordered(task: Task, rules: HouseholdRules) -> list[tuple[float, Seats]]:
    pairs = task.pairs
    coupled = [row for couple in rules.couples for row in couple]
    found: list[tuple[float, Seats]] = [
        (float(-fit), ((worker, posting, far),))
        for worker, posting, fit, far in _rows(pairs, rules.far, ~np.isin(pairs.workers, coupled))
    ]
    for one, other in rules.couples:
        mine, theirs = pairs.workers == one, pairs.workers == other
        fits = together(task, rules, pairs.postings[mine], pairs.postings[theirs])
        here, there = _rows(pairs, rules.far, mine), _rows(pairs, rules.far, theirs)
        for row, column in zip(*np.nonzero(fits), strict=True):
            (w, p, fit, far), (v, q, other_fit, away) = here[row], there[column]
            found.append((-(fit + other_fit) / 2, ((w, p, far), (v, q, away))))
    return sorted(found)


def _rows(pairs: Pairs, far: Array, kept: Array) -> list[tuple[int, int, int, bool]]:
    part = pairs.where(kept)
    columns = (part.workers, part.postings, part.fits, far[kept])
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _best(pairs: Pairs, top: int) -> Pairs:
    """Keep the best *top* pairs of each worker; equal fits go by row of the posting."""
    ordered = pairs.where(np.lexsort((pairs.postings, -pairs.fits, pairs.workers)))
    return ordered.where(_position(ordered.workers) < top)


def _position(sorted_keys: Array) -> Array:
    """Give the place of each element within the run of equal keys."""
    count = np.arange(len(sorted_keys))
    starts = np.r_[True, sorted_keys[1:] != sorted_keys[:-1]] if len(count) else np.zeros(0, bool)
    first: Array = np.maximum.accumulate(np.where(starts, count, 0))
    position: Array = count - first
    return position
