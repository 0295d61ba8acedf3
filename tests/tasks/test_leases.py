from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import update

from jobmatch import clock
from jobmatch.domain.errors import ConflictError, RuleBrokenError
from jobmatch.domain.jobs import MOST_ATTEMPTS, JobName, JobState
from jobmatch.services import jobs
from jobmatch.store.jobs import Job
from jobmatch.tasks import leases

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from jobmatch.store.engine import Store

PATIENCE_SECONDS = 20


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


def test_of_a_foreign_error_only_class_and_place_are_kept(any_store: Store) -> None:
    job_id = _enqueue(any_store)
    claim = leases.take(any_store, job_id)
    assert claim is not None
    with leases.hand_back_on_error(any_store, claim):
        raise ValueError("王小明 13800001234")
    with any_store.reads() as session:
        error = session.get_one(Job, job_id).error or ""
    assert error.startswith("ValueError（test_leases.py ")
    assert "王小明" not in error


def test_what_a_rule_refuses_is_stuck_at_once_with_its_sentence(any_store: Store) -> None:
    job_id = _enqueue(any_store)
    claim = leases.take(any_store, job_id)
    assert claim is not None
    with leases.hand_back_on_error(any_store, claim):
        raise RuleBrokenError("这场招聘会已取消。")
    with any_store.reads() as session:
        job = session.get_one(Job, job_id)
    assert (job.state, job.error) == (JobState.STUCK, "这场招聘会已取消。")


def test_a_conflict_is_tried_again(any_store: Store) -> None:
    assert not leases.is_final(ConflictError())
    assert not leases.is_final(OSError())
    assert leases.is_final(RuleBrokenError())


def test_a_worker_that_ends_hands_back(any_store: Store) -> None:
    job_id = _enqueue(any_store)
    claim = leases.take(any_store, job_id)
    assert claim is not None
    with leases.hand_back_on_error(any_store, claim):
        raise leases.StoppingError
    assert leases.take(any_store, job_id) is not None


def test_a_lease_is_kept_while_nothing_is_written(any_store: Store) -> None:
    job_id = _enqueue(any_store)
    claim = leases.take(any_store, job_id, lease=timedelta(0))
    assert claim is not None
    with leases.kept(any_store, claim, every=timedelta(milliseconds=10)) as unwanted:
        wait_for(lambda: leases.take(any_store, job_id) is None and _lease(any_store, job_id))
        with any_store.writes.begin() as session:
            jobs.cancel(session, job_id)
        assert unwanted.wait(PATIENCE_SECONDS)


def _lease(store: Store, job_id: int) -> bool:
    with store.reads() as session:
        until = session.get_one(Job, job_id).lease_until
    return until is not None and until > clock.now()


def wait_for(done: Callable[[], bool]) -> None:
    """Look again until it is so."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not done():
        assert time.monotonic() < end
        time.sleep(0.01)


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
