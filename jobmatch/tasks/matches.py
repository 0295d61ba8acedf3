"""Matching anew after postings, workers, words or the day changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobmatch import clock
from jobmatch.domain.jobs import JobName
from jobmatch.services.matches import changes, districts, runs
from jobmatch.tasks.app import long_job

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy.orm import Session

    from jobmatch.tasks.works import Work


@long_job(JobName.RECOMPUTE_MATCHES)
def recompute(work: Work, /, **asked: Any) -> None:
    """Bring the stored lists up to date: those that a change touches, or all of them.

    What changed shows in the rows; *asked* (a batch, a day) only makes the job's key one of its
    kind. The seconds of computing hold no lock; what changes meanwhile brings its own job.
    """
    del asked
    now = clock.now()
    with work.read() as session:
        district = districts.open_district(session, on=clock.local_date(now))
        found = changes.find(session, district)
    if found is None or found.is_large(district):
        _run_through(work, district)
    elif found:
        renewed = changes.renew(district, found)
        counts = {side.value: renewed.count(side) for side in renewed.rankings}
        with work.chunk(**counts) as session:
            changes.store(session, district, found, renewed, now=now)


def _run_through(work: Work, district: districts.District) -> None:
    told = {"told": ""}

    def tell(line: str) -> None:
        told["told"] = line

    def transaction() -> AbstractContextManager[Session]:
        return work.chunk(**told)

    runs.run_through(district, transaction=transaction, now=clock.now(), tell=tell)
