"""Own lists and the best pair first: what they do, and that the plan is never worse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings

from jobmatch.matching import allocation, baselines, households
from jobmatch.matching.allocation import NOBODY, Task
from tests.matching.test_households import case_of, cases

if TYPE_CHECKING:
    from jobmatch.matching.households import HouseholdRules


def test_own_lists_send_everybody_to_the_same_posting() -> None:
    task, _ = case_of([[0.9, 0.8], [0.7, 0.6], [0.8, 0.1]], [2, 2])
    assert baselines.own_lists(task).tolist() == [0, NOBODY, 0]


def test_the_best_pair_first_leaves_out_who_has_no_other_choice() -> None:
    task, rules = case_of([[0.9, 0.8], [0.7, -1.0]], [1, 1])
    assert baselines.best_pair_first(task, rules).tolist() == [0, NOBODY]


def test_a_couple_is_placed_as_one() -> None:
    task, rules = case_of(
        [[0.9, 0.4], [0.4, 0.4], [0.5, 0.8]], [1, 2], sites=[0, 1], couples=[(0, 1)]
    )
    assert baselines.best_pair_first(task, rules).tolist() == [NOBODY, NOBODY, 1]
    assert baselines.best_pair_first(
        Task(task.pairs, np.array([1, 3]), task.ranks), rules
    ).tolist() == [1, 1, 1]


def test_congestion_counts_first_places_and_lists() -> None:
    task, _ = case_of([[0.9, 0.8], [0.7, 0.6], [0.2, 0.4]], [1, 1])
    crowd = baselines.congestion(task)
    assert crowd.firsts.tolist() == [2, 1]
    assert crowd.listed.tolist() == [3, 3]


def test_lists_hold_no_more_than_people_look_at() -> None:
    task, _ = case_of([[0.9 - 0.01 * at for at in range(15)]], [1] * 15)
    assert baselines.congestion(task).listed.sum() == baselines.LISTED


def test_nothing_to_place_gives_nobody() -> None:
    task, rules = case_of([[-1.0]], [1])
    assert baselines.own_lists(task).tolist() == [NOBODY]
    assert baselines.best_pair_first(task, rules).tolist() == [NOBODY]


@given(cases())
@settings(max_examples=150, deadline=None)
def test_both_keep_places_and_rules_and_no_plan_is_worse(
    case: tuple[Task, HouseholdRules],
) -> None:
    task, rules = case
    greedy = baselines.best_pair_first(task, rules)
    assert households.broken_rules(greedy, task.pairs, rules) == ()
    for chosen in (greedy, baselines.own_lists(task)):
        assert (allocation.taken_places(chosen, len(task.places)) <= task.places).all()
    assert task.value(households.allocate(task, rules).chosen) >= task.value(greedy)
