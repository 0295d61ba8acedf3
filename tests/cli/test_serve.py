from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import closing
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.cli import serve, stores
from jobmatch.config import Settings
from jobmatch.store.jobs import Heartbeat, Job
from jobmatch.web.app import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from jobmatch.store.engine import Store


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port: int = taken.getsockname()[1]
        return port


def test_a_taken_port_is_said_with_the_next_one() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(serve.PortTakenError, match=f"端口 {port} 已被"):
            serve.listen("127.0.0.1", port)


def test_pages_are_served_until_it_is_stopped(store: Store, tmp_path: Path) -> None:
    app = create_app(Settings(home=tmp_path), store)
    server = serve.make_server(app, host="127.0.0.1", port=free_port())
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.effective_port}/sign-in"
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert "登录" in answer.read().decode()
            assert "waitress" not in str(answer.headers).lower()
    finally:
        server.task_dispatcher.shutdown()
        time.sleep(0.5)
        server.close()
        time.sleep(0.1)


def wait_for_page(port: int, running: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and running.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", "/sign-in")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    pytest.fail("the pages did not come")


@pytest.mark.slow
@pytest.mark.usefixtures("home")
def test_a_service_manager_ends_it_cleanly() -> None:
    port = free_port()
    command = [sys.executable, "-m", "jobmatch", "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
        wait_for_page(port, running)
        running.send_signal(signal.SIGTERM)
        said = running.communicate(timeout=60)[0].decode()
    assert running.returncode == 0, said
    assert "Traceback" not in said
    assert "正在停止" in said
    with stores.read() as session:
        # Nobody is at work any more, and nobody holds a lease that would have to run out.
        assert session.scalars(select(Heartbeat)).all() == []
        assert session.scalars(select(Job).where(Job.lease_until.is_not(None))).all() == []
