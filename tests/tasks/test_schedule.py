from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain.jobs import JobName
from jobmatch.store.jobs import Job, PeriodicRun
from jobmatch.tasks import schedule

if TYPE_CHECKING:
    from jobmatch.store.engine import Store


def test_a_periodic_job_is_enqueued_once_a_day(any_store: Store) -> None:
    assert schedule.tick(any_store) == [JobName.VERIFY_AUDIT]
    assert schedule.tick(any_store) == []
    with any_store.reads() as session:
        job = session.scalars(select(Job)).one()
    assert job.key.startswith("audit.verify:")
    assert job.arguments == {"day": clock.today().isoformat()}


def test_two_tickers_of_one_day_make_one_row(any_store: Store) -> None:
    schedule.tick(any_store)
    with any_store.writes.begin() as session:
        session.delete(session.scalars(select(PeriodicRun)).one())
    schedule.tick(any_store)
    with any_store.reads() as session:
        assert len(session.scalars(select(Job)).all()) == 1
