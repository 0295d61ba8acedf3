"""Two people found to be one: what a merge did, enough to take it back; pairs that are two."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.store.base import Base, LongText, Stamped, WithUuid
from jobmatch.store.sealed import Sealed


class PersonMerge(WithUuid, Stamped, Base):
    """One merge. Ids of people are plain numbers: whom they name may be gone, and come back."""

    __tablename__ = "person_merge"

    kept_worker_id: Mapped[int] = mapped_column(index=True)
    gone_worker_id: Mapped[int] = mapped_column(index=True)
    gone_uuid: Mapped[str] = mapped_column(String(32), index=True)
    """The address of who is gone: it leads to who was kept."""
    gone_name: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    merged_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    body = Sealed()
    """JSON text: rows that went, rows that moved, values that changed."""
    body_sealed: Mapped[LongText | None]


class DistinctPair(Stamped, Base):
    """Two workers who look alike and are two people, as somebody has found out."""

    __tablename__ = "distinct_pair"
    __table_args__ = (
        UniqueConstraint("lower_uuid", "higher_uuid"),
        CheckConstraint("lower_uuid < higher_uuid", name="in_order"),
    )

    lower_uuid: Mapped[str] = mapped_column(String(32))
    higher_uuid: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
