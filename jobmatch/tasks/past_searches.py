"""Searches of long ago are forgotten, also where nobody searches any more."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobmatch.domain.jobs import JobName
from jobmatch.services import past_searches
from jobmatch.tasks.app import job

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@job(JobName.FORGET_SEARCHES)
def forget(session: Session, *, day: str) -> None:
    """Forget what was searched for longer ago than is kept, counted from *day*."""
    past_searches.forget(session, on=date.fromisoformat(day))
