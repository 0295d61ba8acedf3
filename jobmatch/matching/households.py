"""Plans that keep families together: couples with one employer, a carer near home.

What one member gets then depends on what another gets, which no flow can say. So the plan without
these rules gives a bound and prices; the rules are settled by prices, household by household; and
what could still be better than that, by the bound, is searched completely (a small whole-number
program, because every choice whose loss alone exceeds the distance to the bound is out).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from scipy import optimize, sparse

from jobmatch.matching import allocation
from jobmatch.matching.allocation import NOBODY, Allocation, Array, Pairs, Task

MOST_CHOICES = 150_000
"""Choices of a search; above it the plan stands with its distance to the bound."""
MOST_NODES = 2_000
HALF = 0.5
Choice = tuple[int, int, int]
"""Loss, posting of the one, posting of the other; NOBODY twice: both stay without."""


@dataclass(frozen=True, slots=True)
class HouseholdRules:
    """Who belongs together, in rows of the task.

    Attributes:
        couples: two workers who asked to be placed together; nobody stands in two couples.
        carers: workers of one household of whom at least one must not go far.
        far: per pair of the task, whether the work is far from home.
        sites: per posting a number that postings of one employer at one place share.
    """

    couples: tuple[tuple[int, int], ...]
    carers: tuple[tuple[int, ...], ...]
    far: Array
    sites: Array


@dataclass(frozen=True, slots=True)
class _Case:
    """A task with its rules, the plan that ignores them, and what each pair loses against it."""

    task: Task
    rules: HouseholdRules
    free: Allocation
    losses: Array
    far: dict[tuple[int, int], bool]
    """(worker, posting) of members of couples and of carers → whether it is far."""

    def span(self, row: int) -> slice:
        """Give where the pairs of the worker in *row* stand."""
        return _span(self.task.pairs, row)

    def is_far(self, row: int, posting: int) -> bool:
        """Tell whether the worker in *row* would go far; staying without a place is not far."""
        return self.far.get((row, posting), False)


@dataclass(slots=True)
class _Draft:
    """What is settled so far: the posting of members of couples, the places these leave."""

    places: Array
    fixed: dict[int, int] = field(default_factory=dict)

    def can_take(self, here: int, there: int) -> bool:
        """Tell whether two people find a place each."""
        if here == NOBODY:
            return True
        if here == there:
            return bool(self.places[here] > 1)
        return bool(self.places[here] > 0 and self.places[there] > 0)

    def take(self, couple: tuple[int, int], here: int, there: int) -> None:
        """Settle *couple*."""
        self.fixed[couple[0]], self.fixed[couple[1]] = here, there
        if here != NOBODY:
            self.places[here] -= 1
            self.places[there] -= 1


def allocate(task: Task, rules: HouseholdRules) -> Allocation:
    """Give the best plan that keeps *rules*; its bound tells how much better one could be."""
    task, rules = _possible(task, rules)
    free = allocation.allocate(task)
    if not broken_rules(free.chosen, task.pairs, rules):
        return free
    case = _Case(task, rules, free, _losses(task, free), _far(task.pairs, rules))
    chosen = _settle(case)
    gap = free.bound - task.value(chosen)
    if gap == 0:
        return replace(free, chosen=chosen)
    better = _Search(case, gap).run()
    if better is None:
        return replace(free, chosen=chosen)
    best = max(better, chosen, key=task.value)
    return replace(free, chosen=best, bound=task.value(best))


def broken_rules(chosen: Array, pairs: Pairs, rules: HouseholdRules) -> tuple[str, ...]:
    """Name the rules that the plan *chosen* breaks: couple 3-4, carers 5-6."""
    far = _far(pairs, rules)
    found = []
    for one, other in rules.couples:
        here, there = int(chosen[one]), int(chosen[other])
        apart = NOBODY not in (here, there) and rules.sites[here] != rules.sites[there]
        if apart or (here == NOBODY) != (there == NOBODY):
            found.append(f"couple {one}-{other}")
    found += [
        "carers " + "-".join(map(str, group))
        for group in rules.carers
        if all(far.get((row, int(chosen[row])), False) for row in group)
    ]
    return tuple(found)


def _far(pairs: Pairs, rules: HouseholdRules) -> dict[tuple[int, int], bool]:
    rows = {row for group in (*rules.couples, *rules.carers) for row in group}
    far = {}
    for row in rows:
        mine = _span(pairs, row)
        told = zip(pairs.postings[mine].tolist(), rules.far[mine].tolist(), strict=True)
        far.update({(row, posting): is_far for posting, is_far in told})
    return far


def _possible(task: Task, rules: HouseholdRules) -> tuple[Task, HouseholdRules]:
    """Leave out pairs that can stand in no plan, so that the bound is near."""
    pairs = task.pairs
    kept = task.places[pairs.postings] > 0
    alone = np.array([group[0] for group in rules.carers if len(group) == 1], dtype=np.int64)
    kept &= ~(rules.far & np.isin(pairs.workers, alone))
    for couple in rules.couples:
        mine, theirs = _span(pairs, couple[0]), _span(pairs, couple[1])
        fitting = together(task, rules, pairs.postings[mine], pairs.postings[theirs])
        fitting &= kept[mine][:, None] & kept[theirs][None, :]
        kept[mine], kept[theirs] = fitting.any(axis=1), fitting.any(axis=0)
    return replace(task, pairs=pairs.where(kept)), replace(rules, far=rules.far[kept])


def together(task: Task, rules: HouseholdRules, here: Array, there: Array) -> Array:
    """Tell for each two postings (k × l) whether a couple could work there together."""
    one_posting = here[:, None] == there[None, :]
    one_site = rules.sites[here][:, None] == rules.sites[there][None, :]
    fitting: Array = one_site & (~one_posting | (task.places[here] > 1)[:, None])
    return fitting


def _span(pairs: Pairs, row: int) -> slice:
    start, end = np.searchsorted(pairs.workers, (row, row + 1))
    return slice(int(start), int(end))


def _losses(task: Task, free: Allocation) -> Array:
    """Give what choosing each pair loses against the bound; never negative."""
    pairs = task.pairs
    losses: Array = free.losses[pairs.workers] + free.prices[pairs.postings] - task.gains()
    return losses


def _choices(case: _Case, couple: tuple[int, int], most: int) -> list[Choice]:
    """Give how *couple* can be together at a loss of at most *most*, the least loss first."""
    mine, theirs = case.span(couple[0]), case.span(couple[1])
    here, there = case.task.pairs.postings[mine], case.task.pairs.postings[theirs]
    loss = case.losses[mine][:, None] + case.losses[theirs][None, :]
    fitting = together(case.task, case.rules, here, there) & (loss <= most)
    found = [
        (int(loss[row, column]), int(here[row]), int(there[column]))
        for row, column in zip(*np.nonzero(fitting), strict=True)
    ]
    nowhere = int(case.free.losses[list(couple)].sum())
    if nowhere <= most:
        found.append((nowhere, NOBODY, NOBODY))
    return sorted(found, key=lambda choice: (choice[0], choice[1] == NOBODY, choice))


def _settle(case: _Case) -> Array:
    """Give a plan that keeps the rules: couples by prices, then carers, then all others anew."""
    task, rules, draft = case.task, case.rules, _Draft(case.task.places.copy())
    for couple in rules.couples:
        here, there = _first_possible(case, draft, couple)
        draft.take(couple, here, there)
    staying = _staying(case, draft.fixed)
    kept = ~np.isin(task.pairs.workers, list(draft.fixed))
    kept &= ~(rules.far & np.isin(task.pairs.workers, staying))
    rest = allocation.limited(task, pairs=task.pairs.where(kept), places=draft.places)
    chosen = allocation.allocate(rest).chosen
    for row, posting in draft.fixed.items():
        chosen[row] = posting
    return chosen


def _first_possible(case: _Case, draft: _Draft, couple: tuple[int, int]) -> tuple[int, int]:
    for _, here, there in _choices(case, couple, case.free.bound):
        settled = draft.fixed | {couple[0]: here, couple[1]: there}
        if draft.can_take(here, there) and not _all_far(case, settled):
            return here, there
    return NOBODY, NOBODY


def _all_far(case: _Case, settled: dict[int, int]) -> bool:
    """Tell whether some household would have sent away all its carers already."""
    return any(
        all(row in settled and case.is_far(row, settled[row]) for row in group)
        for group in case.rules.carers
    )


def _staying(case: _Case, settled: dict[int, int]) -> list[int]:
    """Choose per household the carer who stays near: whom it costs least."""
    chosen = []
    for group in case.rules.carers:
        if any(row in settled and not case.is_far(row, settled[row]) for row in group):
            continue
        costs = []
        for row in (row for row in group if row not in settled):
            mine = case.span(row)
            near = case.losses[mine][~case.rules.far[mine]].tolist()
            costs.append((min([int(case.free.losses[row]), *near]), row))
        chosen.append(min(costs)[1])
    return chosen


class _Search:
    """All plans that lose at most *gap* against the bound, as one whole-number program."""

    def __init__(self, case: _Case, gap: int) -> None:
        self._case, self._gap = case, gap
        self._priced = np.flatnonzero(case.free.prices > 0)
        self._losses: list[int] = []
        self._seats: list[tuple[tuple[int, int], ...]] = []
        """(worker, posting) of each choice; NOBODY for none."""

    def run(self) -> Array | None:
        """Give the best of these plans, or None when there are too many to search."""
        coupled = [row for couple in self._case.rules.couples for row in couple]
        pairs = self._case.task.pairs
        single = (self._case.losses <= self._gap) & ~np.isin(pairs.workers, coupled)
        if int(single.sum()) > MOST_CHOICES:
            return None
        for at in np.flatnonzero(single):
            self._add(self._case.losses[at], (int(pairs.workers[at]), int(pairs.postings[at])))
        for row in np.flatnonzero(self._case.free.losses <= self._gap):
            if row not in coupled:
                self._add(self._case.free.losses[row], (int(row), NOBODY))
        for one, other in self._case.rules.couples:
            for loss, here, there in _choices(self._case, (one, other), self._gap):
                self._add(loss, (one, here), (other, there))
        return None if len(self._losses) > MOST_CHOICES else self._solve()

    def _add(self, loss: int, *seats: tuple[int, int]) -> None:
        self._losses.append(int(loss))
        self._seats.append(seats)

    def _solve(self) -> Array | None:
        places, prices = self._case.task.places, self._case.free.prices
        count, empty = len(self._losses), len(self._priced)
        least = np.full(len(places), -np.inf)
        least[self._priced] = places[self._priced]
        most_far = np.array([len(group) - 1 for group in self._case.rules.carers])
        found = optimize.milp(
            np.array([*self._losses, *prices[self._priced]], dtype=np.float64),
            integrality=np.concatenate([np.ones(count), np.zeros(empty)]),
            bounds=optimize.Bounds(0, np.concatenate([np.ones(count), np.full(empty, np.inf)])),
            constraints=[
                optimize.LinearConstraint(self._choosing(), 1, 1),
                optimize.LinearConstraint(self._taking(), least, places),
                *(
                    [optimize.LinearConstraint(self._leaving(), -np.inf, most_far)]
                    * bool(len(most_far))
                ),
            ],
            options={"mip_rel_gap": 0.0, "node_limit": MOST_NODES},
        )
        return self._read(found.x) if found.status == 0 else None

    def _choosing(self) -> sparse.csr_matrix:
        """Everybody with a choice takes exactly one; a couple is one."""
        _, rows = np.unique([seats[0][0] for seats in self._seats], return_inverse=True)
        return self._matrix(list(enumerate(rows.tolist())), int(rows.max()) + 1)

    def _taking(self) -> sparse.csr_matrix:
        """Places that are taken, and those of priced postings that stay empty."""
        taken = [
            (column, posting)
            for column, seats in enumerate(self._seats)
            for _, posting in seats
            if posting != NOBODY
        ]
        empty = [(len(self._seats) + at, int(row)) for at, row in enumerate(self._priced)]
        return self._matrix(taken + empty, len(self._case.task.places))

    def _leaving(self) -> sparse.csr_matrix:
        """Carers of each household who go far."""
        group_of = {row: at for at, group in enumerate(self._case.rules.carers) for row in group}
        entries = [
            (column, group_of[row])
            for column, seats in enumerate(self._seats)
            for row, posting in seats
            if row in group_of and self._case.is_far(row, posting)
        ]
        return self._matrix(entries, len(self._case.rules.carers))

    def _matrix(self, entries: list[tuple[int, int]], height: int) -> sparse.csr_matrix:
        width = len(self._seats) + len(self._priced)
        columns, rows = [c for c, _ in entries], [r for _, r in entries]
        return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(height, width))

    def _read(self, taken: Array) -> Array:
        chosen = np.full(len(self._case.task.ranks), NOBODY, dtype=np.int64)
        for column in np.flatnonzero(taken[: len(self._seats)] > HALF):
            for row, posting in self._seats[column]:
                chosen[row] = posting
        return chosen
