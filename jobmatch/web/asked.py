"""What is searched for, counted in memory and written every half minute: never by whom.

A stopped process, or a database that is busy, loses at most what was asked since; that is a count,
not a record of anybody, and no page waits for it or fails with it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, cast

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from jobmatch import clock
from jobmatch.services import past_searches
from jobmatch.web import sessions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask

    from jobmatch.matching.readings import Read

    Said = tuple[str, tuple[Read, ...]]
    """A text that was searched for, and what was understood of it."""

_KEY = "jobmatch.asked"
_log = logging.getLogger(__name__)
EVERY = 30.0
"""Seconds between two writings."""
MOST = 200
"""Texts that are held at most before they are written."""


class Asked:
    """Texts that were searched for since the last writing."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._texts: Counter[Said] = Counter()
        self._since = time.monotonic()

    def add(self, text: str, reads: Iterable[Read] = ()) -> bool:
        """Count *text*, understood as *reads*; tell whether it is time to write."""
        with self._lock:
            self._texts[text, tuple(reads)] += 1
            return len(self._texts) >= MOST or time.monotonic() - self._since >= EVERY

    def take(self) -> dict[Said, int]:
        """Give what was counted and begin anew."""
        with self._lock:
            taken, self._texts = dict(self._texts), Counter()
            self._since = time.monotonic()
            return taken


def install(app: Flask) -> None:
    """Give *app* an empty count."""
    app.extensions[_KEY] = Asked()


def note(text: str, reads: Iterable[Read] = ()) -> None:
    """Count that *text* was searched for; of it stays what *reads* say was understood.

    Every half minute it is written beside the requests: a database that is busy is not waited for.
    """
    if _asked().add(text, reads):
        app = cast("Any", current_app)._get_current_object()  # noqa: SLF001 - werkzeug's way to the app itself
        threading.Thread(target=_write_for, args=(app,), name="asked", daemon=True).start()


def _write_for(app: Flask) -> None:
    with app.app_context():
        write()


def write() -> None:
    """Write what was counted, so that a change can be tried on it; a failure is only logged."""
    texts: Counter[str] = Counter()
    for (text, reads), times in _asked().take().items():
        kept = past_searches.heard_text(text, reads)
        if kept is not None:
            texts[kept] += times
    if not texts:
        return
    try:
        with sessions.write() as session:
            past_searches.note(session, texts, on=clock.today())
    except SQLAlchemyError as error:
        # By class alone: the message quotes what was asked.
        _log.warning("%d searches were not counted: %s", len(texts), type(error).__qualname__)


def _asked() -> Asked:
    return cast("Asked", current_app.extensions[_KEY])
