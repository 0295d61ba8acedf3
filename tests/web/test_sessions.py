from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from jobmatch.store.districts import District
from jobmatch.web import sessions

if TYPE_CHECKING:
    from flask import Flask


def count(app: Flask) -> int:
    with app.app_context(), sessions.read() as session:
        return session.execute(select(func.count()).select_from(District)).scalar_one()


def test_write_commits_at_the_end(app: Flask) -> None:
    with app.app_context(), sessions.write() as session:
        session.add(District(code="990000", name="某区"))
    assert count(app) == 1


def fail_after_writing() -> None:
    with sessions.write() as session:
        session.add(District(code="990000", name="某区"))
        session.flush()
        raise ValueError("no")


def test_write_undoes_everything_when_something_is_raised(app: Flask) -> None:
    with app.app_context(), pytest.raises(ValueError, match="no"):
        fail_after_writing()
    assert count(app) == 0
