"""A posting sheet read whole: every shape of sheet, every posting, every problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch.domain.problems import ProblemKind
from jobmatch.intake import blocks, grids, layouts, readings
from jobmatch.intake.column_names import ROLE_NAMES
from jobmatch.intake.problems import FILE_FIELD, Problem, letters
from jobmatch.intake.readers import PostingTables
from jobmatch.intake.readings import PostingReading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from jobmatch.intake.grids import Grid
    from jobmatch.intake.layouts import Layout

__all__ = [
    "ColumnGuess",
    "PostingReading",
    "PostingSheet",
    "PostingTables",
    "SheetReading",
    "read_grids",
    "read_postings",
]

_ROSTER = "这个文件像是人员花名册，里面没有岗位；如要导入劳动力，请用导入花名册的入口。"
_NO_POSTING = "没有在这个文件里找到岗位，请确认它是招聘岗位表。"


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column was taken for; the clerk confirms or corrects it.

    Attributes:
        letter: of the column on the sheet.
        header: its name as shown.
        path: the key under which a confirmed guess is remembered.
        role: what it was taken for (column_names.Role), with its Chinese name.
        confidence: 0 to 1.
    """

    letter: str
    header: str
    path: str
    role: str
    role_name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How one sheet was read: its shape, how many postings it gave, what its columns mean."""

    name: str | None
    shape: str
    hidden: bool
    count: int
    columns: tuple[ColumnGuess, ...] = ()
    headers: tuple[tuple[int, int], ...] = ()
    """First and last row of each header."""


@dataclass(frozen=True, slots=True)
class PostingSheet:
    """A file read: postings in the order of sheets and rows, problems, and how it was read.

    Attributes:
        is_blank: nothing to read: an empty file, or headers without a row below.
    """

    postings: tuple[PostingReading, ...] = ()
    problems: tuple[Problem, ...] = ()
    sheets: tuple[SheetReading, ...] = ()
    is_blank: bool = False


def read_postings(
    path: Path,
    *,
    today: date,
    tables: PostingTables,
    remembered: Mapping[str, str] | None = None,
    sheet: str | None = None,
    employer: str | None = None,
    name: str | None = None,
) -> PostingSheet:
    """Read the posting sheet at *path*.

    Args:
        path: the file.
        today: the day of reading; dates without a year take the sheet's year, else this one.
        tables: regions and minimum wages.
        remembered: confirmed guesses of this sender, ColumnGuess.path to ColumnGuess.role.
        sheet: read this sheet alone.
        employer: the employer, where the sheet names none.
        name: the name under which the file was sent, when *path* has another.

    Raises:
        InputError: the file cannot be read, or has no sheet of that name.
    """
    chosen = layouts.choose_sheets(grids.read_grids(path, name=name), sheet)
    return read_grids(
        chosen,
        file=name or path.name,
        today=today,
        tables=tables,
        remembered=remembered,
        employer=employer,
    )


def read_grids(
    chosen: Sequence[Grid],
    *,
    file: str,
    today: date,
    tables: PostingTables,
    remembered: Mapping[str, str] | None = None,
    employer: str | None = None,
) -> PostingSheet:
    """Read the postings of sheets that are already grids; as read_postings."""
    found = [layouts.read_layout(grid, remembered=remembered) for grid in chosen]
    kept = _without_summaries(found)
    postings: list[PostingReading] = []
    problems: list[Problem] = []
    for layout in kept:
        for draft in layout.drafts:
            for one in blocks.split_draft(draft):
                reading, more = readings.read_draft(
                    one, file=file, today=today, tables=tables, employer=employer
                )
                postings.append(reading)
                problems += more
    blank = not postings and all(one.shape in ("empty", "header_only") for one in found)
    if not postings and not blank:
        problems.append(_wrong_file(file, found))
    sheets = tuple(_describe(layout, postings) for layout in found)
    return PostingSheet(tuple(postings), tuple(_once(problems)), sheets, blank)


def _without_summaries(found: list[Layout]) -> list[Layout]:
    """Leave out summary sheets when other sheets hold the postings."""
    others = [layout for layout in found if not layouts.is_summary(layout.grid)]
    return others if any(layout.drafts for layout in others) else found


def _once(problems: list[Problem]) -> list[Problem]:
    """Give each problem once: the postings of one row share their cells."""
    return list(dict.fromkeys(problems))


def _wrong_file(file: str, found: list[Layout]) -> Problem:
    roster = any(layout.shape == "roster" for layout in found)
    sentence = _ROSTER if roster else _NO_POSTING
    return Problem(file, None, None, None, FILE_FIELD, ProblemKind.INVALID, sentence)


def _describe(layout: Layout, postings: list[PostingReading]) -> SheetReading:
    columns = tuple(
        ColumnGuess(
            letters(column.index) or "",
            " / ".join(dict.fromkeys(level for level in column.levels if level)),
            layouts.column_path(column),
            column.role.value,
            ROLE_NAMES[column.role],
            round(column.guess.confidence, 2),
        )
        for table in layout.tables
        for column in table.columns
    )
    count = sum(posting.sheet == layout.grid.sheet for posting in postings)
    headers = tuple(table.header for table in layout.tables)
    return SheetReading(
        layout.grid.sheet, layout.shape, layout.grid.hidden, count, columns, headers
    )
