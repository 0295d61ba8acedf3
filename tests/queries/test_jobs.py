from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from jobmatch.domain.jobs import JobName, JobState
from jobmatch.queries.jobs import unfinished_jobs
from jobmatch.services import jobs
from jobmatch.store.jobs import Job

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_stuck_jobs_come_first_and_done_ones_not_at_all(any_session: Session) -> None:
    ids = [jobs.enqueue(any_session, JobName.VERIFY_AUDIT, key=key, day="x").id for key in "abc"]
    for job_id, state in zip(ids, (JobState.QUEUED, JobState.DONE, JobState.STUCK), strict=True):
        any_session.execute(update(Job).where(Job.id == job_id).values(state=state))
    any_session.expire_all()
    assert [job.id for job in unfinished_jobs(any_session, most=10)] == [ids[2], ids[0]]
    assert len(unfinished_jobs(any_session, most=1)) == 1
