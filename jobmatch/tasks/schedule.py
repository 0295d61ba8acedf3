"""Periodic jobs: one table. Two tickers of one day make one row, because the key names the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.jobs import JobName
from jobmatch.services import jobs, periodic_runs

if TYPE_CHECKING:
    from jobmatch.store.engine import Store


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job that is asked for every *every*, and enqueued once a day at most."""

    name: JobName
    every: timedelta


PERIODIC = (
    Periodic(JobName.VERIFY_AUDIT, timedelta(days=1)),
    # A posting that is over must not be offered for the rest of the day.
    Periodic(JobName.EXPIRE_POSTINGS, timedelta(hours=1)),
    Periodic(JobName.FORGET_REQUESTS, timedelta(days=1)),
    Periodic(JobName.FORGET_SEARCHES, timedelta(days=1)),
    # Ages, freshness and open postings change with the date: soon after midnight, not a day on.
    Periodic(JobName.RECOMPUTE_MATCHES, timedelta(hours=1)),
)


def tick(store: Store) -> list[JobName]:
    """Enqueue what is due; gives the names."""
    made = []
    for periodic in PERIODIC:
        with store.writes.begin() as session:
            if periodic_runs.is_time(session, periodic.name.value, every=periodic.every):
                day = clock.today().isoformat()
                jobs.enqueue(session, periodic.name, key=f"{periodic.name.value}:{day}", day=day)
                made.append(periodic.name)
    return made
