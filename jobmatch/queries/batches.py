"""Questions about import batches for the pages: which there are, what is in one."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, or_, select, true

from jobmatch.domain.imports import ImportState
from jobmatch.domain.kinds import LegalFlag
from jobmatch.queries.paging import Page, page_of
from jobmatch.store.accounts import Account
from jobmatch.store.imports import ImportBatch, ImportProblem, ImportRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.domain.problems import ProblemKind


@dataclass(frozen=True, slots=True)
class RowRead:
    """One row of a batch: its place, raw cells, what was read, and what became of it."""

    sheet: str | None
    row: int | None
    values: dict[str, Any]
    cells: dict[str, str]
    outcome: str
    reason: str | None
    differences: list[dict[str, str]]
    seq: int = 0
    nth: int = 1
    texts: tuple[str, ...] = ()
    subject: int | None = None
    twins: tuple[int, ...] = ()

    @property
    def place(self) -> tuple[str | None, int, int]:
        """Give where the record stands: sheet, row, and its number in that row."""
        return (self.sheet, self.row or 0, self.nth)


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems of one kind in one field, with the first of them to look at."""

    kind: ProblemKind
    field: str
    count: int
    first: tuple[ImportProblem, ...]


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One row of a sheet with what is wrong in it."""

    sheet: str | None
    row: int
    problems: tuple[ImportProblem, ...]


SHOWN_PER_GROUP = 10
GRID_ROWS = 20
"""Rows on one page of the grid in which problems are put right."""
PAIRS = 10
"""Rows on one page beside the records that they mean."""


def found_batches(session: Session, *, actor: Actor, number: int) -> Page[ImportBatch]:
    """Give a page of batches, the newest first.

    A file may name people of every community: who works on a part of the district sees the
    batches brought in by the same account alone.
    """
    statement = select(ImportBatch).where(_seen_by(actor)).order_by(ImportBatch.id.desc())
    return page_of(session, statement, number=number)


def batch_by_uuid(session: Session, *, actor: Actor, uuid: str) -> ImportBatch | None:
    """Give one batch; None where *actor* may not see it."""
    statement = select(ImportBatch).where(ImportBatch.uuid == uuid, _seen_by(actor))
    return session.scalars(statement).one_or_none()


def uuid_of(session: Session, *, batch_id: int) -> str:
    """Give the name in addresses of the batch with the number *batch_id*."""
    return session.scalars(select(ImportBatch.uuid).where(ImportBatch.id == batch_id)).one()


def count_previewed(session: Session, *, actor: Actor) -> int:
    """Count the batches that were looked at and neither written nor put away."""
    statement = (
        select(func.count())
        .select_from(ImportBatch)
        .where(ImportBatch.state == ImportState.PREVIEWED, _seen_by(actor))
    )
    return session.execute(statement).scalar_one()


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    if actor.area.is_whole_district:
        return true()
    return ImportBatch.account_id == actor.account_id


def rows_of(session: Session, *, batch_id: int, most: int) -> list[RowRead]:
    """Give the first *most* rows of a batch, opened; what they hold is masked by the page."""
    statement = (
        select(ImportRow).where(ImportRow.batch_id == batch_id).order_by(ImportRow.seq).limit(most)
    )
    return [_opened(row) for row in session.scalars(statement)]


def problem_groups(session: Session, *, batch_id: int) -> list[ProblemGroup]:
    """Give the problems of a batch grouped by kind and field, the most frequent first."""
    statement = (
        select(ImportProblem).where(ImportProblem.batch_id == batch_id).order_by(ImportProblem.id)
    )
    grouped: dict[tuple[ProblemKind, str], list[ImportProblem]] = {}
    for problem in session.scalars(statement):
        grouped.setdefault((problem.kind, problem.field), []).append(problem)
    groups = [
        ProblemGroup(kind, field, len(found), tuple(found[:SHOWN_PER_GROUP]))
        for (kind, field), found in grouped.items()
    ]
    return sorted(groups, key=lambda group: -group.count)


def problem_rows(
    session: Session,
    *,
    batch_id: int,
    kind: ProblemKind | None = None,
    field: str | None = None,
    number: int = 1,
) -> Page[ProblemRow]:
    """Give a page of the rows of a file in which something is wrong, in their order.

    Args:
        session: a read session.
        batch_id: the batch.
        kind: problems of this kind alone.
        field: problems in this field alone.
        number: of the page.
    """
    wanted = [ImportProblem.batch_id == batch_id, ImportProblem.row.is_not(None)]
    wanted += [ImportProblem.kind == kind] if kind else []
    wanted += [ImportProblem.field == field] if field else []
    first = func.min(ImportProblem.id)
    standing = (
        select(first)
        .where(*wanted)
        .group_by(ImportProblem.sheet, ImportProblem.row)
        .order_by(first)
    )
    page = page_of(session, standing, number=number, size=GRID_ROWS)
    heads = session.scalars(select(ImportProblem).where(ImportProblem.id.in_(page.rows))).all()
    rows = [(head.sheet, head.row) for head in sorted(heads, key=lambda one: one.id)]
    here = select(ImportProblem).where(*wanted, ImportProblem.row.in_([row for _, row in rows]))
    found: dict[tuple[str | None, int | None], list[ImportProblem]] = {}
    for problem in session.scalars(here.order_by(ImportProblem.id)):
        found.setdefault((problem.sheet, problem.row), []).append(problem)
    shown = [ProblemRow(sheet, row or 0, tuple(found[sheet, row])) for sheet, row in rows]
    return Page(rows=shown, number=page.number, total=page.total, size=page.size)


def row_at(session: Session, *, batch_id: int, seq: int) -> RowRead | None:
    """Give one row of a batch by its number."""
    wanted = select(ImportRow).where(ImportRow.batch_id == batch_id, ImportRow.seq == seq)
    row = session.scalars(wanted).one_or_none()
    return _opened(row) if row else None


def rows_standing(
    session: Session, *, batch_id: int, places: Iterable[tuple[str | None, int]]
) -> dict[tuple[str | None, int], list[RowRead]]:
    """Give the records read from rows of sheets, by (sheet, row)."""
    asked = set(places)
    wanted = select(ImportRow).where(
        ImportRow.batch_id == batch_id, ImportRow.row.in_({row for _, row in asked})
    )
    found: dict[tuple[str | None, int], list[RowRead]] = {}
    for row in session.scalars(wanted.order_by(ImportRow.seq)):
        if (row.sheet, row.row) in asked:
            found.setdefault((row.sheet, row.row or 0), []).append(_opened(row))
    return found


def rows_to_decide(
    session: Session,
    *,
    batch_id: int,
    decided: Iterable[tuple[str | None, int, int]] = (),
    number: int = 1,
) -> Page[RowRead]:
    """Give a page of the rows that meet a record on file, or look like one; those *decided* too."""
    by_sheet: dict[str | None, set[int]] = {}
    for sheet, row, _ in decided:
        by_sheet.setdefault(sheet, set()).add(row)
    said = [
        and_(ImportRow.sheet.is_not_distinct_from(sheet), ImportRow.row.in_(rows))
        for sheet, rows in by_sheet.items()
    ]
    # What looks alike comes first: there a person's word is needed. What is decided stays with it,
    # so that no row slips from a page that is still to come to one that was passed.
    needs_a_word = or_(ImportRow.twins > 0, *said)
    wanted = (
        select(ImportRow)
        .where(ImportRow.batch_id == batch_id, or_(needs_a_word, ImportRow.outcome == "updated"))
        .order_by(case((needs_a_word, 0), else_=1), ImportRow.seq)
    )
    page = page_of(session, wanted, number=number, size=PAIRS)
    rows = [_opened(row) for row in page.rows]
    return Page(rows=rows, number=page.number, total=page.total, size=page.size)


def bad_rows(session: Session, *, batch_id: int) -> list[tuple[RowRead, list[str]]]:
    """Give the rows that were left out or in which something is wrong, with the sentences."""
    sentences: dict[tuple[str | None, int | None], list[str]] = {}
    problems = select(ImportProblem).where(ImportProblem.batch_id == batch_id)
    for problem in session.scalars(problems.order_by(ImportProblem.id)):
        sentences.setdefault((problem.sheet, problem.row), []).append(problem.sentence)
    wanted = select(ImportRow).where(
        ImportRow.batch_id == batch_id,
        or_(
            ImportRow.outcome == "skipped",
            ImportRow.row.in_(
                select(ImportProblem.row).where(
                    ImportProblem.batch_id == batch_id, ImportProblem.row.is_not(None)
                )
            ),
        ),
    )
    found = []
    for row in session.scalars(wanted.order_by(ImportRow.seq)):
        said = list(sentences.get((row.sheet, row.row), ()))
        opened = _opened(row)
        if row.outcome == "skipped" and opened.reason:
            said.append(opened.reason)
        if said:
            found.append((opened, said))
    return found


def flag_counts(batch: ImportBatch) -> list[tuple[LegalFlag, int]]:
    """Give how many rows of a batch of postings hold each unlawful demand, the most first."""
    counted = Counter({LegalFlag(flag): n for flag, n in (batch.counts.get("flags") or {}).items()})
    return counted.most_common()


def account_names(session: Session, *, ids: Iterable[int | None]) -> dict[int, str]:
    """Give the shown names of accounts."""
    wanted = {each for each in ids if each is not None}
    statement = select(Account.id, Account.display_name).where(Account.id.in_(wanted))
    return {row.id: row.display_name for row in session.execute(statement)}


def _opened(row: ImportRow) -> RowRead:
    told: dict[str, Any] = json.loads(row.cells) if row.cells else {}
    return RowRead(
        sheet=row.sheet,
        row=row.row,
        values=told.get("values") or {},
        cells=told.get("cells") or {},
        outcome=told.get("outcome") or "",
        reason=told.get("reason"),
        differences=told.get("differences") or [],
        seq=row.seq,
        nth=told.get("nth") or 1,
        texts=tuple(told.get("texts") or ()),
        subject=told.get("subject"),
        twins=tuple(told.get("twins") or ()),
    )
