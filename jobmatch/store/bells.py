"""Bells (叫人铃) that were rung at kiosks, and who went there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.store.base import Base

if TYPE_CHECKING:
    from jobmatch.store.accounts import Account

_WAITING = text("answered_at IS NULL")


class Bell(Base):
    """One ring: where and when, never for whom."""

    __tablename__ = "bell"
    __table_args__ = (
        CheckConstraint(
            "(answered_at IS NULL) = (account_id IS NULL)", name="answered_by_somebody"
        ),
        Index(
            "uq_bell_one_waiting_per_place",
            "place",
            unique=True,
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
    )

    place: Mapped[str] = mapped_column(String(12))
    rung_at: Mapped[datetime] = mapped_column(index=True)
    """The last press: who presses again rings the same bell."""
    answered_at: Mapped[datetime | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    account: Mapped[Account | None] = relationship()
