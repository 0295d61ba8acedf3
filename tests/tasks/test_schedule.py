from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from jobmatch import clock
from jobmatch.domain.jobs import JobName
from jobmatch.store.jobs import Job, PeriodicRun
from jobmatch.tasks import schedule

if TYPE_CHECKING:
    from jobmatch.store.engine import Store


def test_a_periodic_job_is_enqueued_once_a_day(any_store: Store) -> None:
    names = [periodic.name for periodic in schedule.PERIODIC]
    # What is over leaves the results before they are matched anew.
    assert names.index(JobName.EXPIRE_POSTINGS) < names.index(JobName.RECOMPUTE_MATCHES)
    assert schedule.tick(any_store) == names
    assert schedule.tick(any_store) == []
    day = clock.today().isoformat()
    with any_store.reads() as session:
        made = session.scalars(select(Job).order_by(Job.id)).all()
    assert [job.key for job in made] == [f"{name.value}:{day}" for name in names]
    assert {job.arguments["day"] for job in made} == {day}


def test_two_tickers_of_one_day_make_one_row(any_store: Store) -> None:
    schedule.tick(any_store)
    with any_store.writes.begin() as session:
        session.execute(delete(PeriodicRun))
    schedule.tick(any_store)
    with any_store.reads() as session:
        assert len(session.scalars(select(Job)).all()) == len(schedule.PERIODIC)
