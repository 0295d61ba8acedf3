"""Looks at whole numbers, counted by account and day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.accounts import Actor, Role
from jobmatch.domain.reveals import RevealField, RevealReason
from jobmatch.queries import reveals as questions
from jobmatch.services import reveals
from tests.factories import make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_looks_are_counted_for_the_account_since_an_instant(any_session: Session) -> None:
    worker = make_worker(any_session, name="杨秀英", person={"phone": "13800005678"})
    actor = Actor(account_id=None, name="jingban", role=Role.CLERK)
    for _ in range(2):
        reveals.reveal(
            any_session,
            actor=actor,
            uuid=worker.uuid,
            field=RevealField.PHONE,
            reason=RevealReason.CALL,
        )
    ago = clock.now() - timedelta(hours=1)
    assert questions.count_since(any_session, account_id=7, since=ago) == 0
    assert questions.count_since(any_session, account_id=None, since=ago) == 2
    later = datetime(2100, 1, 1, tzinfo=UTC)
    assert questions.count_since(any_session, account_id=None, since=later) == 0
