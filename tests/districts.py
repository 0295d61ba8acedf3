"""Fixtures of the demonstration district.

``small_plan``      the small district as values, before anything is written
``small_session``   a write session on the loaded small district, rolled back after the test
``small_home``      JOBMATCH_HOME with the small district, for commands
``whole_session``   a write session on the district at the published scale, rolled back as well;
                    loaded once for all test processes
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import closing, contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest

from jobmatch.services.seeding import district
from jobmatch.services.seeding.scales import SIZES, Scale
from jobmatch.store import crypto, engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from jobmatch.services.seeding.district import Plan

TODAY = date(2026, 3, 15)


@pytest.fixture(scope="session")
def small_plan() -> Plan:
    """Give the small district as values; tests must not change it."""
    return district.plan_district(SIZES[Scale.SMALL])


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """Give a folder with the loaded small district and its keys, to copy from."""
    folder = tmp_path_factory.mktemp("small")
    _load(folder, sqlite_template, Scale.SMALL)
    return folder


@pytest.fixture(scope="session")
def _small_store(small_file: Path) -> Iterator[engine.Store]:
    with closing(_opened(small_file)) as store:
        yield store


@pytest.fixture
def small_session(_small_store: engine.Store) -> Iterator[Session]:
    """Give a write session on the small district; changes are rolled back after the test."""
    with _rolled_back(_small_store) as session:
        yield session


@pytest.fixture
def small_home(small_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a JOBMATCH_HOME of its own with the small district."""
    folder = tmp_path / "home"
    shutil.copytree(small_file, folder)
    monkeypatch.setenv("JOBMATCH_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def _whole_store(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[engine.Store]:
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "whole-district"
    folder.mkdir(exist_ok=True)
    # Test processes share one loaded district: the first one makes it, the others wait.
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            _load(folder, sqlite_template, Scale.DISTRICT)
            (folder / "done").touch()
    with closing(_opened(folder)) as store:
        yield store


@pytest.fixture
def whole_session(_whole_store: engine.Store) -> Iterator[Session]:
    """Give a write session on the district at the published scale, rolled back after the test."""
    with _rolled_back(_whole_store) as session:
        yield session


def _load(folder: Path, template: Path, scale: Scale) -> None:
    shutil.copyfile(template, folder / "jobmatch.db")
    crypto.save_ring(crypto.new_ring(), folder / "keys.json")
    with closing(_opened(folder)) as store:
        with store.writes.begin() as session:
            district.load_district(session, scale=scale, as_of=TODAY)
        with store.write_engine.connect() as connection:
            # The driver's own connection is there as long as SQLAlchemy's is.
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]


def _opened(folder: Path) -> engine.Store:
    return engine.open_store(
        f"sqlite:///{folder / 'jobmatch.db'}", crypto.load_ring(folder / "keys.json")
    )


@contextmanager
def _rolled_back(store: engine.Store) -> Iterator[Session]:
    with store.write_engine.connect() as connection:
        outer = connection.begin()
        maker = engine.make_sessions(
            connection, store.keys, join_transaction_mode="create_savepoint"
        )
        with maker() as session:
            yield session
        outer.rollback()
