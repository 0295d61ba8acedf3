"""The index of open postings that this process keeps between requests, renewed when rows change."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast

from flask import current_app, has_request_context

from jobmatch import clock
from jobmatch.domain import aliases
from jobmatch.queries import profiles
from jobmatch.services import indexes, matching, suggestions
from jobmatch.web import access, sessions

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy.orm import Session

    from jobmatch.services.indexes import Index, Words

_KEY, _SUGGESTIONS = "jobmatch.index", "jobmatch.suggestions"


def install(app: Flask) -> None:
    """Give *app* empty holders; the first question fills them."""
    app.extensions[_KEY] = indexes.Holder()
    app.extensions[_SUGGESTIONS] = suggestions.Holder()


def current(session: Session) -> Index:
    """Give the index of today's open postings, as the centre of who is asking reads them."""
    centre = aliases.centre_of(access.actor().area) if has_request_context() else None
    return matching.open_index(session, today=clock.today(), holder=holder(), centre=centre)


def holder() -> indexes.Holder:
    """Give what keeps the index between requests."""
    return cast("indexes.Holder", current_app.extensions[_KEY])


def words(session: Session) -> Words:
    """Give the word tables alone, for reading titles; kept by the service."""
    return indexes.load_words(profiles.learned_aliases(session))


def suggested() -> suggestions.Holder:
    """Give what keeps the words that are suggested while somebody types."""
    return cast("suggestions.Holder", current_app.extensions[_SUGGESTIONS])


def warm(app: Flask) -> threading.Thread:
    """Fill the holders beside the first requests, so that nobody waits for the word tables."""

    def fill() -> None:
        with app.app_context(), sessions.read() as session:
            suggested().of(current(session))

    thread = threading.Thread(target=fill, name="warm-index", daemon=True)
    thread.start()
    return thread
