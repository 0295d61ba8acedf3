from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.factors import Factor, classify, combine

KEYS = st.lists(st.sampled_from(["甲", "乙", None, 3]), max_size=20)


def test_keys_are_numbered_as_they_come() -> None:
    classes = classify(["乙", "甲", "乙"])
    assert classes.keys == ("乙", "甲")
    assert classes.index.tolist() == [0, 1, 0]


@given(KEYS)
def test_classes_give_every_key_back(keys: list[object]) -> None:
    classes = classify(keys)
    assert [classes.keys[number] for number in classes.index] == keys


def test_a_factor_gives_all_pairs_and_listed_ones_alike() -> None:
    factor = Factor(np.array([1, 0, 1]), np.array([[0.1, 0.2], [0.3, 0.4]]))
    full = factor.full()
    assert full.tolist() == [[0.3, 0.4], [0.1, 0.2], [0.3, 0.4]]
    rows, columns = np.array([2, 1, 0]), np.array([0, 1, 1])
    assert factor.at(rows, columns).tolist() == full[rows, columns].tolist()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=30))
def test_common_classes_keep_each_row(pairs: list[tuple[int, int]]) -> None:
    columns = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
    table = np.zeros((4, 1))
    index, rows = combine([Factor(columns[:, 0], table), Factor(columns[:, 1], table)], len(pairs))
    assert rows[index].tolist() == columns.tolist()
    assert len(rows) == len(set(pairs))
