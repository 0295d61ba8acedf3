from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import time_machine

from jobmatch.domain.accounts import Area
from jobmatch.web import boards
from tests.factories import make_community, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.services.figures import Board

DAY = date(2026, 3, 15)
START = datetime(2026, 3, 15, 1, tzinfo=UTC)


def workers(board: Board) -> float:
    return next(one.figure.value for one in board.shown if one.figure.key == "workers")


def test_a_board_is_kept_for_a_minute_and_says_when_it_was_counted(session: Session) -> None:
    kept = boards.Boards()
    with time_machine.travel(START, tick=False) as clock:
        make_worker(session, name="杨秀英")
        assert workers(kept.board(session, DAY, Area())) == 1
        make_worker(session, name="田茂林")
        clock.shift(timedelta(seconds=59))
        board = kept.board(session, DAY, Area())
        assert (workers(board), board.counted_at) == (1, START)
        clock.shift(timedelta(seconds=2))
        board = kept.board(session, DAY, Area())
        assert (workers(board), board.counted_at) == (2, START + timedelta(seconds=61))


def test_nobody_gets_the_board_of_another_area_or_day(session: Session) -> None:
    kept = boards.Boards()
    here = make_community(session, name="旺家社区")
    make_worker(session, name="杨秀英", community=here)
    make_worker(session, name="田茂林")
    area = Area(community_ids=frozenset({here.id}))
    assert workers(kept.board(session, DAY, Area())) == 2
    assert workers(kept.board(session, DAY, area)) == 1
    assert kept.board(session, date(2020, 1, 1), Area()).day == date(2020, 1, 1)
