"""The sweep: jobs that are due are sent again, whatever the broker lost; and a heartbeat."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from jobmatch.services import jobs, periodic_runs
from jobmatch.tasks import app

if TYPE_CHECKING:
    from jobmatch.store.engine import Store

EVERY_SECONDS = 30
_log = logging.getLogger(__name__)


def send_due(store: Store) -> int:
    """Send every due job; gives how many. Sending twice does no harm: the lease decides."""
    with store.reads() as session:
        waiting = jobs.due(session)
    sent = 0
    for name, job_id in waiting:
        try:
            app.send(name, job_id)
        except Exception:  # noqa: BLE001 - one bad row or a broker that is away must not stop the others
            _log.exception("job %s could not be sent", job_id)
        else:
            sent += 1
    return sent


def tick(store: Store, *, worker: str) -> int:
    """Do one round: note that *worker* is alive, send what is due."""
    with store.writes.begin() as session:
        periodic_runs.beat(session, worker)
    return send_due(store)
