from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from jobmatch.store.audit import AuditRow
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def _row(seq: int) -> AuditRow:
    now = datetime(2026, 3, 15, tzinfo=UTC)
    return AuditRow(
        seq=seq, at=now, actor="zhang", action="posting.published", changes="{}", link="0" * 64
    )


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_row SET actor = 'li'", "DELETE FROM audit_row"]
)
def test_rows_are_neither_changed_nor_deleted(any_session: Session, statement: str) -> None:
    any_session.add(_row(1))
    any_session.flush()
    with pytest.raises(DBAPIError, match="append_only"), any_session.begin_nested():
        any_session.execute(text(statement))


@pytest.mark.postgres
def test_the_table_is_not_emptied_either(postgresql_session: Session) -> None:
    with pytest.raises(DBAPIError, match="append_only"):
        postgresql_session.execute(text("TRUNCATE audit_row"))


def test_a_place_in_the_chain_is_taken_once(any_session: Session) -> None:
    any_session.add(_row(1))
    any_session.flush()
    with refused(any_session, "uq_audit_row_seq"):
        any_session.add(_row(1))
