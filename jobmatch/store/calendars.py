"""The editable calendar: days that are worked or free against what the seed table says."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.store.base import Base, Stamped


class CalendarDay(Stamped, Base):
    """A day that somebody has set; it comes before the seed table."""

    __tablename__ = "calendar_day"

    falls_on: Mapped[date] = mapped_column(unique=True)
    is_workday: Mapped[bool]
    name: Mapped[str | None] = mapped_column(String(40))
    """What the day is (春节, 调休上班 …)."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
