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

CHUNK = 20_000
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

    A couple stands in the order with the mean of its two fits, before single people who fit alike.
    """
    plan = _Greedy(task, rules)
    couples = _choices_of_couples(task, rules)
    alone = ~np.isin(task.pairs.workers, [row for couple in rules.couples for row in couple])
    pairs, far = task.pairs.where(alone), rules.far[alone]
    order = np.argsort(-pairs.fits, kind="stable")
    for start in range(0, len(order), CHUNK):
        chunk = order[start : start + CHUNK]
        # Most pairs are idle by then: the person has a place, or the posting has none left.
        chunk = chunk[plan.is_open(pairs.workers[chunk], pairs.postings[chunk])]
        for seat in _rows(pairs.where(chunk), far[chunk]):
            while couples and couples[-1][0] >= 2 * seat[2]:
                plan.take(*couples.pop()[1])
            plan.take(seat)
    while couples:
        plan.take(*couples.pop()[1])
    return plan.chosen


Seat = tuple[int, int, int, bool]
"""Worker, posting, fit, far."""


class _Greedy:
    def __init__(self, task: Task, rules: HouseholdRules) -> None:
        self.chosen = np.full(len(task.ranks), NOBODY, dtype=np.int64)
        self._free = task.places.copy()
        self._group_of = {row: at for at, rows in enumerate(rules.carers) for row in rows}
        self._may_leave = [len(group) - 1 for group in rules.carers]

    def is_open(self, workers: Array, postings: Array) -> Array:
        """Tell of pairs whether the worker lacks a place and the posting has one."""
        is_open: Array = (self.chosen[workers] == NOBODY) & (self._free[postings] > 0)
        return is_open

    def take(self, *seats: Seat) -> None:
        """Place these people, unless one of them is placed, a place lacks or a carer would."""
        postings = [posting for _, posting, _, _ in seats]
        if any(self.chosen[worker] != NOBODY for worker, _, _, _ in seats):
            return
        if any(self._free[posting] < postings.count(posting) for posting in postings):
            return
        leaving = [self._group_of[w] for w, _, _, far in seats if far and w in self._group_of]
        if any(self._may_leave[group] < leaving.count(group) for group in leaving):
            return
        for worker, posting, _, _ in seats:
            self.chosen[worker] = posting
            self._free[posting] -= 1
        for group in leaving:
            self._may_leave[group] -= 1


def _choices_of_couples(task: Task, rules: HouseholdRules) -> list[tuple[int, tuple[Seat, Seat]]]:
    """Give (sum of the fits, the two seats) of every way a couple can be together, best last."""
    found = []
    for couple in rules.couples:
        mine, theirs = (np.flatnonzero(task.pairs.workers == row) for row in couple)
        here, there = task.pairs.where(mine), task.pairs.where(theirs)
        seats, others = _rows(here, rules.far[mine]), _rows(there, rules.far[theirs])
        fitting = together(task, rules, here.postings, there.postings)
        for row, column in zip(*np.nonzero(fitting), strict=True):
            found.append((seats[row][2] + others[column][2], (seats[row], others[column])))
    return sorted(found, key=lambda each: (each[0], [-s[0] for s in each[1]]))


def _rows(pairs: Pairs, far: Array) -> list[Seat]:
    columns = (pairs.workers, pairs.postings, pairs.fits, far)
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
