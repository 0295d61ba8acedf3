"""Boards of figures that are kept for a minute: counting a whole district takes half a second.

Every page says when its numbers were counted. Who asks again within the minute sees the same
numbers, in the same moment on every desk; nothing is stored, a restart counts anew.
"""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from flask import current_app

from jobmatch import clock
from jobmatch.services import figures

if TYPE_CHECKING:
    from datetime import date

    from flask import Flask
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area
    from jobmatch.services.figures import Board

KEPT = timedelta(minutes=1)
MOST = 64
"""Boards kept at once: areas of one district, and days that somebody looks back to."""
_KEY = "jobmatch.boards"


class Boards:
    """The boards of one application, counted one at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[date, Area], Board] = {}

    def board(self, session: Session, day: date, area: Area) -> Board:
        """Give the board of *day* and *area*, at most a minute old."""
        with self._lock:
            oldest = clock.now() - KEPT
            self._kept = {
                key: board for key, board in self._kept.items() if board.counted_at > oldest
            }
            found = self._kept.get((day, area))
            if found is None:
                found = figures.count_board(session, day, area=area)
                if len(self._kept) < MOST:
                    self._kept[day, area] = found
            return found


def install(app: Flask) -> None:
    """Give *app* its boards."""
    app.extensions[_KEY] = Boards()


def board(session: Session, day: date, area: Area) -> Board:
    """Give the board of *day* and *area* in the present application."""
    return cast("Boards", current_app.extensions[_KEY]).board(session, day, area)
