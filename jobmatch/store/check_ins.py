"""Check-ins (签到): who came to a fair, from the register or walking in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.store.base import Base, LongText, WithUuid
from jobmatch.store.sealed import Sealed, plain_digits

if TYPE_CHECKING:
    from jobmatch.store.fairs import Fair
    from jobmatch.store.workers import Worker


class CheckIn(WithUuid, Base):
    """Somebody came to a fair; a worker of the register is counted once a fair.

    Who is not in the register says four things: name, phone, age, and what work is wanted.
    """

    __tablename__ = "check_in"
    __table_args__ = (
        UniqueConstraint("fair_id", "worker_id"),
        UniqueConstraint("fair_id", "phone_index"),
        UniqueConstraint("fair_id", "number"),
        CheckConstraint("number > 0", name="number_counts_from_one"),
        CheckConstraint("worker_id IS NOT NULL OR name IS NOT NULL", name="somebody"),
        CheckConstraint("age BETWEEN 14 AND 100", name="age_of_a_person"),
    )

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id"))
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("worker.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    number: Mapped[int]
    """签到号: on the slip and said aloud at a booth; counts from 1 at each fair."""
    came_at: Mapped[datetime] = mapped_column(index=True)
    name: Mapped[str | None] = mapped_column(String(60))
    phone = Sealed(normalise=plain_digits, searchable=True)
    phone_sealed: Mapped[LongText | None]
    phone_index: Mapped[str | None] = mapped_column(String(32))
    phone_last4: Mapped[str | None] = mapped_column(String(4))
    age: Mapped[int | None]
    wish: Mapped[str | None]
    """What work is wanted, in the person's own words."""

    fair: Mapped[Fair] = relationship()
    worker: Mapped[Worker | None] = relationship()

    @property
    def shown_name(self) -> str:
        """The name on the desk and on the slip."""
        return self.worker.person.name if self.worker else self.name or ""
