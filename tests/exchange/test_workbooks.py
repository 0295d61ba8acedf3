from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from jobmatch.exchange.workbooks import Column, ColumnKind, Sheet, plain_text, write_workbook

COLUMNS = (
    Column("姓名"),
    Column("身份证号", ColumnKind.CODE, 20),
    Column("人数", ColumnKind.NUMBER),
    Column("日期", ColumnKind.DATE),
)
ROWS = (
    ("杨秀英", "990000198505041226", 1200, date(2026, 3, 15)),
    ("=1+1", "013800005678", None, None),
)


def read(content: bytes, name: str) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows: list[list[Any]] = book.get_sheet_by_name(name).to_python()
    return rows


def made(**fields: object) -> Sheet:
    return Sheet(**{"name": "名单", "columns": COLUMNS, "rows": ROWS} | fields)  # type: ignore[arg-type]  # fields of a test


def test_digits_stay_whole_and_formulas_stay_texts() -> None:
    rows = read(write_workbook([made()]), "名单")
    assert rows[0] == ["姓名", "身份证号", "人数", "日期"]
    assert rows[1] == ["杨秀英", "990000198505041226", 1200, date(2026, 3, 15)]
    assert rows[2][:2] == ["'=1+1", "013800005678"]


def test_title_notes_and_totals_stand_around_the_table() -> None:
    sheet = made(
        title="花名册", notes=("单位：某中心", "日期：2026-03-15"), totals=("合计", None, 1200)
    )
    rows = read(write_workbook([sheet]), "名单")
    assert [row[0] for row in rows[:4]] == ["花名册", "单位：某中心", "日期：2026-03-15", "姓名"]
    assert rows[-1][:3] == ["合计", "", 1200]


def test_headings_are_frozen_and_repeated_on_a4_across() -> None:
    content = write_workbook([made(title="花名册")])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
        book = parts.read("xl/workbook.xml").decode()
    assert 'ySplit="2"' in page
    assert 'paperSize="9"' in page
    assert 'orientation="landscape"' in page
    assert "fitToPage" in page
    assert "Print_Titles" in book


def test_a_name_that_excel_forbids_is_mended_and_stands_once() -> None:
    assert read(write_workbook([made(name="一[二]/三?")]), "一二三")
    with pytest.raises(ValueError, match="two sheets"):
        write_workbook([made(), made()])
    with pytest.raises(ValueError, match="cells under"):
        write_workbook([made(rows=[(1, 2, 3, 4, 5)])])


@pytest.mark.parametrize("text", ["=A1", "+1", "-1", "@x", "＝A1", "\tx"])
def test_what_begins_like_a_formula_is_marked(text: str) -> None:
    assert plain_text(text) == f"'{text}"
    assert plain_text(f"a{text}") == f"a{text}"
