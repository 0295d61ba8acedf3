from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain.accounts import Role
from jobmatch.domain.jobs import JobName
from jobmatch.services import jobs
from jobmatch.store.accounts import Account
from jobmatch.store.idempotency import IdempotencyKey
from jobmatch.tasks import idempotency

if TYPE_CHECKING:
    from jobmatch.store.engine import Store


def test_requests_of_long_ago_are_forgotten(connected: Store) -> None:
    with connected.writes.begin() as session:
        account = Account(name="a", display_name="a", role=Role.CLERK)
        session.add(account)
        session.flush()
        for key, days in (("1" * 32, 40), ("2" * 32, 4)):
            made_at = clock.now() - timedelta(days=days)
            session.add(
                IdempotencyKey(
                    account_id=account.id, key=key, request_sha256="0" * 64, made_at=made_at
                )
            )
        job_id = jobs.enqueue(session, JobName.FORGET_REQUESTS, key="k", day="2026-03-15").id
    idempotency.forget.run(job_id)
    with connected.reads() as session:
        assert session.scalars(select(IdempotencyKey.key)).all() == ["2" * 32]
