"""Questions about background jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, select

from jobmatch.domain.jobs import JobState
from jobmatch.store.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


def unfinished_jobs(session: Session, *, most: int) -> Sequence[Job]:
    """Give up to *most* jobs that are not done: stuck ones first, then by when they are due."""
    stuck_first = case((Job.state == JobState.STUCK, 0), else_=1)
    wanted = select(Job).where(Job.state != JobState.DONE)
    return session.scalars(wanted.order_by(stuck_first, Job.run_after, Job.id).limit(most)).all()
