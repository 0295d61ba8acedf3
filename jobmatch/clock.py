"""The only reader of the wall clock: instants are UTC, dates are those of Asia/Shanghai."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Give the present instant, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place


def today() -> date:
    """Give the present date in Asia/Shanghai, where the district lies."""
    return local_date(now())


def local_date(instant: datetime) -> date:
    """Give the Asia/Shanghai date of an aware *instant*."""
    return instant.astimezone(SHANGHAI).date()
