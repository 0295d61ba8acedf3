"""The life of an import: preview, commit, discard. The same file twice adds nothing."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NoReturn, cast

from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError, RuleBrokenError
from jobmatch.domain.imports import MACHINE, ImportKind, ImportState
from jobmatch.domain.jobs import JobName
from jobmatch.services import audit, jobs
from jobmatch.services.imports import incoming as arrivals
from jobmatch.services.imports import senders
from jobmatch.services.imports.changes import ChangeBook
from jobmatch.services.imports.effects import Outcome
from jobmatch.services.imports.people import PeopleWriter
from jobmatch.services.imports.postings import PostingWriter
from jobmatch.store import files
from jobmatch.store.imports import ImportBatch, ImportProblem, ImportRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.intake.postings import PostingReading
    from jobmatch.intake.problems import Problem
    from jobmatch.intake.rosters import WorkerReading
    from jobmatch.services.imports.effects import Effect
    from jobmatch.services.imports.incoming import Incoming
    from jobmatch.services.imports.postings import OccupationFinder

_NAME_LENGTH = 200


class AlreadyImportedError(RuleBrokenError):
    """The very same file is in already; nothing is added."""

    def __init__(self, batch_id: int) -> None:
        """Take the number of the batch that brought it."""
        super().__init__(f"这个文件已经导入过（第{batch_id}号导入），没有新内容。")
        self.batch_id = batch_id


class WrongFileError(RuleBrokenError):
    """The file holds something else than was asked for."""

    message = "这个文件不是要导入的那种表，请检查是否选错了文件。"


class _PreviewOver(Exception):  # noqa: N818 - no error: it ends the trial and takes it back
    """Ends the trial writing of a preview, so that its savepoint is rolled back."""


def same_file(session: Session, incoming: Incoming) -> int | None:
    """Give the number of the committed batch that brought this very file in this very way."""
    return session.scalar(
        select(ImportBatch.id)
        .where(
            ImportBatch.file_sha256 == incoming.sha256,
            ImportBatch.kind == incoming.kind,
            ImportBatch.state == ImportState.COMMITTED,
            _equals(ImportBatch.sheet, incoming.sheet),
            _equals(ImportBatch.employer_name, incoming.employer),
        )
        .order_by(ImportBatch.id.desc())
        .limit(1)
    )


def _equals(column: Any, value: str | None) -> Any:
    return column.is_(None) if value is None else column == value


def preview(session: Session, *, actor: Actor, incoming: Incoming) -> ImportBatch:
    """Keep a file as a batch to look at: rows, problems, and what a commit would do.

    Nothing but the batch is written: the writing is tried inside a savepoint and taken back, so
    preview and commit cannot tell different stories.

    Raises:
        AlreadyImportedError: the very same file is committed.
        WrongFileError: the file holds something else.
    """
    actor.check(Permission.IMPORT_FILES)
    if incoming.is_wrong_kind:
        raise WrongFileError(incoming.problems[0].sentence)
    earlier = same_file(session, incoming)
    if earlier is not None:
        raise AlreadyImportedError(earlier)
    batch = _new_batch(session, actor, incoming)
    rows = _new_rows(session, batch, incoming)
    effects = _try_out(session, batch, rows, incoming)
    _note_effects(batch, rows, effects, incoming)
    session.add_all(rows)
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="import.previewed",
        subject=batch,
        changes={"kind": batch.kind.value, "file_sha256": batch.file_sha256},
    )
    return batch


def forecast(session: Session, *, actor: Actor, incoming: Incoming) -> list[Effect]:
    """Tell what importing a file would do to each record, and keep nothing at all.

    Needs a write session: the writing is tried inside a savepoint, as in preview().
    """
    actor.check(Permission.IMPORT_FILES)
    effects: list[Effect] = []
    with suppress(_PreviewOver), session.begin_nested():
        batch = _batch_row(actor, incoming)
        session.add(batch)
        session.flush()
        rows = _new_rows(session, batch, incoming)
        effects = _write(session, ChangeBook(session, batch), rows, incoming)
        session.flush()
        _end_trial()
    return effects


def commit(
    session: Session,
    *,
    actor: Actor,
    batch_id: int,
    incoming: Incoming | None = None,
    find_occupations: OccupationFinder | None = None,
) -> ImportBatch:
    """Write a previewed batch.

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
    batch = session.get(ImportBatch, batch_id, with_for_update=True)
    if batch is None:
        raise NotFoundError
    state = MACHINE.next(batch.state, "commit")
    read = incoming or reopen(session, batch_id)
    earlier = same_file(session, read)
    if earlier is not None:
        raise AlreadyImportedError(earlier)
    rows = sorted(batch.rows, key=lambda row: row.seq)
    book = ChangeBook(session, batch)
    effects = _write(session, book, rows, read, find_occupations=find_occupations)
    book.close()
    _note_effects(batch, rows, effects, read)
    batch.state = state
    batch.committed_at = clock.now()
    senders.remember_columns(
        session,
        sender=read.sender,
        kind=read.kind,
        sheets=read.sheets,
        corrections=read.corrections,
    )
    _announce(session, actor, batch, rows)
    return batch


def _announce(
    session: Session, actor: Actor, batch: ImportBatch, rows: Sequence[ImportRow]
) -> None:
    """Put a commit on record and ask for new matches."""
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="import.committed",
        subject=batch,
        changes={
            "kind": batch.kind.value,
            "file_sha256": batch.file_sha256,
            "outcomes": batch.counts["outcomes"],
            "rows_sha256": _digest_of(rows),
        },
    )
    jobs.enqueue(
        session,
        JobName.RECOMPUTE_MATCHES,
        key=f"{JobName.RECOMPUTE_MATCHES}:import:{batch.id}",
        batch_id=batch.id,
    )


def discard(session: Session, *, actor: Actor, batch_id: int) -> ImportBatch:
    """Put a previewed batch away; its file stays on record."""
    actor.check(Permission.IMPORT_FILES)
    batch = session.get(ImportBatch, batch_id, with_for_update=True)
    if batch is None:
        raise NotFoundError
    batch.state = MACHINE.next(batch.state, "discard")
    session.flush()
    audit.record(session, actor=actor, action="import.discarded", subject=batch)
    return batch


def reopen(session: Session, batch_id: int) -> Incoming:
    """Read the stored file of a batch again, as it was read for the preview."""
    batch = session.get(ImportBatch, batch_id)
    if batch is None or batch.stored_file_id is None:
        raise NotFoundError
    stored = session.get_one(files.StoredFile, batch.stored_file_id)
    return arrivals.read_content(
        files.read(session, stored),
        name=batch.file_name,
        kind=batch.kind,
        sheet=batch.sheet,
        employer=batch.employer_name,
        sender=batch.sender,
        remembered=batch.counts.get("columns") or {},
        corrections=batch.counts.get("corrections") or {},
        today=clock.local_date(batch.created_at),
    )


def _new_batch(session: Session, actor: Actor, incoming: Incoming) -> ImportBatch:
    stored = files.put(
        session,
        incoming.content,
        media_type=incoming.media_type,
        purpose="import",
        name=incoming.file_name[:_NAME_LENGTH],
        account_id=actor.account_id,
    )
    batch = _batch_row(actor, incoming)
    batch.stored_file_id = stored.id
    batch.problems = [_problem_row(problem) for problem in incoming.problems]
    session.add(batch)
    session.flush()
    return batch


def _batch_row(actor: Actor, incoming: Incoming) -> ImportBatch:
    return ImportBatch(
        kind=incoming.kind,
        state=ImportState.PREVIEWED,
        file_name=incoming.file_name[:_NAME_LENGTH],
        file_sha256=incoming.sha256,
        sender=incoming.sender,
        sheet=incoming.sheet,
        employer_name=incoming.employer,
        account_id=actor.account_id,
        counts={},
    )


def _problem_row(problem: Problem) -> ImportProblem:
    return ImportProblem(
        sheet=problem.sheet,
        row=problem.row,
        column=problem.column,
        field=problem.field,
        kind=problem.kind,
        sentence=problem.sentence,
    )


def _new_rows(session: Session, batch: ImportBatch, incoming: Incoming) -> list[ImportRow]:
    """Make the rows of a batch; they join the session when it is known what each would do."""
    key = session.info["keys"].derive("import_row.fingerprint")
    rows = []
    for seq, reading in enumerate(incoming.readings, 1):
        values = arrivals.values_of(reading)
        text = json.dumps(values, ensure_ascii=False, sort_keys=True)
        row = ImportRow(
            batch_id=batch.id,
            seq=seq,
            sheet=reading.sheet,
            row=reading.row,
            fingerprint=hmac.digest(key, text.encode(), "sha256").hex(),
        )
        rows.append(row)
    return rows


def _try_out(
    session: Session, batch: ImportBatch, rows: Sequence[ImportRow], incoming: Incoming
) -> list[Effect]:
    """Write everything inside a savepoint, see what happened, and take it back."""
    effects: list[Effect] = []
    with suppress(_PreviewOver), session.begin_nested():
        effects = _write(session, ChangeBook(session, batch), rows, incoming)
        session.flush()
        _end_trial()
    for row in session:
        if not isinstance(row, ImportBatch | ImportProblem):
            session.expire(row)
    return effects


def _end_trial() -> NoReturn:
    raise _PreviewOver


def _write(
    session: Session,
    book: ChangeBook,
    rows: Sequence[ImportRow],
    incoming: Incoming,
    *,
    find_occupations: OccupationFinder | None = None,
) -> list[Effect]:
    paired = list(zip(rows, incoming.readings, strict=True))
    if incoming.kind is ImportKind.WORKERS:
        people = PeopleWriter(session, book, today=incoming.today)
        # Everything is looked up beforehand: a flush before each look-up would cost the most.
        with session.no_autoflush:
            return people.write_all(
                cast("list[tuple[ImportRow, WorkerReading]]", paired), incoming.problems
            )
    postings = PostingWriter(session, book, today=incoming.today, find_occupations=find_occupations)
    return postings.write_all(cast("list[tuple[ImportRow, PostingReading]]", paired))


def _note_effects(
    batch: ImportBatch,
    rows: Sequence[ImportRow],
    effects: Sequence[Effect],
    incoming: Incoming,
) -> None:
    """Keep what each row did, beside its raw cells, and count it on the batch."""
    for row, reading, effect in zip(rows, incoming.readings, effects, strict=True):
        row.cells = json.dumps(
            {
                "values": arrivals.values_of(reading),
                "cells": dict(reading.cells),
                "confidence": dict(reading.confidence),
                "outcome": effect.outcome.value,
                "reason": effect.reason,
                "differences": [asdict(one) for one in effect.differences],
            },
            ensure_ascii=False,
        )
    outcomes = Counter(effect.outcome for effect in effects)
    batch.counts = {
        "rows": len(rows),
        "problems": len(incoming.problems),
        "outcomes": {outcome.value: outcomes[outcome] for outcome in Outcome},
        "columns": {
            guess.path: guess.role
            for sheet in incoming.sheets
            for guess in sheet.columns
            if guess.path
        },
        "corrections": dict(incoming.corrections),
        "doubts": list(incoming.doubts),
    }


def _digest_of(rows: Sequence[ImportRow]) -> str:
    joined = "".join(row.fingerprint or "" for row in rows)
    return hashlib.sha256(joined.encode()).hexdigest()
