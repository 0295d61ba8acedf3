"""Imports: batch, rows, problems, changes; and the columns remembered per sender.

Raw cells and old values may hold ID numbers and phones, so they are kept sealed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.imports import ChangeKind, ImportKind, ImportState, ProblemState
from jobmatch.domain.problems import ProblemKind
from jobmatch.store.base import Base, LongText, Stamped, WithUuid
from jobmatch.store.sealed import Sealed
from jobmatch.store.types import one_of


class ImportBatch(WithUuid, Stamped, Base):
    """One file as it came in, looked at, written or taken back."""

    __tablename__ = "import_batch"
    __table_args__ = (one_of("state", ImportState),)

    kind: Mapped[ImportKind]
    state: Mapped[ImportState] = mapped_column(default=ImportState.PREVIEWED, index=True)
    file_name: Mapped[str]
    file_sha256: Mapped[str] = mapped_column(String(64), index=True)
    stored_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    sender: Mapped[str | None]
    """Whose layout it is; remembered columns hang on it."""
    sheet: Mapped[str | None]
    employer_name: Mapped[str | None]
    """The employer named by the operator for a sheet that names none."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    draft = Sealed()
    """JSON text of what was corrected and decided before the batch is written."""
    draft_sealed: Mapped[LongText | None]
    outline = Sealed()
    """JSON text of how the sheets look: headers, columns with samples, rows with problems."""
    outline_sealed: Mapped[LongText | None]
    written: Mapped[int] = mapped_column(default=0)
    """How many rows are written: where a writing that was stopped goes on."""
    committed_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    rows: Mapped[list[ImportRow]] = relationship(
        back_populates="batch", cascade="all, delete-orphan"
    )
    problems: Mapped[list[ImportProblem]] = relationship(
        back_populates="batch", cascade="all, delete-orphan"
    )
    changes: Mapped[list[ImportChange]] = relationship(
        back_populates="batch", cascade="all, delete-orphan"
    )


class ImportRow(WithUuid, Base):
    """One record read from a row; several records of one row share sheet and row."""

    __tablename__ = "import_row"
    __table_args__ = (UniqueConstraint("batch_id", "seq"), Index(None, "batch_id", "row"))

    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
    seq: Mapped[int]
    sheet: Mapped[str | None]
    row: Mapped[int | None]
    fingerprint: Mapped[str | None] = mapped_column(String(64), index=True)
    """Keyed digest of the read values: an equal row needs no work."""
    outcome: Mapped[str | None] = mapped_column(String(20))
    """What the row does or did, as counted; the words are with the cells."""
    twins: Mapped[int] = mapped_column(default=0)
    """How many records look like the same as this row, which would be new."""
    cells = Sealed()
    """JSON text of the raw cells and read values."""
    cells_sealed: Mapped[LongText | None]

    batch: Mapped[ImportBatch] = relationship(back_populates="rows")


class ImportProblem(Base):
    """A defect that the reader reports instead of guessing."""

    __tablename__ = "import_problem"

    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"), index=True)
    sheet: Mapped[str | None]
    row: Mapped[int | None]
    column: Mapped[str | None] = mapped_column(String(60))
    field: Mapped[str] = mapped_column(String(40))
    kind: Mapped[ProblemKind]
    sentence: Mapped[LongText]
    state: Mapped[ProblemState] = mapped_column(default=ProblemState.OPEN)

    batch: Mapped[ImportBatch] = relationship(back_populates="problems")


class ImportChange(WithUuid, Base):
    """What a batch did to one record; enough to take it back."""

    __tablename__ = "import_change"
    __table_args__ = (Index(None, "subject_table", "subject_id"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"), index=True)
    row_id: Mapped[int | None] = mapped_column(ForeignKey("import_row.id"), index=True)
    kind: Mapped[ChangeKind]
    subject_table: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    columns: Mapped[list[str]] = mapped_column(default=list)
    """Names of the changed columns, for the screen."""
    before = Sealed()
    """JSON text of the old values; None for a created record."""
    before_sealed: Mapped[LongText | None]
    after = Sealed()
    """JSON text of the new values: an undo refuses when they were changed since."""
    after_sealed: Mapped[LongText | None]

    batch: Mapped[ImportBatch] = relationship(back_populates="changes")


class RememberedColumn(Stamped, Base):
    """Which field a header of a sender meant the last time."""

    __tablename__ = "remembered_column"
    __table_args__ = (UniqueConstraint("sender", "kind", "header"),)

    sender: Mapped[str]
    kind: Mapped[ImportKind]
    header: Mapped[str]
    field: Mapped[str] = mapped_column(String(40))
    times: Mapped[int] = mapped_column(default=1)
