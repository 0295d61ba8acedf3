"""The Celery app, and @job: a durable row leads, Celery carries its id.

A composition root calls connect() once; until then a task refuses to run.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from celery import Celery, Task
from kombu import pools
from sqlalchemy import text

from jobmatch.services import jobs
from jobmatch.store import engine
from jobmatch.tasks import leases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.orm import Session

    from jobmatch.domain.jobs import JobName
    from jobmatch.services.jobs import Claim
    from jobmatch.store.engine import Store

P = ParamSpec("P")
celery = Celery("jobmatch", set_as_current=False)
_log = logging.getLogger(__name__)
_connected: list[Store] = []

_SETTINGS: dict[str, Any] = {
    "task_serializer": "json",
    "accept_content": ["json"],
    "task_ignore_result": True,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "task_acks_on_failure": True,
    "task_acks_on_timeout": True,
    "worker_prefetch_multiplier": 1,
    "broker_connection_retry_on_startup": True,
    "worker_hijack_root_logger": False,
    "enable_utc": True,
}
# The embedded worker polls its own memory: with kombu's defaults it idles 0.7 s per message.
_MEMORY: dict[str, float] = {"polling_interval": 0.05}
# A worker that died gives its messages back after this time; the lease in the row decides anyway.
_REDIS: dict[str, float] = {"visibility_timeout": 3600, "unacked_restore_interval": 2}


class Work:
    """What a long job holds: sessions for reading, and chunks that keep its lease alive."""

    def __init__(self, store: Store, claim: Claim) -> None:
        """Take the store and the leased job."""
        self._store = store
        self._claim = claim

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

        Raises LostLeaseError, and writes nothing, when another worker has taken the job over.
        """
        with self._store.writes.begin() as session:
            jobs.renew(session, self._claim, progress=progress)
            yield session


def connect(store: Store, *, broker_url: str) -> Callable[[], None]:
    """Give the tasks their database and broker; returns what takes them away again."""
    _connected.append(store)
    options: dict[str, float] = _MEMORY if broker_url.startswith("memory:") else {}
    if broker_url.startswith(("redis:", "rediss:")):
        options = _REDIS
    celery.conf.update({**_SETTINGS, "broker_url": broker_url, "broker_transport_options": options})
    # A pool that was opened for another broker would go on speaking to that one.
    pools.reset()
    celery.__dict__.pop("amqp", None)  # a cached property that holds the pool of producers
    celery.close()

    def disconnect() -> None:
        _connected.remove(store)

    return disconnect


def store() -> Store:
    """Give the connected store."""
    if not _connected:
        raise RuntimeError("tasks are not connected: call tasks.app.connect() first")
    return _connected[-1]


def send(name: str, job_id: int) -> None:
    """Hand a job id to the broker; the sender that after_commit uses."""
    celery.tasks[name].apply_async((job_id,), retry=False)


def run_short(function: Callable[..., None], job_id: int) -> None:
    """Do the job *job_id* with *function* in one transaction that also settles its row.

    Nothing happens when the row is done, not due, or leased by another worker.
    """
    claim = leases.take(store(), job_id)
    if claim is None:
        return

    def work() -> None:
        with store().writes.begin() as session:
            function(session, **claim.arguments)
            jobs.settle(session, claim)

    with leases.hand_back_on_error(store(), claim):
        engine.run_again(work)


def run_long(function: Callable[..., None], job_id: int) -> None:
    """Do the job *job_id* with *function*, which gets a Work and writes chunk by chunk."""
    claim = leases.take(store(), job_id)
    if claim is None:
        return
    with leases.hand_back_on_error(store(), claim):
        function(Work(store(), claim), **claim.arguments)
        with store().writes.begin() as session:
            jobs.settle(session, claim)


def job(
    name: JobName,
) -> Callable[[Callable[Concatenate[Session, P], None]], Task[[int], None]]:
    """Make ``function(session, **arguments)`` the short job *name*."""

    def decorate(function: Callable[Concatenate[Session, P], None]) -> Task[[int], None]:
        @celery.task(name=name.value)
        @wraps(function)
        def run(job_id: int) -> None:
            run_short(function, job_id)

        return run

    return decorate


def long_job(
    name: JobName,
) -> Callable[[Callable[Concatenate[Work, P], None]], Task[[int], None]]:
    """Make ``function(work, **arguments)`` the long job *name*."""

    def decorate(function: Callable[Concatenate[Work, P], None]) -> Task[[int], None]:
        @celery.task(name=name.value)
        @wraps(function)
        def run(job_id: int) -> None:
            run_long(function, job_id)

        return run

    return decorate
