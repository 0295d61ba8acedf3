from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any, NoReturn

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from jobmatch.services import past_searches
from jobmatch.store.lexicon import PastSearch
from jobmatch.web import asked

if TYPE_CHECKING:
    import pytest
    from flask import Flask

    from jobmatch.store.engine import Store


def test_texts_are_counted_until_they_are_taken() -> None:
    counted = asked.Asked()
    assert not counted.add("会电焊")
    counted.add("会电焊")
    counted.add("保洁")
    assert counted.take() == {("会电焊", ()): 2, ("保洁", ()): 1}
    assert counted.take() == {}


def test_many_texts_are_written_at_once() -> None:
    counted = asked.Asked()
    due = [counted.add(f"第{number}句") for number in range(asked.MOST)]
    assert due[-1]
    assert not any(due[:-1])


def wait_for_writing() -> None:
    for thread in threading.enumerate():
        if thread.name == "asked":
            thread.join()


def test_it_is_written_beside_the_requests(
    app: Flask, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "EVERY", 0.0)
    with app.app_context():
        asked.note("电焊")
    wait_for_writing()
    with store.reads() as session:
        assert list(session.scalars(select(PastSearch.text))) == ["电焊"]


def test_a_count_that_fails_is_logged_and_fails_nothing(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise OperationalError("INSERT", {"text": "电焊"}, Exception("database is locked"))

    monkeypatch.setattr(past_searches, "note", refuse)
    monkeypatch.setattr(asked, "EVERY", 0.0)
    with caplog.at_level(logging.WARNING), app.app_context():
        asked.note("电焊")
        wait_for_writing()
        asked.note("电焊")
        asked.write()
    assert "OperationalError" in caplog.text
    assert "电焊" not in caplog.text
