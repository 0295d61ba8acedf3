from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from jobmatch import clock
from jobmatch.domain.jobs import MOST_ATTEMPTS, JobName, JobState
from jobmatch.services import jobs
from jobmatch.store.jobs import Job
from jobmatch.tasks import leases

if TYPE_CHECKING:
    import pytest

    from jobmatch.store.engine import Store


def _enqueue(store: Store) -> int:
    with store.writes.begin() as session:
        return jobs.enqueue(session, JobName.VERIFY_AUDIT, key="k", day="2026-03-15").id


def test_a_lease_is_committed_before_the_work_begins(any_store: Store) -> None:
    job_id = _enqueue(any_store)
    assert leases.take(any_store, job_id) is not None
    with any_store.reads() as session:
        assert session.get_one(Job, job_id).state is JobState.LEASED
    assert leases.take(any_store, job_id) is None


def test_a_job_that_keeps_failing_is_stuck_after_five(
    any_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    job_id = _enqueue(any_store)
    states: list[JobState] = []
    for _ in range(MOST_ATTEMPTS):
        with any_store.writes.begin() as session:
            session.execute(update(Job).values(run_after=clock.now()))
        claim = leases.take(any_store, job_id)
        assert claim is not None
        with leases.hand_back_on_error(any_store, claim):
            raise OSError("disk")
        with any_store.reads() as session:
            states.append(session.get_one(Job, job_id).state)
    assert states == [JobState.FAILED] * (MOST_ATTEMPTS - 1) + [JobState.STUCK]
    assert "now stuck" in caplog.text
    assert leases.take(any_store, job_id) is None


def test_a_lost_lease_is_not_handed_back(
    any_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    job_id = _enqueue(any_store)
    claim = leases.take(any_store, job_id)
    assert claim is not None
    with leases.hand_back_on_error(any_store, claim):
        raise jobs.LostLeaseError
    with any_store.reads() as session:
        assert session.get_one(Job, job_id).state is JobState.LEASED
    assert "lease lost" in caplog.text
