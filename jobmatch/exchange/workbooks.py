"""Workbooks of ours (xlsx): the only import of XlsxWriter outside tests and benchmarks.

A sheet has a title, lines that say of whom and when, one row of headings, rows, and a row of
totals. What looks like a number but is a name (ID numbers, phones, codes) is text and stays text;
a text that begins like a formula is written as a text. Dates are real dates.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Sequence

    Cell = str | int | float | date | None

LONGEST_NAME = 31
"""Characters of a sheet's name: Excel opens nothing longer."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_WIDEST = 60
_FORMULA = tuple("=+-@＝＋－＠\t\r")
"""A text that begins so is run as a formula by programs that read csv copies of the sheet."""
_GROUND = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_CELL = _GROUND | {"border": 1, "text_wrap": True}


class ColumnKind(StrEnum):
    """What a column holds, and so how its cells are formatted."""

    TEXT = "text"
    CODE = "code"
    """ID numbers, phones, posting numbers: text (@), so that no digit is lost."""
    NUMBER = "number"
    DATE = "date"


_FORMATS: dict[ColumnKind, dict[str, Any]] = {
    ColumnKind.TEXT: {"align": "left"},
    ColumnKind.CODE: {"align": "left", "num_format": "@"},
    ColumnKind.NUMBER: {"align": "right", "num_format": "#,##0"},
    ColumnKind.DATE: {"align": "left", "num_format": "yyyy-mm-dd"},
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it holds, its width in characters."""

    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook.

    Attributes:
        name: of its tab; what Excel forbids in it is left out.
        title: above the table, in large type; empty for a bare table.
        notes: lines under the title: unit, day, who filled it in, how numbers are counted.
        columns: what stands in the row of headings.
        rows: a cell per column; None is an empty one.
        totals: a last row in bold; empty for none.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    notes: Sequence[str] = ()
    totals: Sequence[Cell] = ()


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Write *sheets* as one xlsx file.

    Headings are frozen and repeated on every printed page; the paper is A4 across, as wide as the
    table.

    Raises:
        ValueError: two sheets have the same name, or a row has more cells than there are columns.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_numbers": False}) as book:
        names: set[str] = set()
        for sheet in sheets:
            name = _FORBIDDEN.sub("", sheet.name)[:LONGEST_NAME] or "表"
            if name in names:
                raise ValueError(f"two sheets are called {name}")
            names.add(name)
            _write_sheet(book, name, sheet)
    return made.getvalue()


def plain_text(text: str) -> str:
    """Give *text* so that no program takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _write_sheet(book: Any, name: str, sheet: Sheet) -> None:
    page = book.add_worksheet(name)
    last = len(sheet.columns) - 1
    row = _write_head(book, page, sheet, last)
    heading = book.add_format(_CELL | {"bold": True, "align": "center", "bg_color": "#E3EFEC"})
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, min(column.width, _WIDEST))
        page.write_string(row, at, column.heading, heading)
    formats = {kind: book.add_format(_CELL | own) for kind, own in _FORMATS.items()}
    bold = {kind: book.add_format(_CELL | own | {"bold": True}) for kind, own in _FORMATS.items()}
    first = row
    for cells in sheet.rows:
        row += 1
        _write_row(page, row, sheet, cells, formats)
    if sheet.totals:
        row += 1
        _write_row(page, row, sheet, sheet.totals, bold)
    page.freeze_panes(first + 1, 0)
    page.repeat_rows(first)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer("&C第 &P 页，共 &N 页")


def _write_head(book: Any, page: Any, sheet: Sheet, last: int) -> int:
    """Write title and notes over the whole width; give the row of the headings."""
    lines = (
        [(sheet.title, {"bold": True, "font_size": 16, "align": "center"})] if sheet.title else []
    )
    lines += [(note, {"align": "left", "text_wrap": False}) for note in sheet.notes]
    for row, (text, own) in enumerate(lines):
        look = book.add_format(_GROUND | own)
        if last > 0:
            page.merge_range(row, 0, row, last, plain_text(text), look)
        else:
            page.write_string(row, 0, plain_text(text), look)
    return len(lines)


def _write_row(
    page: Any, row: int, sheet: Sheet, cells: Sequence[Cell], formats: dict[ColumnKind, Any]
) -> None:
    if len(cells) > len(sheet.columns):
        raise ValueError(f"a row of {len(cells)} cells under {len(sheet.columns)} headings")
    for at, cell in enumerate(cells):
        kind = sheet.columns[at].kind
        _write_cell(page, row, at, cell, formats[kind], as_text=kind is ColumnKind.CODE)


def _write_cell(page: Any, row: int, at: int, cell: Cell, look: Any, *, as_text: bool) -> None:
    if cell is None or cell == "":
        page.write_blank(row, at, None, look)
    elif isinstance(cell, str) or as_text:
        page.write_string(row, at, plain_text(str(cell)), look)
    elif isinstance(cell, date):
        # Excel knows no zones: an instant is written as the wall clock it was given in.
        plain = cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell
        page.write_datetime(row, at, plain, look)
    else:
        page.write_number(row, at, cell, look)
