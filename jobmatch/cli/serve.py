"""`jobmatch serve`: the pages, on one process with threads (waitress)."""

from __future__ import annotations

import errno
import signal
import socket
from typing import TYPE_CHECKING, Any, NoReturn

import click

from jobmatch.cli import stores
from jobmatch.config import Settings
from jobmatch.domain.errors import RuleBrokenError

if TYPE_CHECKING:
    from jobmatch.store.engine import Store

THREADS = 8
_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})


class PortTakenError(RuleBrokenError):
    """Another program listens there."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=8000, show_default=True, help="端口")
def serve(host: str, port: int) -> None:
    """打开网页服务；按 Ctrl+C 停止。"""
    end_on_sigterm()
    from jobmatch.tasks import embedded

    settings = Settings()
    broker = settings.broker_url
    with stores.opened(settings) as store, embedded.running(store, broker_url=broker):
        run(settings, store, host=host, port=port)


def run(
    settings: Settings, store: Store, *, host: str, port: int, demonstration: bool = False
) -> None:
    """Serve until interrupted; raise PortTakenError when the port is not free."""
    from jobmatch.web import indexes
    from jobmatch.web.app import create_app

    if not settings.secure_cookies and host not in _THIS_MACHINE:
        click.echo("注意：没有启用 HTTPS，密码会在网络上明文传送；请只在可信的内网使用。", err=True)
    app = create_app(settings, store, demonstration=demonstration)
    server = make_server(app, host=host, port=port)
    try:
        indexes.warm(app)
        click.echo(f"网页已打开：http://{host}:{port}/ （按 Ctrl+C 停止）")
        server.run()
    finally:
        server.close()
        click.echo("正在停止：后台任务做完这一步就交回，下次打开接着做 …")


def end_on_sigterm() -> None:
    """End as at Ctrl+C when a service manager says so: jobs are handed back, nothing is torn.

    A second signal while ending changes nothing; who cannot wait sends SIGKILL, and the leases
    of the jobs run out.
    """

    def end(number: int, frame: object) -> NoReturn:
        del frame
        signal.signal(number, signal.SIG_IGN)
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)


def make_server(app: Any, *, host: str, port: int) -> Any:
    """Give a server of *app* that listens already; run() serves, close() stops."""
    from waitress import create_server

    # No name and version of the server in its answers.
    return create_server(app, sockets=[listen(host, port)], threads=THREADS, ident=None)


def listen(host: str, port: int) -> socket.socket:
    """Take *port* of *host*; PortTakenError tells which one is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        if error.errno in {errno.EADDRINUSE, errno.EACCES}:
            message = f"端口 {port} 已被别的程序占用（或没有权限），请换一个：--port {port + 1}"
            raise PortTakenError(message) from error
        raise
    return listening
