"""Background work as rows: enqueue, claim, settle, fail, cancel, and what must be sent again.

A job's attempt number is the version of its lease: only the attempt that holds the lease may
settle, whatever the clocks of two workers say. It only grows, also when a person sets a stuck job
going again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import and_, or_, select, update

from jobmatch import clock
from jobmatch.domain import masks
from jobmatch.domain.accounts import SYSTEM, Permission
from jobmatch.domain.errors import ConflictError, NotFoundError, RuleBrokenError
from jobmatch.domain.jobs import (
    LEASE,
    LONG_LEASE,
    MACHINE,
    MOST_ATTEMPTS,
    OVER,
    JobName,
    JobState,
    wait_after,
)
from jobmatch.services import audit
from jobmatch.store import after_commit
from jobmatch.store.jobs import Job, JobHistory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import CursorResult
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor

_ERROR_LENGTH = 500
SPENT = "做这项任务的程序每次都中途停了，请先检查服务器。"
"""Why a job is stuck whose worker died each time: nobody was left to say so."""


class CancelledError(RuleBrokenError):
    """A person cancelled the job that is being done."""

    message = "这项任务已被取消。"


class TooLateError(ConflictError):
    """The job is over already."""

    message = "这项任务已经结束，不能取消了。"


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
    is_last: bool = False
    """After this attempt the job is stuck when it fails."""
    account_id: int | None = None
    progress: dict[str, Any] = field(default_factory=dict)
    """What the attempt before stored last."""
    is_cancelled: bool = False
    """Nothing is to be done but to take back what was begun."""


def enqueue(
    session: Session,
    name: JobName,
    *,
    key: str,
    asked_by: Actor = SYSTEM,
    about: str | None = None,
    **arguments: Any,
) -> Job:
    """Put a job into the caller's transaction and send its id after the commit.

    Args:
        session: a write session.
        name: the kind of work.
        key: what makes it the same work: the same key again gives the row that is there, the
            work is done once. One that was cancelled is queued anew.
        asked_by: who may see, cancel and repeat it.
        about: what it is about, in Chinese, at most 200 characters; nothing personal.
        **arguments: ids and plain JSON, never names or numbers of people.
    """
    job = session.scalar(select(Job).where(Job.key == key))
    if job is not None:
        if job.state is JobState.CANCELLED:
            _queue_again(session, job)
        return job
    now = clock.now()
    job = Job(
        name=name.value,
        key=key,
        account_id=asked_by.account_id,
        about=about,
        arguments=arguments,
        run_after=now,
    )
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
        .where(Job.id == job_id, _is_due(now), Job.attempts < Job.most_attempts)
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
    return Claim(
        job.id,
        JobName(job.name),
        job.attempts,
        dict(job.arguments),
        is_last=job.attempts >= job.most_attempts,
        account_id=job.account_id,
        progress=dict(job.progress or {}),
        is_cancelled=job.cancel_asked_at is not None,
    )


def renew(
    session: Session,
    held: Claim,
    *,
    progress: dict[str, Any] | None = None,
    lease: timedelta = LONG_LEASE,
) -> None:
    """Keep the lease of a long job, and store its progress, in the transaction of a chunk.

    Raises:
        LostLeaseError: another worker has taken the job over.
        CancelledError: a person cancelled it.
    """
    values: dict[str, Any] = {"lease_until": clock.now() + lease}
    if progress is not None:
        values["progress"] = progress
    changed = _execute(session, _held(held).values(**values))
    if changed.rowcount != 1:
        raise LostLeaseError
    if session.scalar(select(Job.cancel_asked_at).where(Job.id == held.job_id)) is not None:
        raise CancelledError


def settle(session: Session, held: Claim, *, result: dict[str, Any] | None = None) -> None:
    """Mark the job done, in the work's own transaction; LostLeaseError when it is not ours.

    A wish to cancel that came after the last step came too late.
    """
    _end(session, held, "settle", JobState.DONE, result=result, cancel_asked_at=None)


def settle_cancelled(session: Session, held: Claim) -> None:
    """Mark the job cancelled, in the transaction that took back what it had begun."""
    _end(session, held, "cancel", JobState.CANCELLED)


def fail(session: Session, held: Claim, error: str, *, is_final: bool = False) -> JobState | None:
    """Hand a job back after an error: it waits, or after five attempts it is stuck.

    Args:
        session: a write session.
        held: the lease.
        error: what to tell; numbers of people are masked.
        is_final: another attempt would fail in the same way: the job is stuck at once.

    Returns:
        The new state; None when the lease was lost meanwhile, which needs no hand-back.
    """
    now = clock.now()
    action = "give_up" if is_final or held.is_last else "fail"
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


def release(session: Session, held: Claim) -> None:
    """Hand a job back unfinished because this worker ends; the attempt does not count."""
    now = clock.now()
    changed = _execute(
        session,
        _held(held).values(
            state=JobState.QUEUED,
            lease_until=None,
            run_after=now,
            most_attempts=Job.most_attempts + 1,
        ),
    )
    if changed.rowcount == 1:
        state = JobState.QUEUED
        _note(session, held.job_id, action="release", state=state, attempts=held.attempt, at=now)


def requeue(session: Session, job_id: int, *, actor: Actor = SYSTEM) -> Job:
    """Give a stuck or cancelled job five new attempts, because a person asked for it."""
    job = _for_change(session, actor, job_id)
    MACHINE.next(job.state, "requeue")
    _queue_again(session, job)
    audit.record(session, actor=actor, action="job.requeued", subject=job)
    return job


def cancel(session: Session, job_id: int, *, actor: Actor = SYSTEM) -> Job:
    """End a job: at once when it was not begun, else at the next step of whoever does it.

    One that was begun and waits is sent out once more, so that its worker takes back the half
    that stands.

    Raises:
        NotFoundError: there is no such job, or *actor* may not change it.
        TooLateError: it is over.
    """
    job = _for_change(session, actor, job_id)
    if job.state in OVER:
        raise TooLateError
    now = clock.now()
    if not job.attempts:
        job.state = MACHINE.next(job.state, "cancel")
        job.finished_at = now
    else:
        job.cancel_asked_at = now
        if job.state is not JobState.LEASED:
            job.state, job.run_after = JobState.QUEUED, now
            job.most_attempts = job.attempts + MOST_ATTEMPTS
            after_commit.send(session, job.name, job.id)
    session.flush()
    _note(session, job.id, action="cancel", state=job.state, attempts=job.attempts, at=now)
    audit.record(session, actor=actor, action="job.cancelled", subject=job)
    return job


def may_see(actor: Actor, *, account_id: int | None) -> bool:
    """Tell whether *actor* may look at a job that *account_id* asked for."""
    own = account_id is not None and account_id == actor.account_id
    return own or actor.may(Permission.SEE_JOBS)


def may_change(actor: Actor, *, account_id: int | None) -> bool:
    """Tell whether *actor* may cancel or repeat a job that *account_id* asked for."""
    own = account_id is not None and account_id == actor.account_id
    return own or (actor.may(Permission.MANAGE_JOBS) and actor.area.is_whole_district)


def due(session: Session, *, most: int = 200) -> Sequence[tuple[str, int]]:
    """Give (name, id) of jobs that somebody should run now, oldest first."""
    wanted = select(Job.name, Job.id).where(_is_due(clock.now())).order_by(Job.run_after, Job.id)
    return [(row.name, row.id) for row in session.execute(wanted.limit(most))]


def oldest_undone(session: Session) -> datetime | None:
    """Give since when the oldest due job waits; None when nothing waits (for /healthz)."""
    wanted = select(Job.run_after).where(_is_due(clock.now())).order_by(Job.run_after).limit(1)
    return session.scalar(wanted)


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
        .where(Job.id == job_id, _is_due(now), Job.attempts >= Job.most_attempts)
        .values(state=JobState.STUCK, lease_until=None, error=SPENT),
    )
    if changed.rowcount == 1:
        job = session.get_one(Job, job_id, populate_existing=True)
        _note(session, job_id, action="give_up", state=job.state, attempts=job.attempts, at=now)


def _end(session: Session, held: Claim, action: str, state: JobState, **values: Any) -> None:
    now = clock.now()
    changed = _execute(
        session,
        _held(held).values(state=state, lease_until=None, finished_at=now, **values),
    )
    if changed.rowcount != 1:
        raise LostLeaseError
    _note(session, held.job_id, action=action, state=state, attempts=held.attempt, at=now)


def _for_change(session: Session, actor: Actor, job_id: int) -> Job:
    job = session.get(Job, job_id, populate_existing=True, with_for_update=True)
    if job is None or not may_change(actor, account_id=job.account_id):
        raise NotFoundError
    return job


def _queue_again(session: Session, job: Job) -> None:
    """Put a job that is stuck or cancelled into the queue, with five attempts more."""
    now = clock.now()
    job.state = MACHINE.next(job.state, "requeue")
    job.most_attempts = job.attempts + MOST_ATTEMPTS
    job.run_after = now
    job.error = job.cancel_asked_at = job.finished_at = None
    session.flush()
    _note(session, job.id, action="requeue", state=job.state, attempts=job.attempts, at=now)
    after_commit.send(session, job.name, job.id)


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
