"""The nightly check of the audit chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.jobs import JobName
from jobmatch.services import audit
from jobmatch.tasks.app import job

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@job(JobName.VERIFY_AUDIT)
def verify(session: Session, *, day: str) -> None:
    """Verify the chain and note the result; a broken chain leaves a failed job."""
    del day  # only makes the job's key one per day
    audit.note_verification(session)
