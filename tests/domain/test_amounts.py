"""Amounts in a text: number, unit, part of pay."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from jobmatch.domain import amounts
from jobmatch.domain.amounts import Part
from jobmatch.domain.kinds import PayUnit
from tests.domain.cell_texts import cell_texts, stands_in


def _found(text: str) -> list[tuple[Decimal | None, Decimal | None, PayUnit | None, Part]]:
    return [
        (one.low, one.high, one.unit, one.part)
        for one in amounts.find_amounts(amounts.prepare(text))
    ]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "part"),
    [
        ("5.5-7千", 5500, 7000, None, Part.PLAIN),
        ("8000-1.2万", 8000, 12000, None, Part.PLAIN),
        ("4500元/月-6000元/月", 4500, 6000, PayUnit.MONTH, Part.PLAIN),
        ("22.5元/h", Decimal("22.5"), Decimal("22.5"), PayUnit.HOUR, Part.PLAIN),
        ("400元/人·月", 400, 400, PayUnit.MONTH, Part.PLAIN),
        ("底薪1900", 1900, 1900, PayUnit.MONTH, Part.BASE),
        ("到手4100以上", 4100, None, None, Part.TOTAL),
        ("熟手到手4100以上", 4100, None, None, Part.VARIANT),
        ("餐补400", 400, 400, None, Part.EXTRA),
        ("0.12元/袋", Decimal("0.12"), Decimal("0.12"), PayUnit.PIECE, Part.PLAIN),
        ("2000元实习期", 2000, 2000, None, Part.PLAIN),
    ],
)
def test_one_amount(
    text: str, low: Decimal, high: Decimal | None, unit: PayUnit | None, part: Part
) -> None:
    assert _found(text) == [(low, high, unit, part)]


@pytest.mark.parametrize(
    "text", ["8小时制", "13薪", "月休4天", "满3个月", "18-45周岁", "每月15日发", "2026年3月", "50%"]
)
def test_other_numbers_are_no_money(text: str) -> None:
    assert _found(text) == []


def test_a_cut_range_is_marked() -> None:
    (cut,) = amounts.find_amounts(amounts.prepare("5000~1000"))
    assert cut.cut
    (swapped,) = amounts.find_amounts(amounts.prepare("6000-5000"))
    assert not swapped.cut


@given(cell_texts)
def test_amounts_stand_in_the_text(text: str) -> None:
    for one in amounts.find_amounts(amounts.prepare(text)):
        for value in (one.low, one.high):
            if value is not None and value >= 0:
                assert stands_in(value, text)
