from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.factors import Factor, RowMemory, classify, combine

if TYPE_CHECKING:
    from jobmatch.matching.factors import Array

KEYS = st.lists(st.sampled_from(["甲", "乙", None, 3]), max_size=20)


def test_keys_are_numbered_as_they_come() -> None:
    classes = classify(["乙", "甲", "乙"])
    assert classes.keys == ("乙", "甲")
    assert classes.index.tolist() == [0, 1, 0]


@given(KEYS)
def test_classes_give_every_key_back(keys: list[object]) -> None:
    classes = classify(keys)
    assert [classes.keys[number] for number in classes.index] == keys


def test_a_factor_gives_all_pairs() -> None:
    factor = Factor(np.array([1, 0, 1]), np.array([[0.1, 0.2], [0.3, 0.4]]))
    assert factor.full().tolist() == [[0.3, 0.4], [0.1, 0.2], [0.3, 0.4]]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=30))
def test_common_classes_keep_each_row(pairs: list[tuple[int, int]]) -> None:
    columns = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
    table = np.zeros((4, 1))
    index, rows = combine([Factor(columns[:, 0], table), Factor(columns[:, 1], table)], len(pairs))
    assert rows[index].tolist() == columns.tolist()
    assert len(rows) == len(set(pairs))


def test_too_many_combinations_are_refused() -> None:
    many = Factor(np.zeros(1, dtype=np.int64), np.zeros((2**16, 1)))
    with pytest.raises(OverflowError):
        combine([many] * 4, 1)


@given(st.lists(st.lists(st.integers(0, 5), unique=True, max_size=12), max_size=6))
def test_rows_are_remembered_as_they_were_made(asked: list[list[int]]) -> None:
    memory = RowMemory()
    made: list[int] = []

    def make(keys: tuple[int, ...]) -> Array:
        made.extend(keys)
        return np.array([[key, key + 1] for key in keys]).reshape(len(keys), 2)

    for keys in asked:
        assert memory.rows("甲", keys, make).tolist() == [[key, key + 1] for key in keys]
    before = len(made)
    for keys in asked:
        memory.rows("甲", keys, make)
    assert len(made) == before
    assert memory.rows("乙", [1], lambda _: np.full((1, 2), 9)).tolist() == [[9, 9]]


def test_one_row_for_all_keys_is_given_to_each() -> None:
    found = RowMemory().rows("甲", ["一", "二"], lambda _: np.array([0.5, 0.6]))
    assert found.tolist() == [[0.5, 0.6]] * 2
