"""Service records (服务记录): talks and trainings, counted for the 131 services."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.service_records import ServiceKind
from jobmatch.store.base import Base, LongText, Stamped, WithUuid
from jobmatch.store.types import one_of

if TYPE_CHECKING:
    from jobmatch.store.accounts import Account
    from jobmatch.store.workers import Worker


class ServiceRecord(WithUuid, Stamped, Base):
    """One talk or one training offered to a worker; a mistake is voided, never deleted."""

    __tablename__ = "service_record"
    __table_args__ = (
        one_of("kind", ServiceKind),
        Index("ix_service_record_on_worker_id_given_on", "worker_id", "given_on"),
    )

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"))
    kind: Mapped[ServiceKind]
    given_on: Mapped[date]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"), index=True)
    """The call in which it was given; None when face to face."""
    note: Mapped[LongText | None]
    voided_on: Mapped[date | None]

    worker: Mapped[Worker] = relationship()
    account: Mapped[Account | None] = relationship()
