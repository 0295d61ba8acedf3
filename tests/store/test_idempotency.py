from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Role
from jobmatch.store.accounts import Account
from jobmatch.store.idempotency import IdempotencyKey
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_key_of_an_account_stands_once(any_session: Session) -> None:
    accounts = [Account(name=name, display_name=name, role=Role.CLERK) for name in ("a", "b")]
    any_session.add_all(accounts)
    any_session.flush()
    fields = {
        "key": "1" * 32,
        "request_sha256": "0" * 64,
        "made_at": datetime(2026, 3, 15, tzinfo=UTC),
    }
    any_session.add_all([IdempotencyKey(account_id=each.id, **fields) for each in accounts])
    any_session.flush()
    with refused(any_session, "uq_idempotency_key_account_id_key"):
        any_session.add(IdempotencyKey(account_id=accounts[0].id, **fields))
