"""The index of open postings that this process keeps between requests, renewed when rows change."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any, cast

from flask import current_app, has_request_context

from jobmatch import clock
from jobmatch.domain import aliases
from jobmatch.services import indexes, matching, registers, suggestions
from jobmatch.web import access, sessions

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from sqlalchemy.orm import Session

    from jobmatch.services.indexes import Index
    from jobmatch.services.registers import Register

_KEY, _SUGGESTIONS = "jobmatch.index", "jobmatch.suggestions"
_REGISTERS, _WARMED = "jobmatch.registers", "jobmatch.warmed"
_log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Give *app* empty holders; the first question fills them."""
    app.extensions[_KEY] = indexes.Holder()
    app.extensions[_SUGGESTIONS] = suggestions.Holder()
    app.extensions[_REGISTERS] = registers.Holder()


def current(session: Session) -> Index:
    """Give the index of today's open postings, as the centre of who is asking reads them."""
    centre = aliases.centre_of(access.actor().area) if has_request_context() else None
    return matching.open_index(session, today=clock.today(), holder=holder(), centre=centre)


def holder() -> indexes.Holder:
    """Give what keeps the index between requests."""
    return cast("indexes.Holder", current_app.extensions[_KEY])


def register(session: Session, index: Index) -> Register | None:
    """Give the labour force as *index* reads it; None where there is none, or an older one only.

    Whoever changed a worker must see it in the very next answer. A process that was warmed reads
    it again beside the requests; one of many under a WSGI server keeps none.
    """
    held = cast("registers.Holder", current_app.extensions[_REGISTERS])
    found = held.get(registers.version_of(session, index, on=clock.today()))
    if found is None and current_app.extensions.get(_WARMED):
        _beside(_fill_register, index)
    return found


def _fill_register(index: Index) -> None:
    held = cast("registers.Holder", current_app.extensions[_REGISTERS])
    today = clock.today()
    with sessions.read() as session:
        # The number is read first: a register that is newer than its number is only read again.
        version = registers.version_of(session, index, on=today)
        held.fill(version, lambda: registers.open_register(session, index, on=today))


def _beside(work: Callable[..., None], *given: Any) -> threading.Thread:
    """Do *work* in a thread of its own, within the app."""
    app = cast("Any", current_app)._get_current_object()  # noqa: SLF001 - werkzeug's way to the app itself

    def run() -> None:
        try:
            with app.app_context():
                work(*given)
        except Exception:  # noqa: BLE001 - nobody waits for it, the next question asks it again
            _log.exception("%s failed beside the requests", thread.name)

    thread = threading.Thread(target=run, name=work.__name__.strip("_"), daemon=True)
    thread.start()
    return thread


def suggested() -> suggestions.Holder:
    """Give what keeps the words that are suggested while somebody types."""
    return cast("suggestions.Holder", current_app.extensions[_SUGGESTIONS])


def warm(app: Flask) -> threading.Thread:
    """Fill the holders beside the first requests, so that nobody waits for the word tables."""
    app.extensions[_WARMED] = True
    with app.app_context():
        return _beside(_fill)


def _fill() -> None:
    with sessions.read() as session:
        index = current(session)
        suggested().of(index)
    _fill_register(index)
