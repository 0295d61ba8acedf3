"""Stored files: content-addressed, encrypted on disk, one row each.

A file lies in the folder of the session (``session.info["files"]``) under the SHA-256 of its
plain content. The file is written before its row: a rollback leaves an orphan, never a row
without its file.
"""

from __future__ import annotations

import hashlib
import os
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.domain.errors import JobmatchError
from jobmatch.store.base import Base, Stamped

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from jobmatch.store.crypto import KeyRing


class FileLostError(JobmatchError):
    """A stored file is missing or does not hold what its row says."""

    message = "存档文件丢失或被改动，请从备份恢复。"


class StoredFile(Stamped, Base):
    """A file of ours or of a user; the same content is stored once."""

    __tablename__ = "stored_file"
    __table_args__ = (CheckConstraint("size >= 0", name="size_not_negative"),)

    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    """Of the plain content."""
    size: Mapped[int] = mapped_column(BigInteger())
    media_type: Mapped[str] = mapped_column(String(100))
    name: Mapped[str | None]
    purpose: Mapped[str] = mapped_column(String(40))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    keep_until: Mapped[date | None]


def put(
    session: Session,
    content: bytes,
    *,
    media_type: str,
    purpose: str,
    name: str | None = None,
    account_id: int | None = None,
    keep_until: date | None = None,
) -> StoredFile:
    """Store *content* encrypted and give its row; the same content gives the row that is there.

    Args:
        session: a write session.
        content: the plain bytes.
        media_type: such as ``text/csv``.
        purpose: what it is kept for, such as ``import``.
        name: the name it came with, for the screen only.
        account_id: who brought it.
        keep_until: last day on which it is needed; None keeps it.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    stored = session.scalar(select(StoredFile).where(StoredFile.sha256 == sha256))
    path = path_of(session, sha256)
    if stored is not None and path.exists():
        return stored
    keys: KeyRing = session.info["keys"]
    _write_whole(path, keys.seal_blob(content, where=_where(sha256)))
    if stored is None:
        stored = StoredFile(
            sha256=sha256,
            size=len(content),
            media_type=media_type,
            name=name,
            purpose=purpose,
            account_id=account_id,
            keep_until=keep_until,
        )
        session.add(stored)
        session.flush()
    return stored


def read(session: Session, stored: StoredFile) -> bytes:
    """Give the plain content; FileLostError when it is missing or was changed."""
    keys: KeyRing = session.info["keys"]
    try:
        sealed = path_of(session, stored.sha256).read_bytes()
    except FileNotFoundError as error:
        raise FileLostError from error
    content = keys.open_blob(sealed, where=_where(stored.sha256))
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise FileLostError
    return content


def reseal(session: Session, stored: StoredFile) -> None:
    """Write the file anew with the active key."""
    keys: KeyRing = session.info["keys"]
    content = read(session, stored)
    path = path_of(session, stored.sha256)
    _write_whole(path, keys.seal_blob(content, where=_where(stored.sha256)))


def path_of(session: Session, sha256: str) -> Path:
    """Give where the file of a SHA-256 lies."""
    folder: Path | None = session.info.get("files")
    if folder is None:
        raise RuntimeError("this session was opened without a folder of files")
    return folder / sha256[:2] / sha256


def _where(sha256: str) -> str:
    return f"stored_file|content|{sha256}"


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    with draft.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    draft.chmod(0o600)
    draft.replace(path)
