"""Insurance."""

from __future__ import annotations

import pytest
from hypothesis import given

from jobmatch.domain.insurances import read_insurance
from jobmatch.domain.kinds import Insurance
from tests.domain.cell_texts import cell_texts


@pytest.mark.parametrize(
    ("text", "insurance"),
    [
        ("五险", Insurance.FIVE),
        ("包吃住、五险", Insurance.FIVE),
        ("转正后缴五险", Insurance.FIVE),
        ("满一个月后缴社保", Insurance.FIVE),
        ("五险+意外险", Insurance.FIVE),
        ("五险一金", Insurance.FIVE_AND_FUND),
        ("交社保，公积金", Insurance.FIVE_AND_FUND),
        ("商业险", Insurance.ACCIDENT),
        ("买意外险", Insurance.ACCIDENT),
        ("意外伤害险", Insurance.ACCIDENT),
        ("无社保，有意外险", Insurance.ACCIDENT),
        ("不买社保", Insurance.NONE),
        ("社保自理", Insurance.NONE),
        ("无", None),
        ("", None),
        ("包吃住", None),
    ],
)
def test_kinds(text: str, insurance: Insurance | None) -> None:
    assert read_insurance(text) is insurance


def test_a_mark_means_what_the_header_says() -> None:
    assert read_insurance("有", mark_means=Insurance.FIVE) is Insurance.FIVE
    assert read_insurance("×", mark_means=Insurance.ACCIDENT) is Insurance.NONE
    assert read_insurance("意外险", mark_means=Insurance.FIVE) is Insurance.ACCIDENT


@given(cell_texts)
def test_any_text(text: str) -> None:
    if not any(word in text for word in ("险", "社保")):
        assert read_insurance(text) is None
