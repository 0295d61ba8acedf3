from __future__ import annotations

import pytest

from jobmatch.intake.rosters import contents
from jobmatch.intake.rosters.headers import RosterField as F
from tests.intake.rosters.made import MAN, WOMAN, grid


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ([MAN, WOMAN, ""], F.ID_NUMBER),
        (["男", "女"], F.SEX),
        (["13800001111", "13800002222"], F.PHONE),
        (["户主", "配偶", "之子"], F.RELATION),
        (["小学", "初中"], F.SCHOOLING),
        (["旺家社区", "观山社区"], F.COMMUNITY),
        (["3栋", "12栋"], F.BUILDING),
        (["甲", "乙"], None),
        (["", ""], None),
        ([f"张三，{MAN}，会电焊，电话13800001111"], None),
    ],
)
def test_columns_by_content(cells: list[str], field: F | None) -> None:
    assert contents.guess_by_content(cells) is field


def test_a_table_without_a_header() -> None:
    sheet = grid([["1", "张三", "男", MAN], ["2", "李四", "女", WOMAN], ["3", "王五", "男", ""]])
    bodies = contents.bodies_without_header(sheet)
    assert [body.row for body in bodies] == [1, 2, 3]
    assert [column.field for column in bodies[0].columns] == [F.NAME, F.SEX, F.ID_NUMBER]
    assert contents.bodies_without_header(grid([["企业名称", "岗位"]])) == []
    assert contents.bodies_without_header(grid([])) == []
