from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from jobmatch.cli import stores
from jobmatch.config import Settings
from jobmatch.store import crypto, engine, migrate
from jobmatch.store.districts import District

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("home")
def test_what_is_written_is_read() -> None:
    with stores.write() as session:
        session.add(District(code="990000", name="某区"))
    with stores.read() as session:
        assert session.scalar(select(District.name)) == "某区"


def _write_and_stumble() -> None:
    with stores.write() as session:
        session.add(District(code="990000", name="某区"))
        session.flush()
        raise ValueError("stop")


@pytest.mark.usefixtures("home")
def test_an_error_rolls_back() -> None:
    with pytest.raises(ValueError, match="stop"):
        _write_and_stumble()
    with stores.read() as session:
        assert session.scalar(select(District.name)) is None


def test_without_a_database_the_next_step_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBMATCH_HOME", str(tmp_path / "new"))
    with pytest.raises(stores.NoDatabaseError, match="jobmatch db upgrade"), stores.read():
        pass
    assert list((tmp_path / "new").iterdir()) == []


def test_an_old_database_is_refused(home: Path) -> None:
    opened = engine.open_store(f"sqlite:///{home / 'jobmatch.db'}", crypto.new_ring())
    migrate.downgrade(opened.write_engine, "0003")
    opened.close()
    with pytest.raises(migrate.OldSchemaError, match="db upgrade"), stores.write():
        pass


def test_the_home_and_what_is_in_it_are_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBMATCH_HOME", str(tmp_path / "new"))
    with stores.opened(must_be_current=False) as store:
        migrate.upgrade(store.write_engine)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "new").iterdir()}
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert (modes["jobmatch.db"], modes["keys.json"]) == (0o600, 0o600)


def test_a_home_that_cannot_be_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("JOBMATCH_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(stores.HomeFolderError, match="建不了"):
        stores.make_home(Settings())


def test_a_database_elsewhere_needs_no_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{home / 'jobmatch.db'}"
    monkeypatch.setenv("JOBMATCH_DATABASE_URL", url)
    (home / "elsewhere").mkdir()
    assert not stores.is_missing(Settings())
    with stores.read() as session:
        assert session.scalars(select(District)).all() == []


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("database or disk is full", stores.DiskFullError),
        ("database is locked", stores.DatabaseBusyError),
        ("connection failed: Connection refused", stores.DatabaseAwayError),
        ("no such table: x", OperationalError),
    ],
)
def test_what_the_database_says_becomes_a_sentence(said: str, expected: type[Exception]) -> None:
    with pytest.raises(expected), stores.write():
        raise OperationalError("INSERT", {}, sqlite3.OperationalError(said))


def test_a_server_that_is_away_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del home
    monkeypatch.setenv("JOBMATCH_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(stores.DatabaseAwayError, match="JOBMATCH_DATABASE_URL"), stores.read():
        pass


def test_a_full_disk_is_told_and_nothing_is_half_written(home: Path) -> None:
    with pytest.raises(stores.DiskFullError):
        _write_too_much()
    with stores.read() as session:
        assert session.scalars(select(District)).all() == []
    assert (home / "jobmatch.db").exists()


def _write_too_much() -> None:
    with stores.write() as session:
        session.execute(text("PRAGMA max_page_count = 1"))
        for number in range(5_000):
            session.add(District(code=str(number), name="某区" * 50))
        session.flush()
