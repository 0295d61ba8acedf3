"""The calendar in force: the seed table, and days set over it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.domain.errors import ForbiddenError
from jobmatch.services import calendars

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_the_table_knows_holidays_and_moved_days(session: Session) -> None:
    calendar = calendars.open_calendar(session)
    assert not calendar.is_workday(date(2023, 6, 22))  # Dragon Boat Festival
    assert calendar.is_workday(date(2023, 6, 25))  # the Sunday after it
    assert calendar.workday_after(date(2023, 6, 21), 3) == date(2023, 6, 27)
    assert calendar.knows(date(2026, 12, 31))
    assert not calendar.knows(date(2027, 1, 1))


def test_a_day_that_is_set_comes_before_the_table(any_session: Session) -> None:
    day = date(2027, 2, 8)
    assert calendars.open_calendar(any_session).is_workday(day)
    calendars.set_day(any_session, actor=SYSTEM, day=day, is_workday=False, name="春节")
    assert [each.name for each in calendars.days_of(any_session, year=2027)] == ["春节"]
    assert len(calendars.days_of(any_session, year=2023)) > 20
    calendar = calendars.open_calendar(any_session)
    assert not calendar.is_workday(day)
    assert calendar.knows(day)
    calendars.set_day(any_session, actor=SYSTEM, day=day, is_workday=True)
    assert calendars.open_calendar(any_session).is_workday(day)
    auditor = Actor(None, "a", Role.AUDITOR)
    with pytest.raises(ForbiddenError):
        calendars.set_day(any_session, actor=auditor, day=day, is_workday=False)
