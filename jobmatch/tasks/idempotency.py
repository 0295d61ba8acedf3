"""Requests of long ago are forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.jobs import JobName
from jobmatch.services import idempotency
from jobmatch.tasks.app import job

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@job(JobName.FORGET_REQUESTS)
def forget(session: Session, *, day: str) -> None:
    """Forget the keys of forms that nobody can send again."""
    del day  # only makes the job's key one per day
    idempotency.forget_old(session)
