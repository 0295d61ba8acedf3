"""Rosters of invented people: numbers of the region 990000, which does not exist."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from jobmatch.domain import identity
from jobmatch.intake.grids import Grid, Merge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def number(born: str, serial: int) -> str:
    """Give a sound number of somebody *born* YYYYMMDD; an odd *serial* is a man."""
    first = f"990000{born}{serial:03d}"
    return first + identity.check_character(first)


MAN = number("19800101", 121)
WOMAN = number("19850202", 122)
BOY = number("20060303", 123)
OLD = number("19500404", 124)


def grid(
    rows: Sequence[Sequence[str]], *, sheet: str | None = "表", merges: Sequence[Merge] = ()
) -> Grid:
    """Give the grid of *rows*, padded to one width."""
    width = max((len(row) for row in rows), default=0)
    return Grid(sheet, [[*row, *[""] * (width - len(row))] for row in rows], tuple(merges))


def csv_file(folder: Path, rows: Sequence[Sequence[str]], *, name: str = "花名册.csv") -> Path:
    """Write *rows* as a csv file with a byte order mark."""
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path
