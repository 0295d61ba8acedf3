"""What is to happen only when a transaction is really committed: sending job ids to the broker.

A composition root installs the sender. Waiting ids hang on the session: they are sent after the
outermost commit and forgotten at rollback, also when only a savepoint is rolled back.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import SessionTransaction

_WAITING = "after_commit.waiting"
_log = logging.getLogger(__name__)
_senders: list[Callable[[str, int], None]] = []


def install(send: Callable[[str, int], None]) -> Callable[[], None]:
    """Set *send* (job name, job id) as the sender; give a function that takes it out again."""
    _senders.append(send)

    def remove() -> None:
        _senders.remove(send)

    return remove


def send(session: Session, name: str, job_id: int) -> None:
    """Send the job after the commit of *session*'s outermost transaction."""
    depth = session.get_nested_transaction() or session.get_transaction()
    _waiting(session).append((depth, name, job_id))


def _waiting(session: Session) -> list[tuple[SessionTransaction | None, str, int]]:
    waiting: list[tuple[SessionTransaction | None, str, int]]
    waiting = session.info.setdefault(_WAITING, [])
    return waiting


@event.listens_for(Session, "after_commit")
def _after_commit(session: Session) -> None:
    # Also fires when a savepoint is released: nothing is durable yet then.
    if session.in_nested_transaction():
        return
    waiting = session.info.pop(_WAITING, [])
    for _, name, job_id in waiting:
        for sender in _senders:
            try:
                sender(name, job_id)
            except Exception:  # noqa: BLE001 - committed already; the sweep sends what failed here
                _log.exception("job %s could not be sent; the sweep will", job_id)


@event.listens_for(Session, "after_soft_rollback")
def _after_rollback(session: Session, rolled_back: Any) -> None:
    waiting = session.info.get(_WAITING)
    if not waiting:
        return
    if not rolled_back.nested:
        waiting.clear()
        return
    waiting[:] = [each for each in waiting if not _is_inside(each[0], rolled_back)]


def _is_inside(transaction: SessionTransaction | None, outer: object) -> bool:
    while transaction is not None:
        if transaction is outer:
            return True
        transaction = transaction.parent
    return False
