"""What keeps background work going round: periodic jobs once per period, signs of life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from jobmatch import clock
from jobmatch.store.jobs import Heartbeat, PeriodicRun

if TYPE_CHECKING:
    from datetime import timedelta

    from sqlalchemy.orm import Session


def is_time(session: Session, name: str, *, every: timedelta) -> bool:
    """Tell, once per period, that the periodic job *name* is to be enqueued now."""
    now = clock.now()
    row = session.scalar(select(PeriodicRun).where(PeriodicRun.name == name).with_for_update())
    if row is None:
        session.add(PeriodicRun(name=name, last_run_at=now))
        return True
    if row.last_run_at + every > now:
        return False
    row.last_run_at = now
    return True


def beat(session: Session, worker: str) -> None:
    """Note that the process *worker* is alive."""
    row = session.scalar(select(Heartbeat).where(Heartbeat.worker == worker))
    if row is None:
        session.add(Heartbeat(worker=worker, beat_at=clock.now()))
    else:
        row.beat_at = clock.now()


def forget(session: Session, worker: str) -> None:
    """Take the sign of life of *worker* away, because it ended as it should."""
    session.execute(delete(Heartbeat).where(Heartbeat.worker == worker))
