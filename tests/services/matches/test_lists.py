from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from jobmatch.matching.ranking import Ranking
from jobmatch.services.matches import lists
from jobmatch.services.matches.lists import Stored
from jobmatch.store.matches import MatchRun, MatchSide

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store


def make_run(session: Session, **fields: object) -> MatchRun:
    run = MatchRun(scope="all", version="today", **fields)
    session.add(run)
    session.flush()
    return run


def test_lists_come_back_as_they_were_computed(any_session: Session) -> None:
    session = any_session
    rankings = [
        Ranking(7, (3, 4), (0.12345, 0.1)),
        Ranking(8, (), ()),
    ]
    lists.store(session, make_run(session), MatchSide.WORKER, rankings, {7: "aa", 8: "bb"})
    assert lists.stored(session, MatchSide.WORKER) == {
        7: Stored(((3, 0.12345), (4, 0.1)), "aa"),
        8: Stored((), "bb"),
    }
    assert lists.stored(session, MatchSide.POSTING) == {}
    assert lists.stored_pairs(session, MatchSide.WORKER, 8) == []
    assert lists.stored_pairs(session, MatchSide.POSTING, 8) is None


def test_a_new_list_takes_the_place_of_the_old_one(session: Session) -> None:
    for number in (3, 4):
        lists.store(
            session,
            make_run(session),
            MatchSide.POSTING,
            [Ranking(7, (number,), (0.5,))],
            {7: "aa"},
        )
    assert lists.stored(session, MatchSide.POSTING) == {7: Stored(((4, 0.5),), "aa")}


def test_who_comes_back_late_writes_nothing(any_session: Session) -> None:
    mine = lists.take_turn(any_session)
    assert lists.last_turn(any_session) == mine
    assert lists.take_turn(any_session, mine) == mine + 1
    with pytest.raises(lists.MatchingElsewhereError):
        lists.take_turn(any_session, mine)


def test_two_that_come_first_at_once_take_turns(any_store: Store) -> None:
    turns: list[int] = []

    def take() -> None:
        with any_store.writes.begin() as session:
            turns.append(lists.take_turn(session))

    second = threading.Thread(target=take)
    with any_store.writes.begin() as session:
        turns.append(lists.take_turn(session))
        second.start()
        second.join(timeout=0.5)  # it waits for us
        assert second.is_alive()
    second.join(timeout=30)
    assert turns == [1, 2]


def test_runs_without_lists_go(session: Session) -> None:
    used, empty, kept = (make_run(session) for _ in range(3))
    lists.store(session, used, MatchSide.WORKER, [Ranking(7, (), ())], {7: "aa"})
    empty_id = empty.id
    lists.drop_empty_runs(session, keep=(kept.id,))
    session.expire_all()
    assert session.get(MatchRun, empty_id) is None
    assert session.get(MatchRun, used.id)
    assert session.get(MatchRun, kept.id)


def test_lists_of_another_version_are_stale(session: Session) -> None:
    run = make_run(session)
    assert not lists.is_stale(run, version="today")
    assert lists.is_stale(run, version="tomorrow")
