from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError

from jobmatch.store import engine
from jobmatch.store.districts import District
from jobmatch.store.lexicon import VersionCounter
from tests.store.refusals import refused

if TYPE_CHECKING:
    from jobmatch.store.engine import Store


def test_sqlite_is_set_as_promised(store: Store) -> None:
    assert store.is_sqlite
    with store.writes() as session:
        told = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    assert told == {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 30_000,
        "foreign_keys": 1,
    }


@pytest.mark.postgres
def test_postgresql_is_set_as_promised(postgresql_store: Store) -> None:
    with postgresql_store.writes() as session:
        told = {
            name: session.execute(text(f"SHOW {name}")).scalar_one()
            for name in ("lock_timeout", "statement_timeout", "timezone", "transaction_isolation")
        }
    assert told == {
        "lock_timeout": "5s",
        "statement_timeout": "30s",
        "timezone": "UTC",
        "transaction_isolation": "read committed",
    }


def test_the_read_side_cannot_write(any_store: Store) -> None:
    with any_store.reads() as session, pytest.raises(DBAPIError, match=r"(?i)read.?only"):
        session.execute(text("INSERT INTO district (code, name) VALUES ('990000', '某区')"))


def test_what_one_side_commits_the_other_reads(any_store: Store) -> None:
    with any_store.writes.begin() as session:
        session.add(District(code="990000", name="某区"))
    with any_store.reads() as session:
        assert session.scalar(select(District.name)) == "某区"


def test_an_outer_rollback_takes_released_savepoints_along(any_store: Store) -> None:
    with any_store.writes() as session:
        session.begin()
        with session.begin_nested():
            session.add(District(code="990000", name="某区"))
        session.rollback()
    with any_store.reads() as session:
        assert session.scalar(select(District.name)) is None


def test_a_failed_savepoint_leaves_the_rest(any_store: Store) -> None:
    with any_store.writes.begin() as session:
        session.add(District(code="990000", name="某区"))
        session.flush()
        with refused(session, "uq_district_code"):
            session.add(District(code="990000", name="又一个"))
    with any_store.reads() as session:
        assert list(session.scalars(select(District.name))) == ["某区"]


def test_writers_that_read_first_wait_for_one_another(any_store: Store) -> None:
    with any_store.writes.begin() as session:
        session.add(VersionCounter(name="lexicon", number=0))
    failures: list[Exception] = []

    def count_up() -> None:
        try:
            for _ in range(10):
                with any_store.writes.begin() as session:
                    row = session.scalars(select(VersionCounter).with_for_update()).one()
                    row.number += 1
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with any_store.reads() as session:
        assert session.scalar(select(VersionCounter.number)) == 40


def test_foreign_keys_hold(any_store: Store) -> None:
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"), any_store.writes.begin() as session:
        session.execute(
            text("INSERT INTO resettlement_site (district_id, name) VALUES (77, '某安置点')")
        )


def test_a_read_session_does_not_hold_writers_up(store: Store) -> None:
    with store.reads() as reader:
        reader.execute(select(District)).all()
        try:
            with store.writes.begin() as writer:
                writer.add(District(code="990000", name="某区"))
        except OperationalError:
            pytest.fail("a reader locked a writer out")


def test_after_a_fork_connections_are_forgotten_not_closed(store: Store) -> None:
    with store.writes.begin() as session:
        session.add(District(code="990000", name="某区"))
    with store.write_engine.connect() as connection:
        parents = connection.connection.driver_connection
    assert parents is not None
    store.after_fork()
    with store.reads() as session:
        assert session.scalar(select(District.name)) == "某区"
    # The parent's connection still works; here we are the parent and close it.
    with closing(parents):
        assert parents.execute("SELECT name FROM district").fetchone() == ("某区",)


class _ThrownBackError(Exception):
    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


def _thrown_back(sqlstate: str) -> DBAPIError:
    return DBAPIError("UPDATE", {}, _ThrownBackError(sqlstate))


@pytest.mark.parametrize("sqlstate", ["40001", "40P01"])
def test_a_transaction_that_was_thrown_back_runs_again(sqlstate: str) -> None:
    runs: list[int] = []

    def transaction() -> str:
        runs.append(1)
        if len(runs) < engine.MOST_RUNS:
            raise _thrown_back(sqlstate)
        return "done"

    assert engine.run_again(transaction) == "done"
    assert len(runs) == engine.MOST_RUNS


def test_after_five_runs_the_error_passes() -> None:
    runs: list[int] = []

    def transaction() -> None:
        runs.append(1)
        raise _thrown_back("40001")

    with pytest.raises(DBAPIError):
        engine.run_again(transaction)
    assert len(runs) == engine.MOST_RUNS


def test_another_error_passes_at_once() -> None:
    runs: list[int] = []

    def transaction() -> None:
        runs.append(1)
        raise _thrown_back("23505")

    with pytest.raises(DBAPIError):
        engine.run_again(transaction)
    assert len(runs) == 1


@pytest.mark.postgres
def test_a_deadlock_of_two_writers_is_overcome(postgresql_store: Store) -> None:
    with postgresql_store.writes.begin() as session:
        session.add_all([VersionCounter(name=name, number=0) for name in ("a", "b")])
    both_hold_one = threading.Barrier(2)
    failures: list[Exception] = []

    def count_up(first: str, second: str) -> None:
        meetings = [both_hold_one]

        def transaction() -> None:
            with postgresql_store.writes.begin() as session:
                for name in (first, second):
                    session.execute(
                        update(VersionCounter)
                        .where(VersionCounter.name == name)
                        .values(number=VersionCounter.number + 1)
                    )
                    if meetings:
                        meetings.pop().wait(10)

        try:
            engine.run_again(transaction)
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=count_up, args=names) for names in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with postgresql_store.reads() as session:
        assert session.scalars(select(VersionCounter.number)).all() == [2, 2]
