"""A Celery worker in threads of this process: the default, without any server beside it."""

from __future__ import annotations

import logging
import os
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from celery.worker import WorkController

from jobmatch.services import periodic_runs
from jobmatch.store import after_commit
from jobmatch.tasks import app, registry, schedule, sweeps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jobmatch.store.engine import Store

_log = logging.getLogger(__name__)
_PATIENCE_SECONDS = 10


class EmbeddedWorker:
    """A running worker and its sweep; stop() ends both."""

    def __init__(
        self, store: Store, *, broker_url: str = "memory://", concurrency: int = 2
    ) -> None:
        """Start serving the jobs of *store* at once."""
        registry.load()
        self._store = store
        self._ended = threading.Event()
        self._undo: list[Callable[[], None]] = [
            app.connect(store, broker_url=broker_url),
            after_commit.install(app.send),
        ]
        self._controller = WorkController(
            app=app.celery,
            pool="threads",
            concurrency=concurrency,
            prefetch_multiplier=50,
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
            hostname=f"embedded@{socket.gethostname()}-{os.getpid()}",
        )
        self._threads = [
            threading.Thread(target=self._controller.start, name="jobs", daemon=True),
            threading.Thread(target=self._sweep, name="sweep", daemon=True),
        ]
        # Before the first job: a page that looks at once must not say that nobody is at work.
        with store.writes.begin() as session:
            periodic_runs.beat(session, _name())
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop taking jobs, let the running ones end or hand back, forget the connection.

        A short job is finished; a long one is handed back at its next step, seconds at most, and
        goes on where it stands when a worker starts again.
        """
        self._ended.set()
        app.stop()
        self._controller.stop()
        for thread in self._threads:
            thread.join(_PATIENCE_SECONDS)
        for undo in reversed(self._undo):
            undo()
        try:
            with self._store.writes.begin() as session:
                periodic_runs.forget(session, _name())
        except Exception:  # noqa: BLE001 - the row grows old by itself; ending must not fail
            _log.exception("the sign of life could not be taken away")

    def _sweep(self) -> None:
        worker = _name()
        while True:
            try:
                schedule.tick(self._store)
                sweeps.tick(self._store, worker=worker)
            except Exception:  # noqa: BLE001 - the next round tries again; the thread must live
                _log.exception("sweep failed")
            if self._ended.wait(sweeps.EVERY_SECONDS):
                return


def _name() -> str:
    return f"{socket.gethostname()}-{os.getpid()}"


@contextmanager
def running(store: Store, *, broker_url: str = "memory://") -> Iterator[EmbeddedWorker]:
    """Run an embedded worker as long as the block lasts."""
    worker = EmbeddedWorker(store, broker_url=broker_url)
    try:
        yield worker
    finally:
        worker.stop()
