from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobmatch.store.calendars import CalendarDay
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_day_is_set_once(any_session: Session) -> None:
    any_session.add(CalendarDay(falls_on=date(2027, 2, 8), is_workday=False, name="春节"))
    any_session.flush()
    with refused(any_session, "uq_calendar_day_falls_on"):
        any_session.add(CalendarDay(falls_on=date(2027, 2, 8), is_workday=True))
