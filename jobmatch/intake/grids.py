"""Grids: a sheet as rows of text, with what merged ranges cover; rows and columns count from 1."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jobmatch.intake import encodings, files, workbooks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_LETTERS = 26
_MAX_LEADING = 100_000
_MAX_COVERED = 1_000_000


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, corners included, 1-based."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """One sheet. Hidden rows and columns are data: a filter was left on.

    Attributes:
        sheet: its name; None for a csv file.
        rows: texts as they stand, without fill; all rows are *width* long.
        merges: merged ranges that reach into the used area.
        hidden: the whole sheet is hidden.
        long_numbers: (row, column) of cells that held 12 digits or more as a number: the last
            digits of an identity number or card there are lost.
    """

    sheet: str | None
    rows: list[list[str]]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    long_numbers: frozenset[tuple[int, int]] = frozenset()
    _by_row: dict[int, list[Merge]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        budget = _MAX_COVERED
        for merge in self.merges:
            for row in range(merge.top, min(merge.bottom, self.height) + 1):
                self._by_row.setdefault(row, []).append(merge)
                budget -= 1
            if budget < 0:
                return

    @property
    def height(self) -> int:
        """Give the number of the last row that holds anything."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Give the number of the last column that holds anything."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def is_empty(self) -> bool:
        """Tell whether no cell holds anything."""
        return not any(cell for row in self.rows for cell in row)

    def text(self, row: int, column: int) -> str:
        """Give the text that stands in the cell itself; "" beyond the edges."""
        if 1 <= row <= self.height and 1 <= column <= self.width:
            return self.rows[row - 1][column - 1]
        return ""

    def filled(self, row: int, column: int) -> str:
        """Give the cell's text, or that of the merged range that covers it."""
        merge = self.merge_at(row, column)
        if merge is None:
            return self.text(row, column)
        return self.text(merge.top, merge.left)

    def merge_at(self, row: int, column: int) -> Merge | None:
        """Give the merged range that covers the cell, if one does."""
        for merge in self._by_row.get(row, ()):
            if merge.left <= column <= merge.right:
                return merge
        return None

    def filled_row(self, row: int) -> list[str]:
        """Give row *row* with merged ranges filled, also sideways."""
        if row not in self._by_row:
            return self.rows[row - 1]
        return [self.filled(row, column) for column in range(1, self.width + 1)]


CellPlace = tuple[str | None, int, int]
"""Where a cell stands: name of the sheet (None for csv), 1-based row and column."""


def with_fixes(found: Iterable[Grid], fixes: Mapping[CellPlace, str]) -> tuple[Grid, ...]:
    """Give the sheets with the texts of *fixes* in place of what stood there.

    A fix inside a merged range changes the one text that the range shows. What stands beyond the
    used area, or on a sheet that is not there, changes nothing.
    """
    by_sheet: dict[str | None, dict[tuple[int, int], str]] = {}
    for (sheet, row, column), text in fixes.items():
        by_sheet.setdefault(sheet, {})[row, column] = text
    return tuple(
        _fixed(grid, by_sheet[grid.sheet]) if grid.sheet in by_sheet else grid for grid in found
    )


def _fixed(grid: Grid, fixes: Mapping[tuple[int, int], str]) -> Grid:
    rows = [list(row) for row in grid.rows]
    changed = set()
    for (row, column), text in fixes.items():
        merge = grid.merge_at(row, column)
        top, left = (merge.top, merge.left) if merge else (row, column)
        if top <= grid.height and left <= grid.width:
            rows[top - 1][left - 1] = encodings.clean_cell(text)
            changed.add((top, left))
    return Grid(grid.sheet, rows, grid.merges, grid.hidden, grid.long_numbers - changed)


def column_number(letters: str) -> int:
    """Give the 1-based column that a spreadsheet calls *letters*: A → 1, AA → 27; 0 for none."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def column_letters(column: int) -> str:
    """Give the letters a spreadsheet shows for the 1-based *column*: 1 → A, 27 → AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_grids(path: Path, *, name: str | None = None) -> tuple[Grid, ...]:
    """Read every sheet of the file at *path*, empty and hidden ones included, in their order.

    Args:
        path: the file as it lies on the disk.
        name: the name under which it was sent, when *path* has another.

    Raises:
        InputError: the file cannot be used; its sentence says why (files.py).
    """
    if files.check_file(path, name=name) is files.FileKind.CSV:
        return (_grid(None, encodings.split_table(encodings.decode(path.read_bytes()))),)
    answer = workbooks.read_workbook(path)
    error = answer.get("error")
    if error == "password":
        raise files.EncryptedFileError
    if error == "too_large":
        raise files.ZipBombError
    if error is not None:
        raise files.DamagedFileError
    return tuple(_from_sheet(sheet) for sheet in answer["sheets"])


def _from_sheet(sheet: dict[str, Any]) -> Grid:
    top, left = sheet["top"], sheet["left"]
    if top > _MAX_LEADING:
        raise files.ZipBombError
    before = [""] * left
    rows: list[list[str]] = [[] for _ in range(top)]
    rows += [before + [encodings.clean_cell(cell) for cell in row] for row in sheet["rows"]]
    merges = [Merge(r1 + 1, c1 + 1, r2 + 1, c2 + 1) for r1, c1, r2, c2 in sheet["merges"]]
    numbers = frozenset((row + 1, column + 1) for row, column in sheet["long_numbers"])
    return _grid(sheet["name"], rows, merges, hidden=sheet["hidden"], long_numbers=numbers)


def _grid(
    sheet: str | None,
    rows: list[list[str]],
    merges: list[Merge] | None = None,
    *,
    hidden: bool = False,
    long_numbers: frozenset[tuple[int, int]] = frozenset(),
) -> Grid:
    width = max((len(row) for row in rows), default=0)
    padded = [row + [""] * (width - len(row)) for row in rows]
    kept = tuple(merge for merge in merges or () if merge.top <= len(rows) and merge.left <= width)
    return Grid(sheet, padded, kept, hidden, long_numbers)
