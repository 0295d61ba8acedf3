"""Matching anew after the postings or workers changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.jobs import JobName
from jobmatch.services import matching
from jobmatch.tasks.app import long_job

if TYPE_CHECKING:
    from jobmatch.tasks.app import Work


@long_job(JobName.RECOMPUTE_MATCHES)
def recompute(work: Work, *, batch_id: int | None = None) -> None:
    """Store the lists of every worker without work anew, after import *batch_id* or on request.

    The seconds of computing hold no lock; what changes meanwhile brings its own job.
    """
    del batch_id  # only makes the job's key one per batch
    now = clock.now()
    with work.read() as session:
        ranked = matching.rank_unemployed(session, now=now)
    with work.chunk(workers=len(ranked.lists)) as session:
        matching.store_ranked(session, ranked, now=now)
