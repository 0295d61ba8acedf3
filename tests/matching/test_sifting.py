"""What is sifted out in single precision is never among the best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching import sifting
from jobmatch.matching.scoring import rounded

if TYPE_CHECKING:
    from jobmatch.matching.factors import Array

LEAST = sifting.LEAST
SCORES = st.lists(
    st.one_of(
        st.floats(0, 1, width=32),
        st.sampled_from([0.0, 0.4, 0.40000004, 0.400001, 0.9, 1.0]),
    ),
    max_size=60,
)


@given(SCORES, st.integers(1, 50), st.integers(1, 40))
def test_the_best_are_always_selected(pool: list[float], top: int, times: int) -> None:
    values = np.array(pool * times, dtype=np.float32)
    found = sifting.select(values, top, LEAST)
    scores = rounded(values).tolist()
    best = sorted((-v, place) for place, v in enumerate(scores) if v >= LEAST)[:top]
    assert {place for _, place in best} <= set(found.tolist())
    assert len(found) <= len(values)


@pytest.mark.parametrize("size", [0, 1, 255, 256, 511, 512, 5000])
def test_rows_of_any_length_are_sifted(size: int) -> None:
    values = np.random.default_rng(size).random(size).astype(np.float32)
    found = sifting.select(values, 20, LEAST)
    best = np.argsort(-values, kind="stable")[:20]
    wanted = {int(place) for place in best if values[place] >= LEAST}
    assert wanted <= set(found.tolist())
    assert len(found) <= 4 * 20 + 2


def test_many_equal_values_are_not_all_kept() -> None:
    """A thousand people with the same facts: the first by id are the best, the rest are out."""
    values = np.full(1000, 0.4, dtype=np.float32)
    found = sifting.select(values, 5, LEAST)
    assert len(found) == len(values)
    assert found[sifting.first_of_equals(values[found], 5)].tolist() == [0, 1, 2, 3, 4]


def test_of_crowds_that_one_rounding_parts_the_first_of_each_are_kept() -> None:
    """Two crowds within the margin of one another: either may hold the best once rounded."""
    values = np.tile(np.array([0.4, 0.400004], dtype=np.float32), 100)
    found = sifting.select(values, 5, LEAST)
    assert found[sifting.first_of_equals(values[found], 5)].tolist() == list(range(10))


def test_a_bound_from_other_rows_is_kept() -> None:
    values = np.linspace(0, 1, 1000, dtype=np.float32)
    found = sifting.select(values, 5, 0.999)
    assert values[found].min() >= np.float32(0.999 - sifting.MARGIN)


def put(best: sifting.Best, values: Array, first: int = 0) -> None:
    sifted = sifting.Sifted()
    sifted.add_row(0, values, np.arange(first, first + len(values)), best.top, best.least)
    best.put(np.zeros(1, dtype=np.int64), sifted)


@given(st.lists(st.lists(st.sampled_from([0.0, 0.3, 0.30001, 0.5, 0.9]), max_size=30), max_size=4))
def test_pieces_put_together_give_what_one_row_gives(rows: list[list[float]]) -> None:
    whole, parts = sifting.Best(1, 5), sifting.Best(1, 5)
    values = [np.array(row, dtype=np.float32) for row in rows]
    put(whole, np.concatenate([*values, np.zeros(0, dtype=np.float32)]))
    first = 0
    for piece in values:
        put(parts, piece, first)
        first += len(piece)
    assert parts.places.tolist() == whole.places.tolist()
    assert parts.scores.tolist() == whole.scores.tolist()
    flat = [round(v, 5) for row in rows for v in row]
    best = sorted((-score, place) for place, score in enumerate(flat) if score >= LEAST)[:5]
    count = len(best)
    assert whole.places[0, :count].tolist() == [place for _, place in best]
    assert set(whole.places[0, count:].tolist()) <= {-1}


def test_equals_stand_by_their_rank_and_not_by_their_place() -> None:
    best, sifted = sifting.Best(1, 3), sifting.Sifted()
    values, rank = np.full(6, 0.5, dtype=np.float32), np.array([5, 1, 4, 0, 3, 2])
    sifted.add_row(0, values, rank, best.top, best.least)
    best.put(np.array([0]), sifted)
    assert best.places.tolist() == [[0, 1, 2]]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3),
            st.integers(0, 2**20),
            st.one_of(st.floats(0, 1, width=32), st.sampled_from([0.05, 0.5, 1.0])),
        ),
        max_size=40,
        unique_by=lambda each: each[:2],
    )
)
def test_what_was_kept_for_several_stands_in_order_for_each(
    pool: list[tuple[int, int, float]],
) -> None:
    best, sifted = sifting.Best(4, 5), sifting.Sifted()
    owners, places, values = (
        (np.array(each) for each in zip(*pool, strict=True))
        if pool
        else (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))
    )
    sifted.add(owners, places, values.astype(np.float32))
    best.put(np.arange(4), sifted)
    scores = rounded(values.astype(np.float32)).tolist()
    for owner in range(4):
        mine = sorted(
            (-score, place)
            for (own, place, _), score in zip(pool, scores, strict=True)
            if own == owner and score >= LEAST
        )[:5]
        assert best.places[owner, : len(mine)].tolist() == [place for _, place in mine]
        assert best.scores[owner, : len(mine)].tolist() == [-score for score, _ in mine]


def test_more_than_can_be_numbered_is_refused() -> None:
    best, sifted = sifting.Best(2, 1), sifting.Sifted()
    sifted.add(np.array([1]), np.array([2**60]), np.ones(1, dtype=np.float32))
    with pytest.raises(OverflowError):
        best.put(np.arange(2), sifted)
