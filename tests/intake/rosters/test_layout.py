from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobmatch.intake.grids import Merge
from jobmatch.intake.rosters import layout
from jobmatch.intake.rosters.headers import RosterField as F
from jobmatch.intake.rosters.layout import BodyRow, Line
from tests.intake.rosters.made import MAN, WOMAN, grid

HEADER = ["序号", "姓名", "身份证号", "联系电话"]


def _bodies(found: list[BodyRow | Line]) -> list[BodyRow]:
    return [event for event in found if isinstance(event, BodyRow)]


def test_titles_headers_totals_and_notes() -> None:
    sheet = grid(
        [
            ["旺家社区劳动力底册"],
            ["单位：旺家社区居委会"],
            HEADER,
            ["1", "张三", MAN],
            HEADER,
            ["2", "李四", WOMAN],
            ["合计", "", "2人"],
            ["注：以上由社区填写"],
        ]
    )
    bodies = _bodies(list(layout.walk(sheet, {})))
    assert [body.row for body in bodies] == [4, 6]
    assert {body.context.community for body in bodies} == {"旺家社区"}
    assert [column.field for column in bodies[0].columns] == [None, F.NAME, F.ID_NUMBER, F.PHONE]
    assert layout.has_header(sheet, {})


def test_two_level_header_with_and_without_merges() -> None:
    rows = [
        ["姓名", "身份证号", "就业情况", "", "", "电话"],
        ["", "", "是否就业", "单位", "地点", ""],
        ["张三", MAN, "是", "某厂", "东莞", ""],
    ]
    merged = [Merge(1, 1, 2, 1), Merge(1, 2, 2, 2), Merge(1, 3, 1, 5), Merge(1, 6, 2, 6)]
    for merges in (merged, []):
        body = _bodies(list(layout.walk(grid(rows, merges=merges), {})))[0]
        assert body.row == 3
        assert [column.field for column in body.columns] == [
            F.NAME,
            F.ID_NUMBER,
            F.EMPLOYED,
            F.EMPLOYER,
            F.WORKPLACE,
            F.PHONE,
        ]


def test_household_blocks_as_cells_and_as_one_line() -> None:
    header = ["姓名", "与户主关系", "身份证号"]
    for first, second in (
        (
            ["第1户", "户编号", "5206", "住址", "龙生社区2栋201"],
            ["第2户", "户编号", "5207", "住址", "龙生社区3栋301"],
        ),
        (
            ["第1户　户编号：5206　住址：龙生社区2栋201"],
            ["第2户　户编号：5207　住址：龙生社区3栋301"],
        ),
        (
            ["户编号：5206    户主：张三    家庭人口：3人    住址：龙生社区2栋201"],
            ["户编号：5207    户主：李四    家庭人口：1人    住址：龙生社区3栋301"],
        ),
    ):
        sheet = grid(
            [first, header, ["张三", "户主", MAN], second, header, ["李四", "户主", WOMAN]]
        )
        contexts = [body.context for body in _bodies(list(layout.walk(sheet, {})))]
        assert [one.household_no for one in contexts] == ["5206", "5207"]
        assert [one.building for one in contexts] == ["2栋", "3栋"]
        assert [one.block for one in contexts] == [1, 2]


def test_a_persons_own_pairs_are_no_household_line() -> None:
    told = [f"户主：张三　身份证号：{MAN}　住址：龙生社区2栋201"]
    sheet = grid([["姓名", "身份证号"], told, ["李四", WOMAN]])
    assert [body.context.building for body in _bodies(list(layout.walk(sheet, {})))][-1] is None


def test_a_building_line_holds_until_the_next() -> None:
    sheet = grid([["旺家社区"], HEADER, ["3栋"], ["1", "张三", MAN], ["4栋"], ["2", "李四", WOMAN]])
    contexts = [body.context for body in _bodies(list(layout.walk(sheet, {})))]
    assert [(one.community, one.building) for one in contexts] == [
        ("旺家社区", "3栋"),
        ("旺家社区", "4栋"),
    ]


def test_titles_tell_of_work_and_will() -> None:
    def context_of(title: str) -> layout.Context:
        return _bodies(list(layout.walk(grid([[title], HEADER, ["1", "张三", MAN]]), {})))[
            0
        ].context

    assert context_of("旺家社区失业人员台账").employed is False
    assert context_of("在岗人员名单").employed is True
    assert context_of("想找工作的人").willing is True
    assert context_of("就业意愿摸底名单").willing is None


def test_two_people_side_by_side() -> None:
    sheet = grid([["姓名", "身份证号", "姓名", "身份证号"], ["张三", MAN, "李四", WOMAN]])
    bodies = _bodies(list(layout.walk(sheet, {})))
    assert [(body.row, [column.number for column in body.columns]) for body in bodies] == [
        (2, [1, 2]),
        (2, [3, 4]),
    ]


def test_a_remembered_column_counts() -> None:
    sheet = grid([["姓名", "身份证号", "代号甲"], ["张三", MAN, "电焊"]])
    body = _bodies(list(layout.walk(sheet, {"代号甲": "skills", "姓名": "name"})))[0]
    assert body.columns[2].field is F.SKILLS


def test_prose_is_given_as_lines() -> None:
    found = list(layout.walk(grid([["想找工作的人"], [f"1、张三，{MAN}"]]), {}))
    assert [type(event) for event in found] == [Line, Line]
    assert found[1].context.willing is True


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["", "姓名", "身份证号", "电话", "合计", "第1户", "户编号", "3栋", "张三", MAN, "a"]
            ),
            max_size=4,
        ),
        max_size=8,
    )
)
def test_any_sheet(rows: list[list[str]]) -> None:
    for event in layout.walk(grid(rows), {}):
        assert 1 <= event.row <= len(rows)
