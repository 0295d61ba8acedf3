"""Leases of jobs, each taken, kept and handed back in a short transaction of its own."""

from __future__ import annotations

import logging
import threading
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jobmatch.domain.errors import ConflictError, JobmatchError
from jobmatch.domain.jobs import BEAT, LEASE
from jobmatch.services import jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import timedelta

    from sqlalchemy.orm import Session

    from jobmatch.services.jobs import Claim
    from jobmatch.store.engine import Store

_log = logging.getLogger(__name__)


class StoppingError(ConflictError):
    """This worker is to end: the job goes back into the queue."""

    message = "服务正在停止，任务已交回，下次启动后接着做。"


def take(store: Store, job_id: int, *, lease: timedelta = LEASE) -> Claim | None:
    """Lease the job, or give None when there is nothing to do."""
    with store.writes.begin() as session:
        return jobs.claim(session, job_id, lease=lease)


@contextmanager
def hand_back_on_error(
    store: Store, claim: Claim, *, take_back: Callable[[Session], None] | None = None
) -> Iterator[None]:
    """Hand the job back when its work ends early: it waits, is stuck, cancelled or released.

    The error ends here: what a person needs of it stands in the job's row. A lost lease needs no
    hand-back, because the worker that holds the job now answers for it.

    Args:
        store: where the job lies.
        claim: the lease.
        take_back: undoes what a cancelled job has stored, in the transaction that settles it.
    """
    try:
        try:
            yield
        except jobs.CancelledError:
            with store.writes.begin() as session:
                if take_back is not None:
                    take_back(session)
                jobs.settle_cancelled(session, claim)
    except jobs.LostLeaseError:
        _log.warning("job %s: lease lost in attempt %s", claim.job_id, claim.attempt)
    except StoppingError:
        with store.writes.begin() as session:
            jobs.release(session, claim)
        _log.warning("job %s: handed back, this worker ends", claim.job_id)
    except Exception as error:  # noqa: BLE001 - whatever a job raises, its row must say so
        with store.writes.begin() as session:
            state = jobs.fail(session, claim, told(error), is_final=is_final(error))
        _log.warning("job %s: attempt %s failed, now %s", claim.job_id, claim.attempt, state)


@contextmanager
def kept(store: Store, claim: Claim, *, every: timedelta = BEAT) -> Iterator[threading.Event]:
    """Renew the lease from a thread of its own as long as the block lasts.

    Gives an event that is set as soon as the block should end: the job was cancelled, or another
    worker has it.
    """
    ended, unwanted = threading.Event(), threading.Event()

    def renew() -> None:
        while not ended.wait(every.total_seconds()):
            try:
                with store.writes.begin() as session:
                    jobs.renew(session, claim)
            except (jobs.LostLeaseError, jobs.CancelledError):
                unwanted.set()
                return
            except Exception:  # noqa: BLE001 - the next beat tries again, the lease is longer
                _log.exception("job %s: its lease could not be renewed", claim.job_id)

    beating = threading.Thread(target=renew, name=f"lease of job {claim.job_id}", daemon=True)
    beating.start()
    try:
        yield unwanted
    finally:
        ended.set()
        beating.join()


def is_final(error: Exception) -> bool:
    """Tell whether another attempt would fail in the same way: a rule said no, not an accident."""
    return isinstance(error, JobmatchError) and not isinstance(error, ConflictError)


def told(error: Exception) -> str:
    """Give what the job's row may say of *error*.

    Our own sentences hold nothing personal. The message of a foreign error may quote a row, so
    only its class and its place are kept.
    """
    if isinstance(error, JobmatchError):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    place = f"（{Path(frames[-1].filename).name} {frames[-1].lineno}）" if frames else ""
    return f"{type(error).__name__}{place}"
