from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from jobmatch.domain.jobs import JobState
from jobmatch.store.jobs import Heartbeat, Job, JobHistory, PeriodicRun
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NOW = datetime(2026, 3, 15, tzinfo=UTC)


def _job(session: Session) -> Job:
    job = Job(name="audit.verify", key="audit.verify:2026-03-15", run_after=NOW)
    session.add(job)
    session.flush()
    return job


def test_the_same_key_is_one_job(any_session: Session) -> None:
    job = _job(any_session)
    assert (job.state, job.attempts, job.arguments) == (JobState.QUEUED, 0, {})
    with refused(any_session, "uq_job_key"):
        any_session.add(Job(name="audit.verify", key=job.key, run_after=NOW))


def test_a_lease_has_its_end_and_nothing_else_has(any_session: Session) -> None:
    job = _job(any_session)
    with refused(any_session, "ck_job_lease_has_its_end"):
        job.state = JobState.LEASED
    any_session.refresh(job)
    with refused(any_session, "ck_job_lease_has_its_end"):
        job.lease_until = NOW


def test_no_job_is_tried_more_often_than_it_may(any_session: Session) -> None:
    job = _job(any_session)
    with refused(any_session, "ck_job_attempts_within_most"):
        job.attempts = job.most_attempts + 1


@pytest.mark.parametrize(
    "statement", ["UPDATE job_history SET action = 'x'", "DELETE FROM job_history"]
)
def test_history_is_neither_changed_nor_deleted(any_session: Session, statement: str) -> None:
    job = _job(any_session)
    any_session.add(
        JobHistory(job_id=job.id, at=NOW, action="enqueue", state=JobState.QUEUED, attempts=0)
    )
    any_session.flush()
    with pytest.raises(DBAPIError, match="append_only"), any_session.begin_nested():
        any_session.execute(text(statement))


def test_runs_and_heartbeats_have_one_row_each(any_session: Session) -> None:
    any_session.add_all(
        [PeriodicRun(name="a", last_run_at=NOW), Heartbeat(worker="a", beat_at=NOW)]
    )
    any_session.flush()
    with refused(any_session, "uq_periodic_run_name"):
        any_session.add(PeriodicRun(name="a", last_run_at=NOW))
    with refused(any_session, "uq_heartbeat_worker"):
        any_session.add(Heartbeat(worker="a", beat_at=NOW))
