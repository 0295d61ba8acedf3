"""The calendar in force: holidays of the seed table under the days that people have set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain.accounts import Permission
from jobmatch.domain.spans import Calendar
from jobmatch.services import audit, seeds
from jobmatch.store.calendars import CalendarDay

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day with a rule of its own: what it is called, and whether people here have set it."""

    day: date
    is_workday: bool
    name: str
    is_own: bool


def open_calendar(session: Session) -> Calendar:
    """Give the calendar: what somebody has set comes before the seed table."""
    rows = seeds.rows("workdays.csv")
    exceptions = {date.fromisoformat(row["day"]): row["is_workday"] == "1" for row in rows}
    changed = session.execute(select(CalendarDay.falls_on, CalendarDay.is_workday))
    exceptions |= {row.falls_on: row.is_workday for row in changed}
    last = max(exceptions).year
    return Calendar(exceptions, known_until=date(last, 12, 31))


def days_of(session: Session, *, year: int) -> list[SpecialDay]:
    """Give the days of *year* that are not as their weekday says, in order."""
    found = {
        day: SpecialDay(day, row["is_workday"] == "1", row["name"], is_own=False)
        for row in seeds.rows("workdays.csv")
        if (day := date.fromisoformat(row["day"])).year == year
    }
    first, last = date(year, 1, 1), date(year, 12, 31)
    own = select(CalendarDay).where(CalendarDay.falls_on.between(first, last))
    for row in session.scalars(own):
        found[row.falls_on] = SpecialDay(row.falls_on, row.is_workday, row.name or "", is_own=True)
    return [found[day] for day in sorted(found)]


def set_day(
    session: Session, *, actor: Actor, day: date, is_workday: bool, name: str = ""
) -> CalendarDay:
    """Say that *day* is worked or free, whatever the table says."""
    actor.check(Permission.PLACE_WORKERS)
    row = session.scalars(select(CalendarDay).where(CalendarDay.falls_on == day)).one_or_none()
    before = None if row is None else row.is_workday
    if row is None:
        row = CalendarDay(falls_on=day)
        session.add(row)
    row.is_workday, row.name, row.account_id = is_workday, name or None, actor.account_id
    session.flush()
    audit.record(
        session,
        actor=actor,
        action="calendar_day.set",
        subject=row,
        changes={"day": day, "is_workday": [before, is_workday]},
    )
    return row
