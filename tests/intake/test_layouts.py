from __future__ import annotations

import pytest

from jobmatch.domain.kinds import EmployerKind
from jobmatch.intake import layouts
from tests.intake.sheets import make_grid

TABLE = [["企业", "岗位", "人数", "工资"], ["甲厂", "普工", "3", "4000"]]


@pytest.mark.parametrize(
    ("rows", "shape"),
    [
        ([], "empty"),
        (TABLE, "table"),
        ([["序号", *TABLE[0]], ["1"], ["2"]], "header_only"),
        ([["岗位", "绣工"], ["人数", "3"], ["工资", "4000"]], "cards"),
        ([["岗位", "绣工", "电工"], ["人数", "3", "2"], ["工资", "4000", "5000"]], "transposed"),
        ([["甲食品有限公司招普工3名，4000元"]], "text"),
        ([["姓名", "身份证号码", "与户主关系", "联系电话"], ["甲", "1", "户主", "2"]], "roster"),
        ([["物品", "规格"], ["纸", "A4"]], "other"),
    ],
)
def test_shapes(rows: list[list[str]], shape: str) -> None:
    assert layouts.read_layout(make_grid(rows)).shape == shape


def test_sheets_that_hold_no_postings_by_their_name() -> None:
    grids = [make_grid(TABLE, sheet=name) for name in ("填表说明", "字典", "一园", "汇总")]
    assert [grid.sheet for grid in layouts.choose_sheets(grids, None)] == ["一园", "汇总"]
    assert layouts.is_summary(grids[3])
    assert [grid.sheet for grid in layouts.choose_sheets(grids, "字典")] == ["字典"]
    with pytest.raises(layouts.SheetMissingError, match="二园"):
        layouts.choose_sheets(grids, "二园")


def test_the_kind_comes_from_title_sheet_or_header() -> None:
    title = layouts.read_layout(make_grid([["公益性岗位表"], *TABLE]))
    assert title.drafts[0].caption.kind is EmployerKind.PUBLIC_WELFARE
    named = layouts.read_layout(make_grid([["单位", *TABLE[0][1:]], TABLE[1]], sheet="帮扶车间"))
    assert named.drafts[0].caption.kind is EmployerKind.WORKSHOP
    header = layouts.read_layout(make_grid(TABLE))
    assert header.drafts[0].caption.kind is EmployerKind.ENTERPRISE


def test_notes_below_hold_for_the_whole_table() -> None:
    found = layouts.read_layout(make_grid([*TABLE, ["注：以上岗位均包吃住"]]))
    assert "包吃住" in found.drafts[0].caption.offers


def test_each_firm_has_its_own_block() -> None:
    header = ["工种", "人数", "工资"]
    found = layouts.read_layout(
        make_grid(
            [
                ["某县招聘展板"],
                ["甲食品有限公司  地址：关中坝街道  包吃住"],
                header,
                ["杀鱼工", "2", "4000"],
                ["乙建材有限公司"],
                header,
                ["压砖工", "3", "5000"],
            ]
        )
    )
    one, two = (draft.caption for draft in found.drafts)
    assert (one.employer, one.workplace, one.offers) == ("甲食品有限公司", "关中坝街道", "包吃住")
    assert (two.employer, two.workplace, two.offers) == ("乙建材有限公司", None, "")
