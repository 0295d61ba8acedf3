from __future__ import annotations

import pytest

from jobmatch.domain.kinds import Insurance, Shift
from jobmatch.intake import offers
from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import Cell, Draft
from jobmatch.intake.readers import Reader
from tests.intake.sheets import TODAY, posting_tables


def _read(*cells: tuple[Role, str, str]) -> Reader:
    draft = Draft(None, 2)
    for column, (role, header, text) in enumerate(cells, 1):
        draft.add(role, Cell(text, column, header))
    reader = Reader(draft, "表.csv", TODAY, posting_tables())
    offers.read_shift(reader)
    offers.read_boarding(reader)
    offers.read_insurance(reader)
    return reader


@pytest.mark.parametrize(
    ("cells", "shift"),
    [
        ([(Role.SHIFT, "班次", "长白班")], Shift.DAY),
        ([(Role.PAY, "工资", "3500-5000（两班倒）")], Shift.TWO_SHIFT),
        ([(Role.PAY, "工资", "两班制6500元，三班制5500元")], None),
        ([(Role.PAY, "工资", "两班倒6500元，长白班5000元")], None),
        ([(Role.TITLE, "岗位", "夜班保安")], Shift.NIGHT),
        ([(Role.TITLE, "岗位", "白班保安")], None),
        ([(Role.SHIFT, "班次", "/"), (Role.REMARK, "备注", "三班倒")], Shift.THREE_SHIFT),
    ],
)
def test_shifts(cells: list[tuple[Role, str, str]], shift: Shift | None) -> None:
    assert _read(*cells).values.get("shift") is shift


@pytest.mark.parametrize(
    ("cells", "board", "lodging"),
    [
        ([(Role.BOARD, "包吃", "√"), (Role.LODGING, "包住", "×")], True, False),
        ([(Role.BOARD, "吃", "包"), (Role.LODGING, "住", "不包")], True, False),
        ([(Role.BOARDING, "是否包吃住", "是")], True, True),
        ([(Role.BOARDING, "食宿", "包住")], None, True),
        ([(Role.BOARDING, "食宿", "/")], None, None),
        ([(Role.WELFARE, "食宿及保险", "无")], False, False),
        ([(Role.REMARK, "备注", "管中餐，住宿自理")], True, False),
    ],
)
def test_board_and_lodging(
    cells: list[tuple[Role, str, str]],
    board: bool | None,  # noqa: FBT001 - a column of the table above
    lodging: bool | None,  # noqa: FBT001 - a column of the table above
) -> None:
    values = _read(*cells).values
    assert values.get("board") is board
    assert values.get("lodging") is lodging


def test_board_that_contradicts_is_reported() -> None:
    reader = _read((Role.BOARD, "包吃", "√"), (Role.REMARK, "备注", "不包吃"))
    assert [one.field for one in reader.problems] == ["board"]
    assert "board" not in reader.values


@pytest.mark.parametrize(
    ("cells", "insurance"),
    [
        ([(Role.INSURANCE, "五险", "有")], Insurance.FIVE),
        ([(Role.INSURANCE, "五险一金", "√")], Insurance.FIVE_AND_FUND),
        ([(Role.INSURANCE, "五险", "无")], Insurance.NONE),
        ([(Role.INSURANCE, "意外险", "是")], Insurance.ACCIDENT),
        ([(Role.INSURANCE, "保险", "五险一金")], Insurance.FIVE_AND_FUND),
        ([(Role.WELFARE, "食宿及保险", "无")], Insurance.NONE),
        ([(Role.REMARK, "备注", "买意外险")], Insurance.ACCIDENT),
        ([(Role.INSURANCE, "保险", "/")], None),
    ],
)
def test_insurance(cells: list[tuple[Role, str, str]], insurance: Insurance | None) -> None:
    assert _read(*cells).values.get("insurance") is insurance
