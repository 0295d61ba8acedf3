"""How the sheets of a file look, kept with its batch: a page never reads the file again.

Texts stand as they came, so an outline is kept sealed; what a page shows of it is masked there.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from jobmatch.intake.grids import column_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobmatch.intake.grids import Grid
    from jobmatch.intake.postings import ColumnGuess, SheetReading
    from jobmatch.services.imports.incoming import Incoming

SAMPLES = 3
"""Different texts shown of a column."""
BELOW = 2
"""Rows shown below the first header."""
MOST_TOP = 10
"""Rows shown of the top of a sheet."""
_LOOKED_AT = 200
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class OutlinedColumn:
    """A column: where it stands, what it was taken for, and the first texts in it."""

    letter: str
    header: str
    path: str
    role: str
    role_name: str
    confidence: float
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopRow:
    """One of the first rows of a sheet as it stands."""

    row: int
    is_header: bool
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutlinedSheet:
    """One sheet: its shape, how many records it gave, its first rows, its columns."""

    name: str | None
    shape: str
    hidden: bool
    count: int
    top: tuple[TopRow, ...]
    columns: tuple[OutlinedColumn, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole file, with the texts of every row in which a problem stands."""

    sheets: tuple[OutlinedSheet, ...] = ()
    rows: tuple[tuple[str | None, int, tuple[str, ...]], ...] = ()

    def sheet(self, name: str | None) -> OutlinedSheet | None:
        """Give the sheet *name*."""
        return next((one for one in self.sheets if one.name == name), None)

    def texts(self, sheet: str | None, row: int) -> tuple[str, ...] | None:
        """Give the texts of a row with a problem; None for other rows."""
        found = (texts for name, number, texts in self.rows if (name, number) == (sheet, row))
        return next(found, None)

    def to_text(self) -> str:
        """Write the outline as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str | None) -> Outline:
        """Read what to_text() wrote; batches of earlier versions have none."""
        if not text:
            return cls()
        told = json.loads(text)
        sheets = tuple(
            OutlinedSheet(
                name=one["name"],
                shape=one["shape"],
                hidden=one["hidden"],
                count=one["count"],
                top=tuple(
                    TopRow(row["row"], row["is_header"], tuple(row["texts"])) for row in one["top"]
                ),
                columns=tuple(
                    OutlinedColumn(**{**column, "samples": tuple(column["samples"])})
                    for column in one["columns"]
                ),
            )
            for one in told["sheets"]
        )
        return cls(sheets, tuple((name, row, tuple(texts)) for name, row, texts in told["rows"]))


def outline_of(incoming: Incoming) -> Outline:
    """Give the outline of a file as read."""
    grids = {grid.sheet: grid for grid in incoming.grids}
    sheets = tuple(
        _sheet(sheet, grids[sheet.name]) for sheet in incoming.sheets if sheet.name in grids
    )
    wanted = {(one.sheet, one.row) for one in incoming.problems if one.row is not None}
    rows = tuple(
        (name, row, tuple(grids[name].filled_row(row)))
        for name, row in sorted(wanted, key=lambda place: (place[0] or "", place[1]))
        if name in grids and row <= grids[name].height
    )
    return Outline(sheets, rows)


def _sheet(sheet: SheetReading, grid: Grid) -> OutlinedSheet:
    headers = {row for first, last in sheet.headers for row in range(first, last + 1)}
    first_body = max(sheet.headers[0]) + 1 if sheet.headers else 1
    shown = range(max(1, first_body + BELOW - MOST_TOP), first_body + BELOW)
    top = tuple(
        TopRow(row, row in headers, tuple(_clipped(grid.filled_row(row))))
        for row in shown
        if row <= grid.height and any(grid.rows[row - 1])
    )
    body = [row for row in range(first_body, grid.height + 1) if row not in headers][:_LOOKED_AT]
    columns = tuple(_column(guess, grid, body) for guess in sheet.columns)
    return OutlinedSheet(sheet.name, sheet.shape, sheet.hidden, sheet.count, top, columns)


def _column(guess: ColumnGuess, grid: Grid, body: Sequence[int]) -> OutlinedColumn:
    number = column_number(guess.letter)
    texts = dict.fromkeys(text for row in body if (text := grid.filled(row, number)))
    return OutlinedColumn(
        letter=guess.letter,
        header=guess.header,
        path=guess.path,
        role=guess.role,
        role_name=guess.role_name,
        confidence=guess.confidence,
        samples=tuple(_clipped(list(texts)[:SAMPLES])),
    )


def _clipped(texts: Iterable[str]) -> Iterable[str]:
    return (text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…" for text in texts)
