"""The audit trail: one chained row per change, and the proof that nobody touched the chain."""

from __future__ import annotations

import hmac
import json
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text

from jobmatch import clock
from jobmatch.domain import masks
from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.errors import JobmatchError
from jobmatch.store.audit import AuditRow

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.store.base import Base
    from jobmatch.store.crypto import KeyRing

_LOCK = 72_190_001
"""Number of the advisory lock that makes appends serial on PostgreSQL."""
_PURPOSE = "audit"
_GENESIS = "0" * 64
_CHUNK = 5_000


class ChainBrokenError(JobmatchError):
    """The audit trail was changed behind the program's back."""

    message = "审计链已断开，请立即联系管理员。"


@dataclass(frozen=True, slots=True)
class ChainReport:
    """Result of verify(): ``broken_at`` is the first seq that does not fit, or None."""

    rows: int
    head: str
    broken_at: int | None = None
    reason: str | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether the chain is unbroken."""
        return self.broken_at is None


def record(
    session: Session,
    *,
    actor: Actor,
    action: str,
    subject: Base | None = None,
    changes: Mapping[str, Any] | None = None,
) -> AuditRow:
    """Append an audit row in the caller's transaction.

    Args:
        session: the caller's write session; a rollback takes the row along.
        actor: who did it.
        action: noun.past, such as ``placement.proposed``.
        subject: the row it was done to, already flushed (it has its id).
        changes: ``{column: [old, new]}`` or plain facts; ID numbers, phones and card numbers in
            them are masked here.

    The append is serial (SQLite's single writer, an advisory lock on PostgreSQL), so call it late
    in a transaction, and once with a digest for a bulk step.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    session.flush()
    last = session.execute(
        select(AuditRow.seq, AuditRow.link).order_by(AuditRow.seq.desc()).limit(1)
    ).one_or_none()
    row = AuditRow(
        seq=last.seq + 1 if last else 1,
        at=clock.now(),
        account_id=actor.account_id,
        actor=actor.name,
        action=action,
        subject_table=subject.__tablename__ if subject is not None else None,
        subject_id=subject.id if subject is not None else None,
        changes=_canonical(masks.masked(changes or {})),
    )
    row.link = _link(_key(session), last.link if last else _GENESIS, row)
    session.add(row)
    session.flush()
    return row


def head(session: Session) -> tuple[int, str]:
    """Give (number of rows, last link): the anchor that backups and printed sheets carry."""
    last = session.execute(
        select(AuditRow.seq, AuditRow.link).order_by(AuditRow.seq.desc()).limit(1)
    ).one_or_none()
    return (last.seq, last.link) if last else (0, _GENESIS)


def verify(session: Session, *, anchor: tuple[int, str] | None = None) -> ChainReport:
    """Recompute the whole chain; *anchor* (rows, link) proves that no end was cut off.

    Returns the report; nothing is raised, so that a screen can show where it broke.
    """
    key = _key(session)
    previous, count = _GENESIS, 0
    with closing(_rows(session)) as rows:
        for row in rows:
            if row.seq != count + 1:
                return ChainReport(count, previous, count + 1, "缺少记录，或顺序被改动")
            if not hmac.compare_digest(row.link, _link(key, previous, row)):
                return ChainReport(count, previous, row.seq, "记录的内容被改动过")
            if anchor is not None and row.seq == anchor[0] and row.link != anchor[1]:
                return ChainReport(count, previous, row.seq, "与留存的链头不一致")
            previous, count = row.link, row.seq
    if anchor is not None and count < anchor[0]:
        return ChainReport(count, previous, count + 1, "末尾的记录被删除")
    return ChainReport(count, previous)


def note_verification(session: Session) -> ChainReport:
    """Verify the chain and append the result; ChainBrokenError when it is broken."""
    report = verify(session)
    if not report.is_whole:
        raise ChainBrokenError(f"审计链在第 {report.broken_at} 条断开：{report.reason}。")
    record(
        session,
        actor=SYSTEM,
        action="audit.verified",
        changes={"rows": report.rows, "head": report.head},
    )
    return report


def _rows(session: Session) -> Generator[AuditRow]:
    wanted = select(AuditRow).order_by(AuditRow.seq).execution_options(yield_per=_CHUNK)
    # Closed explicitly: a server-side cursor must not outlive a reader that stops early.
    with closing(session.scalars(wanted)) as found:
        for row in found:
            yield row
            session.expunge(row)


def _key(session: Session) -> bytes:
    keys: KeyRing = session.info["keys"]
    return keys.derive(_PURPOSE)


def _link(key: bytes, previous: str, row: AuditRow) -> str:
    content = _canonical(
        [
            row.seq,
            row.at.astimezone(UTC).isoformat(timespec="microseconds"),
            row.account_id,
            row.actor,
            row.action,
            row.subject_table,
            row.subject_id,
            row.changes,
        ]
    )
    return hmac.digest(key, f"{previous}{content}".encode(), "sha256").hex()


def _canonical(value: object) -> str:
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"an audit row cannot hold {type(value).__name__}")
