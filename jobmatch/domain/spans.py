"""Working days: weeks, holidays, moved days, and the day that lies some working days on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SATURDAY = 5
_WEEK = 7
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked: Monday to Friday but for the exceptions.

    Attributes:
        exceptions: day → True for a weekend that is worked, False for a weekday that is free.
        known_until: the last day of the last year whose holidays are in the table; later days are
            counted by weekdays alone, and whoever shows them says so.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    known_until: date | None = None

    def is_workday(self, day: date) -> bool:
        """Tell whether *day* is worked."""
        return self.exceptions.get(day, day.weekday() < _SATURDAY)

    def workday_after(self, start: date, count: int) -> date:
        """Give the *count*-th working day after *start*; *start* itself for none."""
        day = start
        while count > 0:
            day += _DAY
            count -= self.is_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Count the working days after *start* up to *end*; 0 where *end* is not later."""
        weeks, rest = divmod(max((end - start).days, 0), _WEEK)
        last = start + timedelta(days=_WEEK * weeks)
        plain = sum((last + timedelta(days=n)).weekday() < _SATURDAY for n in range(1, rest + 1))
        moved = sum(
            is_workday - (day.weekday() < _SATURDAY)
            for day, is_workday in self.exceptions.items()
            if start < day <= end
        )
        return _SATURDAY * weeks + plain + moved

    def knows(self, day: date) -> bool:
        """Tell whether the holidays around *day* are in the table."""
        return self.known_until is None or day <= self.known_until
