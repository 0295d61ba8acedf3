"""Couples stay together, one carer stays near, and no plan that keeps this is better."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.matching import allocation, households
from jobmatch.matching.allocation import NOBODY, Task
from jobmatch.matching.households import HouseholdRules

Array = np.ndarray[Any, np.dtype[Any]]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Task, HouseholdRules]:
    workers, postings = draw(st.integers(2, 5)), draw(st.integers(1, 4))
    fit = st.sampled_from([-1.0, 0.2, 0.4, 0.41, 0.9])
    rows = st.lists(fit, min_size=postings, max_size=postings)
    scores = draw(st.lists(rows, min_size=workers, max_size=workers))
    places = draw(st.lists(st.integers(0, 2), min_size=postings, max_size=postings))
    ranks = draw(st.lists(st.integers(0, 1), min_size=workers, max_size=workers))
    far = draw(st.lists(st.booleans(), min_size=postings, max_size=postings))
    sites = draw(st.lists(st.integers(0, 1), min_size=postings, max_size=postings))
    order = draw(st.permutations(range(workers)))
    couples = draw(st.integers(0, workers // 2))
    carers = draw(st.integers(0, 2))
    cut = draw(st.integers(1, workers))
    groups = [tuple(sorted(order[:cut])), tuple(sorted(order[cut:]))][:carers]
    return case_of(
        scores,
        places,
        ranks=ranks,
        far=far,
        sites=sites,
        couples=[(order[2 * k], order[2 * k + 1]) for k in range(couples)],
        carers=[group for group in groups if group],
    )


def case_of(
    scores: list[list[float]],
    places: list[int],
    *,
    ranks: list[int] | None = None,
    far: list[bool] | None = None,
    sites: list[int] | None = None,
    couples: list[tuple[int, int]] | None = None,
    carers: list[tuple[int, ...]] | None = None,
) -> tuple[Task, HouseholdRules]:
    pairs = allocation.pairs_of(np.array(scores), least=0.1)
    task = Task(pairs, np.array(places), np.array(ranks or [0] * len(scores)))
    away = np.array(far or [False] * len(places))
    rules = HouseholdRules(
        couples=tuple(couples or ()),
        carers=tuple(carers or ()),
        far=away[pairs.postings],
        sites=np.array(sites or range(len(places))),
    )
    return task, rules


def best_value(task: Task, rules: HouseholdRules) -> int:
    """Give the value of the best plan by trying all plans."""
    options = [[NOBODY, *task.pairs.of(row).postings.tolist()] for row in range(len(task.ranks))]
    best = 0
    for chosen in map(np.array, product(*options)):
        taken = allocation.taken_places(chosen, len(task.places))
        if (taken <= task.places).all() and not households.broken_rules(chosen, task.pairs, rules):
            best = max(best, task.value(chosen))
    return best


@given(cases())
@settings(max_examples=200, deadline=None)
def test_a_plan_keeps_the_rules_and_no_other_one_is_better(
    case: tuple[Task, HouseholdRules],
) -> None:
    task, rules = case
    plan = households.allocate(task, rules)
    assert households.broken_rules(plan.chosen, task.pairs, rules) == ()
    assert (allocation.taken_places(plan.chosen, len(task.places)) <= task.places).all()
    assert task.value(plan.chosen) == best_value(task, rules) == plan.bound


@given(cases())
@settings(max_examples=40, deadline=None)
def test_where_too_much_would_have_to_be_searched_the_bound_stays_above(
    case: tuple[Task, HouseholdRules],
) -> None:
    task, rules = case
    most, households.MOST_CHOICES = households.MOST_CHOICES, 0
    try:
        plan = households.allocate(task, rules)
    finally:
        households.MOST_CHOICES = most
    assert households.broken_rules(plan.chosen, task.pairs, rules) == ()
    assert task.value(plan.chosen) <= best_value(task, rules) <= plan.bound


def test_a_couple_takes_two_postings_of_one_employer_rather_than_better_ones_apart() -> None:
    task, rules = case_of(
        [[0.9, 0.3, -1.0], [-1.0, 0.3, 0.9], [0.5, 0.5, 0.5]],
        [1, 2, 1],
        sites=[0, 1, 2],
        couples=[(0, 1)],
    )
    plan = households.allocate(task, rules)
    assert plan.chosen[:2].tolist() == [1, 1]
    assert plan.chosen[2] in (0, 2)


def test_a_couple_without_two_places_together_stays_without_both() -> None:
    task, rules = case_of([[0.9, -1.0], [0.9, 0.9]], [1, 1], couples=[(0, 1)])
    assert households.allocate(task, rules).chosen.tolist() == [NOBODY, NOBODY]


def test_one_of_two_carers_stays_near_the_one_who_loses_less() -> None:
    task, rules = case_of([[0.9, 0.8], [0.9, 0.3]], [2, 2], far=[True, False], carers=[(0, 1)])
    assert households.allocate(task, rules).chosen.tolist() == [1, 0]


def test_the_only_carer_gets_near_work_or_none() -> None:
    task, rules = case_of([[0.9, -1.0], [0.9, 0.3]], [2, 2], far=[True, False], carers=[(0,), (1,)])
    assert households.allocate(task, rules).chosen.tolist() == [NOBODY, 1]
