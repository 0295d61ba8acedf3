"""Kiosk codes (自助号) that were given out and still open something."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.store.base import Base

if TYPE_CHECKING:
    from jobmatch.store.check_ins import CheckIn
    from jobmatch.store.workers import Worker


class KioskCode(Base):
    """A code of a worker of the register, or of somebody who walked in to a fair.

    It is kept as it is: it stands open on a paper, names nobody, and ends by itself.
    """

    __tablename__ = "kiosk_code"
    __table_args__ = (
        CheckConstraint("(worker_id IS NULL) <> (check_in_id IS NULL)", name="of_one_person"),
    )

    code: Mapped[str] = mapped_column(String(6), unique=True)
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("worker.id"), index=True)
    check_in_id: Mapped[int | None] = mapped_column(ForeignKey("check_in.id"), index=True)
    valid_until: Mapped[date] = mapped_column(index=True)

    worker: Mapped[Worker | None] = relationship()
    check_in: Mapped[CheckIn | None] = relationship()
