"""A roster file to people: sheets walked, rows read, then the rules over the whole file."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from jobmatch.domain import numbers
from jobmatch.domain.problems import ProblemKind
from jobmatch.intake import grids, layouts
from jobmatch.intake.grids import column_letters
from jobmatch.intake.postings import ColumnGuess, SheetReading
from jobmatch.intake.problems import FILE_FIELD, Problem
from jobmatch.intake.rosters import checks, contents, layout, people, stories
from jobmatch.intake.rosters.headers import FIELD_NAMES
from jobmatch.intake.rosters.headers import RosterField as F
from jobmatch.intake.rosters.layout import BodyRow
from jobmatch.intake.rosters.readings import RosterSheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from jobmatch.intake.grids import Grid
    from jobmatch.intake.rosters.layout import Column, Line
    from jobmatch.intake.rosters.people import Draft

NOT_A_ROSTER = (
    "这个文件不像劳动力花名册：没有找到“姓名”或“身份证号”这样的列，请检查是否选错了文件。"
)
_SUMMARY = re.compile(r"汇总|统计|说明|字典|代码|下拉|数据源|填表须知|模板说明")
_SPARSE = 0.25
_PROSE_CELLS = 2  # a serial number and a paragraph


def read_roster(
    path: Path,
    *,
    today: date,
    name: str | None = None,
    sheet: str | None = None,
    remembered: Mapping[str, str] | None = None,
) -> RosterSheet:
    """Read the people of the roster at *path*.

    Args:
        path: the file as it lies on the disk.
        today: a birth date after it makes an identity number wrong.
        name: the name under which the file was sent, when *path* has another.
        sheet: read this sheet alone.
        remembered: confirmed guesses of this sender, ColumnGuess.path to ColumnGuess.role.

    Returns:
        People, problems and what each column was taken for. A file that is no roster gives the one
        problem of the field "file".

    Raises:
        InputError: the file cannot be read, or has no sheet of that name.
    """
    found = layouts.choose_sheets(grids.read_grids(path, name=name), sheet)
    return read_grids(found, file=name or path.name, today=today, remembered=remembered)


def read_grids(
    found: Sequence[Grid],
    *,
    today: date,
    file: str = "",
    remembered: Mapping[str, str] | None = None,
) -> RosterSheet:
    """Read the people of sheets that are already grids; as read_roster."""
    drafts: list[Draft] = []
    sheets: list[SheetReading] = []
    for grid in found:
        events = _events(grid, remembered or {})
        people_here = _read_sheet(grid, events, file=file, today=today)
        fallback = _community_of_name(grid, found)
        for draft in people_here:
            draft.set("community", fallback, people.DERIVED)
        drafts += people_here
        sheets.append(_describe(grid, events, len(people_here)))
    checks.check_roster(drafts)
    is_blank = not drafts and all(
        grid.is_empty or layout.has_header(grid, remembered or {}) for grid in found
    )
    problems = tuple(problem for draft in drafts for problem in draft.problems)
    if not drafts and not is_blank:
        problems = (Problem(file, None, None, None, FILE_FIELD, ProblemKind.INVALID, NOT_A_ROSTER),)
    return RosterSheet(
        workers=tuple(draft.reading() for draft in drafts),
        problems=problems,
        sheets=tuple(sheets),
        doubts=checks.find_doubts(drafts),
        is_blank=is_blank,
    )


def _events(grid: Grid, remembered: Mapping[str, str]) -> list[BodyRow | Line]:
    events = list(layout.walk(grid, remembered))
    if any(isinstance(event, BodyRow) for event in events):
        return events
    return [*contents.bodies_without_header(grid)] or events


def _read_sheet(
    grid: Grid, events: Sequence[BodyRow | Line], *, file: str, today: date
) -> list[Draft]:
    is_table = any(isinstance(event, BodyRow) for event in events)
    filler = _Filler(grid, events)
    drafts: list[Draft] = []
    for event in events:
        if isinstance(event, BodyRow):
            drafts += _read_row(grid, event, filler, today)
        else:
            prose = not is_table and event.cells <= _PROSE_CELLS
            drafts += [
                stories.read_story(grid.sheet, event.row, text, event.context, today=today)
                for text in stories.split_stories(event.text)
                if stories.is_story(text, prose_only=prose)
            ]
    for draft in drafts:
        draft.name_file(file)
    return drafts


def _read_row(grid: Grid, event: BodyRow, filler: _Filler, today: date) -> list[Draft]:
    cells = [
        people.Cell(
            column,
            filler.text(event, column),
            (event.row, column.number) in grid.long_numbers,
        )
        for column in event.columns
    ]
    draft = people.read_person(grid.sheet, event.row, cells, event.context, today=today)
    draft.block = event.context.block
    return [draft] if draft.values.get("name") or draft.cells.get("id_number") else []


def _describe(grid: Grid, events: Sequence[BodyRow | Line], count: int) -> SheetReading:
    seen = {
        (column.number, column.path): column
        for event in events
        if isinstance(event, BodyRow)
        for column in event.columns
    }
    guesses = tuple(
        ColumnGuess(
            letter=column_letters(column.number),
            header=column.header,
            path=column.path,
            role=(column.field or F.IGNORED).value,
            role_name=FIELD_NAMES[column.field or F.IGNORED],
            confidence=column.confidence,
        )
        for column in seen.values()
    )
    shape = "table" if seen else "prose" if count else "empty"
    headers = {event.header for event in events if isinstance(event, BodyRow) and event.header}
    return SheetReading(grid.sheet, shape, grid.hidden, count, guesses, tuple(sorted(headers)))


class _Filler:
    """Fills cells down: merged ranges, 同上, and group columns that are written once per group."""

    _GROUPS = frozenset(
        {F.COMMUNITY, F.BUILDING, F.UNIT, F.ROOM, F.HOUSEHOLD_NO, F.HEAD_NAME, F.ADDRESS}
    )
    _DITTOS = frozenset({"同上", "同前", "〃", "″", '"', "”", "…"})

    def __init__(self, grid: Grid, events: Sequence[BodyRow | Line]) -> None:
        self.grid = grid
        self.rows = [event for event in events if isinstance(event, BodyRow)]
        self.sparse = self._find_sparse()
        self.above: dict[int, tuple[tuple[Column, ...], str]] = {}

    def _find_sparse(self) -> set[tuple[int, str]]:
        """Find group columns of which most rows are empty below a first filled one."""
        filled: Counter[tuple[int, str]] = Counter()
        seen: Counter[tuple[int, str]] = Counter()
        for event in self.rows:
            for column in event.columns:
                if column.field in self._GROUPS:
                    key = (column.number, column.header)
                    seen[key] += 1
                    filled[key] += bool(self.grid.filled(event.row, column.number))
        return {key for key, rows in seen.items() if 0 < filled[key] <= rows * (1 - _SPARSE)}

    def text(self, event: BodyRow, column: Column) -> str:
        """Give the text of a person's cell, filled down where the sheet writes it once."""
        text = self.grid.filled(event.row, column.number)
        merge = self.grid.merge_at(event.row, column.number)
        if merge is not None and merge.left < column.number and merge.right > merge.left:
            text = ""
        ditto = text in self._DITTOS
        if ditto or (not text and (column.number, column.header) in self.sparse):
            columns, above = self.above.get(column.number, ((), ""))
            text = above if columns == event.columns else ""
        self.above[column.number] = (event.columns, text)
        return text


def _community_of_name(grid: Grid, chosen: Sequence[Grid]) -> str | None:
    """Give the community that a sheet is named after, when the workbook writes it in full."""
    name = numbers.squeeze(grid.sheet or "")
    if re.fullmatch(r"[一-龥]{2,8}社区", name):
        return name
    if not re.fullmatch(r"[一-龥]{2,5}", name) or _SUMMARY.search(name):
        return None
    wanted = f"{name}社区"
    return (
        wanted
        if any(wanted in cell for one in chosen for row in one.rows for cell in row)
        else None
    )
