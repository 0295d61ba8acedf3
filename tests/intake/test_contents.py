from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.intake import contents, tables
from jobmatch.intake.column_names import Role
from tests.intake.sheets import make_grid

if TYPE_CHECKING:
    from collections.abc import Sequence


def _roles(rows: Sequence[Sequence[str]]) -> dict[str, Role]:
    grid = make_grid(rows)
    (table,), _ = tables.find_tables(grid)
    return {column.levels[-1]: column.role for column in contents.settle(grid, table).columns}


def test_an_ambiguous_name_is_settled_by_its_cells() -> None:
    welfare = _roles(
        [
            ["企业", "岗位", "工资", "待遇"],
            ["甲厂", "普工", "4000", "包吃住"],
            ["甲厂", "电工", "5000", "五险"],
        ]
    )
    assert welfare["待遇"] is Role.WELFARE
    pay = _roles(
        [
            ["企业", "岗位", "福利待遇"],
            ["甲厂", "普工", "4000-5000元"],
            ["甲厂", "电工", "5000元/月"],
        ]
    )
    assert pay["福利待遇"] is Role.PAY


def test_a_unit_column() -> None:
    assert (
        _roles(
            [
                ["企业名称", "岗位", "工资", "单位"],
                ["甲厂", "普工", "6-8", "万/年"],
                ["甲厂", "电工", "5000", "元/月"],
            ]
        )["单位"]
        is Role.PAY_UNIT
    )


def test_an_area_right_of_the_employer_is_where_the_work_is() -> None:
    assert (
        _roles([["企业", "镇街", "岗位", "工资"], ["甲厂", "长安镇", "普工", "4000"]])["镇街"]
        is Role.WORKPLACE
    )
    assert (
        _roles([["街道", "企业", "岗位", "工资"], ["某街道", "甲厂", "普工", "4000"]])["街道"]
        is Role.AREA
    )


def test_a_name_that_says_nothing() -> None:
    rows = [["企业", "岗位", "工资", "甲", "乙"], ["甲厂", "普工", "4000", "13600001111", "需爬高"]]
    found = _roles(rows)
    assert found["甲"] is Role.PHONE
    assert found["乙"] is Role.DUTIES


def test_dates_are_no_shifts_and_types_need_words() -> None:
    found = _roles(
        [["时间", "单位类型", "企业", "岗位", "工资"], ["3月5日", "甲类", "甲厂", "普工", "4000"]]
    )
    assert found["时间"] is Role.IGNORED
    assert found["单位类型"] is Role.IGNORED


def test_of_two_names_for_one_thing_the_surer_is_kept() -> None:
    found = _roles([["企业名称", "岗位名称", "用工工种", "工资"], ["甲厂", "普工", "装配", "4000"]])
    assert found["岗位名称"] is Role.TITLE
    assert found["用工工种"] is Role.DUTIES


def test_a_sheet_without_a_header() -> None:
    rows = [
        ["甲有限公司", "操作工", "20", "4000-5000元", "13600000000"],
        ["乙食品公司", "电工", "2", "5000-7000元", "13600000001"],
    ]
    table = contents.guess_table(make_grid(rows))
    assert table is not None
    assert [column.role for column in table.columns] == [
        Role.EMPLOYER,
        Role.TITLE,
        Role.PLACES,
        Role.PAY,
        Role.PHONE,
    ]
    assert contents.guess_table(make_grid([["物品", "数量", "价"], ["打印机", "甲", "乙"]])) is None
