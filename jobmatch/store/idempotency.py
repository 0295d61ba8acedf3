"""Idempotency keys of requests: a retry or a double click makes nothing new."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.store.base import Base, LongText


class IdempotencyKey(Base):
    """A request and its answer, written together with the effect."""

    __tablename__ = "idempotency_key"
    __table_args__ = (UniqueConstraint("account_id", "key"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    key: Mapped[str] = mapped_column(String(64))
    request_sha256: Mapped[str] = mapped_column(String(64))
    status: Mapped[int | None]
    """None while the request is under way."""
    body: Mapped[LongText | None]
    """The answer: for pages the address to go to."""
    made_at: Mapped[datetime] = mapped_column(index=True)
