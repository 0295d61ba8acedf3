"""Clocks of zero-employment households (零就业家庭): help within 3 working days, work within 5.

The clock starts on the first day on which nobody of the household works any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from jobmatch.domain.spans import Calendar

HELP_WITHIN, CLEAR_WITHIN = 3, 5
"""Working days until help has begun, and until somebody of the household works."""

CLOCK_BASIS = (
    "全家有劳动力、没有一个人在上班的户，从最后一个人不上班那天算起："
    "3 个工作日内要有人开始帮（接通电话、当面谈、推荐岗位都算），5 个工作日内要有人上班。"
)
"""How it is counted (口径)."""


class Urgency(StrEnum):
    """How a clock stands, the most pressing first."""

    OVERDUE = "overdue"
    UNKNOWN = "unknown"
    TODAY = "today"
    IN_TIME = "in_time"


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of one household on one day.

    Attributes:
        since: the first day without anybody at work; None when no date is registered.
        helped_on: the day on which help began, None when it has not.
        due_on: until when the next step is due: help, then somebody at work.
        days: working days left until then, or since then when overdue.
        urgency: how it stands.
    """

    since: date | None
    helped_on: date | None
    due_on: date | None
    days: int
    urgency: Urgency

    @property
    def sentence(self) -> str:
        """Say what is due and when, in words that stand without any colour."""
        what = "有人上班" if self.helped_on else "开始帮扶"
        if self.urgency is Urgency.UNKNOWN:
            return "没登记从哪天起没人上班，请尽快核实"
        if self.urgency is Urgency.OVERDUE:
            return f"{what}已超期 {self.days} 个工作日"
        if self.urgency is Urgency.TODAY:
            return f"今天要{what}"
        return f"{self.days} 个工作日内要{what}"


def clock_of(
    since: date | None, helped_on: date | None, *, today: date, calendar: Calendar
) -> Clock:
    """Give the clock of a household that has nobody at work on *today*."""
    if since is None:
        return Clock(None, helped_on, None, 0, Urgency.UNKNOWN)
    due_on = calendar.workday_after(since, CLEAR_WITHIN if helped_on else HELP_WITHIN)
    if due_on < today:
        # A due day that has passed on a weekend is overdue by no working day yet: say one.
        late = max(calendar.workdays_between(due_on, today), 1)
        return Clock(since, helped_on, due_on, late, Urgency.OVERDUE)
    left = calendar.workdays_between(today, due_on)
    return Clock(since, helped_on, due_on, left, Urgency.IN_TIME if left else Urgency.TODAY)
