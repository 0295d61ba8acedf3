from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, func, select, update

from jobmatch import clock
from jobmatch.domain.jobs import JobName, JobState
from jobmatch.services import jobs
from jobmatch.store.districts import District
from jobmatch.store.jobs import Job
from jobmatch.tasks import app, works

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store

NAME = JobName.VERIFY_AUDIT


def _enqueue(store: Store, key: str = "k") -> int:
    with store.writes.begin() as session:
        return jobs.enqueue(session, NAME, key=key, code="990000").id


def _state(store: Store, job_id: int) -> Job:
    with store.reads() as session:
        return session.get_one(Job, job_id)


def _districts(store: Store) -> int:
    with store.reads() as session:
        return session.scalar(select(func.count()).select_from(District)) or 0


def _make(session: Session, *, code: str) -> None:
    session.add(District(code=code, name="某区"))
    session.flush()


def test_a_job_does_its_work_and_settles(any_connected: Store) -> None:
    job_id = _enqueue(any_connected)
    app.run_short(_make, job_id)
    assert (_districts(any_connected), _state(any_connected, job_id).state) == (1, JobState.DONE)


def test_twice_is_once(any_connected: Store) -> None:
    job_id = _enqueue(any_connected)
    for _ in range(3):
        app.run_short(_make, job_id)
    job = _state(any_connected, job_id)
    assert (_districts(any_connected), job.attempts) == (1, 1)


def test_a_failure_leaves_no_work_and_a_waiting_row(any_connected: Store) -> None:
    def broken(session: Session, *, code: str) -> None:
        _make(session, code=code)
        raise ValueError(f"no {code}")

    job_id = _enqueue(any_connected)
    app.run_short(broken, job_id)
    job = _state(any_connected, job_id)
    assert job.state is JobState.FAILED
    assert str(job.error).startswith("ValueError（test_app.py ")
    assert job.run_after > clock.now()
    assert _districts(any_connected) == 0


def test_work_is_thrown_away_when_the_lease_was_lost(any_connected: Store) -> None:
    def slow(session: Session, *, code: str) -> None:
        _make(session, code=code)
        # While this one dawdled, its lease ran out and another worker took the job.
        session.execute(update(Job).values(attempts=Job.attempts + 1))

    job_id = _enqueue(any_connected)
    app.run_short(slow, job_id)
    job = _state(any_connected, job_id)
    assert (job.state, job.attempts, _districts(any_connected)) == (JobState.LEASED, 1, 0)


def test_a_long_job_writes_chunk_by_chunk_with_progress(any_connected: Store) -> None:
    def chunks(work: works.Work, *, code: str) -> None:
        with work.read() as session:
            assert session.scalar(select(func.count()).select_from(District)) == 0
        for number in range(3):
            with work.chunk(done=number + 1) as session:
                _make(session, code=f"{code}{number}")

    job_id = _enqueue(any_connected)
    app.run_long(chunks, job_id)
    job = _state(any_connected, job_id)
    assert (job.state, job.progress, _districts(any_connected)) == (JobState.DONE, {"done": 3}, 3)


def test_a_long_job_keeps_its_chunks_and_goes_on_in_the_next_attempt(any_connected: Store) -> None:
    def stumbles(work: works.Work, *, code: str) -> None:
        with work.read() as session:
            made = session.scalar(select(func.count()).select_from(District)) or 0
        for number in range(made, 3):
            with work.chunk(done=number + 1) as session:
                _make(session, code=f"{code}{number}")
            if number == 1 and made == 0:
                raise RuntimeError("stumbled")

    job_id = _enqueue(any_connected)
    app.run_long(stumbles, job_id)
    assert (_districts(any_connected), _state(any_connected, job_id).state) == (2, JobState.FAILED)
    with any_connected.writes.begin() as session:
        session.execute(update(Job).values(run_after=clock.now() - timedelta(seconds=1)))
    app.run_long(stumbles, job_id)
    assert (_districts(any_connected), _state(any_connected, job_id).state) == (3, JobState.DONE)


def test_a_long_job_that_lost_its_lease_writes_no_further_chunk(any_connected: Store) -> None:
    def robbed(work: works.Work, *, code: str) -> None:
        with work.chunk(done=1) as session:
            _make(session, code=code)
        with any_connected.writes.begin() as session:
            session.execute(update(Job).values(attempts=Job.attempts + 1))
        with work.chunk(done=2) as session:
            _make(session, code="990001")

    job_id = _enqueue(any_connected)
    app.run_long(robbed, job_id)
    job = _state(any_connected, job_id)
    assert (job.attempts, job.progress, _districts(any_connected)) == (2, {"done": 1}, 1)


def test_what_a_long_job_gives_is_its_result(any_connected: Store) -> None:
    job_id = _enqueue(any_connected)
    app.run_long(lambda _, code: {"code": code}, job_id)
    job = _state(any_connected, job_id)
    assert (job.state, job.result) == (JobState.DONE, {"code": "990000"})


def test_a_cancelled_job_takes_back_what_it_stored(any_connected: Store) -> None:
    def cancelled_meanwhile(work: works.Work, *, code: str) -> None:
        with work.chunk(done=1) as session:
            _make(session, code=code)
        with any_connected.writes.begin() as session:
            jobs.cancel(session, job_id)
        with work.chunk(done=2) as session:
            _make(session, code="990001")

    def take_back(session: Session, *, code: str) -> None:
        session.execute(delete(District).where(District.code == code))

    job_id = _enqueue(any_connected)
    app.run_long(cancelled_meanwhile, job_id, on_cancel=take_back)
    assert _state(any_connected, job_id).state is JobState.CANCELLED
    assert _districts(any_connected) == 0


def test_a_job_cancelled_while_it_waited_is_only_taken_back(any_connected: Store) -> None:
    taken: list[str] = []

    def fails(work: works.Work, *, code: str) -> None:
        raise OSError(code)

    job_id = _enqueue(any_connected)
    app.run_long(fails, job_id)
    with any_connected.writes.begin() as session:
        jobs.cancel(session, job_id)
    app.run_long(fails, job_id, on_cancel=lambda _, code: taken.append(code))
    assert (_state(any_connected, job_id).state, taken) == (JobState.CANCELLED, ["990000"])


def test_a_short_job_cancelled_while_it_waited_does_nothing(any_connected: Store) -> None:
    def fails(session: Session, *, code: str) -> None:
        raise OSError(code)

    job_id = _enqueue(any_connected)
    app.run_short(fails, job_id)
    with any_connected.writes.begin() as session:
        jobs.cancel(session, job_id)
    app.run_short(_make, job_id)
    assert _state(any_connected, job_id).state is JobState.CANCELLED
    assert _districts(any_connected) == 0


def test_a_worker_that_ends_hands_a_long_job_back_and_begins_none(any_connected: Store) -> None:
    def stopped(work: works.Work, *, code: str) -> None:
        with work.chunk(done=1) as session:
            _make(session, code=code)
        app.stop()
        work.tell("第二步")

    job_id = _enqueue(any_connected)
    app.run_long(stopped, job_id)
    job = _state(any_connected, job_id)
    assert (job.state, job.progress, job.attempts) == (JobState.QUEUED, {"done": 1}, 1)
    app.run_long(stopped, job_id)
    app.run_short(_make, job_id)
    assert _state(any_connected, job_id).attempts == 1
    disconnect = app.connect(any_connected, broker_url="memory://")
    app.run_long(lambda work, code: {"code": code, **work.progress}, job_id)
    disconnect()
    assert _state(any_connected, job_id).result == {"code": "990000", "done": 1}


def test_without_a_connection_a_task_refuses() -> None:
    with pytest.raises(RuntimeError, match="not connected"):
        app.store()


def test_the_broker_decides_the_options(store: Store) -> None:
    disconnect = app.connect(store, broker_url="redis://127.0.0.1:1/0")
    assert app.celery.conf.broker_transport_options["visibility_timeout"] == 3600
    assert app.celery.conf.task_acks_late is True
    assert app.celery.conf.accept_content == ["json"]
    disconnect()
    disconnect = app.connect(store, broker_url="memory://")
    assert app.celery.conf.broker_transport_options == {"polling_interval": 0.05}
    disconnect()
