"""Calls to workers (电话记录): why, what came of it, when to call again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.calls import CallPurpose, CallResult
from jobmatch.store.base import Base, LongText, WithUuid
from jobmatch.store.types import one_of

if TYPE_CHECKING:
    from jobmatch.store.accounts import Account
    from jobmatch.store.workers import Worker


class Call(WithUuid, Base):
    """One call that was made; the latest call of a worker tells when to call again."""

    __tablename__ = "call"
    __table_args__ = (
        one_of("purpose", CallPurpose),
        one_of("result", CallResult),
        Index("ix_call_on_worker_id_called_at", "worker_id", "called_at"),
    )

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    purpose: Mapped[CallPurpose]
    result: Mapped[CallResult]
    called_at: Mapped[datetime] = mapped_column(index=True)
    next_on: Mapped[date | None] = mapped_column(index=True)
    note: Mapped[LongText | None]

    worker: Mapped[Worker] = relationship()
    account: Mapped[Account | None] = relationship()
