from __future__ import annotations

from jobmatch.intake import tables
from jobmatch.intake.column_names import Role
from tests.intake.sheets import make_grid

HEADER = ["序号", "企业名称", "岗位", "人数", "工资"]


def _roles(table: tables.Table) -> list[Role]:
    return [column.role for column in table.columns]


def test_the_header_is_found_below_titles_and_notes() -> None:
    grid = make_grid(
        [
            ["某区用工表"],
            ["填报单位：某局", "", "填报时间：2026年"],
            HEADER,
            ["1", "甲厂", "普工", "3", "4000"],
        ]
    )
    (table,), lines = tables.find_tables(grid)
    assert table.header == (3, 3)
    assert table.body == [4]
    assert [line.row for line in table.preface] == [1, 2]
    assert lines == []
    assert _roles(table) == [Role.SERIAL, Role.EMPLOYER, Role.TITLE, Role.PLACES, Role.PAY]


def test_two_levels_by_merged_cells() -> None:
    grid = make_grid(
        [
            ["企业", "岗位", "工资（元/月）", "", "福利待遇", ""],
            ["", "", "试用期", "转正后", "包吃", "包住"],
            ["甲厂", "普工", "3000", "4000", "√", "×"],
        ],
        (1, 1, 2, 1),
        (1, 2, 2, 2),
        (1, 3, 1, 4),
        (1, 5, 1, 6),
    )
    (table,), _ = tables.find_tables(grid)
    assert table.header == (1, 2)
    assert _roles(table)[2:] == [Role.PAY_PROBATION, Role.PAY, Role.BOARD, Role.LODGING]


def test_two_levels_without_merged_cells() -> None:
    grid = make_grid(
        [
            ["企业", "岗位", "招聘条件", "", "联系方式", ""],
            ["", "", "年龄", "学历", "联系人", "电话"],
            ["甲厂", "普工", "18-45", "初中", "王工", "13600001111"],
        ]
    )
    (table,), _ = tables.find_tables(grid)
    assert table.header == (1, 2)
    assert _roles(table)[2:] == [Role.AGES, Role.SCHOOLING, Role.CONTACT, Role.PHONE]


def test_totals_notes_and_signatures_are_no_body() -> None:
    grid = make_grid(
        [
            HEADER,
            ["1", "甲厂", "普工", "3", "4000"],
            ["", "小计", "1个岗位", "3", ""],
            ["2", "乙厂", "电工", "1", "5000"],
            ["合 计", "", "", "4", ""],
            ["备注：以上信息由单位提供。"],
            ["审核人：", "", "填表人：", "", ""],
        ]
    )
    (table,), lines = tables.find_tables(grid)
    assert table.body == [2, 4]
    assert [line.row for line in lines] == [6, 7]


def test_a_repeated_header_is_skipped_and_another_header_starts_a_table() -> None:
    other = ["岗位", "单位", "数量", "补贴标准", "年龄要求"]
    grid = make_grid(
        [
            HEADER,
            ["1", "甲厂", "普工", "3", "4000"],
            HEADER,
            ["2", "乙厂", "电工", "1", "5000"],
            other,
            ["保洁", "某社区", "2", "400", "60以下"],
        ]
    )
    found, _ = tables.find_tables(grid)
    assert [table.body for table in found] == [[2, 4], [6]]


def test_bands_side_by_side_share_what_stands_left() -> None:
    half = ["岗位", "人数", "月薪"]
    grid = make_grid(
        [["企业", *half, "", *half], ["甲厂", "普工", "3", "4000", "", "电工", "1", "5000"]]
    )
    (table,), _ = tables.find_tables(grid)
    assert [[column.index for column in band] for band in table.bands] == [
        [1, 2, 3, 4],
        [1, 6, 7, 8],
    ]


def test_section_lines_stand_between_rows() -> None:
    rows = [
        ["岗位", "人数", "工资"],
        ["甲厂（地址：某路）"],
        ["普工", "3", "4000"],
        ["乙厂"],
        ["电工", "1", "5000"],
    ]
    (table,), _ = tables.find_tables(make_grid(rows, (2, 1, 2, 3), (4, 1, 4, 3)))
    assert [line.text for line in table.sections] == ["甲厂（地址：某路）", "乙厂"]
    assert table.body == [3, 5]


def test_rows_of_data_are_no_headers() -> None:
    rows = [
        ["1", "铜仁某食品有限公司", "普工", "3", "包吃住"],
        ["车间名称", "某社区帮扶车间", "地址", "某社区8栋"],
        ["说明：请认真填写"],
    ]
    for row in rows:
        assert not tables.looks_like_header(list(enumerate(row, 1)))
    assert tables.looks_like_header(list(enumerate(["工种", "要几个", "工钱"], 1)))


def test_remembered_guesses_win() -> None:
    grid = make_grid([["企业", "岗位", "人数", "甲乙丙"], ["甲厂", "普工", "3", "13600001111"]])
    (table,), _ = tables.find_tables(grid, remembered={"甲乙丙": "phone"})
    assert table.columns[3].guess.confidence == 1.0
    assert table.columns[3].role is Role.PHONE


def test_a_section_line_below_two_levels_is_no_third() -> None:
    grid = make_grid(
        [
            ["用工单位", "职位", "条件", "", "薪酬", ""],
            ["", "", "年龄", "性别", "试用期", "转正"],
            ["一、大龙片区", "", "", "", "", ""],
            ["甲厂", "铺装工", "20-50", "男", "3200", "4000"],
        ],
        (1, 1, 2, 1),
        (1, 2, 2, 2),
        (1, 3, 1, 4),
        (1, 5, 1, 6),
        (3, 1, 3, 6),
    )
    (table,), _ = tables.find_tables(grid)
    assert table.header == (1, 2)
    assert table.body == [4]


def test_employer_and_title_alone_make_a_header() -> None:
    grid = make_grid([["单位名称", "岗位", "栏目甲"], ["甲厂", "普工", "2人，4000元"]])
    (table,), _ = tables.find_tables(grid)
    assert _roles(table)[:2] == [Role.EMPLOYER, Role.TITLE]
