"""How a test says that the database itself refuses something, on both databases."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session


@contextmanager
def refused(session: Session, constraint: str) -> Iterator[None]:
    """Expect *constraint* to refuse what the block flushes; the session goes on afterwards.

    SQLite names only its CHECK constraints; for unique ones it names the columns.
    """
    said = None
    try:
        with session.begin_nested():
            yield
            session.flush()
    except IntegrityError as error:
        said = str(error.orig)
    if said is None:
        pytest.fail(f"{constraint} refused nothing")
    if constraint.startswith("ck_") or session.get_bind().dialect.name == "postgresql":
        assert constraint in said
