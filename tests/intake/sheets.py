"""Small sheets made in the test, and the tables reading needs."""

from __future__ import annotations

import csv
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import xlsxwriter

from jobmatch import resources
from jobmatch.domain.minimum_wages import MinimumWages
from jobmatch.domain.places import Regions
from jobmatch.intake import postings
from jobmatch.intake.grids import Grid, Merge
from jobmatch.intake.readers import PostingTables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Rows: TypeAlias = "Sequence[Sequence[object]]"
TODAY = date(2026, 3, 15)


def make_xlsx(
    path: Path,
    rows: Rows,
    *,
    merges: Sequence[tuple[int, int, int, int]] = (),
    name: str = "岗位",
    more: Mapping[str, Rows] | None = None,
) -> Path:
    """Write *rows* to a sheet of the workbook at *path*; merges are 1-based corners."""
    with xlsxwriter.Workbook(str(path)) as book:
        for title, lines in {name: rows, **(more or {})}.items():
            sheet = book.add_worksheet(title)
            for number, line in enumerate(lines):
                for column, cell in enumerate(line):
                    if cell not in ("", None):
                        sheet.write(number, column, cell)
            for top, left, bottom, right in merges if title == name else ():
                text = str(rows[top - 1][left - 1])
                sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, text)
    return path


def make_grid(
    rows: Sequence[Sequence[str]],
    *merges: tuple[int, int, int, int],
    sheet: str | None = "岗位",
) -> Grid:
    """Make a grid without a file."""
    width = max((len(row) for row in rows), default=0)
    padded = [[*row, *([""] * (width - len(row)))] for row in rows]
    return Grid(sheet, padded, tuple(Merge(*corners) for corners in merges))


@lru_cache
def posting_tables() -> PostingTables:
    """Give the tables of the product's own seeds."""
    return PostingTables(
        Regions.from_rows(_rows("regions.csv")),
        MinimumWages.from_rows(_rows("wages.csv")),
        "520603",
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (resources.folder("seeds") / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read(path: Path, **options: Any) -> postings.PostingSheet:
    """Read the posting sheet at *path* with the seeds' tables."""
    return postings.read_postings(path, today=TODAY, tables=posting_tables(), **options)


def read_rows(tmp_path: Path, rows: Rows, **options: Any) -> postings.PostingSheet:
    """Write *rows* to a workbook and read it."""
    return read(make_xlsx(tmp_path / "表.xlsx", rows, **options))
