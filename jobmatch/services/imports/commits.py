"""Writing a previewed batch: in one go, or part by part as a background job.

A part is one short transaction with everything that belongs to it: records, change rows, how far
the batch is. A writing that was stopped goes on where it stopped; one that is called off takes
back what it has written. The batch counts as imported with the last step alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.imports import MACHINE, ImportState
from jobmatch.domain.jobs import JobName
from jobmatch.services import audit, jobs
from jobmatch.services.imports import forecasts, orders, rows, senders, undoing
from jobmatch.services.imports.batches import AlreadyImportedError, brought_by, reopen
from jobmatch.services.imports.changes import ChangeBook
from jobmatch.services.imports.obstacles import find_obstacles
from jobmatch.store.imports import ImportBatch, ImportChange, ImportRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.services.imports.incoming import Incoming
    from jobmatch.services.imports.orders import Order
    from jobmatch.services.imports.postings import OccupationFinder
    from jobmatch.store.jobs import Job

STOPPED = "导入中途停止了，这一行没有写入。"


def commit(
    session: Session,
    *,
    actor: Actor,
    batch_id: int,
    incoming: Incoming | None = None,
    find_occupations: OccupationFinder | None = None,
) -> ImportBatch:
    """Write a previewed batch in one transaction.

    Args:
        session: a write session.
        actor: who confirms it.
        batch_id: the batch.
        incoming: the file as read, where it is at hand; else reopen() reads the stored file,
            which the edge should do before it opens the transaction.
        find_occupations: tells the occupations of a title; without it they stay unsaid.

    Raises:
        NotFoundError: no such batch.
        WrongStateError: the batch is committed, undone or discarded.
        AlreadyImportedError: the very same file was committed meanwhile.
    """
    actor.check(Permission.IMPORT_FILES)
    batch = _locked(session, batch_id)
    MACHINE.next(batch.state, "commit")
    read = incoming or reopen(session, batch_id)
    _check_is_new(session, batch)
    order = orders.prepare(
        read, keys=session.info["keys"], find_occupations=find_occupations, area=actor.area
    )
    batch.state = MACHINE.next(batch.state, "confirm")
    _write(session, batch, order, most=len(read.readings))
    return finish(session, actor=actor, batch_id=batch_id, incoming=read)


def batch_of(session: Session, batch_id: int) -> ImportBatch:
    """Give the batch with this number, or raise NotFoundError."""
    batch = session.get(ImportBatch, batch_id)
    if batch is None:
        raise NotFoundError
    return batch


def begin(session: Session, *, actor: Actor, batch_id: int) -> ImportBatch:
    """Let a previewed batch be written part by part by whoever calls write_part().

    Raises:
        NotFoundError, WrongStateError, AlreadyImportedError: as commit().
    """
    actor.check(Permission.IMPORT_FILES)
    batch = _locked(session, batch_id)
    state = MACHINE.next(batch.state, "confirm")
    _check_is_new(session, batch)
    batch.state = state
    session.flush()
    audit.record(session, actor=actor, action="import.confirmed", subject=batch)
    return batch


def confirm(session: Session, *, actor: Actor, batch_id: int) -> Job:
    """Let a previewed batch be written in the background; give the job that does it.

    Raises:
        NotFoundError, WrongStateError, AlreadyImportedError: as commit().
    """
    begin(session, actor=actor, batch_id=batch_id)
    return jobs.enqueue(
        session,
        JobName.COMMIT_IMPORT,
        key=job_key(batch_id),
        asked_by=actor,
        about=f"第{batch_id}号导入",
        batch_id=batch_id,
    )


def job_key(batch_id: int) -> str:
    """Give the key of the job that writes a batch."""
    return f"{JobName.COMMIT_IMPORT}:{batch_id}"


def write_part(session: Session, *, batch_id: int, order: Order, most: int) -> int:
    """Write the next rows of a batch that is being written; give how many are dealt with in all.

    Raises:
        NotFoundError: no such batch.
        WrongStateError: it was called off or taken back.
    """
    batch = _locked(session, batch_id)
    if batch.state is ImportState.COMMITTED:
        return len(order.places)
    MACHINE.next(batch.state, "finish")
    return _write(session, batch, order, most=most)


def _write(session: Session, batch: ImportBatch, order: Order, *, most: int) -> int:
    start = batch.written
    wanted = (
        select(ImportRow)
        .where(ImportRow.batch_id == batch.id, ImportRow.seq > start)
        .order_by(ImportRow.seq)
        .limit(most)
    )
    part = session.scalars(wanted).all()
    book = ChangeBook(session, batch)
    effects = forecasts.write(session, book, order, part, start=start)
    book.close()
    for row, effect in zip(part, effects, strict=True):
        rows.note(row, effect)
    done = Counter(batch.counts.get("done") or {}) + Counter(rows.outcomes_of(effects))
    batch.counts = {**batch.counts, "done": dict(done)}
    batch.written = start + len(part)
    session.flush()
    return batch.written


def finish(session: Session, *, actor: Actor, batch_id: int, incoming: Incoming) -> ImportBatch:
    """Let a batch whose rows are all written count as imported, and ask for new matches."""
    batch = _locked(session, batch_id)
    if batch.state is ImportState.COMMITTED:
        return batch
    batch.state = MACHINE.next(batch.state, "finish")
    batch.committed_at = clock.now()
    batch.counts = _settled(batch)
    if incoming.draft.remember:
        senders.remember_columns(
            session,
            sender=incoming.sender,
            kind=incoming.kind,
            sheets=incoming.sheets,
            corrections=incoming.corrections,
        )
    _announce(session, actor, batch)
    return batch


def _settled(batch: ImportBatch) -> dict[str, object]:
    """Give the counts of a written batch: what was done stands where what would be done stood."""
    none = dict.fromkeys(batch.counts.get("outcomes", {}), 0)
    kept = {name: value for name, value in batch.counts.items() if name != "done"}
    return kept | {"outcomes": none | (batch.counts.get("done") or {})}


def take_back(session: Session, *, actor: Actor, batch_id: int) -> ImportBatch:
    """Call off a writing that is under way: what is written goes, the preview is there again.

    Where somebody has begun to work with a record meanwhile nothing can be taken back: then the
    batch counts as imported with the rows that it has come to.
    """
    batch = _locked(session, batch_id)
    if batch.state is not ImportState.COMMITTING:
        return batch
    found = undoing.changes_of(session, batch)
    if find_obstacles(session, batch, found):
        return _stop_there(session, actor, batch)
    undoing.revert(session, found)
    session.execute(delete(ImportChange).where(ImportChange.batch_id == batch_id))
    session.expire_all()
    batch = session.get_one(ImportBatch, batch_id)
    batch.state = MACHINE.next(batch.state, "withdraw")
    batch.written = 0
    batch.counts = {name: value for name, value in batch.counts.items() if name != "done"}
    session.flush()
    audit.record(session, actor=actor, action="import.withdrawn", subject=batch)
    return batch


def _stop_there(session: Session, actor: Actor, batch: ImportBatch) -> ImportBatch:
    left = select(ImportRow).where(ImportRow.batch_id == batch.id, ImportRow.seq > batch.written)
    count = 0
    for row in session.scalars(left):
        rows.leave_out(row, STOPPED)
        count += 1
    done = Counter(batch.counts.get("done") or {}) + Counter({"skipped": count})
    batch.counts = {**batch.counts, "done": dict(done)}
    batch.state = MACHINE.next(batch.state, "finish")
    batch.committed_at = clock.now()
    batch.counts = _settled(batch)
    _announce(session, actor, batch)
    return batch


def _announce(session: Session, actor: Actor, batch: ImportBatch) -> None:
    """Put a commit on record and ask for new matches."""
    session.flush()
    wanted = select(ImportRow.fingerprint).where(ImportRow.batch_id == batch.id)
    prints = "".join(one or "" for one in session.scalars(wanted.order_by(ImportRow.seq)))
    audit.record(
        session,
        actor=actor,
        action="import.committed",
        subject=batch,
        changes={
            "kind": batch.kind.value,
            "file_sha256": batch.file_sha256,
            "outcomes": batch.counts["outcomes"],
            "rows_sha256": hashlib.sha256(
                "".join(one or "" for one in prints).encode()
            ).hexdigest(),
        },
    )
    jobs.enqueue(
        session,
        JobName.RECOMPUTE_MATCHES,
        key=f"{JobName.RECOMPUTE_MATCHES}:import:{batch.id}",
        batch_id=batch.id,
    )


def _check_is_new(session: Session, batch: ImportBatch) -> None:
    earlier = brought_by(
        session,
        sha256=batch.file_sha256,
        kind=batch.kind,
        sheet=batch.sheet,
        employer=batch.employer_name,
    )
    if earlier is not None and earlier != batch.id:
        raise AlreadyImportedError(earlier)


def _locked(session: Session, batch_id: int) -> ImportBatch:
    batch = session.get(ImportBatch, batch_id, with_for_update=True)
    if batch is None:
        raise NotFoundError
    return batch
