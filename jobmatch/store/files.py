"""Stored files: content-addressed, encrypted on disk, one row each."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.store.base import Base, Stamped


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
