from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.intake import files, grids, workbooks
from tests.intake.sheets import make_grid, make_xlsx

if TYPE_CHECKING:
    from pathlib import Path


def test_merged_ranges_are_marked_and_filled(tmp_path: Path) -> None:
    rows = [["企业", "岗位"], ["甲厂", "普工"], ["", "电工"]]
    (grid,) = grids.read_grids(make_xlsx(tmp_path / "a.xlsx", rows, merges=[(2, 1, 3, 1)]))
    assert grid.text(3, 1) == ""
    assert grid.filled(3, 1) == "甲厂"
    assert grid.filled_row(3) == ["甲厂", "电工"]
    assert grid.merge_at(3, 1) == grids.Merge(2, 1, 3, 1)
    assert grid.merge_at(3, 2) is None


def test_rows_count_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    (grid,) = grids.read_grids(
        make_xlsx(tmp_path / "a.xlsx", [[], ["", "", "岗位"], [], ["", "", "普工"]])
    )
    assert (grid.height, grid.width) == (4, 3)
    assert grid.text(4, 3) == "普工"
    assert grid.text(9, 9) == ""


def test_every_sheet_comes_also_empty_ones(tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "a.xlsx", [["岗位"]], name="一", more={"二": [], "三": [["x"]]})
    found = grids.read_grids(path)
    assert [(grid.sheet, grid.is_empty) for grid in found] == [
        ("一", False),
        ("二", True),
        ("三", False),
    ]


def test_a_csv_is_one_grid_without_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("岗位,人数\n普工\n", encoding="gb18030")
    (grid,) = grids.read_grids(path)
    assert grid.sheet is None
    assert grid.rows == [["岗位", "人数"], ["普工", ""]]


def test_a_dimension_that_lies_is_read_whole(tmp_path: Path) -> None:
    path = make_xlsx(
        tmp_path / "a.xlsx", [["岗位", "人数"], *[["普工", number] for number in range(500)]]
    )
    lying = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(lying, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            if entry.endswith("sheet1.xml"):
                content, count = re.subn(
                    rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', content
                )
                assert count == 1
            target.writestr(entry, content)
    (grid,) = grids.read_grids(lying)
    assert grid.height == 501
    assert grid.text(501, 2) == "499"


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        ("password", files.EncryptedFileError),
        ("too_large", files.ZipBombError),
        ("damaged", files.DamagedFileError),
    ],
)
def test_what_the_child_says_becomes_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: str, raised: type[Exception]
) -> None:
    monkeypatch.setattr(workbooks, "read_workbook", lambda _: {"error": error})
    with pytest.raises(raised):
        grids.read_grids(make_xlsx(tmp_path / "a.xlsx", [["岗位"]]))


def test_a_merge_over_millions_of_rows_costs_nothing() -> None:
    grid = make_grid([["标题"], ["岗位"]], (1, 1, 1_048_576, 16_384))
    assert grid.filled(2, 1) == "标题"


def test_letters_of_columns() -> None:
    assert [grids.column_letters(number) for number in (1, 26, 27, 702, 703)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]


def test_a_fix_stands_in_place_of_what_the_sheet_says() -> None:
    sheet = make_grid([["岗位", "人数"], ["普工", "1o"]])
    (fixed,) = grids.with_fixes([sheet], {("岗位", 2, 2): " 10 ", ("岗位", 9, 9): "x"})
    assert fixed.rows == [["岗位", "人数"], ["普工", "10"]]
    assert sheet.text(2, 2) == "1o"


def test_a_fix_inside_a_merged_range_changes_what_the_range_shows() -> None:
    sheet = make_grid([["企业", "岗位"], ["甲厂", "普工"], ["", "电工"]], (2, 1, 3, 1))
    (fixed,) = grids.with_fixes([sheet], {("岗位", 3, 1): "乙厂"})
    assert [fixed.filled(row, 1) for row in (2, 3)] == ["乙厂", "乙厂"]


def test_a_fixed_number_is_damaged_no_more() -> None:
    sheet = grids.Grid(None, [["1", "2"]], long_numbers=frozenset({(1, 1), (1, 2)}))
    (fixed,) = grids.with_fixes([sheet], {(None, 1, 1): "990000199001011234"})
    assert fixed.long_numbers == {(1, 2)}


def test_fixes_of_another_sheet_leave_a_sheet_alone() -> None:
    sheet = make_grid([["岗位"]])
    assert grids.with_fixes([sheet], {("别的", 1, 1): "x"}) == (sheet,)


@given(st.integers(min_value=1, max_value=20_000))
def test_letters_and_numbers_of_columns_are_each_other(number: int) -> None:
    assert grids.column_number(grids.column_letters(number)) == number
