from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.jobs import JobName, JobState
from jobmatch.services import exposure, jobs
from jobmatch.services.exposure import NotMatchedError
from jobmatch.store.jobs import Job
from jobmatch.tasks import exposures, matches
from tests.tasks.test_matches import make_pair

if TYPE_CHECKING:
    from jobmatch.store.engine import Store


def run(store: Store, key: str) -> Job:
    with store.writes.begin() as session:
        job_id = exposure.ask_for_report(session, actor=SYSTEM, key=key).id
    exposures.report.run(job_id)
    with store.reads() as session:
        return session.get_one(Job, job_id)


def test_without_lists_the_job_says_what_is_missing(connected: Store) -> None:
    job = run(connected, "1")
    assert (job.state, job.error) == (JobState.STUCK, NotMatchedError.message)


def test_the_report_is_the_outcome_and_names_nobody(connected: Store) -> None:
    with connected.writes.begin() as session:
        make_pair(session)
        job_id = jobs.enqueue(session, JobName.RECOMPUTE_MATCHES, key="matches").id
    matches.recompute.run(job_id)
    job = run(connected, "1")
    assert job.state is JobState.DONE
    result = job.result or {}
    assert (result["postings"], result["people"]) == (1, 1)
    assert "某人" not in str(result)
