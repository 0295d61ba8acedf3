"""Working days across weekends, holidays and moved days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.spans import Calendar

# National Day 2026: 1 to 7 October free, Saturday the 10th worked.
OCTOBER = Calendar(
    {date(2026, 10, day): False for day in (1, 2, 5, 6, 7)} | {date(2026, 10, 10): True},
    known_until=date(2026, 12, 31),
)


@pytest.mark.parametrize(
    ("start", "count", "day"),
    [
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 9, 30), 5, date(2026, 10, 13)),
        (date(2026, 9, 28), 2, date(2026, 9, 30)),
        (date(2026, 10, 3), 0, date(2026, 10, 3)),
    ],
)
def test_holidays_and_moved_days_count(start: date, count: int, day: date) -> None:
    assert OCTOBER.workday_after(start, count) == day


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 30))
def test_counting_on_and_counting_between_agree(start: date, count: int) -> None:
    end = OCTOBER.workday_after(start, count)
    assert OCTOBER.workdays_between(start, end) == count
    assert count == 0 or OCTOBER.is_workday(end)
    assert count == 0 or OCTOBER.workdays_between(end, start) == 0


def test_a_year_without_its_table_is_told() -> None:
    assert OCTOBER.knows(date(2026, 12, 31))
    assert not OCTOBER.knows(date(2027, 1, 1))
    assert Calendar().knows(date(2027, 1, 1) + timedelta(days=1))
