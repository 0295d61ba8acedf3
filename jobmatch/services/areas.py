"""Look-ups of use cases: a row of somebody's own area, locked; outside of it there is none.

Who asks for another area's worker gets the same answer as for a worker that does not exist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain.errors import NotFoundError
from jobmatch.queries import areas, workers
from jobmatch.store.households import Household
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor


def lock_worker(session: Session, *, actor: Actor, uuid: str) -> Worker:
    """Lock and give the worker with the address *uuid*.

    Raises:
        NotFoundError: there is none in the actor's area.
    """
    return _worker(session, actor, Worker.uuid == uuid)


def lock_worker_of_id(session: Session, *, actor: Actor, worker_id: int) -> Worker:
    """Lock and give the worker with the row id *worker_id*.

    Raises:
        NotFoundError: there is none in the actor's area.
    """
    return _worker(session, actor, Worker.id == worker_id)


def lock_household(session: Session, *, actor: Actor, uuid: str) -> Household:
    """Lock and give the household with the address *uuid*.

    Raises:
        NotFoundError: there is none in the actor's area.
    """
    statement = select(Household).where(Household.uuid == uuid, areas.lies_in(actor.area))
    found = session.scalars(statement.with_for_update()).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def _worker(session: Session, actor: Actor, wanted: ColumnElement[bool]) -> Worker:
    statement = workers.workers_of(actor.area).where(wanted).with_for_update(of=Worker)
    found = session.scalars(statement).one_or_none()
    if found is None:
        raise NotFoundError
    return found
