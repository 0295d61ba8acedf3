from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from jobmatch.web import indexes, sessions
from tests.factories import make_posting, make_worker

if TYPE_CHECKING:
    from flask import Flask

    from jobmatch.store.engine import Store


def test_the_index_is_kept_until_postings_change(app: Flask, store: Store) -> None:
    with app.app_context():
        with sessions.read() as session:
            first = indexes.current(session)
            assert indexes.current(session) is first
        with store.writes.begin() as session:
            make_posting(session, title="平车工")
        with sessions.read() as session:
            assert len(indexes.current(session).postings) == len(first.postings) + 1


def test_it_can_be_filled_beforehand(app: Flask) -> None:
    thread = indexes.warm(app)
    thread.join(timeout=60)
    assert not thread.is_alive()


def test_a_register_is_read_beside_the_requests_and_never_old(app: Flask, store: Store) -> None:
    indexes.warm(app).join(timeout=60)
    with app.app_context():
        with sessions.read() as session:
            index = indexes.current(session)
            first = indexes.register(session, index)
            assert first is not None
            assert indexes.register(session, index) is first
        with store.writes.begin() as session:
            make_worker(session, name="甲")
        with sessions.read() as session:
            assert indexes.register(session, index) is None
        for thread in threading.enumerate():
            if thread.name == "fill_register":
                thread.join(timeout=60)
        with sessions.read() as session:
            renewed = indexes.register(session, index)
            assert renewed is not None
            assert len(renewed.frame) == len(first.frame) + 1
