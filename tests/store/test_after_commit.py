from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.store import after_commit
from jobmatch.store.districts import District

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobmatch.store.engine import Store


@pytest.fixture
def sent() -> Iterator[list[tuple[str, int]]]:
    found: list[tuple[str, int]] = []
    remove = after_commit.install(lambda name, job_id: found.append((name, job_id)))
    yield found
    remove()


def test_nothing_is_sent_before_the_commit(store: Store, sent: list[tuple[str, int]]) -> None:
    with store.writes.begin() as session:
        after_commit.send(session, "a", 1)
        session.flush()
        assert sent == []
    assert sent == [("a", 1)]


def test_nothing_is_sent_after_a_rollback(store: Store, sent: list[tuple[str, int]]) -> None:
    with store.writes() as session:
        session.add(District(code="990000", name="某区"))
        after_commit.send(session, "a", 1)
        session.rollback()
        session.commit()
    assert sent == []


def test_a_released_savepoint_sends_nothing_yet(store: Store, sent: list[tuple[str, int]]) -> None:
    with store.writes.begin() as session:
        with session.begin_nested():
            after_commit.send(session, "a", 1)
        assert sent == []
        after_commit.send(session, "b", 2)
    assert sent == [("a", 1), ("b", 2)]


def test_a_rolled_back_savepoint_forgets_only_its_own(
    store: Store, sent: list[tuple[str, int]]
) -> None:
    with store.writes.begin() as session:
        after_commit.send(session, "before", 1)
        savepoint = session.begin_nested()
        after_commit.send(session, "inside", 2)
        with session.begin_nested():
            after_commit.send(session, "deeper, released", 3)
        savepoint.rollback()
        after_commit.send(session, "after", 4)
    assert [name for name, _ in sent] == ["before", "after"]


def test_an_outer_rollback_forgets_what_savepoints_released(
    store: Store, sent: list[tuple[str, int]]
) -> None:
    with store.writes() as session:
        session.begin()
        with session.begin_nested():
            after_commit.send(session, "a", 1)
        session.rollback()
    assert sent == []


def test_a_sender_that_fails_disturbs_neither_the_commit_nor_the_others(
    store: Store, sent: list[tuple[str, int]], caplog: pytest.LogCaptureFixture
) -> None:
    def broken(name: str, job_id: int) -> None:
        raise ConnectionError(name, job_id)

    remove = after_commit.install(broken)
    with store.writes.begin() as session:
        session.add(District(code="990000", name="某区"))
        after_commit.send(session, "a", 1)
        after_commit.send(session, "b", 2)
    remove()
    assert sent == [("a", 1), ("b", 2)]
    assert "could not be sent" in caplog.text
    with store.reads() as session:
        assert session.get(District, 1) is not None


def test_one_session_serves_several_transactions(store: Store, sent: list[tuple[str, int]]) -> None:
    with store.writes() as session:
        for number in (1, 2):
            with session.begin():
                after_commit.send(session, "a", number)
    assert sent == [("a", 1), ("a", 2)]
