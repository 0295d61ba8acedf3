"""Postings that are over leave the results by themselves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jobmatch.domain.jobs import JobName
from jobmatch.services import postings
from jobmatch.tasks.app import long_job

if TYPE_CHECKING:
    from jobmatch.tasks.works import Work


@long_job(JobName.EXPIRE_POSTINGS)
def expire(work: Work, /, *, day: str) -> dict[str, Any]:
    """Let expire what is over on *day*, a few hundred in a transaction."""
    count, found = 0, 1
    while found:
        with work.chunk(told="正在把到期的岗位收下来", done=count) as session:
            found = postings.expire_due(session, on=date.fromisoformat(day))
        count += found
    return {"postings": count}
