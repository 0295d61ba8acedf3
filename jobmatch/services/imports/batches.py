"""The life of an import before it is written: preview, corrections, discard.

The same file twice adds nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import ConflictError, NotFoundError, RuleBrokenError
from jobmatch.domain.imports import MACHINE, ImportKind, ImportState
from jobmatch.services import audit
from jobmatch.services.imports import forecasts, rows, senders
from jobmatch.services.imports import incoming as arrivals
from jobmatch.services.imports.drafts import Draft
from jobmatch.services.imports.outlines import outline_of
from jobmatch.store import files
from jobmatch.store.imports import ImportBatch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.services.imports.effects import Effect
    from jobmatch.services.imports.incoming import Incoming

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


class NothingLeftError(RuleBrokenError):
    """After a correction nothing is left to read."""

    message = "这样改了以后就读不出内容了，没有保存。请检查“岗位名称”或“姓名”这一列认得对不对。"


class StaleDraftError(ConflictError):
    """Somebody else has corrected the same preview meanwhile."""

    message = "这份表刚被另一个窗口改过，请刷新后再改一次。"


def same_file(session: Session, incoming: Incoming) -> int | None:
    """Give the number of the batch that brought this very file in this very way."""
    return brought_by(
        session,
        sha256=incoming.sha256,
        kind=incoming.kind,
        sheet=incoming.sheet,
        employer=incoming.employer,
    )


def brought_by(
    session: Session, *, sha256: str, kind: ImportKind, sheet: str | None, employer: str | None
) -> int | None:
    """Give the number of the last batch that has brought, or is bringing, a file."""
    return session.scalar(
        select(ImportBatch.id)
        .where(
            ImportBatch.file_sha256 == sha256,
            ImportBatch.kind == kind,
            ImportBatch.state.in_((ImportState.COMMITTED, ImportState.COMMITTING)),
            ImportBatch.sheet.is_not_distinct_from(sheet),
            ImportBatch.employer_name.is_not_distinct_from(employer),
        )
        .order_by(ImportBatch.id.desc())
        .limit(1)
    )


def preview(
    session: Session,
    *,
    actor: Actor,
    incoming: Incoming,
    effects: Sequence[Effect] | None = None,
) -> ImportBatch:
    """Keep a file as a batch to look at: rows, problems, and what a commit would do.

    Args:
        session: a write session.
        actor: who brings the file.
        incoming: the file as read.
        effects: forecasts.forecast() of it; an edge that works for people makes it in a read
            session, so that no lock is held meanwhile.

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
    if effects is None:
        effects = forecasts.forecast(session, actor=actor, incoming=incoming)
    batch = _new_batch(session, actor, incoming)
    _put(session, batch, incoming, effects)
    audit.record(
        session,
        actor=actor,
        action="import.previewed",
        subject=batch,
        changes={"kind": batch.kind.value, "file_sha256": batch.file_sha256},
    )
    return batch


def correct(
    session: Session,
    *,
    actor: Actor,
    batch_id: int,
    incoming: Incoming,
    effects: Sequence[Effect],
    before: Draft,
) -> ImportBatch:
    """Keep what was corrected and decided on a previewed batch, and what it comes to now.

    Args:
        session: a write session.
        actor: who corrects.
        batch_id: the batch.
        incoming: reread() of it with the corrections.
        effects: forecasts.forecast() of that.
        before: the draft that the corrections started from.

    Raises:
        NotFoundError: no such batch.
        WrongStateError: it is no longer a preview.
        StaleDraftError: the draft was changed since *before* was read.
        NothingLeftError: nothing can be read any more.
    """
    actor.check(Permission.IMPORT_FILES)
    batch = session.get(ImportBatch, batch_id, with_for_update=True)
    if batch is None:
        raise NotFoundError
    MACHINE.next(batch.state, "commit")  # what can no longer be written can no longer be changed
    if Draft.from_text(batch.draft) != before:
        raise StaleDraftError
    if incoming.is_wrong_kind or incoming.is_blank:
        raise NothingLeftError
    batch.sender = incoming.sender
    _put(session, batch, incoming, effects)
    audit.record(
        session,
        actor=actor,
        action="import.corrected",
        subject=batch,
        changes={name: batch.counts[name] for name in ("fixes", "decisions", "outcomes")},
    )
    return batch


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
    batch = _stored(session, batch_id)
    return _read(
        session,
        batch,
        sender=batch.sender,
        remembered=batch.counts.get("columns") or {},
        corrections=batch.counts.get("corrections") or {},
        draft=Draft.from_text(batch.draft),
    )


def reread(
    session: Session,
    batch_id: int,
    *,
    draft: Draft,
    corrections: Mapping[str, str] | None = None,
    sender: str | None = None,
) -> Incoming:
    """Read the stored file of a batch with more corrections than it was read with so far.

    Args:
        session: a read session.
        batch_id: the batch.
        draft: the whole draft as it is to be.
        corrections: header path → field, on top of those made before.
        sender: whose file it is, when it is somebody else's than was thought.
    """
    batch = _stored(session, batch_id)
    whose = sender or batch.sender or ""
    return _read(
        session,
        batch,
        sender=whose,
        remembered=senders.remembered_columns(session, sender=whose, kind=batch.kind),
        corrections={**(batch.counts.get("corrections") or {}), **(corrections or {})},
        draft=draft,
    )


def _stored(session: Session, batch_id: int) -> ImportBatch:
    batch = session.get(ImportBatch, batch_id)
    if batch is None or batch.stored_file_id is None:
        raise NotFoundError
    return batch


def _read(session: Session, batch: ImportBatch, **options: Any) -> Incoming:
    stored = session.get_one(files.StoredFile, batch.stored_file_id)
    return arrivals.read_content(
        files.read(session, stored),
        name=batch.file_name,
        kind=batch.kind,
        sheet=batch.sheet,
        employer=batch.employer_name,
        today=clock.local_date(batch.created_at),
        **options,
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
    batch = ImportBatch(
        kind=incoming.kind,
        state=ImportState.PREVIEWED,
        file_name=incoming.file_name[:_NAME_LENGTH],
        file_sha256=incoming.sha256,
        stored_file_id=stored.id,
        sender=incoming.sender,
        sheet=incoming.sheet,
        employer_name=incoming.employer,
        account_id=actor.account_id,
        counts={},
    )
    session.add(batch)
    session.flush()
    return batch


def _put(
    session: Session, batch: ImportBatch, incoming: Incoming, effects: Sequence[Effect]
) -> None:
    batch.counts = rows.counts_of(incoming, effects)
    batch.draft = incoming.draft.to_text()
    batch.outline = outline_of(incoming).to_text()
    rows.put(session, batch, incoming, effects)
    session.flush()
