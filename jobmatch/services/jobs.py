"""Background work as rows: enqueue, claim, settle, fail, and what the sweep must send again.

A job's attempt number is the version of its lease: only the attempt that holds the lease may
settle, whatever the clocks of two workers say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import and_, or_, select, update

from jobmatch import clock
from jobmatch.domain import masks
from jobmatch.domain.errors import ConflictError, NotFoundError
from jobmatch.domain.jobs import LEASE, MACHINE, MOST_ATTEMPTS, JobName, JobState, wait_after
from jobmatch.store import after_commit
from jobmatch.store.jobs import Heartbeat, Job, JobHistory, PeriodicRun

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import CursorResult
    from sqlalchemy.orm import Session

_ERROR_LENGTH = 500


class LostLeaseError(ConflictError):
    """Another worker has taken the job over; this one's work is rolled back."""

    message = "这项后台任务已由另一个进程接手，本次结果作废。"


@dataclass(frozen=True, slots=True)
class Claim:
    """A leased job: its id, its arguments, and the attempt that holds the lease."""

    job_id: int
    name: JobName
    attempt: int
    arguments: dict[str, Any]


def enqueue(session: Session, name: JobName, *, key: str, **arguments: Any) -> Job:
    """Put a job into the caller's transaction and send its id after the commit.

    The same *key* again gives the row that is there: the work is done once. Arguments are ids
    and plain JSON, never names or numbers of people.
    """
    job = session.scalar(select(Job).where(Job.key == key))
    if job is not None:
        return job
    now = clock.now()
    job = Job(name=name.value, key=key, arguments=arguments, run_after=now)
    session.add(job)
    session.flush()
    _note(session, job.id, action="enqueue", state=JobState.QUEUED, attempts=0, at=now)
    after_commit.send(session, name.value, job.id)
    return job


def claim(session: Session, job_id: int, *, lease: timedelta = LEASE) -> Claim | None:
    """Lease a job that is due; None when it is done, not due, or leased by somebody else."""
    now = clock.now()
    taken = _execute(
        session,
        update(Job)
        .where(Job.id == job_id, _is_due(now), Job.attempts < MOST_ATTEMPTS)
        .values(
            state=JobState.LEASED,
            attempts=Job.attempts + 1,
            lease_until=now + lease,
            error=None,
        ),
    )
    if taken.rowcount != 1:
        _give_up_if_spent(session, job_id, now)
        return None
    job = session.get_one(Job, job_id, populate_existing=True)
    _note(session, job.id, action="lease", state=JobState.LEASED, attempts=job.attempts, at=now)
    return Claim(job.id, JobName(job.name), job.attempts, dict(job.arguments))


def renew(
    session: Session, held: Claim, *, progress: dict[str, Any], lease: timedelta = LEASE
) -> None:
    """Keep the lease of a long job and store its progress, in the transaction of a chunk."""
    changed = _execute(
        session,
        _held(held).values(lease_until=clock.now() + lease, progress=progress),
    )
    if changed.rowcount != 1:
        raise LostLeaseError


def settle(session: Session, held: Claim) -> None:
    """Mark the job done, in the work's own transaction; LostLeaseError when it is not ours."""
    now = clock.now()
    changed = _execute(
        session,
        _held(held).values(state=JobState.DONE, lease_until=None, finished_at=now),
    )
    if changed.rowcount != 1:
        raise LostLeaseError
    _note(session, held.job_id, action="settle", state=JobState.DONE, attempts=held.attempt, at=now)


def fail(session: Session, held: Claim, error: str) -> JobState | None:
    """Hand a job back after an error: it waits, or after five attempts it is stuck.

    Returns the new state; None when the lease was lost meanwhile, which needs no hand-back.
    """
    now = clock.now()
    spent = held.attempt >= MOST_ATTEMPTS
    action = "give_up" if spent else "fail"
    state = MACHINE.next(JobState.LEASED, action)
    reason = masks.mask_numbers(error)[:_ERROR_LENGTH]
    changed = _execute(
        session,
        _held(held).values(
            state=state, lease_until=None, error=reason, run_after=now + wait_after(held.attempt)
        ),
    )
    if changed.rowcount != 1:
        return None
    _note(
        session,
        held.job_id,
        action=action,
        state=state,
        attempts=held.attempt,
        at=now,
        error=reason,
    )
    return state


def requeue(session: Session, job_id: int) -> Job:
    """Give a stuck job five new attempts, because a person asked for it."""
    job = session.get(Job, job_id, populate_existing=True)
    if job is None:
        raise NotFoundError
    state = MACHINE.next(job.state, "requeue")
    now = clock.now()
    changed = _execute(
        session,
        update(Job)
        .where(Job.id == job_id, Job.state == job.state)
        .values(state=state, attempts=0, run_after=now, error=None),
    )
    if changed.rowcount != 1:
        raise ConflictError
    _note(session, job_id, action="requeue", state=state, attempts=0, at=now)
    after_commit.send(session, job.name, job_id)
    session.refresh(job)
    return job


def due(session: Session, *, most: int = 200) -> Sequence[tuple[str, int]]:
    """Give (name, id) of jobs that somebody should run now, oldest first."""
    wanted = select(Job.name, Job.id).where(_is_due(clock.now())).order_by(Job.run_after, Job.id)
    return [(row.name, row.id) for row in session.execute(wanted.limit(most))]


def oldest_undone(session: Session) -> datetime | None:
    """Give since when the oldest due job waits; None when nothing waits (for /healthz)."""
    wanted = select(Job.run_after).where(_is_due(clock.now())).order_by(Job.run_after).limit(1)
    return session.scalar(wanted)


def is_time(session: Session, name: str, *, every: timedelta) -> bool:
    """Tell, once per period, that the periodic job *name* is to be enqueued now."""
    now = clock.now()
    row = session.scalar(select(PeriodicRun).where(PeriodicRun.name == name).with_for_update())
    if row is None:
        session.add(PeriodicRun(name=name, last_run_at=now))
        return True
    if row.last_run_at + every > now:
        return False
    row.last_run_at = now
    return True


def beat(session: Session, worker: str) -> None:
    """Note that the process *worker* is alive."""
    row = session.scalar(select(Heartbeat).where(Heartbeat.worker == worker))
    if row is None:
        session.add(Heartbeat(worker=worker, beat_at=clock.now()))
    else:
        row.beat_at = clock.now()


def _is_due(now: datetime) -> Any:
    waits = and_(Job.state.in_((JobState.QUEUED, JobState.FAILED)), Job.run_after <= now)
    return or_(waits, and_(Job.state == JobState.LEASED, Job.lease_until < now))


def _held(held: Claim) -> Any:
    return update(Job).where(
        Job.id == held.job_id, Job.state == JobState.LEASED, Job.attempts == held.attempt
    )


def _give_up_if_spent(session: Session, job_id: int, now: datetime) -> None:
    # A worker that died in its fifth attempt left nobody to call fail().
    changed = _execute(
        session,
        update(Job)
        .where(Job.id == job_id, _is_due(now), Job.attempts >= MOST_ATTEMPTS)
        .values(state=JobState.STUCK, lease_until=None),
    )
    if changed.rowcount == 1:
        _note(
            session, job_id, action="give_up", state=JobState.STUCK, attempts=MOST_ATTEMPTS, at=now
        )


def _execute(session: Session, statement: Any) -> CursorResult[Any]:
    result = session.execute(statement.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", result)


def _note(
    session: Session,
    job_id: int,
    *,
    action: str,
    state: JobState,
    attempts: int,
    at: datetime,
    error: str | None = None,
) -> None:
    row = JobHistory(
        job_id=job_id, at=at, action=action, state=state, attempts=attempts, error=error
    )
    session.add(row)
