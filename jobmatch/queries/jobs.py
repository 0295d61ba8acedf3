"""Questions about background jobs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import case, func, or_, select, true
from sqlalchemy.orm import joinedload

from jobmatch.domain.jobs import OVER, JobState
from jobmatch.queries.paging import Page, page_of
from jobmatch.store.jobs import Heartbeat, Job, JobHistory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from jobmatch.domain.jobs import JobName


class JobGroup(StrEnum):
    """Jobs as a page groups them."""

    STUCK = "stuck"
    UNDER_WAY = "under_way"
    OVER = "over"


GROUP_STATES = {
    JobGroup.STUCK: (JobState.STUCK,),
    JobGroup.UNDER_WAY: (JobState.QUEUED, JobState.LEASED, JobState.FAILED),
    JobGroup.OVER: OVER,
}


@dataclass(frozen=True, slots=True)
class JobFilter:
    """Which jobs a list shows.

    Attributes:
        group: one group; None for all.
        asked_by: jobs of this account alone.
        by_people: only jobs that a person asked for, not those of the program itself.
    """

    group: JobGroup | None = None
    asked_by: int | None = None
    by_people: bool = False


def found_jobs(session: Session, *, narrowed: JobFilter, number: int) -> Page[Job]:
    """Give a page of jobs: the stuck first, then those under way, then the newest."""
    first = case(
        (Job.state == JobState.STUCK, 0),
        (Job.state.in_(GROUP_STATES[JobGroup.UNDER_WAY]), 1),
        else_=2,
    )
    wanted = select(Job).where(*_conditions(narrowed)).options(joinedload(Job.account))
    return page_of(session, wanted.order_by(first, Job.id.desc()), number=number)


def counts(session: Session, *, narrowed: JobFilter) -> dict[JobGroup, int]:
    """Count the jobs of each group, whatever group is asked for."""
    open_to = JobFilter(asked_by=narrowed.asked_by, by_people=narrowed.by_people)
    statement = select(Job.state, func.count()).where(*_conditions(open_to)).group_by(Job.state)
    found = {row[0]: row[1] for row in session.execute(statement)}
    return {
        group: sum(found.get(state, 0) for state in states)
        for group, states in GROUP_STATES.items()
    }


def job_by_id(session: Session, job_id: int) -> Job | None:
    """Give one job with who asked for it."""
    return session.get(Job, job_id, options=[joinedload(Job.account)])


def job_of(session: Session, *, key: str) -> Job | None:
    """Give the job with the *key*, or None."""
    statement = select(Job).where(Job.key == key).options(joinedload(Job.account))
    return session.scalar(statement)


def under_way(session: Session, name: JobName, *, arguments: dict[str, object]) -> Job | None:
    """Give the newest job *name* that a person asked for with *arguments* and that is not over."""
    statement = (
        select(Job)
        .where(
            Job.name == name.value,
            Job.account_id.is_not(None),
            Job.state.in_(GROUP_STATES[JobGroup.UNDER_WAY]),
        )
        .order_by(Job.id.desc())
    )
    return next((job for job in session.scalars(statement) if job.arguments == arguments), None)


def history_of(session: Session, *, job_id: int) -> Sequence[JobHistory]:
    """Give every step of one job, in order."""
    statement = select(JobHistory).where(JobHistory.job_id == job_id).order_by(JobHistory.id)
    return session.scalars(statement).all()


def last_beat(session: Session) -> datetime | None:
    """Give when a worker was last seen alive; None when none is known."""
    return session.scalar(select(func.max(Heartbeat.beat_at)))


def unfinished_jobs(session: Session, *, most: int) -> Sequence[Job]:
    """Give up to *most* jobs that are not over: stuck ones first, then by when they are due."""
    stuck_first = case((Job.state == JobState.STUCK, 0), else_=1)
    wanted = select(Job).where(Job.state.not_in(OVER))
    return session.scalars(wanted.order_by(stuck_first, Job.run_after, Job.id).limit(most)).all()


def _conditions(narrowed: JobFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if narrowed.group is not None:
        wanted.append(Job.state.in_(GROUP_STATES[narrowed.group]))
    if narrowed.asked_by is not None:
        wanted.append(Job.account_id == narrowed.asked_by)
    if narrowed.by_people:
        # What the program asked of itself shows as soon as it needs a person.
        wanted.append(or_(Job.account_id.is_not(None), Job.state == JobState.STUCK))
    return wanted or [true()]
