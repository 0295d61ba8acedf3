"""Questions about import batches for the pages: which there are, what is in one."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, true

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


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems of one kind in one field, with the first of them to look at."""

    kind: ProblemKind
    field: str
    count: int
    first: tuple[ImportProblem, ...]


SHOWN_PER_GROUP = 10


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


def flag_counts(session: Session, *, batch_id: int) -> list[tuple[LegalFlag, int]]:
    """Give how many rows of a batch of postings hold each unlawful demand, the most first."""
    counted: Counter[str] = Counter()
    for row in session.scalars(select(ImportRow).where(ImportRow.batch_id == batch_id)):
        counted.update(_opened(row).values.get("legal_flags") or ())
    return [(LegalFlag(flag), count) for flag, count in counted.most_common()]


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
    )
