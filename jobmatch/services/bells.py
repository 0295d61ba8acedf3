"""Ringing for a person of the counter, and going there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.queries import bells
from jobmatch.services import audit
from jobmatch.store.bells import Bell

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor


def ring(session: Session, *, place: str) -> Bell:
    """Ring the bell of the kiosk called *place*; one that waits is rung again, no second one.

    Nobody is named, so there is nothing to write into the trail: the row says all.
    """
    bell = bells.waiting_at(session, place=place)
    if bell is None:
        bell = Bell(place=place)
        session.add(bell)
    bell.rung_at = clock.now()
    session.flush()
    return bell


def answer(session: Session, *, actor: Actor, bell_id: int) -> Bell:
    """Say that the actor goes there; the first who says so is the one who goes.

    Raises:
        ForbiddenError: the actor does not serve people at a counter.
        NotFoundError: there is no such bell.
    """
    actor.check(Permission.RUN_FAIRS)
    bell = session.get(Bell, bell_id, with_for_update=True)
    if bell is None or actor.account_id is None:
        raise NotFoundError
    if bell.answered_at is None:
        bell.answered_at, bell.account_id = clock.now(), actor.account_id
        session.flush()
        audit.record(session, actor=actor, action="bell.answered", subject=bell)
    return bell
