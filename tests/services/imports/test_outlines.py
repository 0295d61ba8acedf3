from __future__ import annotations

from jobmatch.domain.imports import ImportKind
from jobmatch.services import imports
from jobmatch.services.imports.outlines import Outline, outline_of
from tests.services.imports.made import TODAY, content

ROWS = (
    ("某区2026年招工表",),
    ("企业名称", "岗位名称", "招聘人数", "工资", "甲乙丙"),
    ("某厂", "普工", "10", "4000-5000元/月", "一"),
    ("某厂", "电工", "2", "5000~1000", "一"),
    ("某厂", "焊工", "2", "6000", "二"),
)


def _outline() -> Outline:
    read = imports.read_content(
        content(*ROWS), name="招工表.csv", kind=ImportKind.POSTINGS, today=TODAY
    )
    return outline_of(read)


def test_the_top_of_a_sheet_shows_which_row_is_its_header() -> None:
    (sheet,) = _outline().sheets
    assert [(row.row, row.is_header) for row in sheet.top] == [
        (1, False),
        (2, True),
        (3, False),
        (4, False),
    ]
    assert sheet.top[0].texts[0] == "某区2026年招工表"


def test_a_column_shows_its_first_different_texts() -> None:
    (sheet,) = _outline().sheets
    assert [column.samples for column in sheet.columns][1:] == [
        ("普工", "电工", "焊工"),
        ("10", "2"),
        ("4000-5000元/月", "5000~1000", "6000"),
        ("一", "二"),
    ]


def test_rows_with_problems_are_kept_whole() -> None:
    outline = _outline()
    assert outline.texts(None, 4) == ROWS[3]
    assert outline.texts(None, 3) is None


def test_an_outline_comes_back_as_it_was_written() -> None:
    outline = _outline()
    assert Outline.from_text(outline.to_text()) == outline
    assert Outline.from_text(None) == Outline()
    assert outline.sheet(None) == outline.sheets[0]
