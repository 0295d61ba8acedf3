"""What a long job holds: sessions for reading, chunks that keep its lease, and its progress."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from jobmatch.domain.accounts import SYSTEM
from jobmatch.services import accounts, jobs
from jobmatch.tasks.leases import StoppingError

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.services.jobs import Claim
    from jobmatch.store.engine import Store

TELL_EVERY = 1.0
"""Seconds between two stored lines of progress: a page asks no more often."""


class Work:
    """A long job under way."""

    def __init__(
        self,
        store: Store,
        claim: Claim,
        *,
        stopping: threading.Event,
        unwanted: threading.Event,
    ) -> None:
        """Take the store and the leased job.

        Args:
            store: where the job lies.
            claim: the lease.
            stopping: set when this worker is to end.
            unwanted: set when the job was cancelled or taken over.
        """
        self._store = store
        self._claim = claim
        self._stopping = stopping
        self._unwanted = unwanted
        self._told_at = float("-inf")

    @property
    def progress(self) -> dict[str, Any]:
        """What the attempt before stored last; empty in the first."""
        return dict(self._claim.progress)

    @property
    def actor(self) -> Actor:
        """Who asked for the job, with the role and area of now; the program itself for its own.

        Raises:
            ForbiddenError: the account is closed.
        """
        if self._claim.account_id is None:
            return SYSTEM
        with self._store.reads() as session:
            return accounts.actor_by_id(session, self._claim.account_id)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a read session: for computing with no write transaction open."""
        with self._store.reads() as session:
            if not self._store.is_sqlite:
                # Computing between two questions is no client that was forgotten.
                session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            yield session

    @contextmanager
    def chunk(self, **progress: Any) -> Iterator[Session]:
        """Give a short write transaction that stores *progress* and renews the lease with it.

        A page shows ``told`` (a Chinese line) and ``done`` of ``total``.

        Raises:
            LostLeaseError: another worker has taken the job over; nothing is written.
            CancelledError: a person cancelled it; nothing is written.
            StoppingError: this worker is to end; nothing is written.
        """
        self._check_stopping()
        with self._store.writes.begin() as session:
            jobs.renew(session, self._claim, progress=progress)
            yield session
        self._told_at = time.monotonic()

    def tell(self, told: str, *, done: int | None = None, total: int | None = None) -> None:
        """Say how far the job is, from inside of computing; at most once a second is stored.

        Raises like chunk(), so that a long computation ends when nobody wants it any more.
        """
        self._check_stopping()
        due = time.monotonic() - self._told_at >= TELL_EVERY
        if not due and not self._unwanted.is_set():
            return
        with self.chunk(told=told, done=done, total=total):
            pass

    def _check_stopping(self) -> None:
        if self._stopping.is_set():
            raise StoppingError
