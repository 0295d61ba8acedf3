"""Any prices give a bound, losses add up to the distance to it, and a search misses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.matching import allocation, households, programs
from jobmatch.matching.allocation import NOBODY
from tests.matching.test_households import best_value, case_of, cases

if TYPE_CHECKING:
    from jobmatch.matching.allocation import Task
    from jobmatch.matching.households import HouseholdRules


@given(cases(), st.lists(st.integers(0, 200_000), min_size=6, max_size=6))
@settings(max_examples=150, deadline=None)
def test_whatever_the_prices_no_plan_exceeds_the_bound(
    case: tuple[Task, HouseholdRules], prices: list[int]
) -> None:
    task, rules = case
    columns = households.columns_of(task, rules)
    priced = programs.price(
        columns,
        np.array(prices[: len(task.places)]),
        np.array(prices[-len(rules.carers) :] if rules.carers else [], dtype=np.int64),
    )
    assert (priced.losses >= 0).all()
    assert best_value(task, rules) <= priced.bound


@given(cases())
@settings(max_examples=80, deadline=None)
def test_a_search_as_far_as_the_bound_finds_the_best_plan(
    case: tuple[Task, HouseholdRules],
) -> None:
    task, rules = case
    columns = households.columns_of(task, rules)
    nothing = np.zeros(len(rules.carers), dtype=np.int64)
    priced = programs.price(columns, np.zeros(len(task.places), dtype=np.int64), nothing)
    found = programs.search(columns, priced, priced.bound)
    assert found is not None
    assert task.value(found) == best_value(task, rules)


def test_prices_of_the_program_bring_the_bound_down_to_the_plan() -> None:
    task, rules = case_of([[0.9], [0.8], [0.7]], [1])
    columns = households.columns_of(task, rules)
    free = np.zeros(0, dtype=np.int64)
    loose = programs.price(columns, np.zeros(1, dtype=np.int64), free)
    tight, taken = programs.reprice(columns, loose, np.arange(len(columns.units)))
    assert loose.bound > tight.bound == best_value(task, rules)
    assert taken.sum() == 3
    plan = allocation.allocate(task)
    lost = tight.losses[[0]].sum() + tight.losses[columns.first == NOBODY][1:].sum()
    assert tight.bound - task.value(plan.chosen) == lost


def test_a_couple_is_one_unit_and_its_two_places_are_used() -> None:
    task, rules = case_of([[0.9, 0.3], [0.3, 0.9]], [2, 2], sites=[5, 5], couples=[(0, 1)])
    columns = households.columns_of(task, rules)
    assert set(columns.units.tolist()) == {2}
    assert len(columns.units) == 5
    used, _ = columns.uses()
    assert np.bincount(used).tolist() == [2, 2, 2, 2]
    assert columns.gains.max() == task.worth().sum() + 18_000
