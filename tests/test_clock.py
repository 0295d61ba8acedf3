from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine

from jobmatch import clock


def test_now_is_aware_and_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)


def test_the_local_date_changes_at_midnight_in_shanghai() -> None:
    before = datetime(2026, 3, 14, 15, 59, tzinfo=UTC)
    assert clock.local_date(before).isoformat() == "2026-03-14"
    assert clock.local_date(before + timedelta(minutes=1)).isoformat() == "2026-03-15"


def test_today_follows_the_clock() -> None:
    with time_machine.travel(datetime(2026, 12, 31, 20, 0, tzinfo=UTC), tick=False):
        assert clock.today().isoformat() == "2027-01-01"
