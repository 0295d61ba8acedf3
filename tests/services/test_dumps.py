from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from jobmatch.services import dumps
from jobmatch.store.people import Person

if TYPE_CHECKING:
    from pathlib import Path

    from jobmatch.store.engine import Store


def test_a_copy_holds_the_moment_while_a_writer_goes_on(store: Store, tmp_path: Path) -> None:
    with store.writes.begin() as session:
        session.add(Person(name="甲"))
    with store.writes() as session:
        session.add(Person(name="乙"))
        session.flush()
        dumps.copy_sqlite(store.write_engine, tmp_path / "copy.db")
        session.rollback()
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        names = connection.execute("SELECT name FROM person").fetchall()
    assert names == [("甲",)]
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


def test_rows_of_every_table_are_counted(any_store: Store) -> None:
    with any_store.writes.begin() as session:
        session.add_all([Person(name="甲"), Person(name="乙")])
    with any_store.reads() as session:
        counts = dumps.row_counts(session)
    assert counts["person"] == 2
    assert counts["audit_row"] == 0


@pytest.mark.postgres
def test_a_dump_is_loaded_elsewhere_at_its_moment(
    postgresql_store: Store, empty_postgresql_url: str, tmp_path: Path, postgresql_tools: None
) -> None:
    del postgresql_tools
    store = postgresql_store
    url = store.write_engine.url.render_as_string(hide_password=False)
    with store.writes.begin() as session:
        session.add(Person(name="甲"))
    quiet = store.read_engine.execution_options(isolation_level="REPEATABLE READ")
    with quiet.connect() as connection, connection.begin():
        snapshot = dumps.export_snapshot(connection)
        with store.writes.begin() as session:
            session.add(Person(name="乙"))
        dumps.dump_postgresql(url, tmp_path / "a.dump", snapshot=snapshot)
    for _ in range(2):  # a second time replaces what the first one made
        dumps.load_postgresql(empty_postgresql_url, tmp_path / "a.dump")
    engine = create_engine(empty_postgresql_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM person")).scalars().all() == ["甲"]
    engine.dispose()


@pytest.mark.postgres
def test_a_failing_tool_is_told_without_the_password(
    postgresql_url: str, tmp_path: Path, postgresql_tools: None
) -> None:
    del postgresql_tools
    bad = tmp_path / "bad.dump"
    bad.write_bytes(b"no dump")
    address = postgresql_url.replace("tester@", "tester:verysecret@")
    with pytest.raises(dumps.ToolError, match="pg_restore") as caught:
        dumps.load_postgresql(address, bad)
    assert "verysecret" not in str(caught.value)


def test_a_missing_tool_is_told() -> None:
    with pytest.raises(dumps.NoToolError, match="postgresql-client"):
        dumps.find_tool("pg_dump_that_nobody_has")
