"""Widths, dashes, numerals."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import numbers
from tests.domain.cell_texts import cell_texts


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("三千五", 3500),
        ("二百二", 220),
        ("一万二", 12000),
        ("一万二千", 12000),
        ("两千八", 2800),
        ("十五", 15),
        ("五十", 50),
        ("二千零五十", 2050),
        ("一百零五", 105),
        ("六千", 6000),
    ],
)
def test_numerals_are_read(numeral: str, value: int) -> None:
    assert numbers.read_numeral(numeral) == value


@pytest.mark.parametrize("text", ["", "三班", "零", "五险", "百货商店"])
def test_words_are_no_numerals(text: str) -> None:
    assert numbers.read_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ("４０００－６０００元／月", "4000-6000元/月"),
        ("20---48", "20-48"),
        ("3500元一一7000元", "3500元-7000元"),
        ("18一40岁", "18-40岁"),
        ("18至52", "18-52"),
        ("六千到八千", "六千-八千"),
        ("50岁一下", "50岁以下"),
        ("5,500元", "5500元"),
        ("普　工", "普工"),
        ("周一至周五", "周一至周五"),
        ("3月9日至3月20日", "3月9日-3月20日"),
    ],
)
def test_flatten_evens_signs(text: str, flat: str) -> None:
    assert numbers.flatten(text) == flat


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("五十名", "50名"),
        ("二百八一天", "280每天"),
        ("一个月2500", "每个月2500"),
        ("4千6", "4600"),
        ("1万2千", "12000"),
        ("三四千", "3000-4000"),
        ("三班倒", "三班倒"),
        ("五险一金", "五险一金"),
        ("万山区", "万山区"),
        ("十字绣", "十字绣"),
        ("第一百货", "第一百货"),
        ("3号楼一楼", "3号楼一楼"),
    ],
)
def test_write_digits_only_where_they_count(text: str, written: str) -> None:
    assert numbers.write_digits(text) == written


def test_digits_longer_than_any_telephone_number_are_dropped() -> None:
    assert numbers.flatten("卡号6200000000000000000，工资5000") == "卡号·,工资5000"
    assert numbers.flatten("电话13800000000") == "电话13800000000"


def test_clauses_are_dropped_by_a_word() -> None:
    wish = re.compile("优先")
    assert numbers.drop_clauses("初中，女性优先，18岁", wish) == "初中，，18岁"
    assert numbers.drop_clauses("初中，18岁", wish) == "初中，18岁"


def test_looks_cut_tells_cut_from_swapped() -> None:
    assert numbers.looks_cut(Decimal(5000), Decimal(1000))
    assert numbers.looks_cut(Decimal(6000), Decimal(70))
    assert not numbers.looks_cut(Decimal(6000), Decimal(5000))
    assert not numbers.looks_cut(Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("value", "text"), [("4E+3", "4000"), ("7.50", "7.5"), ("0.12", "0.12"), ("10", "10")]
)
def test_format_number_writes_plainly(value: str, text: str) -> None:
    assert numbers.format_number(Decimal(value)) == text


@given(cell_texts)
def test_any_text_can_be_made_even(text: str) -> None:
    flat = numbers.flatten(text)
    assert numbers.flatten(flat) == flat or "一" in flat or "," in flat
    assert not any(sign.isspace() for sign in flat)
    numbers.write_digits(flat)
    numbers.tidy(text)


@given(st.integers(1, 99_999_999))
def test_written_numerals_come_back(value: int) -> None:
    assert numbers.read_numeral(_numeral(value)) == value


def _numeral(value: int) -> str:
    """Write *value* as a full numeral (105 → 一百零五)."""
    if value >= 10_000:
        rest = value % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return _numeral(value // 10_000) + "万" + gap + (_numeral(rest) if rest else "")
    signs = "零一二三四五六七八九"
    text, pending = "", False
    for step, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // step % 10
        if digit:
            text += ("零" if pending and text else "") + signs[digit] + sign
            pending = False
        else:
            pending = True
    return text


def test_neighbours_share_a_step_but_a_tail_has_its_own() -> None:
    assert numbers.write_digits("四五千") == "4000-5000"
    assert numbers.write_digits("四千五-六千") == "4500-6000"


def test_a_tail_behind_a_fraction_is_not_added() -> None:
    assert numbers.write_digits("1万2") == "12000"
    assert numbers.write_digits("0.1万1") == "0.1万1"
