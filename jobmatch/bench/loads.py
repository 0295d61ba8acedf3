"""Requests that come at their own times, whatever the server does: an open loop.

A request is due at its time on the clock, and its time is counted from then: when the server falls
behind, what waits is counted too, as people who wait would.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WORKERS = 32
"""Connections that are kept open; more than a server of eight threads ever answers at once."""
TIMEOUT_SECONDS = 10.0
_OK = 200


@dataclass(frozen=True, slots=True)
class Load:
    """What came of one load.

    Attributes:
        sent: requests that were due.
        errors: those that failed or were not answered with a page.
        rate: answers per second that were reached.
        p50, p95, p99, longest: milliseconds from the time that a request was due.
    """

    sent: int
    errors: int
    rate: float
    p50: float
    p95: float
    p99: float
    longest: float


@dataclass
class _Run:
    host: str
    port: int
    paths: Sequence[str]
    headers: Mapping[str, str]
    rate: float
    begin: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)
    next: int = 0
    taken: list[float] = field(default_factory=list)
    errors: int = 0

    def work(self) -> None:
        connection = HTTPConnection(self.host, self.port, timeout=TIMEOUT_SECONDS)
        while True:
            with self.lock:
                place, self.next = self.next, self.next + 1
            if place >= len(self.paths):
                break
            due = self.begin + place / self.rate
            time.sleep(max(0.0, due - time.perf_counter()))
            is_well = self._ask(connection, self.paths[place])
            spent = time.perf_counter() - due
            with self.lock:
                self.taken.append(spent * 1000)
                self.errors += not is_well
        connection.close()

    def _ask(self, connection: HTTPConnection, path: str) -> bool:
        try:
            connection.request("GET", path, headers=dict(self.headers))
            answer = connection.getresponse()
            answer.read()
        except (OSError, HTTPException):
            connection.close()  # the next request opens it again
            return False
        return answer.status == _OK


def put(
    host: str, port: int, paths: Sequence[str], *, rate: float, headers: Mapping[str, str]
) -> Load:
    """Ask for *paths* at *rate* a second and give what came of it.

    Args:
        host: where the server listens.
        port: its port.
        paths: what is asked for, in this order; each takes 1/rate seconds of the clock.
        rate: requests a second.
        headers: sent with each of them (a cookie).
    """
    run = _Run(host, port, paths, headers, rate)
    run.begin = time.perf_counter() + 0.1
    threads = [threading.Thread(target=run.work, daemon=True) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - run.begin
    p50, p95, p99 = (float(np.percentile(run.taken, each)) for each in (50, 95, 99))
    return Load(
        sent=len(run.taken),
        errors=run.errors,
        rate=len(run.taken) / seconds,
        p50=p50,
        p95=p95,
        p99=p99,
        longest=max(run.taken),
    )
