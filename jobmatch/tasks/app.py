"""The Celery app, and @job: a durable row leads, Celery carries its id.

A composition root calls connect() once; until then a task refuses to run.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeAlias

from celery import Celery, Task
from kombu import pools

from jobmatch.domain.jobs import LONG_LEASE
from jobmatch.services import jobs
from jobmatch.store import engine
from jobmatch.tasks import leases
from jobmatch.tasks.works import Work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.jobs import JobName
    from jobmatch.store.engine import Store

P = ParamSpec("P")
Result: TypeAlias = dict[str, Any] | None
LongFunction: TypeAlias = Callable[..., Result]
Undo: TypeAlias = Callable[..., None]
celery = Celery("jobmatch", set_as_current=False)
_connected: list[Store] = []
_stopping = threading.Event()

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


def connect(store: Store, *, broker_url: str) -> Callable[[], None]:
    """Give the tasks their database and broker; returns what takes them away again."""
    _connected.append(store)
    _stopping.clear()
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


def stop() -> None:
    """Let running long jobs end at their next step, and begin no further job."""
    _stopping.set()


def run_short(function: Callable[..., None], job_id: int) -> None:
    """Do the job *job_id* with *function* in one transaction that also settles its row.

    Nothing happens when the row is done, not due, or leased by another worker.
    """
    if _stopping.is_set():
        return
    claim = leases.take(store(), job_id)
    if claim is None:
        return

    def work() -> None:
        if claim.is_cancelled:
            raise jobs.CancelledError
        with store().writes.begin() as session:
            function(session, **claim.arguments)
            jobs.settle(session, claim)

    with leases.hand_back_on_error(store(), claim):
        engine.run_again(work)


def run_long(function: LongFunction, job_id: int, *, on_cancel: Undo | None = None) -> None:
    """Do the job *job_id* with *function*, which gets a Work and writes chunk by chunk.

    Args:
        function: does the work; what it returns is kept as the result of the job.
        job_id: the row.
        on_cancel: takes back the chunks of a cancelled job; it may find none.
    """
    if _stopping.is_set():
        return
    claim = leases.take(store(), job_id, lease=LONG_LEASE)
    if claim is None:
        return

    def take_back(session: Session) -> None:
        if on_cancel is not None:
            on_cancel(session, **claim.arguments)

    with leases.hand_back_on_error(store(), claim, take_back=take_back):
        if claim.is_cancelled:
            raise jobs.CancelledError
        with leases.kept(store(), claim) as unwanted:
            work = Work(store(), claim, stopping=_stopping, unwanted=unwanted)
            result = function(work, **claim.arguments)
        with store().writes.begin() as session:
            jobs.settle(session, claim, result=result)


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
    name: JobName, *, on_cancel: Undo | None = None
) -> Callable[[Callable[Concatenate[Work, P], Result]], Task[[int], None]]:
    """Make ``function(work, **arguments)`` the long job *name*; see run_long()."""

    def decorate(function: Callable[Concatenate[Work, P], Result]) -> Task[[int], None]:
        @celery.task(name=name.value)
        @wraps(function)
        def run(job_id: int) -> None:
            run_long(function, job_id, on_cancel=on_cancel)

        return run

    return decorate
