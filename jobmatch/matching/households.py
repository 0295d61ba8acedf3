"""Plans that keep families together: couples with one employer, a carer near home.

What one member gets then depends on what another gets, which no flow can say. So the plan without
these rules gives a bound and prices; the rules are settled by prices, household by household; a
program in fractions brings bound and plan nearer to each other (programs.py); and what could still
be better, by the bound, is searched completely: every choice that alone loses more than the
distance to the bound is out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from jobmatch.matching import allocation, programs
from jobmatch.matching.allocation import NOBODY, Allocation, Array, Pairs, Task
from jobmatch.matching.programs import Columns, Priced

MOST_CHOICES = 40_000
"""Choices of a search; above it the plan stands with its distance to the bound."""
FEW_CHOICES = 10_000
"""Choices that are searched at once, without better prices."""
NEAR = 500
"""Choices that lose at most this much (in 1/SCALE) take part in finding prices."""
ROUNDS = 5


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


def allocate(task: Task, rules: HouseholdRules) -> Allocation:
    """Give the best plan that keeps *rules*; its bound tells how much better one could be."""
    task, rules = _possible(task, rules)
    free = allocation.allocate(task)
    if not broken_rules(free.chosen, task.pairs, rules):
        return free
    columns = columns_of(task, rules)
    priced = programs.price(columns, free.prices, np.zeros(len(rules.carers), dtype=np.int64))
    chosen = _settle(columns, rules, priced, np.zeros(len(columns.units)))
    chosen, priced = _approach(columns, rules, chosen, priced)
    chosen, bound = _searched(columns, chosen, priced)
    return replace(free, chosen=chosen, prices=priced.prices, bound=bound)


def _searched(columns: Columns, chosen: Array, priced: Priced) -> tuple[Array, int]:
    """Search what loses little; give the best plan, and its value as bound where that proves it.

    A plan better than one that loses *reach* holds no choice that alone loses more.
    """
    value, reach = columns.task.value, priced.bound - columns.task.value(chosen)
    if len(priced.losses) > MOST_CHOICES:
        reach = min(reach, int(np.partition(priced.losses, MOST_CHOICES)[MOST_CHOICES]) - 1)
    if reach > 0:
        better = programs.search(columns, priced, reach)
        if better is not None:
            chosen = max(better, chosen, key=value)
            if priced.bound - value(chosen) <= reach:
                return chosen, value(chosen)
    return chosen, priced.bound


def _approach(
    columns: Columns, rules: HouseholdRules, chosen: Array, priced: Priced
) -> tuple[Array, Priced]:
    """Bring plan and bound together: prices of a program, then a plan settled by them, in turn."""
    task, best = columns.task, priced
    kept = (columns.first == NOBODY) | (priced.losses <= NEAR)
    for _ in range(ROUNDS):
        gap = best.bound - task.value(chosen)
        if gap == 0 or int((best.losses <= gap).sum()) <= FEW_CHOICES:
            break
        priced, taken = programs.reprice(columns, best, np.flatnonzero(kept))
        chosen = max(chosen, _settle(columns, rules, priced, taken), key=task.value)
        best = min(best, priced, key=lambda each: each.bound)
        more = priced.losses <= NEAR
        if not (more & ~kept).any():
            break
        kept |= more
    return chosen, best


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


def columns_of(task: Task, rules: HouseholdRules) -> Columns:
    """Give all choices: of each single person, of each couple, and of each to choose nothing."""
    pairs, people = task.pairs, len(task.ranks)
    coupled = [row for couple in rules.couples for row in couple]
    alone = np.flatnonzero(~np.isin(pairs.workers, coupled))
    nobody = np.full(len(alone), NOBODY)
    parts = [(pairs.workers[alone], alone, nobody)]
    for unit, (one, other) in enumerate(rules.couples, start=people):
        mine, theirs = _span(pairs, one), _span(pairs, other)
        fitting = together(task, rules, pairs.postings[mine], pairs.postings[theirs])
        here, there = np.nonzero(fitting)
        parts.append((np.full(len(here), unit), mine.start + here, theirs.start + there))
    width = people + len(rules.couples)
    idle = np.setdiff1d(np.arange(width), coupled)
    parts.append((idle, np.full(len(idle), NOBODY), np.full(len(idle), NOBODY)))
    groups = np.full(people, NOBODY)
    for group, rows in enumerate(rules.carers):
        groups[list(rows)] = group
    return Columns(
        task=task,
        units=np.concatenate([units for units, _, _ in parts]),
        first=np.concatenate([first for _, first, _ in parts]),
        second=np.concatenate([second for _, _, second in parts]),
        leaves=np.where(rules.far, groups[pairs.workers], NOBODY),
        may_leave=np.array([len(group) - 1 for group in rules.carers], dtype=np.int64),
        width=width,
    )


def _settle(columns: Columns, rules: HouseholdRules, priced: Priced, taken: Array) -> Array:
    """Give a plan that keeps the rules: couples first, then carers, then all others anew.

    Couples go by how much the program takes of a choice (*taken*), then by its loss.
    """
    task, people = columns.task, len(columns.task.ranks)
    left = _Left(task.places.copy(), columns.may_leave.copy())
    settled = np.full(people, NOBODY, dtype=np.int64)
    order = np.lexsort((priced.losses, -np.round(taken, 6)))
    for column in order[columns.units[order] >= people]:
        one, other = rules.couples[columns.units[column] - people]
        seats = columns.first[column], columns.second[column]
        if NOBODY in seats or settled[one] != NOBODY or not left.take(columns, seats):
            continue
        settled[one], settled[other] = task.pairs.postings[list(seats)]
    staying = _staying(columns, rules, priced, left.leaves)
    coupled = [row for couple in rules.couples for row in couple]
    kept = ~np.isin(task.pairs.workers, coupled)
    kept &= ~(rules.far & np.isin(task.pairs.workers, staying))
    rest = allocation.limited(task, pairs=task.pairs.where(kept), places=left.places)
    chosen = allocation.allocate(rest).chosen
    return np.where(settled == NOBODY, chosen, settled)


@dataclass(slots=True)
class _Left:
    """Places and leaves that settled couples have not used up."""

    places: Array
    leaves: Array

    def take(self, columns: Columns, seats: tuple[int, int]) -> bool:
        """Use up what two *seats* (pairs) need, if there is enough."""
        places, leaves = self.places.copy(), self.leaves.copy()
        for pair in seats:
            places[columns.task.pairs.postings[pair]] -= 1
            if columns.leaves[pair] != NOBODY:
                leaves[columns.leaves[pair]] -= 1
        if min(places.min(), leaves.min(initial=0)) < 0:
            return False
        self.places, self.leaves = places, leaves
        return True


def _staying(columns: Columns, rules: HouseholdRules, priced: Priced, leaves: Array) -> list[int]:
    """Choose the carers who stay near: of each household those whom it costs least."""
    coupled = {row for couple in rules.couples for row in couple}
    far = np.append(columns.leaves, NOBODY)[columns.first] != NOBODY
    least = np.full(columns.width, np.iinfo(np.int64).max)
    np.minimum.at(least, columns.units[~far], priced.losses[~far])
    staying: list[int] = []
    for group, left in zip(rules.carers, leaves.tolist(), strict=True):
        single = sorted((row for row in group if row not in coupled), key=lambda row: least[row])
        staying += single[: max(len(single) - left, 0)]
    return staying
