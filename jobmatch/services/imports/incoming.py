"""A file on its way in: read once, with no database session open, and handed to the services."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from jobmatch import clock
from jobmatch.domain.imports import ImportKind
from jobmatch.domain.minimum_wages import MinimumWages
from jobmatch.domain.places import Regions
from jobmatch.domain.problems import ProblemKind
from jobmatch.intake import grids, layouts, postings, rosters
from jobmatch.intake.problems import FILE_FIELD
from jobmatch.intake.readers import PostingTables
from jobmatch.intake.rosters.shapes import worker_shape
from jobmatch.intake.shapes import show_posting, show_problem
from jobmatch.services import seeds
from jobmatch.services.imports import senders
from jobmatch.services.imports.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jobmatch.intake.grids import Grid
    from jobmatch.intake.postings import PostingReading, SheetReading
    from jobmatch.intake.problems import Problem
    from jobmatch.intake.rosters import WorkerReading

    Reading = PostingReading | WorkerReading

MEDIA_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".csv": "text/csv",
}


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A file as read: what it says, what is wrong with it, and how it was read.

    Attributes:
        sender: whose layout it is; remembered columns hang on it.
        corrections: header path → field, as the operator corrected it for this file.
        draft: what was corrected and decided by hand.
        grids: the sheets with every correction in its place.
        readings: one per posting or person, in the order of the file.
        doubts: Chinese sentences on what looks odd and was left as it stands.
        is_blank: there is nothing to read; no defect.
    """

    kind: ImportKind
    file_name: str
    content: bytes = field(repr=False)
    sheet: str | None
    employer: str | None
    sender: str
    today: date
    corrections: Mapping[str, str]
    draft: Draft = field(default_factory=Draft, repr=False)
    grids: tuple[Grid, ...] = field(default=(), repr=False)
    readings: tuple[PostingReading | WorkerReading, ...] = field(repr=False)
    problems: tuple[Problem, ...]
    sheets: tuple[SheetReading, ...]
    doubts: tuple[str, ...] = ()
    is_blank: bool = False

    @property
    def sha256(self) -> str:
        """Give the digest of the file's content."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def media_type(self) -> str:
        """Give the media type that the name tells."""
        suffix = PurePath(self.file_name).suffix.lower()
        return MEDIA_TYPES.get(suffix, "application/octet-stream")

    @property
    def is_wrong_kind(self) -> bool:
        """Tell whether the file is another kind of file than was asked for."""
        return any(problem.row is None and problem.field == FILE_FIELD for problem in self.problems)

    def texts_of(self, reading: Reading) -> list[str]:
        """Give the texts of the row in which a reading begins, merged ranges filled."""
        grid = next((one for one in self.grids if one.sheet == reading.sheet), None)
        if grid is None or not 1 <= reading.row <= grid.height:
            return []
        return list(grid.filled_row(reading.row))

    def shape(self) -> dict[str, Any]:
        """Give the file in the exchange shape of case files."""
        return {
            "file": self.file_name,
            "about": self._about(),
            self.kind.value: [
                {"source": {"sheet": one.sheet, "row": one.row}} | values_of(one)
                for one in self.readings
            ],
            "problems": [show_problem(problem) for problem in self.problems],
        }

    def _about(self) -> str:
        """Say in one line how the file was read."""
        sheets = "；".join(
            f"工作表“{sheet.name}”{sheet.count}条" if sheet.name else f"{sheet.count}条"
            for sheet in self.sheets
        )
        return sheets or "没有可读的工作表"


def unreadable_shape(file_name: str, kind: ImportKind) -> dict[str, Any]:
    """Give the exchange shape of a file that is no sheet at all."""
    problem = {"row": None, "field": FILE_FIELD, "kind": ProblemKind.INVALID.value}
    about = "不是可以读取的表格"
    return {"file": file_name, "about": about, kind.value: [], "problems": [problem]}


def read_file(
    path: Path,
    *,
    kind: ImportKind,
    name: str | None = None,
    sheet: str | None = None,
    employer: str | None = None,
    sender: str | None = None,
    remembered: Mapping[str, str] | None = None,
    corrections: Mapping[str, str] | None = None,
    draft: Draft | None = None,
    today: date | None = None,
) -> Incoming:
    """Read the file at *path*; no session is needed, so a long reading holds no lock.

    Args:
        path: the file as it lies on the disk.
        kind: what it should hold.
        name: the name under which it was sent, when *path* has another.
        sheet: read this sheet alone.
        employer: the employer for a sheet that names none.
        sender: whose layout it is; by default told from employer or name (senders.py).
        remembered: senders.remembered_columns() of that sender.
        corrections: header path → field, as the operator corrected it for this file.
        draft: cells that were put right and what was decided on records.
        today: the day of reading; by default the clock's.

    Raises:
        InputError: the file cannot be used; its sentence says why.
    """
    file_name = PurePath(name or path.name).name
    day, said = today or clock.today(), draft or Draft()
    # The refusals (size, kind, damage) come first: a file of 100 MB is never loaded.
    every = grids.with_fixes(grids.read_grids(path, name=file_name), said.fixes)
    chosen = tuple(layouts.choose_sheets(every, sheet))
    read = _read_roster if kind is ImportKind.WORKERS else _read_postings
    known = {**(remembered or {}), **(corrections or {})}
    return Incoming(
        kind=kind,
        file_name=file_name,
        content=path.read_bytes(),
        sheet=sheet,
        employer=employer,
        sender=sender or senders.sender_of(file_name, employer=employer),
        today=day,
        corrections=dict(corrections or {}),
        draft=said,
        grids=chosen,
        **read(_Order(chosen, file_name, day, employer, known)),
    )


def read_content(content: bytes, *, name: str, **options: Any) -> Incoming:
    """Read a file whose bytes are at hand (an upload, a stored file); options as read_file."""
    with tempfile.TemporaryDirectory(prefix="jobmatch-") as folder:
        path = Path(folder) / f"incoming{PurePath(name).suffix.lower()}"
        path.write_bytes(content)
        return read_file(path, name=name, **options)


@dataclass(frozen=True, slots=True)
class _Order:
    """What a reader is asked to read, and what it is told."""

    grids: tuple[Grid, ...]
    name: str
    today: date
    employer: str | None
    known: Mapping[str, str]


def _read_roster(order: _Order) -> dict[str, Any]:
    roster = rosters.read_grids(
        order.grids, file=order.name, today=order.today, remembered=order.known
    )
    doubts = tuple(
        f"第{roster.workers[place].row}行：{sentence}" for place, sentence in roster.doubts
    )
    return {
        "readings": roster.workers,
        "problems": roster.problems,
        "sheets": roster.sheets,
        "doubts": doubts,
        "is_blank": roster.is_blank,
    }


def _read_postings(order: _Order) -> dict[str, Any]:
    found = postings.read_grids(
        order.grids,
        file=order.name,
        today=order.today,
        tables=posting_tables(),
        remembered=order.known,
        employer=order.employer,
    )
    return {
        "readings": found.postings,
        "problems": found.problems,
        "sheets": found.sheets,
        "is_blank": found.is_blank,
    }


@lru_cache
def posting_tables() -> PostingTables:
    """Give the tables that reading needs, from the seeds, once per process."""
    return PostingTables(
        Regions.from_rows(seeds.rows("regions.csv")),
        MinimumWages.from_rows(seeds.rows("wages.csv")),
        home=seeds.HOME_COUNTY,
    )


def values_of(reading: PostingReading | WorkerReading) -> dict[str, Any]:
    """Give the values of a reading as plain data, without its place in the file."""
    if isinstance(reading, rosters.WorkerReading):
        shape = worker_shape(reading)
    else:
        shape = show_posting(reading)
    shape.pop("source")
    return shape
