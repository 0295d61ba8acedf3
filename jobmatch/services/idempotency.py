"""Requests that come twice: a retry or a double click finds the answer of the first one.

The key is a random value that a form got when it was shown. What a request said is kept as a
keyed digest only, since it may hold numbers of people.
"""

from __future__ import annotations

import hmac
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import delete, select

from jobmatch import clock
from jobmatch.domain.errors import ConflictError
from jobmatch.store import upserts
from jobmatch.store.idempotency import IdempotencyKey

if TYPE_CHECKING:
    from sqlalchemy import CursorResult
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor

KEPT = timedelta(days=30)
"""How long a request is remembered; a form open for longer is signed out long since."""
_PURPOSE = "idempotency.request"


class OtherRequestError(ConflictError):
    """The same form was sent before with other content."""

    message = "这张表单已经提交过，这次内容不一样，没有再保存。请刷新页面后重新填写。"


class UnderWayError(ConflictError):
    """The same form is being dealt with right now."""

    message = "这张表单正在保存，请稍等再看结果，不用重复提交。"


def begin(session: Session, *, actor: Actor, key: str, said: str) -> str | None:
    """Take *key* for a request that said *said*, in the transaction of its effect.

    Returns:
        None when it comes for the first time; else the address that the first one was answered
        with: nothing is to be done.

    Raises:
        OtherRequestError: the key came before with something else.
        UnderWayError: the first one is not answered yet.
    """
    digest = hmac.digest(session.info["keys"].derive(_PURPOSE), said.encode(), "sha256").hex()
    values: dict[str, Any] = {
        "account_id": actor.account_id,
        "key": key,
        "request_sha256": digest,
        "made_at": clock.now(),
    }
    there = select(IdempotencyKey).where(
        IdempotencyKey.account_id == actor.account_id, IdempotencyKey.key == key
    )
    row = session.scalar(there)
    if row is None:
        # Two at once: the database lets one in, the other waits here and then finds its answer.
        if upserts.put_if_absent(session, IdempotencyKey, values):
            return None
        row = session.scalars(there).one()
    if row.request_sha256 != digest:
        raise OtherRequestError
    if row.body is None:
        raise UnderWayError
    return row.body


def finish(session: Session, *, actor: Actor, key: str, status: int, address: str) -> None:
    """Keep the answer, in the transaction of the effect: both are there, or neither is."""
    row = session.scalars(
        select(IdempotencyKey).where(
            IdempotencyKey.account_id == actor.account_id, IdempotencyKey.key == key
        )
    ).one()
    row.status, row.body = status, address


def forget_old(session: Session) -> int:
    """Forget requests of long ago; gives how many."""
    old = delete(IdempotencyKey).where(IdempotencyKey.made_at < clock.now() - KEPT)
    return cast("CursorResult[Any]", session.execute(old)).rowcount
