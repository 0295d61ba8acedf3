"""The clock of a household without work: right across holidays, said in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.spans import Calendar
from jobmatch.domain.zero_employment import Urgency, clock_of
from tests.domain.test_spans import OCTOBER

SINCE = date(2026, 9, 29)


@pytest.mark.parametrize(
    ("today", "helped_on", "due_on", "sentence"),
    [
        (date(2026, 9, 29), None, date(2026, 10, 9), "3 个工作日内要开始帮扶"),
        (date(2026, 10, 8), None, date(2026, 10, 9), "1 个工作日内要开始帮扶"),
        (date(2026, 10, 9), None, date(2026, 10, 9), "今天要开始帮扶"),
        (date(2026, 10, 12), None, date(2026, 10, 9), "开始帮扶已超期 2 个工作日"),
        (date(2026, 10, 11), None, date(2026, 10, 9), "开始帮扶已超期 1 个工作日"),
        (date(2026, 10, 9), date(2026, 9, 30), date(2026, 10, 12), "2 个工作日内要有人上班"),
        (date(2026, 10, 13), date(2026, 9, 30), date(2026, 10, 12), "有人上班已超期 1 个工作日"),
    ],
)
def test_holidays_do_not_run_the_clock(
    today: date, helped_on: date | None, due_on: date, sentence: str
) -> None:
    clock = clock_of(SINCE, helped_on, today=today, calendar=OCTOBER)
    assert (clock.due_on, clock.sentence) == (due_on, sentence)


def test_a_household_without_a_date_is_to_be_asked() -> None:
    clock = clock_of(None, None, today=SINCE, calendar=OCTOBER)
    assert clock.urgency is Urgency.UNKNOWN
    assert "请尽快核实" in clock.sentence


@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(0, 60), st.booleans())
def test_time_only_makes_it_more_pressing(start: date, days: int, helped: bool) -> None:  # noqa: FBT001 - drawn
    helped_on = start if helped else None
    order = [Urgency.IN_TIME, Urgency.TODAY, Urgency.OVERDUE]
    seen = [
        order.index(
            clock_of(start, helped_on, today=start + timedelta(days=n), calendar=Calendar()).urgency
        )
        for n in range(days)
    ]
    assert seen == sorted(seen)
