from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.domain import identity
from jobmatch.domain.kinds import Sex
from jobmatch.domain.problems import ProblemKind

FIRST17 = "99000019880229123"
NUMBER = FIRST17 + identity.check_character(FIRST17)
WOMAN = "99000019790101102" + identity.check_character("99000019790101102")
CROSS = next(
    first + "X"
    for first in (f"9900001990010{n:04d}" for n in range(1000, 2000))
    if identity.check_character(first) == "X"
)


def test_check_character_of_the_standard() -> None:
    # The example of GB 11643-1999, annex A.
    assert identity.check_character("11010519491231002") == "X"


def test_sex_birth_and_age() -> None:
    assert identity.sex_of(NUMBER) is Sex.MALE
    assert identity.sex_of(WOMAN) is Sex.FEMALE
    assert identity.birth_of(NUMBER) == date(1988, 2, 29)
    assert identity.age_on(date(1988, 2, 29), date(2026, 2, 28)) == 37
    assert identity.age_on(date(1988, 2, 29), date(2026, 3, 1)) == 38
    reading = identity.read_identity(WOMAN)
    assert (reading.sex, reading.born_on) == (Sex.FEMALE, date(1979, 1, 1))
    assert identity.read_identity("").sex is None
    assert identity.read_identity("").born_on is None


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        f" {NUMBER}\t",
        f"'{NUMBER}",
        f'="{NUMBER}"',
        f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
        f"{NUMBER[:6]}-{NUMBER[6:14]}-{NUMBER[14:]}",
        "".join(chr(ord(c) + 0xFEE0) for c in NUMBER),
        f"身份证号：{NUMBER}（本人）",
        f"\u200b{NUMBER}\ufeff",
    ],
)
def test_seen_through(text: str) -> None:
    assert identity.read_identity(text).number == NUMBER


@pytest.mark.parametrize("cross", ["x", "X", "Ｘ", "ｘ", "×", "Х"])
def test_every_x_is_an_x(cross: str) -> None:
    assert identity.read_identity(CROSS[:17] + cross).number == CROSS


def test_old_numbers_are_lengthened() -> None:
    old = "990000790101102"
    assert identity.read_identity(old).number == WOMAN
    assert identity.lengthen(old) == WOMAN


@pytest.mark.parametrize("text", ["", " ", "无", "/", "-", "—", "暂无", "'"])
def test_not_said(text: str) -> None:
    flaw = identity.read_identity(text).flaw
    assert flaw is not None
    assert flaw.kind is ProblemKind.MISSING


def _wrong_check() -> str:
    return NUMBER[:17] + ("1" if NUMBER[17] != "1" else "2")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("9.90000E+17", "科学计数"),
        ("9.90000198802291E+17", "科学计数"),
        (_wrong_check(), "校验码"),
        (NUMBER[:14] + "000" + ("1" if NUMBER[17] != "1" else "2"), "校验码"),
        (NUMBER[:17], "17位"),
        (NUMBER + "1", "19位"),
        (NUMBER + "43", "残疾人证"),
        (NUMBER[:14] + "****", "遮盖"),
        (NUMBER[:6] + "19881350" + NUMBER[14:], "出生日期"),
        (f"{NUMBER}、{WOMAN}", "不止一个"),
        ("本人没带", "不是身份证号"),
    ],
)
def test_refused_with_words(text: str, word: str) -> None:
    reading = identity.read_identity(text)
    assert reading.number is None
    assert reading.flaw is not None
    assert reading.flaw.kind is ProblemKind.INVALID
    assert word in reading.flaw.sentence
    assert not re.search(r"\d{3,}(?!\D*位)", reading.flaw.sentence.replace("000", ""))


def test_a_number_cell_is_damaged_whatever_its_digits() -> None:
    reading = identity.read_identity(NUMBER, numeric=True)
    assert reading.number is None
    assert reading.flaw is not None
    assert "存成了数字" in reading.flaw.sentence
    assert identity.read_identity("990000790101102", numeric=True).number == WOMAN


def test_a_true_number_may_end_in_three_zeros() -> None:
    first = next(
        f"990000198{n:08d}"
        for n in range(10101000, 13000000)
        if identity.is_valid(f"990000198{n:08d}0") and n % 100 == 0
    )
    assert identity.read_identity(first + "0").number == first + "0"


def test_born_in_the_future() -> None:
    assert identity.read_identity(NUMBER, today=date(1980, 1, 1)).number is None
    assert identity.read_identity(NUMBER, today=date(2026, 1, 1)).number == NUMBER


def test_masks() -> None:
    assert identity.mask_identity(NUMBER) == f"990000********{NUMBER[-4:]}"
    assert identity.mask_identity("123") == "***"
    assert identity.last_four(NUMBER) == NUMBER[-4:]
    assert identity.mask_phone("13800001234") == "138****1234"
    assert identity.mask_phone("0856-12") == "****12"
    assert [identity.mask_name(name) for name in ("", "张", "张芳", "张小芳")] == [
        "",
        "张",
        "张*",
        "张*芳",
    ]
    assert identity.mask_card("6200000000000000") == "*" * 16


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_never_raises_and_nothing_is_invented(text: str) -> None:
    reading = identity.read_identity(text)
    assert (reading.number is None) != (reading.flaw is None)
    if reading.number is not None:
        assert identity.is_valid(reading.number)


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"[0-9X ×'=\"./*Ee+-]{0,24}", fullmatch=True), st.booleans())
def test_digits_given_come_from_the_text(text: str, numeric: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    number = identity.read_identity(text, numeric=numeric).number
    if number is not None:
        digits = re.sub(r"\D", "", text)
        assert number[:17] in digits or number[:6] + number[8:17] in digits


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 999), st.integers(0, 16))
def test_every_sound_number_is_read_and_one_wrong_digit_is_found(
    born: date, serial: int, place: int
) -> None:
    first = f"990000{born:%Y%m%d}{serial:03d}"
    number = first + identity.check_character(first)
    assert identity.read_identity(number).number == number
    changed = str((int(number[place]) + 1) % 10)
    assert identity.read_identity(number[:place] + changed + number[place + 1 :]).number is None
