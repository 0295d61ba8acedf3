from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.bells import KEPT
from jobmatch.queries import bells
from jobmatch.store.bells import Bell

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_the_longest_waiting_comes_first_and_very_old_ones_are_no_calls(
    any_session: Session,
) -> None:
    now = clock.now()
    later = Bell(place="大厅", rung_at=now)
    first = Bell(place="门口", rung_at=now - timedelta(minutes=3))
    old = Bell(place="二楼", rung_at=now - KEPT - timedelta(minutes=1))
    any_session.add_all([later, first, old])
    any_session.flush()
    assert bells.waiting(any_session, now=now) == [first, later]
    assert bells.waiting_at(any_session, place="二楼") is old
    assert bells.waiting_at(any_session, place="三楼") is None
    assert bells.answered(any_session, top=5) == []
