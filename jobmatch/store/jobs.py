"""Durable background jobs, their history, periodic runs and heartbeats."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.domain.jobs import MOST_ATTEMPTS, JobState
from jobmatch.store.base import Base, LongText, Stamped
from jobmatch.store.types import one_of

if TYPE_CHECKING:
    from jobmatch.store.accounts import Account


class Job(Stamped, Base):
    """Work to be done once; the broker carries only its id."""

    __tablename__ = "job"
    __table_args__ = (
        one_of("state", JobState),
        CheckConstraint("(state = 'leased') = (lease_until IS NOT NULL)", name="lease_has_its_end"),
        CheckConstraint("attempts <= most_attempts", name="attempts_within_most"),
        Index(None, "state", "run_after"),
    )

    name: Mapped[str] = mapped_column(String(60), index=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    """What makes it the same work: a second enqueue changes nothing."""
    arguments: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    """Who asked for it; None for the program itself."""
    about: Mapped[str | None]
    """What it is about, in Chinese, for its page; nothing personal."""
    attempts: Mapped[int] = mapped_column(default=0)
    """Also the version of the lease: it only grows, and only the attempt that holds it settles."""
    most_attempts: Mapped[int] = mapped_column(default=MOST_ATTEMPTS)
    """More for a job that a person set going again."""
    run_after: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    progress: Mapped[dict[str, Any] | None]
    result: Mapped[dict[str, Any] | None]
    cancel_asked_at: Mapped[datetime | None]
    """A person wants it to end; whoever holds the lease sees this at its next step."""
    error: Mapped[LongText | None]
    finished_at: Mapped[datetime | None]

    account: Mapped[Account | None] = relationship()


class JobHistory(Base):
    """What happened to a job; rows are only ever added."""

    __tablename__ = "job_history"

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"), index=True)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(20))
    state: Mapped[JobState]
    attempts: Mapped[int]
    error: Mapped[LongText | None]


class PeriodicRun(Base):
    """When a periodic job last ran: the database remembers, not the process."""

    __tablename__ = "periodic_run"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    last_run_at: Mapped[datetime]


class Heartbeat(Base):
    """When a worker process was last seen alive."""

    __tablename__ = "heartbeat"

    worker: Mapped[str] = mapped_column(String(100), unique=True)
    beat_at: Mapped[datetime]
