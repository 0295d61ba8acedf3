"""Audit rows: who did what, chained by HMAC; rows are only ever added."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.store.base import Base, LongText


class AuditRow(Base):
    """One link of the chain; ``seq`` counts without gaps from 1."""

    __tablename__ = "audit_row"
    __table_args__ = (Index(None, "subject_table", "subject_id"),)

    seq: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    actor: Mapped[str] = mapped_column(String(60))
    action: Mapped[str] = mapped_column(String(60), index=True)
    """noun.past, such as placement.proposed."""
    subject_table: Mapped[str | None] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    changes: Mapped[LongText]
    """Canonical JSON {column: [old, new]}, identifying values masked."""
    link: Mapped[str] = mapped_column(String(64))
    """HMAC of the previous link and this row."""
