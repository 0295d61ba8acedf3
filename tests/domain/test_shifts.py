"""Shifts."""

from __future__ import annotations

import pytest
from hypothesis import given

from jobmatch.domain.kinds import Shift
from jobmatch.domain.shifts import read_shift
from tests.domain.cell_texts import cell_texts


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("长白班", Shift.DAY),
        ("常白班9小时", Shift.DAY),
        ("Day", Shift.DAY),
        ("白天", Shift.DAY),
        ("7:30-18:00", Shift.DAY),
        ("早9晚6", Shift.DAY),
        ("上午8点到下午5点", Shift.DAY),
        ("两班倒11H", Shift.TWO_SHIFT),
        ("2 shifts", Shift.TWO_SHIFT),
        ("白班夜班两班倒", Shift.TWO_SHIFT),
        ("三班倒", Shift.THREE_SHIFT),
        ("四班三运转", Shift.THREE_SHIFT),
        ("倒班，三班三运转，即三班倒", Shift.THREE_SHIFT),
        ("夜班", Shift.NIGHT),
        ("晚班", Shift.NIGHT),
        ("20:00-8:00", Shift.NIGHT),
        ("晚上8点-早上8点", Shift.NIGHT),
        ("时间自由", Shift.FLEXIBLE),
        ("弹性时间，先送孩子再上班", Shift.FLEXIBLE),
        ("不坐班，交货即可", Shift.FLEXIBLE),
    ],
)
def test_shift_of_a_cell(text: str, shift: Shift) -> None:
    assert read_shift(text) is shift


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8小时制",
        "早晚班",
        "上五休一",
        "月休3天",
        "单休",
        "轮休",
        "不上夜班",
        "白班/夜班",
        "倒班",
    ],
)
def test_no_single_shift(text: str) -> None:
    assert read_shift(text) is None


def test_a_sentence_tells_hours_only_behind_their_label() -> None:
    assert read_shift("明天9:00-17:00面试", in_sentence=True) is None
    assert read_shift("上班时间：8:00-17:30", in_sentence=True) is Shift.DAY
    assert read_shift("18-50岁，夜班", in_sentence=True) is Shift.NIGHT


@given(cell_texts)
def test_any_text(text: str) -> None:
    assert read_shift(text) in (None, *Shift)
    assert read_shift(text, in_sentence=True) in (None, *Shift)
