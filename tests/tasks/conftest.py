"""Fixtures of the task tests: tasks connected to a database, without a broker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.tasks import app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobmatch.store.engine import Store


@pytest.fixture
def connected(store: Store) -> Iterator[Store]:
    """Give an own database that the tasks work on."""
    disconnect = app.connect(store, broker_url="memory://")
    yield store
    disconnect()


@pytest.fixture
def any_connected(any_store: Store) -> Iterator[Store]:
    """Give the like of ``connected``, once on SQLite and once on PostgreSQL."""
    disconnect = app.connect(any_store, broker_url="memory://")
    yield any_store
    disconnect()
