"""Engines and sessions: a read side and a write side, on SQLite or PostgreSQL.

SQLite: we send BEGIN ourselves (pysqlite's own transactions lose savepoints on rollback);
writers say BEGIN IMMEDIATE, because a reader that turns writer is refused at once with
"database is locked" in spite of the timeout.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from jobmatch.store import versions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from jobmatch.store.crypto import KeyRing

BUSY_MILLISECONDS = 30_000
LOCK_SECONDS = 5
STATEMENT_SECONDS = 30
MOST_RUNS = 5
_PASSING_SQLSTATES = frozenset({"40001", "40P01"})
_PAUSE_SECONDS = 0.05

T = TypeVar("T")


@dataclass(frozen=True)
class Store:
    """One database: two engines and the makers of their sessions.

    Nothing loaded through *reads* goes into a session of *writes*; pass ids.
    """

    read_engine: Engine
    write_engine: Engine
    reads: sessionmaker[Session]
    writes: sessionmaker[Session]
    keys: KeyRing

    @property
    def is_sqlite(self) -> bool:
        """Tell whether this is the embedded database."""
        return self.write_engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Close all connections."""
        self.read_engine.dispose()
        self.write_engine.dispose()

    def after_fork(self) -> None:
        """Forget connections that belong to the parent process, without closing them."""
        self.read_engine.dispose(close=False)
        self.write_engine.dispose(close=False)


def open_store(url: str, keys: KeyRing, *, files: Path | None = None) -> Store:
    """Open the database at *url*; the file's folder must exist, the tables need not.

    *files* is the folder of stored files; sessions carry it as ``session.info["files"]``.
    """
    read_engine = make_engine(url, writes=False)
    write_engine = make_engine(url, writes=True)
    return Store(
        read_engine=read_engine,
        write_engine=write_engine,
        reads=make_sessions(read_engine, keys, files=files),
        writes=make_sessions(write_engine, keys, files=files),
        keys=keys,
    )


def make_sessions(
    bind: Engine | Connection, keys: KeyRing, *, files: Path | None = None, **options: Any
) -> sessionmaker[Session]:
    """Give a maker of sessions that open sealed columns with *keys* and files of *files*."""
    info = {"keys": keys, "files": files}
    return sessionmaker(bind, expire_on_commit=False, info=info, **options)


def run_again(transaction: Callable[[], T]) -> T:
    """Run *transaction*, again up to five times in all when PostgreSQL threw it back.

    A serialization failure (40001) and a deadlock (40P01) undo the whole transaction, and only
    running all of it again is right. Other errors pass at once.
    """
    for run in range(1, MOST_RUNS):
        try:
            return transaction()
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in _PASSING_SQLSTATES:
                raise
        # Jitter, so that two that collided do not collide again.
        time.sleep(_PAUSE_SECONDS * run * random.random())  # noqa: S311 - no secret
    return transaction()


def make_engine(url: str, *, writes: bool) -> Engine:
    """Make the read or the write engine of an address."""
    is_sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = (_sqlite if is_sqlite else _postgresql)(url, writes=writes)
    if writes:
        versions.watch(engine)
    return engine


def _sqlite(url: str, *, writes: bool) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_MILLISECONDS / 1000})
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA foreign_keys=ON")
        if not writes:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgresql(url: str, *, writes: bool) -> Engine:
    address = make_url(url)
    if address.drivername in {"postgresql", "postgres"}:
        address = address.set(drivername="postgresql+psycopg")
    settings = (
        f"-c lock_timeout={LOCK_SECONDS}s -c statement_timeout={STATEMENT_SECONDS}s"
        f" -c idle_in_transaction_session_timeout={STATEMENT_SECONDS}s -c timezone=UTC"
        f" -c default_transaction_read_only={'off' if writes else 'on'}"
    )
    return create_engine(
        address,
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        connect_args={"options": settings},
    )
