from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.domain.accounts import Actor, Role
from jobmatch.services import idempotency
from jobmatch.store.accounts import Account
from jobmatch.store.idempotency import IdempotencyKey

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

KEY = "0" * 32


@pytest.fixture
def actor(any_session: Session) -> Actor:
    account = Account(name="a", display_name="a", role=Role.CLERK)
    any_session.add(account)
    any_session.flush()
    return Actor(account.id, "a", Role.CLERK)


def test_the_second_time_the_answer_of_the_first_is_given(
    any_session: Session, actor: Actor
) -> None:
    assert idempotency.begin(any_session, actor=actor, key=KEY, said="x") is None
    idempotency.finish(any_session, actor=actor, key=KEY, status=303, address="/workers/1")
    assert idempotency.begin(any_session, actor=actor, key=KEY, said="x") == "/workers/1"
    assert any_session.scalar(select(func.count()).select_from(IdempotencyKey)) == 1


def test_a_key_with_other_content_is_refused(any_session: Session, actor: Actor) -> None:
    idempotency.begin(any_session, actor=actor, key=KEY, said="x")
    with pytest.raises(idempotency.OtherRequestError):
        idempotency.begin(any_session, actor=actor, key=KEY, said="y")


def test_what_is_under_way_is_not_begun_again(any_session: Session, actor: Actor) -> None:
    idempotency.begin(any_session, actor=actor, key=KEY, said="x")
    with pytest.raises(idempotency.UnderWayError):
        idempotency.begin(any_session, actor=actor, key=KEY, said="x")


def test_nothing_that_was_said_can_be_guessed_from_the_row(
    any_session: Session, actor: Actor
) -> None:
    for key in ("1" * 32, "2" * 32):
        idempotency.begin(any_session, actor=actor, key=key, said="990000198505041234")
    digests = any_session.scalars(select(IdempotencyKey.request_sha256)).all()
    assert len(set(digests)) == 1
    assert digests[0] != hashlib.sha256(b"990000198505041234").hexdigest()


def test_requests_of_long_ago_are_forgotten(any_session: Session, actor: Actor) -> None:
    for key in ("1" * 32, "2" * 32):
        idempotency.begin(any_session, actor=actor, key=key, said="x")
    row = any_session.scalars(select(IdempotencyKey)).first()
    assert row is not None
    row.made_at = clock.now() - idempotency.KEPT - timedelta(seconds=1)
    any_session.flush()
    assert idempotency.forget_old(any_session) == 1
    assert any_session.scalars(select(IdempotencyKey.key)).all() == ["2" * 32]
