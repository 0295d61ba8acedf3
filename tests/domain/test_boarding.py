"""The matrix of board and lodging."""

from __future__ import annotations

import pytest
from hypothesis import given

from jobmatch.domain.boarding import Boarding, read_boarding, read_mark
from tests.domain.cell_texts import cell_texts

YES, NO, UNSAID = True, False, None


@pytest.mark.parametrize(
    ("text", "board", "lodging"),
    [
        ("包吃住", YES, YES),
        ("包 吃 住", YES, YES),
        ("包食宿", YES, YES),
        ("供吃住", YES, YES),
        ("包吃包住", YES, YES),
        ("包吃、包住宿；需B2驾照", YES, YES),
        ("食宿全免", YES, YES),
        ("住家，包吃住", YES, YES),
        ("不包吃住", NO, NO),
        ("食宿自理", NO, NO),
        ("吃住：无", NO, NO),
        ("不包吃，包住", NO, YES),
        ("包住不包吃", NO, YES),
        ("包吃不包住", YES, NO),
        ("包食不包住", YES, NO),
        ("管午餐, 不管住", YES, NO),
        ("提供工作餐，住宿自理", YES, NO),
        ("包吃，住宿自理", YES, NO),
        ("包吃、住自理", YES, NO),
        ("包住，吃饭刷卡", UNSAID, YES),
        ("包住，吃饭自费", NO, YES),
        ("包住，食堂自费", NO, YES),
        ("管两餐", YES, UNSAID),
        ("包一顿中餐，意外险", YES, UNSAID),
        ("中午管饭，车接车送", YES, UNSAID),
        ("提供免费午餐", YES, UNSAID),
        ("餐费自理", NO, UNSAID),
        ("包住", UNSAID, YES),
        ("有夫妻房", UNSAID, YES),
        ("宿舍八人间, 电费自理", UNSAID, YES),
        ("免费住宿，餐补10元/天", UNSAID, YES),
        ("住宿自理", UNSAID, NO),
        ("无宿舍", UNSAID, NO),
        ("餐补400", UNSAID, UNSAID),
        ("住宿押金200元，离职退还", UNSAID, UNSAID),
        ("餐厅服务员", UNSAID, UNSAID),
        ("无", UNSAID, UNSAID),
        ("", UNSAID, UNSAID),
    ],
)
def test_board_and_lodging(
    text: str,
    board: bool | None,  # noqa: FBT001 - a table
    lodging: bool | None,  # noqa: FBT001 - a table
) -> None:
    assert read_boarding(text) == Boarding(board, lodging)


def test_in_its_column_a_mark_speaks_of_both() -> None:
    assert read_boarding("无", in_column=True) == Boarding(board=False, lodging=False)
    assert read_boarding("√", in_column=True) == Boarding(board=True, lodging=True)
    assert read_boarding("/", in_column=True) == Boarding()


@pytest.mark.parametrize(
    ("text", "mark"),
    [("√", YES), ("包", YES), ("Y", YES), ("有", YES), ("×", NO), ("不包", NO), ("无", NO),
     ("N", NO), ("/", UNSAID), ("", UNSAID), ("看情况", UNSAID)],
)  # fmt: skip
def test_marks(text: str, mark: bool | None) -> None:  # noqa: FBT001 - a table
    assert read_mark(text) is mark


@given(cell_texts)
def test_any_text(text: str) -> None:
    found = read_boarding(text)
    if not any(word in text for word in ("包", "管", "住", "宿", "餐", "饭", "吃", "供")):
        assert found == Boarding()
    read_mark(text)
