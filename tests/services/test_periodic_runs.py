from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.services import periodic_runs
from jobmatch.store.jobs import Heartbeat

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


class Clock:
    """A clock that the test winds."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def pass_by(self, time: timedelta) -> None:
        self.now += time


@pytest.fixture
def wound(monkeypatch: pytest.MonkeyPatch) -> Clock:
    chosen = Clock(clock.now())
    monkeypatch.setattr(clock, "now", lambda: chosen.now)
    return chosen


def test_a_periodic_job_comes_once_per_period(any_session: Session, wound: Clock) -> None:
    every = timedelta(hours=1)
    asked = []
    for minutes in (0, 30, 31, 30):
        wound.pass_by(timedelta(minutes=minutes))
        asked.append(periodic_runs.is_time(any_session, "a", every=every))
        any_session.flush()
    assert asked == [True, False, True, False]


def test_a_heartbeat_has_one_row_per_worker(any_session: Session, wound: Clock) -> None:
    for _ in range(2):
        wound.pass_by(timedelta(minutes=1))
        periodic_runs.beat(any_session, "here")
        any_session.flush()
    row = any_session.scalars(select(Heartbeat)).one()
    assert row.beat_at == wound.now


def test_a_worker_that_ends_takes_its_sign_of_life_away(any_session: Session) -> None:
    for worker in ("here", "there"):
        periodic_runs.beat(any_session, worker)
    any_session.flush()
    periodic_runs.forget(any_session, "here")
    assert any_session.scalars(select(Heartbeat.worker)).all() == ["there"]
