"""Leases of jobs, each taken and handed back in a short transaction of its own."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jobmatch.services import jobs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobmatch.services.jobs import Claim
    from jobmatch.store.engine import Store

_log = logging.getLogger(__name__)


def take(store: Store, job_id: int) -> Claim | None:
    """Lease the job, or give None when there is nothing to do."""
    with store.writes.begin() as session:
        return jobs.claim(session, job_id)


@contextmanager
def hand_back_on_error(store: Store, claim: Claim) -> Iterator[None]:
    """Hand the job back when its work fails: it waits for the next attempt or is stuck.

    The error ends here: its text stands in the job's row. A lost lease needs no hand-back,
    because the worker that holds the job now answers for it.
    """
    try:
        yield
    except jobs.LostLeaseError:
        _log.warning("job %s: lease lost in attempt %s", claim.job_id, claim.attempt)
    except Exception as error:  # noqa: BLE001 - whatever a job raises, its row must say so
        with store.writes.begin() as session:
            state = jobs.fail(session, claim, f"{type(error).__name__}: {error}")
        _log.warning("job %s: attempt %s failed, now %s", claim.job_id, claim.attempt, state)
