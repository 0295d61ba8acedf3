"""What is searched for, counted in memory and written every half minute: never by whom.

A stopped process loses at most what was asked since; that is a count, not a record of anybody.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, cast

from flask import current_app

from jobmatch import clock
from jobmatch.services import past_searches
from jobmatch.web import sessions

if TYPE_CHECKING:
    from flask import Flask

_KEY = "jobmatch.asked"
EVERY = 30.0
"""Seconds between two writings."""
MOST = 200
"""Texts that are held at most before they are written."""


class Asked:
    """Texts that were searched for since the last writing."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._texts: Counter[str] = Counter()
        self._since = time.monotonic()

    def add(self, text: str) -> bool:
        """Count *text*; tell whether it is time to write."""
        with self._lock:
            self._texts[text] += 1
            return len(self._texts) >= MOST or time.monotonic() - self._since >= EVERY

    def take(self) -> dict[str, int]:
        """Give what was counted and begin anew."""
        with self._lock:
            taken, self._texts = dict(self._texts), Counter()
            self._since = time.monotonic()
            return taken


def install(app: Flask) -> None:
    """Give *app* an empty count."""
    app.extensions[_KEY] = Asked()


def note(text: str) -> None:
    """Count that *text* was searched for."""
    if _asked().add(text):
        write()


def write() -> None:
    """Write what was counted, so that a change can be tried on it."""
    texts = _asked().take()
    if texts:
        with sessions.write() as session:
            past_searches.note(session, texts, on=clock.today())


def _asked() -> Asked:
    return cast("Asked", current_app.extensions[_KEY])
