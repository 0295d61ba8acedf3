from __future__ import annotations

import threading
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.jobs import JobName, JobState
from jobmatch.services import jobs
from jobmatch.store.jobs import Heartbeat, Job
from jobmatch.tasks.embedded import EmbeddedWorker
from tests import servers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobmatch.store.engine import Store

PATIENCE_SECONDS = 60


def _enqueue(store: Store, key: str) -> int:
    with store.writes.begin() as session:
        return jobs.enqueue(session, JobName.VERIFY_AUDIT, key=key, day=key).id


def _wait_until_done(store: Store, *ids: int) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    states: Sequence[JobState] = ()
    while time.monotonic() < end:
        with store.reads() as session:
            states = session.scalars(select(Job.state).where(Job.id.in_(ids))).all()
        if set(states) == {JobState.DONE}:
            return
        time.sleep(0.05)
    pytest.fail(f"not done: {states}")


@pytest.fixture
def worker(store: Store) -> Iterator[EmbeddedWorker]:
    running = EmbeddedWorker(store)
    yield running
    running.stop()


@pytest.mark.slow
@pytest.mark.usefixtures("worker")
def test_what_is_committed_is_done_by_the_thread(store: Store) -> None:
    _wait_until_done(store, *(_enqueue(store, f"day {number}") for number in range(5)))
    with store.reads() as session:
        assert session.scalars(select(Heartbeat)).all()


@pytest.mark.slow
def test_what_waited_from_before_the_start_is_swept_up(store: Store) -> None:
    job_id = _enqueue(store, "before")
    running = EmbeddedWorker(store)
    _wait_until_done(store, job_id)
    running.stop()
    assert [each.name for each in threading.enumerate() if each.name in {"jobs", "sweep"}] == []


@pytest.mark.slow
def test_after_the_stop_jobs_wait(store: Store) -> None:
    EmbeddedWorker(store).stop()
    job_id = _enqueue(store, "after")
    with store.reads() as session:
        assert session.get_one(Job, job_id).state is JobState.QUEUED


@pytest.mark.slow
@pytest.mark.redis
def test_the_same_over_redis(store: Store) -> None:
    with ExitStack() as stack:
        try:
            address = stack.enter_context(servers.valkey())
        except servers.ServerMissingError as error:
            pytest.skip(str(error))
        running = EmbeddedWorker(store, broker_url=address)
        _wait_until_done(store, *(_enqueue(store, f"day {number}") for number in range(3)))
        running.stop()
