from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.intake import bodies, tables
from jobmatch.intake.captions import Caption
from jobmatch.intake.column_names import Role
from tests.intake.sheets import make_grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.intake.drafts import Draft

HEADER = ["序号", "企业名称", "岗位", "人数", "工资", "联系电话"]


def _drafts(rows: Sequence[Sequence[str]], *merges: tuple[int, int, int, int]) -> list[Draft]:
    grid = make_grid(rows, *merges)
    (table,), _ = tables.find_tables(grid)
    return bodies.draft_rows(grid, table, Caption())


def test_merged_employers_are_filled_down() -> None:
    rows = [
        HEADER,
        ["1", "甲厂", "普工", "3", "4000", "13600001111"],
        ["2", "", "电工", "1", "5000", ""],
    ]
    second = _drafts(rows, (2, 2, 3, 2), (2, 6, 3, 6))[1]
    assert second.text(Role.EMPLOYER) == "甲厂"
    assert second.text(Role.PHONE) == "13600001111"


def test_blank_employers_below_one_are_filled_down_too() -> None:
    rows = [
        HEADER,
        ["1", "甲厂", "普工", "3", "4000", "13600001111"],
        ["", "", "电工", "1", "5000", ""],
        ["2", "乙厂", "车工", "1", "5000", ""],
        ["", "", "铣工", "1", "5000", ""],
    ]
    drafts = _drafts(rows)
    assert [draft.text(Role.EMPLOYER) for draft in drafts] == ["甲厂", "甲厂", "乙厂", "乙厂"]
    assert [draft.text(Role.PHONE) for draft in drafts] == ["13600001111", "13600001111", "", ""]


def test_an_export_that_repeats_employers_is_not_filled() -> None:
    rows = [
        HEADER,
        ["1", "甲厂", "普工", "3", "4000", "1"],
        ["2", "甲厂", "电工", "1", "5000", ""],
        ["3", "", "车工", "1", "5000", ""],
    ]
    drafts = _drafts(rows)
    assert drafts[2].text(Role.EMPLOYER) == ""
    assert drafts[1].text(Role.PHONE) == ""


def test_the_same_as_above() -> None:
    rows = [
        HEADER,
        ["1", "甲厂", "普工", "3", "4000", "0856-1234567"],
        ["2", "同上", "电工", "〃", "同 上", "同上，找王工"],
    ]
    second = _drafts(rows)[1]
    assert [second.text(role) for role in (Role.EMPLOYER, Role.PLACES, Role.PAY)] == [
        "甲厂",
        "3",
        "4000",
    ]
    assert second.text(Role.PHONE) == "0856-1234567，找王工"


def test_rows_that_are_no_postings() -> None:
    rows = [
        HEADER,
        ["1", "", "", "", "", ""],
        ["例", "某某公司", "普工", "20人", "4000-5000", "13800000000"],
        ["2", "甲厂", "普工", "3", "4000", ""],
        ["3", "", "/", "", "", ""],
    ]
    assert [draft.row for draft in _drafts(rows)] == [4]


def test_a_row_without_a_title_but_much_else_is_kept() -> None:
    rows = [HEADER, ["1", "甲厂", "", "3", "4000", "13600001111"]]
    assert [draft.text(Role.TITLE) for draft in _drafts(rows)] == [""]


def test_a_merged_title_goes_on_in_the_next_row() -> None:
    header = ["企业", "岗位", "人数", "要求"]
    rows = [
        header,
        ["甲厂", "普工", "3", "18-45岁"],
        ["", "", "", "有经验优先"],
        ["乙厂", "电工", "1", ""],
    ]
    drafts = _drafts(rows, (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 3, 3))
    assert [draft.row for draft in drafts] == [2, 4]
    assert drafts[0].text(Role.REMARK) == "有经验优先"


def test_sections_give_employers_and_headings_end_them() -> None:
    rows = [
        ["岗位", "人数", "工资"],
        ["一、甲有限公司 电话：0856-1234567"],
        ["普工", "3", "4000"],
        ["二、个体"],
        ["小工", "2", "200/天"],
    ]
    first, second = _drafts(rows, (2, 1, 2, 3), (4, 1, 4, 3))
    assert first.caption.employer == "甲有限公司"
    assert second.caption.employer is None


def test_a_row_of_two_bands_is_two_postings() -> None:
    half = ["岗位", "人数", "月薪"]
    drafts = _drafts(
        [
            [*half, "", *half],
            ["普工", "3", "4000", "", "电工", "1", "5000"],
            ["车工", "2", "5000", "", "", "", ""],
        ]
    )
    assert [(draft.row, draft.text(Role.TITLE)) for draft in drafts] == [
        (2, "普工"),
        (2, "电工"),
        (3, "车工"),
    ]
