from __future__ import annotations

import math

import pytest

from jobmatch.bench import children


def test_a_child_gives_its_result_and_its_own_peak() -> None:
    measured = children.in_child(math.sqrt, 9.0)
    assert measured.result == 3.0
    assert 1 < measured.peak_mb < 2_000


def test_what_a_child_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match=r"math domain|nonnegative"):
        children.in_child(math.sqrt, -1.0)


def test_the_peak_of_this_process_never_falls() -> None:
    before = children.peak_mb()
    kept = bytearray(30_000_000)
    assert children.peak_mb() >= before
    assert kept
