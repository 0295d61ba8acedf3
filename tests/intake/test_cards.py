from __future__ import annotations

from jobmatch.intake import cards
from jobmatch.intake.captions import Caption
from jobmatch.intake.column_names import Role
from tests.intake.sheets import make_grid

CARD = [
    ["车间名称", "某社区苗绣帮扶车间", "地址", "某社区8栋"],
    ["招工岗位", "绣花工", "人数", "20人"],
    ["工资", "计件，2200-4500元", "上班时间", "弹性"],
]


def test_cards_below_each_other() -> None:
    second = [CARD[0], ["招工岗位", "检验", "人数", "2人"], ["备注", "包住", "", ""]]
    grid = make_grid([["车间用工登记卡"], *CARD, [], *second])
    drafts = cards.draft_cards(grid, Caption())
    assert [draft.row for draft in drafts] == [2, 6]
    assert [draft.text(Role.TITLE) for draft in drafts] == ["绣花工", "检验"]
    assert drafts[0].text(Role.PAY) == "计件，2200-4500元"
    assert drafts[1].text(Role.REMARK) == "包住"


def test_one_card_of_two_columns() -> None:
    rows = [
        ["企业名称", "甲公司"],
        ["岗位", "会计"],
        ["人数", "1"],
        ["薪资", "4000"],
        ["联系方式", "李经理13600002222"],
    ]
    (draft,) = cards.draft_cards(make_grid(rows), Caption())
    assert draft.text(Role.EMPLOYER) == "甲公司"
    assert draft.text(Role.PHONE) == "李经理13600002222"


def test_values_of_merged_cells() -> None:
    rows = [
        ["用工单位", "甲公司", "", "人数", "5人"],
        ["工种", "采茶工", "", "工资", "120元/天"],
        ["要求", "60岁以下", "", "", ""],
    ]
    (draft,) = cards.draft_cards(
        make_grid(rows, (1, 2, 1, 3), (2, 2, 2, 3), (3, 2, 3, 5)), Caption()
    )
    assert draft.text(Role.PLACES) == "5人"
    assert draft.text(Role.DEMANDS) == "60岁以下"


def test_a_table_is_no_card() -> None:
    rows = [
        ["企业", "岗位", "人数", "工资"],
        ["甲厂", "普工", "3", "4000"],
        ["乙厂", "电工", "1", "5000"],
    ]
    assert cards.find_cards(make_grid(rows)) == []
    assert cards.find_transposed(make_grid(rows)) is None


def test_names_in_the_first_column() -> None:
    rows = [
        ["甲公司招聘"],
        ["岗位", "电解工", "化验员"],
        ["人数", "20", "3人"],
        ["工资", "5000", "4500"],
    ]
    grid = make_grid(rows)
    found = cards.find_transposed(grid)
    assert found is not None
    drafts = cards.draft_transposed(grid, *found, cards.card_caption(grid, found[0]))
    assert [(draft.row, draft.text(Role.TITLE), draft.text(Role.PAY)) for draft in drafts] == [
        (2, "电解工", "5000"),
        (2, "化验员", "4500"),
    ]
