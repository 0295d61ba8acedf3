"""Database sessions of a request: read() looks, write() is the one place of the web that commits.

Read and write sessions are separate objects (SQLite takes the write lock at BEGIN); nothing loaded
by the one goes into the other: pass ids and the frozen Actor.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store

_KEY = "jobmatch.store"


def install(app: Flask, store: Store) -> None:
    """Give *app* its database; nothing is opened yet."""
    app.extensions[_KEY] = store


def _store() -> Store:
    return cast("Store", current_app.extensions[_KEY])


@contextmanager
def read() -> Iterator[Session]:
    """Give a session for looking; whatever it changed is rolled back."""
    with _store().reads() as session:
        yield session


@contextmanager
def write() -> Iterator[Session]:
    """Give a session whose work is committed at the end, or undone when anything is raised."""
    with _store().writes.begin() as session:
        yield session
