"""Matching anew after the postings or workers changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.jobs import JobName
from jobmatch.services import matching
from jobmatch.tasks.app import job

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@job(JobName.RECOMPUTE_MATCHES)
def recompute(session: Session, *, batch_id: int | None = None) -> None:
    """Store the lists of every worker without work anew, after import *batch_id* or on request."""
    del batch_id  # only makes the job's key one per batch
    matching.rematch_postings(session, now=clock.now())
