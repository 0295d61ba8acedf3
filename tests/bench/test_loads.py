from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from jobmatch.bench import loads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def serving(answer: Callable[[Request], Response]) -> Iterator[int]:
    """Serve *answer* on a free port, one request after another."""

    @Request.application
    def application(request: Request) -> Response:
        return answer(request)

    server = make_server("127.0.0.1", 0, application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join(timeout=5)
        server.server_close()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_every_path_is_asked_for_once_and_failures_are_counted() -> None:
    seen: list[tuple[str, str]] = []

    def answer(request: Request) -> Response:
        seen.append((request.path, request.headers["Cookie"]))
        return Response("x", status=500 if request.path == "/3" else 200)

    paths = [f"/{number}" for number in range(10)]
    with serving(answer) as port:
        load = loads.put("127.0.0.1", port, paths, rate=100, headers={"Cookie": "a=b"})
    assert sorted(seen) == [(path, "a=b") for path in paths]
    assert (load.sent, load.errors) == (10, 1)
    assert 0 < load.p50 <= load.p95 <= load.p99 <= load.longest


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_waiting_for_a_slow_server_is_counted_from_the_due_time() -> None:
    def slow(_: Request) -> Response:
        time.sleep(0.03)
        return Response("x")

    with serving(slow) as port:
        load = loads.put("127.0.0.1", port, ["/"] * 10, rate=1000, headers={})
    # All are due at once and served one by one: the last waits for the nine before it.
    assert load.longest >= 9 * 30
    assert load.rate < 1000


def test_nobody_there_is_an_error_not_a_crash() -> None:
    load = loads.put("127.0.0.1", 9, ["/"] * 3, rate=100, headers={})
    assert (load.sent, load.errors) == (3, 3)
