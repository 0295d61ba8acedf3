"""Rows of a table's body into drafts: filled down, "same as above" resolved, sections applied."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from jobmatch.intake import captions
from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import Cell, Draft

if TYPE_CHECKING:
    from jobmatch.intake.grids import Grid
    from jobmatch.intake.tables import Column, Line, Table

_SAME = re.compile(
    r"^\s*(?:[（(]?\s*(?:同\s*上|同\s*前|同上行|见上)\s*[)）]?|[〃″”\"]|—?\s*同\s*—?|,,|''|〞)\s*"
)
_EXAMPLE = re.compile(r"某某|[XＸ×]{2,}(?:公司|厂|有限)|^(?:示例|样例|例如|例)$")
_OF_EMPLOYER = frozenset(
    {Role.WORKPLACE, Role.CONTACT, Role.PHONE, Role.DEADLINE, Role.KIND, Role.AREA}
)
_STRONG = frozenset(
    {
        Role.PLACES,
        Role.PAY,
        Role.AGES,
        Role.SEX,
        Role.SCHOOLING,
        Role.DEMANDS,
        Role.PAY_MIN,
        Role.AGE_MIN,
    }
)
_SAME_SIGNS = frozenset("同〃″”\"—,'〞（(见 ")
_LONGEST_LABEL = 12
_LEAST_CELLS = 3
_BLANK = frozenset({"", "/", "-", "—", "——", "\\", "、"})


def draft_rows(grid: Grid, table: Table, outer: captions.Caption) -> list[Draft]:
    """Make a draft of every posting in *table*; *outer* is what holds for the whole sheet."""
    drafts: list[Draft] = []
    for number, band in enumerate(table.bands):
        reader = _BandReader(grid, band, first=number == 0)
        waiting = list(table.sections)
        caption = outer
        for row in table.body:
            lines: list[Line] = []
            while waiting and waiting[0].row < row:
                lines.append(waiting.pop(0))
            if lines:
                caption = _enter_section(lines, outer, caption)
                reader.forget()
            draft = reader.read(row, caption)
            if draft is not None:
                drafts.append(draft)
    drafts.sort(key=lambda draft: draft.row)
    return drafts


def _enter_section(
    lines: list[Line], outer: captions.Caption, before: captions.Caption
) -> captions.Caption:
    """Apply section lines: headings start afresh, lines of details add to what holds."""
    caption = before
    for line in lines:
        found = captions.read_section(line.text)
        details = not found.employer and captions.is_detail(line.text)
        caption = found.over(caption if details else outer)
    return caption


def _label(column: Column) -> str:
    """Give the name shown beside a cell: the whole path when it is short, else its last level."""
    path = "".join(dict.fromkeys(column.levels))
    return path if len(path) <= _LONGEST_LABEL else column.levels[-1]


class _BandReader:
    """Reads the rows of one band in order, remembering what stood above."""

    def __init__(self, grid: Grid, band: tuple[Column, ...], *, first: bool) -> None:
        self._grid = grid
        self._band = band
        self._first = first
        self._above: dict[int, str] = {}
        self._of_employer: dict[int, str] = {}
        self._last: Draft | None = None
        self._fills = not self._repeats(Role.EMPLOYER)
        self._indexes = [column.index for column in band]
        self._roles = {column.index: column.role for column in band}
        self._labels = {column.index: _label(column) for column in band}
        self._titles = [column.index for column in band if column.role is Role.TITLE]

    def forget(self) -> None:
        """Forget what stood above: a section line came between."""
        self._of_employer = {}

    def _repeats(self, role: Role) -> bool:
        """Tell whether the column of *role* writes the same text in rows that follow each other."""
        index = next((column.index for column in self._band if column.role is role), None)
        if index is None:
            return True
        texts = [row[index - 1] for row in self._grid.rows if index <= len(row)]
        return any(text and text == following for text, following in pairwise(texts))

    def read(self, row: int, caption: captions.Caption) -> Draft | None:
        """Read *row*; None when it holds no posting."""
        line = self._grid.rows[row - 1]
        own = {index: line[index - 1] for index in self._indexes if line[index - 1]}
        texts = {column.index: self._text(row, column) for column in self._band}
        if self._skips(own, texts):
            return None
        self._fill_down(own, texts)
        draft = Draft(self._grid.sheet, row, caption=caption)
        for column in self._band:
            text = texts[column.index]
            if text:
                cell = Cell(text, column.index, self._labels[column.index])
                draft.add(column.role, cell, column.guess.confidence)
        self._above = texts
        if self._continues(row) and self._last is not None:
            self._append(own)
            return None
        self._last = draft
        return draft

    def _text(self, row: int, column: Column) -> str:
        merge = self._grid.merge_at(row, column.index)
        if merge is None:
            text = self._grid.rows[row - 1][column.index - 1]
        else:
            text = self._grid.text(merge.top, merge.left)
        if merge is not None and column.role is Role.PLACES and row > merge.top:
            text = ""  # one number over several rows is their sum
        same = _SAME.match(text) if text[:1] in _SAME_SIGNS else None
        if same:
            rest = text[same.end() :].lstrip("，,；;、")
            above = self._above.get(column.index, "")
            text = f"{above}，{rest}" if rest and above else above or rest
        return text

    def _skips(self, own: dict[int, str], texts: dict[int, str]) -> bool:
        """Tell whether a row holds no posting of this band: blank, numbered only, an example."""
        roles = self._roles
        told = [
            index
            for index, text in own.items()
            if roles[index] not in (Role.SERIAL, Role.IGNORED) and text not in _BLANK
        ]
        if not told or any(_EXAMPLE.search(text) for text in own.values()):
            return True
        title = "".join(texts[index] for index in self._titles)
        if title and title not in _BLANK:
            return False
        strong = [index for index in told if roles[index] in _STRONG]
        return len(told) < _LEAST_CELLS or not strong

    def _fill_down(self, own: dict[int, str], texts: dict[int, str]) -> None:
        """Fill what belongs to the employer from the row that named it, where the cell is blank."""
        employer = next((one.index for one in self._band if one.role is Role.EMPLOYER), None)
        if employer is None:
            return
        if texts[employer]:
            if own.get(employer):
                self._of_employer = {
                    column.index: texts[column.index]
                    for column in self._band
                    if column.role in _OF_EMPLOYER or column.role is Role.EMPLOYER
                }
            return
        if not self._fills:
            return
        for index, text in self._of_employer.items():
            texts[index] = texts[index] or text

    def _continues(self, row: int) -> bool:
        """Tell whether the title of *row* is that of the row above, merged, with nothing new."""
        for index in self._titles:
            merge = self._grid.merge_at(row, index)
            if merge is not None and merge.top < row:
                counted = any(
                    self._grid.text(row, other.index)
                    for other in self._band
                    if other.role in (Role.PLACES, Role.EMPLOYER)
                )
                return not counted
        return False

    def _append(self, own: dict[int, str]) -> None:
        """Add the texts of a continuing row to the posting above."""
        assert self._last is not None  # noqa: S101 - told to the type checker; the caller asked
        for column in self._band:
            if own.get(column.index) and column.role not in (Role.SERIAL, Role.IGNORED):
                role = column.role if column.role in (Role.DUTIES, Role.PAY) else Role.REMARK
                self._last.add(role, Cell(own[column.index], column.index))
