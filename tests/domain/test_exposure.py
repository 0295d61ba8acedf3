from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import exposure


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (16, "24岁及以下"),
        (24, "24岁及以下"),
        (25, "25-34岁"),
        (54, "45-54岁"),
        (55, "55岁及以上"),
        (None, "未登记"),
    ],
)
def test_ages_fall_into_bands(age: int | None, band: str) -> None:
    assert exposure.age_band(age) == band


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ([100, 200], set()),
        ([3, 200, 50], {0, 2}),
        ([3, 4, 200], {0, 1}),
        ([0, 200], set()),
        ([9], {0}),
        ([10, 10], set()),
        ([9, 10], {0, 1}),
    ],
)
def test_a_single_small_group_is_hidden_with_the_next(sizes: list[int], hidden: set[int]) -> None:
    assert exposure.hidden_groups(sizes) == hidden


@given(st.lists(st.integers(0, 60), max_size=8))
def test_no_small_group_is_shown_or_follows_from_the_total(sizes: list[int]) -> None:
    hidden = exposure.hidden_groups(sizes)
    small = {at for at, size in enumerate(sizes) if 0 < size < exposure.LEAST_SHOWN}
    assert small <= hidden
    shown = [size for at, size in enumerate(sizes) if at not in hidden]
    assert not small or len(hidden) > 1 or not any(shown)


def test_parity_and_the_mark() -> None:
    assert exposure.parity(8, 10) == 0.8
    assert exposure.parity(0, 0) is None
    assert exposure.needs_a_look(0.79)
    assert not exposure.needs_a_look(0.8)
    assert not exposure.needs_a_look(None)
    assert set(exposure.DIMENSION_NAMES) == set(exposure.Dimension)
