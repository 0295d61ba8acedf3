"""Plans are best, proven, within capacity and always the same."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from jobmatch.matching import allocation
from jobmatch.matching.allocation import NOBODY, SCALE, Task

Array = np.ndarray[Any, np.dtype[Any]]


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    workers, postings = draw(st.integers(1, 7)), draw(st.integers(1, 6))
    # Few different fits, so that ties are the rule.
    fit = st.sampled_from([-1.0, 0.05, 0.1, 0.3, 0.3001, 0.7, 1.0])
    scores = draw(
        st.lists(
            st.lists(fit, min_size=postings, max_size=postings),
            min_size=workers,
            max_size=workers,
        )
    )
    places = draw(st.lists(st.integers(0, 3), min_size=postings, max_size=postings))
    ranks = draw(st.lists(st.integers(0, 2), min_size=workers, max_size=workers))
    return task_of(scores, places, ranks)


def task_of(scores: list[list[float]], places: list[int], ranks: list[int] | None = None) -> Task:
    pairs = allocation.pairs_of(np.array(scores), least=0.1)
    return Task(pairs, np.array(places), np.array(ranks or [0] * len(scores)))


def best_value(task: Task) -> int:
    """Give the value of the best plan by a slow way: every place as a column of its own."""
    columns = np.repeat(np.arange(len(task.places)), task.places)
    gains = np.zeros((len(task.ranks), len(task.places)))
    gains[task.pairs.workers, task.pairs.postings] = task.gains()
    table = gains[:, columns]
    rows, chosen = linear_sum_assignment(table, maximize=True)
    return int(table[rows, chosen].sum())


@given(tasks())
@settings(max_examples=150, deadline=None)
def test_a_plan_is_as_good_as_the_slow_exact_reference_and_proven(task: Task) -> None:
    plan = allocation.allocate(task)
    assert task.value(plan.chosen) == best_value(task) == plan.bound


@given(tasks())
@settings(max_examples=80, deadline=None)
def test_no_posting_takes_more_than_its_places_and_only_permitted_pairs_are_chosen(
    task: Task,
) -> None:
    chosen = allocation.allocate(task).chosen
    assert (allocation.taken_places(chosen, len(task.places)) <= task.places).all()
    permitted = set(zip(task.pairs.workers.tolist(), task.pairs.postings.tolist(), strict=True))
    placed = np.flatnonzero(chosen != NOBODY)
    assert {(int(row), int(chosen[row])) for row in placed} <= permitted


@given(tasks())
@settings(max_examples=40, deadline=None)
def test_the_same_task_gives_the_same_plan(task: Task) -> None:
    assert (allocation.allocate(task).chosen == allocation.allocate(task).chosen).all()


@given(tasks())
@settings(max_examples=60, deadline=None)
def test_a_price_is_what_one_more_place_would_add(task: Task) -> None:
    plan = allocation.allocate(task)
    for posting in range(len(task.places)):
        more = task.places.copy()
        more[posting] += 1
        added = best_value(allocation.limited(task, pairs=task.pairs, places=more)) - plan.bound
        assert added == plan.prices[posting]


def test_all_are_placed_where_the_best_pair_first_would_leave_one_out() -> None:
    plan = allocation.allocate(task_of([[0.9, 0.8], [0.7, -1.0]], [1, 1]))
    assert plan.chosen.tolist() == [1, 0]


def test_an_earlier_rank_gets_the_only_place_even_with_the_worse_fit() -> None:
    plan = allocation.allocate(task_of([[0.9], [0.3]], [1], [1, 0]))
    assert plan.chosen.tolist() == [NOBODY, 0]


def test_one_more_person_placed_counts_more_than_an_earlier_rank_fitting_better() -> None:
    plan = allocation.allocate(task_of([[1.0, 0.2], [0.9, -1.0]], [1, 1], [0, 1]))
    assert plan.chosen.tolist() == [1, 0]


def test_without_any_pair_nobody_is_placed() -> None:
    plan = allocation.allocate(task_of([[-1.0, 0.05]], [3, 3]))
    assert plan.chosen.tolist() == [NOBODY]
    assert plan.bound == 0


def test_fits_are_whole_steps_of_a_score() -> None:
    pairs = allocation.pairs_of(np.array([[0.12345, 0.1], [-1.0, 1.0]]), least=0.1)
    assert pairs.fits.tolist() == [1234, 1000, SCALE]
    assert pairs.of(1).postings.tolist() == [1]


def test_a_wanted_pair_is_taken_however_little_it_fits_but_over_no_limit() -> None:
    scores, wanted = np.array([[0.01, 0.5, -1.0]]), np.array([[True, False, True]])
    assert allocation.pairs_of(scores, least=0.1, also=wanted).postings.tolist() == [0, 1]


def test_blocks_of_pairs_join_with_the_rows_of_their_workers() -> None:
    one = allocation.pairs_of(np.array([[0.5]]), least=0.1)
    both = allocation.joined([(0, one), (1, one)])
    assert both.workers.tolist() == [0, 1]
    assert len(allocation.joined([])) == 0
