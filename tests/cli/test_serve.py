from __future__ import annotations

import socket
import threading
import time
import urllib.request
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from jobmatch.cli import serve
from jobmatch.config import Settings
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
